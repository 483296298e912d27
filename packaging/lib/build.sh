# Configuring and building a preset. Sourced.

# build_preset PRESET [CMAKE ARGUMENT...]: says little, shows the end of the log when it fails.
build_preset() {
  local preset=$1 log=$howdah_source/build/log/$1 since=$SECONDS
  shift
  quietly "$log-configure" cmake -S "$howdah_source" --preset "$preset" "$@" || fail \
    "The preset $preset could not be configured; all of CMake's output is in $log-configure."
  say "Building preset $preset"
  mkdir -p "$(dirname "$log")"
  # Progress is for people; the log keeps everything.
  if ! (cd "$howdah_source" && cmake --build --preset "$preset") 2>&1 | show_progress "$log"; then
    grep -E -A 12 'FAILED:|error:' "$log" | head -n 60 >&2
    fail "The preset $preset could not be built; all of the compiler's output is in $log."
  fi
  say "Preset $preset is built ($((SECONDS - since)) s)"
}

# Copies its input to a log; a terminal sees one line that changes.
show_progress() {
  if [[ -t 2 ]]; then
    tee "$1" | awk '/^\[[0-9]+\/[0-9]+\]/ { printf "\r\033[K%s", $1; fflush() } END { printf "\r\033[K" }' >&2
  else
    cat >"$1"
  fi
}
