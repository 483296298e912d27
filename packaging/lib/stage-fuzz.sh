# Fuzzing for a bounded time; what a target finds is kept as a file to run it with again. Sourced.

stage_fuzz() {
  local seconds=${HOWDAH_FUZZ_SECONDS:-60} folder=$howdah_source/build/fuzzing target name found
  configure_preset clang -B "$folder" -DHOWDAH_BUILD_FUZZERS=ON -DHOWDAH_SANITIZE=address,undefined,fuzzer-no-link
  build_folder "$folder" --target fuzzers
  for target in "$folder"/fuzz/*; do
    [[ -f $target && -x $target ]] || continue
    name=$(basename "$target")
    found=$howdah_source/build/results/$name
    rm -rf "$found"
    mkdir -p "$found" "$folder/corpus/$name"
    say "Fuzzing with $name for $seconds s"
    # Its own corpus grows; the sample systems' migrations are where it starts.
    if quietly "$howdah_source/build/log/$name" "$target" -max_total_time="$seconds" -timeout=10 -max_len=4096 \
      -rss_limit_mb=4096 -artifact_prefix="$found/" "$folder/corpus/$name" "$howdah_source/migrations"; then
      count passed "$name"
    else
      count failed "$name (again: $target FILE, with a file of $found)"
    fi
  done
}
