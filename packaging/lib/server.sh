# The demonstration's own PostgreSQL: data in the cache folder, reached by a Unix socket alone, so that it clashes
# with no other server. Sourced, with common.sh and libraries.sh.

demo_folder() {
  printf '%s/%s\n' "$(server_cache)" "${demo_name:-demo}"
}

# A socket's path may have 107 characters.
demo_socket_folder() {
  local folder=${demo_sockets:-}
  [[ -z $folder ]] || { printf '%s\n' "$folder"; return; }
  folder=$(demo_folder)/run
  if [[ ${#folder} -gt 90 ]]; then
    [[ -n ${XDG_RUNTIME_DIR:-} ]] || fail "The path $folder is too long for a Unix socket." \
      "Set XDG_CACHE_HOME to a folder with a shorter name, then run this command again."
    folder=$XDG_RUNTIME_DIR/howdah-demo
  fi
  printf '%s\n' "$folder"
}

# Conninfo without a database.
demo_dsn() {
  printf 'host=%s user=postgres\n' "$(demo_socket_folder)"
}

demo_server_runs() {
  [[ -d $(demo_folder)/data ]] && as_server_user "$(vector_postgresql)/pg_ctl" status -D "$(demo_folder)/data" >/dev/null
}

start_demo_server() {
  local folder data run bin log
  folder=$(demo_folder) data=$folder/data run=$(demo_socket_folder) bin=$(vector_postgresql) log=$folder/server.log
  ! demo_server_runs || return 0
  mkdir -p "$(server_cache)"
  install -d -m 700 -o "$(server_user)" "$folder" "$run"
  if [[ ! -e $data/PG_VERSION ]]; then
    say "Creating a private PostgreSQL in $data"
    rm -rf "$data"
    # "trust" is for those who can enter the folder: its owner and root.
    quietly "$folder/initdb.log" as_server_user "$bin/initdb" -D "$data" -U postgres -E UTF8 --locale=C.UTF-8 \
      --auth-local=trust --auth-host=reject --no-sync ||
      fail "The private PostgreSQL could not be created; initdb's own words are above." "Is the disk full?"
    cat >>"$data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$run'
unix_socket_permissions = 0700
shared_preload_libraries = 'pg_stat_statements'
# A demonstration may lose its last second in a power cut.
synchronous_commit = off
CONF
  fi
  say "Starting the private PostgreSQL"
  quietly "$folder/start.log" as_server_user "$bin/pg_ctl" start -w -D "$data" -l "$log" || {
    tail -n 20 "$log" >&2
    fail "The private PostgreSQL does not start; the end of its log ($log) is above." \
      "If it cannot be mended, start over with: packaging/demo --reset"
  }
}

stop_demo_server() {
  if demo_server_runs; then
    as_server_user "$(vector_postgresql)/pg_ctl" stop -m fast -w -D "$(demo_folder)/data" >/dev/null
    say "The private PostgreSQL is stopped."
  fi
}
