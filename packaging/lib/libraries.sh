# Libraries that Debian 12 lacks, built into the cache. Sourced, with distribution.sh and sources.sh.

# Raised when a recipe below changes: what is there is then built anew.
recipes=1

# build_once NAME FUNCTION [KEY]: runs FUNCTION unless its stamp says that it was done by these recipes, for KEY.
build_once() {
  local name=$1 recipe=$2 key=${3:-} since=$SECONDS stamp
  stamp=$howdah_deps/stamps/$(printf '%s' "$name $recipes $key" | tr -c 'A-Za-z0-9.' _)
  [[ ! -e $stamp ]] || return 0
  say "Building $name (once)"
  mkdir -p "$howdah_deps/stamps" "$howdah_prefix"
  "$recipe"
  touch "$stamp"
  say "$name is built ($((SECONDS - since)) s)"
}

failed_build() {
  fail "$1 could not be built; the end of its log is above, all of it in $2." \
    "If a compiler or header is missing, install it; then run this command again."
}

# Static: nothing to find at run time.
build_pg_query() {
  local folder=$howdah_deps/build/libpg-query log=$howdah_deps/log/libpg-query
  fetch_source trixie libpg-query "$folder"
  quietly "$log" make -C "$folder" -j "$(nproc)" build CFLAGS_OPT_LEVEL=-O2 || failed_build libpg_query "$log"
  install -D -m 644 "$folder/pg_query.h" "$howdah_prefix/include/pg_query.h"
  install -D -m 644 "$folder/libpg_query.a" "$howdah_prefix/lib/libpg_query.a"
  rm -rf "$folder"
}

build_syntax_highlighting() {
  local modules=$howdah_deps/build/extra-cmake-modules folder=$howdah_deps/build/ksyntax-highlighting
  local log=$howdah_deps/log/ksyntax-highlighting
  fetch_source trixie extra-cmake-modules "$modules"
  quietly "$log-modules" cmake -S "$modules" -B "$modules/build" -DBUILD_TESTING=OFF -DBUILD_DOC=OFF \
    -DCMAKE_INSTALL_PREFIX="$modules/installed" || failed_build extra-cmake-modules "$log-modules"
  quietly "$log-modules" cmake --install "$modules/build" || failed_build extra-cmake-modules "$log-modules"

  fetch_source trixie ksyntax-highlighting "$folder"
  quietly "$log-configure" cmake -S "$folder" -B "$folder/build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_PREFIX_PATH="$modules/installed" -DCMAKE_INSTALL_PREFIX="$howdah_prefix" -DCMAKE_INSTALL_LIBDIR=lib \
    -DQT_MAJOR_VERSION=6 -DBUILD_WITH_QT6=ON -DBUILD_SHARED_LIBS=OFF -DBUILD_TESTING=OFF \
    -DCMAKE_DISABLE_FIND_PACKAGE_Qt6Quick=ON -DKDE_INSTALL_USE_QT_SYS_PATHS=OFF ||
    failed_build KSyntaxHighlighting "$log-configure"
  quietly "$log" cmake --build "$folder/build" || failed_build KSyntaxHighlighting "$log"
  quietly "$log-install" cmake --install "$folder/build" || failed_build KSyntaxHighlighting "$log-install"
  rm -rf "$modules" "$folder"
}

# The folder with the programs of a packaged PostgreSQL that has pgvector: the packaged one, or a private copy
# of it. The copy works where it is because PostgreSQL finds its files relative to its programs.
vector_postgresql() {
  case $release in
    12) printf '%s/postgresql-15/usr/lib/postgresql/15/bin\n' "$(server_cache)/deps" ;;
    13) printf '/usr/lib/postgresql/17/bin\n' ;;
  esac
}

build_vector_postgresql() {
  local root folder=$howdah_deps/build/pgvector log=$howdah_deps/log/pgvector
  root=$(server_cache)/deps/postgresql-15
  rm -rf "$root"
  mkdir -p "$root/usr/lib/postgresql" "$root/usr/share/postgresql"
  local part
  for part in usr/lib/postgresql/15 usr/share/postgresql/15; do
    # Hard links cost no space; where they are not allowed (another user's files, another disk) copy.
    cp -al "/$part" "$root/$part" 2>/dev/null || { rm -rf "${root:?}/$part"; cp -a "/$part" "$root/$part"; }
  done
  fetch_source trixie pgvector "$folder"
  # pg_config gives the packaged server's headers; only the destination is ours. OPTFLAGS: not this CPU alone.
  quietly "$log" make -C "$folder" -j "$(nproc)" OPTFLAGS= with_llvm=no PG_CONFIG=/usr/lib/postgresql/15/bin/pg_config ||
    failed_build pgvector "$log"
  quietly "$log-install" make -C "$folder" install with_llvm=no DESTDIR="$root" \
    PG_CONFIG=/usr/lib/postgresql/15/bin/pg_config || failed_build pgvector "$log-install"
  rm -rf "$folder"
}

build_dependencies() {
  [[ $release == 12 ]] || return 0
  build_once libpg_query build_pg_query
  build_once KSyntaxHighlighting build_syntax_highlighting
  # The copy follows the package: after an upgrade it is made anew.
  ! is_installed postgresql-15 || build_once pgvector build_vector_postgresql \
    "$(dpkg-query -W -f '${Version}' postgresql-15) in $(server_cache)"
}
