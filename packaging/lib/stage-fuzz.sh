# Fuzzing for a bounded time; what a target finds is kept as a file to run it with again. Sourced.

stage_fuzz() {
  local seconds=${HOWDAH_FUZZ_SECONDS:-60} folder=$howdah_source/build/fuzz target name found
  if [[ ! -d $howdah_source/tests/fuzz ]]; then
    count skipped "fuzzing (there is no tests/fuzz)"
    return
  fi
  configure_preset clang -B "$folder" -DHOWDAH_BUILD_FUZZERS=ON -DHOWDAH_SANITIZE=address,undefined
  build_folder "$folder"
  for target in "$folder"/fuzz/*; do
    [[ -f $target && -x $target ]] || continue
    name=$(basename "$target")
    found=$howdah_source/build/results/fuzz-$name
    mkdir -p "$found" "$folder/corpus/$name"
    say "Fuzzing with $name for $seconds s"
    if quietly "$howdah_source/build/log/fuzz-$name" "$target" -max_total_time="$seconds" -artifact_prefix="$found/" \
      "$folder/corpus/$name"; then
      count passed "$name"
    else
      count failed "$name (again: $target $found/…)"
    fi
  done
}
