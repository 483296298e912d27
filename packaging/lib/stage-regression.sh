# PostgreSQL's own regression database, the widest there is: howdahctl writes its schema, an empty database takes it,
# and pg_dump judges whether the two are the same. Sourced, with common.sh, sources.sh and libraries.sh.

stage_regression() {
  local major since=$SECONDS
  major=$(packaged_postgresql)
  with_lock regression prepare_regression "$major"
  if (run_regression "$major" "$howdah_source/build/release/bin/howdahctl" "$howdah_source/build/results"); then
    count passed "regression database of PostgreSQL $major ($((SECONDS - since)) s)"
  else
    count failed "regression database of PostgreSQL $major"
  fi
}

regression_folder() {
  printf '%s/regression-%s\n' "$(server_cache)" "$1"
}

prepare_regression() {
  build_once "regression tests of PostgreSQL $1" "build_regression_$1" "$(server_cache)"
}

build_regression_15() { build_regression 15; }
build_regression_17() { build_regression 17; }

# The tests and the module they call, from Debian's source; pg_regress itself comes with the server's headers.
build_regression() {
  local source=$howdah_deps/build/postgresql-$1 folder
  folder=$(regression_folder "$1")
  fetch_source "$codename" "postgresql-$1" "$source"
  rm -rf "$folder"
  mkdir -p "$folder"
  cp -R "$source"/src/test/regress/{data,expected,sql,parallel_schedule,resultmap,regress.c} "$folder"
  quietly "$howdah_deps/log/regression" cc -O1 -shared -fPIC -fno-strict-aliasing -fwrapv -w \
    -I"$("/usr/lib/postgresql/$1/bin/pg_config" --includedir-server)" -o "$folder/regress.so" "$folder/regress.c" ||
    failed_build "the regression tests of PostgreSQL $1" "$howdah_deps/log/regression"
  ln -s "/usr/lib/postgresql/$1/lib/"{refint,autoinc}.so "$folder"
  chmod -R a+rX "$folder"
  rm -rf "$source"
}

# run_regression MAJOR HOWDAHCTL RESULTS: in a subshell, whose end stops the server.
run_regression() {
  local ctl=$2 results=$3 tests run bin=/usr/lib/postgresql/$1/bin pgxs
  tests=$(regression_folder "$1")
  # A socket's path may have 107 characters.
  run=$(mktemp -d /tmp/howdah-regression.XXXXXX)
  # shellcheck disable=SC2064 # both are known now
  trap "as_server_user '$bin/pg_ctl' stop -m immediate -D '$run/data' >/dev/null 2>&1; rm -rf '$run'" EXIT
  chown "$(server_user)" "$run"
  mkdir -p "$results"
  quietly "$howdah_source/build/log/regression-initdb" \
    as_server_user "$bin/initdb" -D "$run/data" -U postgres -E UTF8 --no-locale --auth=trust --no-sync || return 1
  cat >>"$run/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$run'
fsync = off
max_prepared_transactions = 2
CONF
  quietly "$howdah_source/build/log/regression-start" \
    as_server_user "$bin/pg_ctl" start -w -D "$run/data" -l "$run/server.log" || return 1
  say "Running PostgreSQL's regression tests"
  pgxs=$(dirname "$("$bin/pg_config" --pgxs)")/../test/regress
  # Not whether they pass matters here but what they leave behind; a few print differently from build to build.
  as_server_user "$pgxs/pg_regress" --bindir="$bin" --inputdir="$tests" --outputdir="$run" \
    --dlpath="$tests" --schedule="$tests/parallel_schedule" --host="$run" --user=postgres --no-locale --encoding=UTF8 \
    >"$howdah_source/build/log/regression-tests" 2>&1 || true
  compare_regression "$bin" "$run" "$ctl" "$results"
}

# compare_regression BIN SOCKET-FOLDER HOWDAHCTL RESULTS
compare_regression() {
  local bin=$1 ctl=$3 results=$4 dsn="host=$2 user=postgres" written=$4/regression.sql side
  # Nothing equal to nothing would be no proof.
  [[ $("$bin/psql" -XAtw -d "$dsn dbname=regression" -c 'SELECT count(*) > 1000 FROM pg_class WHERE oid >= 16384') == t ]] || {
    say "The regression tests left no database to speak of; their output is in build/log/regression-tests."
    return 1
  }
  # Status 1 says that something is listed as not written; it is shown, and pg_dump has the last word.
  "$ctl" schema --dsn "$dsn dbname=regression" --format sql >"$written" || [[ $? -eq 1 ]] || return 1
  "$bin/createdb" -h "$2" -U postgres -T template0 copy || return 1
  quietly "$howdah_source/build/log/regression-restore" "$bin/psql" -Xqw -v ON_ERROR_STOP=1 -f "$written" -d "$dsn dbname=copy" || {
    say "What howdahctl wrote cannot be restored; it is in $written."
    return 1
  }
  for side in regression copy; do
    "$bin/pg_dump" -s -w -d "$dsn dbname=$side" | sorted_dump >"$results/dump-of-$side.sql" || return 1
  done
  diff -u "$results"/dump-of-{regression,copy}.sql >"$results/regression.diff" || {
    head -n 60 "$results/regression.diff" >&2
    say "$(grep -c '^[-+][^-+]' "$results/regression.diff") lines differ, all of them in $results/regression.diff."
    return 1
  }
}

# A dump's objects one by one, sorted, without comments and settings: their order follows OIDs where nothing else does.
sorted_dump() {
  python3 -c '
import re, sys
noise = re.compile(r"(SET |SELECT pg_catalog\.set_config|\\(un)?restrict )")
objects = []
for part in re.split(r"(?m)^(?:--.*\n)+", sys.stdin.read()):
    lines = [line for line in part.split("\n") if line.strip() and not noise.match(line)]
    if lines:
        objects.append("\n".join(lines))
print("\n\n".join(sorted(objects)))'
}
