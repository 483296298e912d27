# Which distribution this is, what it packages, and installing what is missing. Sourced.

# Sets release (12 or 13, of Debian) and codename, or fails with what to do.
detect_distribution() {
  [[ -r /etc/os-release ]] || fail "This system does not say what it is (/etc/os-release is missing)." "$(by_hand)"
  local id version codename_
  id=$(. /etc/os-release && printf '%s' "${ID:-}")
  version=$(. /etc/os-release && printf '%s' "${VERSION_ID:-}")
  codename_=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
  release=$version codename=$codename_
  case $id:$version in
    debian:12 | debian:13) ;;
    *) fail "Packages are installed on Debian 12 and 13 only; this is ${id:-unknown} ${version:-}." "$(by_hand)" ;;
  esac
}

by_hand() {
  printf '%s' "packaging/README.md lists what other systems need; then: cmake --preset release && cmake --build --preset release"
}

# The release of PostgreSQL that the distribution packages.
packaged_postgresql() {
  case $release in
    12) printf '15\n' ;;
    13) printf '17\n' ;;
  esac
}

# Each package with what it is for, so that a failing installation can say so.
packages_to_build() {
  cat <<'LIST'
build-essential compiler
cmake build system
ninja-build build system
pkgconf finding libraries
mold faster linking
qt6-base-dev Qt: windows, SQLite
libqt6sql6-sqlite Qt's SQLite driver, for the workspace file
qt6-svg-dev Qt: icons
qt6-tools-dev Qt: translations
qt6-tools-dev-tools Qt: translations
qt6-l10n-tools Qt: translations
qtkeychain-qt6-dev secrets in the keychain of the desktop
libsecret-1-0 the keychain itself; QtKeychain loads it at run time
libpq-dev speaking to PostgreSQL
libxlsxwriter-dev export to spreadsheets
libminizip-dev what that library is made with
zlib1g-dev what that library is made with
LIST
  case $release in
    12) printf '%s\n' 'qt6-charts-dev Qt: charts' 'libqt6opengl6-dev Qt: what its charts need' 'dpkg-dev fetching sources' 'xz-utils unpacking sources' \
      "postgresql-server-dev-$(packaged_postgresql) building pgvector" ;;
    13) printf '%s\n' 'qt6-charts-dev Qt: charts' 'qt6-svg-plugins Qt: drawings in style sheets' \
      'libpg-query-dev parsing SQL' \
      'libkf6syntaxhighlighting-dev highlighting SQL' ;;
  esac
}

packages_to_run() {
  local pg
  pg=$(packaged_postgresql)
  printf '%s\n' "postgresql-$pg the server that demo and tests start" "postgresql-client-$pg pg_dump, pg_restore, psql" \
    'xvfb a screen where there is none' 'xauth a screen where there is none' \
    'fonts-dejavu-core letters to draw where there is no desktop'
  [[ $release != 13 ]] || printf '%s\n' "postgresql-$pg-pgvector vectors"
}

# Only where a Wayland compositor is there and no X server.
packages_for_wayland() {
  printf '%s\n' 'qt6-wayland windows on Wayland'
}

packages_for_pictures() {
  printf '%s\n' 'pngquant small pictures'
}

# What the tests use as independent oracles and tools.
packages_to_test() {
  printf '%s\n' 'gnome-keyring a real keychain to test against' 'dbus a private bus for it' \
    'libsecret-tools asking that keychain' 'python3 independent computations'
}

packages_to_test_all() {
  printf '%s\n' 'clang second compiler, fuzzing' 'npm servers of other PostgreSQL versions' \
    'alembic the real tool as an oracle' 'sqitch the real tool as an oracle' \
    'python3-psycopg2 for alembic' 'libdbd-pg-perl for sqitch' 'bison building a newer pg_dump' 'flex building a newer pg_dump' \
    'liblz4-dev building a newer pg_dump' 'libzstd-dev building a newer pg_dump' \
    "postgresql-server-dev-$(packaged_postgresql) PostgreSQL's own regression tests"
}

# One question to dpkg for all packages; asked again after installing.
is_installed() {
  [[ -n ${installed_packages:-} ]] ||
    installed_packages=$(dpkg-query -W -f ' ${Package}:${db:Status-Status} ')
  [[ $installed_packages == *" $1:installed "* ]]
}

# install_missing LIST-FUNCTION...: installs by apt-get what is not there; does nothing when all is.
install_missing() {
  local list package reason
  local -a missing=()
  local -A reasons=()
  for list in "$@"; do
    while read -r package reason; do
      is_installed "$package" || is_provided "$package" || { missing+=("$package"); reasons[$package]=$reason; }
    done < <("$list")
  done
  [[ ${#missing[@]} -gt 0 ]] || return 0

  local -a become=()
  if ! is_root; then
    command -v sudo >/dev/null || fail "These packages are missing: ${missing[*]}" \
      "You are not root and there is no sudo. As root, run: apt-get install ${missing[*]}"
    become=(sudo)
  fi
  say "Installing ${missing[*]}"
  local log=$howdah_cache/log/apt-get
  local -a apt=("${become[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0)
  quietly "$log-update" "${apt[@]}" update ||
    say "The package lists could not be brought up to date; going on with those that are here."
  if ! quietly "$log-install" "${apt[@]}" install -y --no-install-recommends "${missing[@]}" 2>/dev/null; then
    # Together they fail without saying which one is at fault; one by one it shows.
    for package in "${missing[@]}"; do
      quietly "$log-install" "${apt[@]}" install -y --no-install-recommends "$package" || fail \
        "The package $package could not be installed (it is needed for: ${reasons[$package]})." \
        "apt-get's own words are above. When it cannot be found: check that the component \"main\" of Debian $release is in" \
        "/etc/apt/sources.list or /etc/apt/sources.list.d, run 'apt-get update', then this command again."
    done
  fi
  installed_packages=
}

# What another package than Debian's own may have brought.
is_provided() {
  case $1 in
    pkgconf) command -v pkg-config >/dev/null ;;
    npm) command -v npm >/dev/null ;;
    *) false ;;
  esac
}
