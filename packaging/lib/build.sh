# Configuring and building a preset. Sourced.

# configure_preset PRESET [CMAKE ARGUMENT...]
configure_preset() {
  local log=$howdah_source/build/log/$1-configure
  quietly "$log" cmake -S "$howdah_source" --preset "$@" || fail \
    "The preset $1 could not be configured; all of CMake's output is in $log."
}

# build_folder FOLDER [NINJA ARGUMENT...]: shows progress to people, and what went wrong to everybody.
build_folder() {
  local folder=$1 name since=$SECONDS log
  name=$(basename "$1")
  log=$howdah_source/build/log/$name
  shift
  mkdir -p "$(dirname "$log")"
  say "Building $name"
  if ! cmake --build "$folder" "$@" 2>&1 | show_progress "$log"; then
    grep -E -A 12 'FAILED:|error:' "$log" | head -n 60 >&2
    fail "The preset $name could not be built; all of the compiler's output is in $log."
  fi
  say "$name is built ($((SECONDS - since)) s)"
}

# build_preset PRESET
build_preset() {
  configure_preset "$1"
  build_folder "$howdah_source/build/$1"
}

# Copies its input to a log; a terminal sees one line that changes.
show_progress() {
  if [[ -t 2 ]]; then
    tee "$1" | awk '/^\[[0-9]+\/[0-9]+\]/ { printf "\r\033[K%s", $1; fflush() } END { printf "\r\033[K" }' >&2
  else
    cat >"$1"
  fi
}

# A text that changes whenever a file of the checkout does; empty when that cannot be told.
tree_state() {
  (
    cd "$howdah_source" || exit
    git rev-parse HEAD 2>/dev/null || exit 0
    git diff --binary HEAD
    git ls-files --others --exclude-standard -z | xargs -0 --no-run-if-empty sha256sum
  ) | sha256sum | grep -v '^e3b0c44298fc' | cut -d ' ' -f 1
}

# What the release preset makes; "packaging/demo" builds nothing when the checkout is as it was.
programs=$howdah_source/build/release/bin

build_programs() {
  local state
  state=$(tree_state)
  if [[ -n $state && -x $programs/howdah && -x $programs/howdahctl &&
    $(cat "$programs/.built-from" 2>/dev/null) == "$state" ]]; then
    return
  fi
  configure_preset release
  build_folder "$howdah_source/build/release" --target howdah howdahctl
  printf '%s\n' "$state" >"$programs/.built-from"
}
