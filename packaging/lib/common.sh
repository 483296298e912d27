# Words, folders and failing: what every script in packaging/ shares. Sourced, never run.

howdah_source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
howdah_cache=${XDG_CACHE_HOME:-${HOME:?HOME must be set}/.cache}/howdah
howdah_deps=$howdah_cache/deps
howdah_prefix=$howdah_deps/prefix

say() {
  printf '\033[1m==>\033[0m %s\n' "$*" >&2
}

# fail MESSAGE [WHAT TO DO]
fail() {
  printf 'howdah: %s\n' "$1" >&2
  [[ $# -lt 2 ]] || printf '        %s\n' "${@:2}" >&2
  exit 1
}

# Runs a command quietly; its whole output is shown when it fails. quietly LOGFILE COMMAND...
quietly() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  if ! "$@" >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    return 1
  fi
}

is_root() {
  [[ $(id -u) -eq 0 ]]
}

# What PostgreSQL reads and writes. It refuses to run as root, and the user it runs as then cannot enter
# root's home; so root keeps these below the system's cache folder.
server_cache() {
  if is_root && [[ -z ${XDG_CACHE_HOME:-} ]]; then
    printf '/var/cache/howdah\n'
  else
    printf '%s\n' "$howdah_cache"
  fi
}

# The account the server runs as: the caller, or for root the one that comes with PostgreSQL's package.
server_user() {
  if ! is_root; then
    id -un
  elif getent passwd postgres >/dev/null; then
    printf 'postgres\n'
  else
    printf 'nobody\n'
  fi
}

# as_server_user COMMAND...: without the caller's environment, where passwords might be.
as_server_user() {
  if is_root; then
    (cd / && exec env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 \
      setpriv --reuid "$(server_user)" --regid "$(id -g "$(server_user)")" --clear-groups -- "$@")
  else
    (cd / && exec env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 HOME="$HOME" "$@")
  fi
}

# with_lock NAME COMMAND...: two runs at once build nothing twice.
with_lock() {
  local lock=$howdah_cache/$1.lock
  shift
  mkdir -p "$howdah_cache"
  (
    flock -n 9 || { say "Waiting for another run that holds $lock"; flock 9; }
    "$@" 9>&-
  ) 9>"$lock"
}
