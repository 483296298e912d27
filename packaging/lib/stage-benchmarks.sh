# The benchmarks; each prints its figures beside what they are compared with, and its status is the verdict. Sourced.

# Seconds that the two programs may take from clean on two cores.
build_time_limit=300

stage_benchmarks() {
  local benchmark name
  local -a screen=()
  [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]] || screen=(xvfb-run -a -s '-screen 0 1440x900x24')
  for benchmark in "$howdah_source"/build/release/benchmarks/*; do
    [[ -f $benchmark && -x $benchmark ]] || continue
    name=$(basename "$benchmark")
    say "Benchmark $name"
    if "${screen[@]}" "$benchmark"; then
      count passed "$name"
    else
      count failed "$name"
    fi
  done
  benchmark_build_time
}

benchmark_build_time() {
  local folder=$howdah_source/build/build-time since=$SECONDS seconds
  rm -rf "$folder"
  configure_preset release -B "$folder"
  CCACHE_DISABLE=1 build_folder "$folder" --target howdah howdahctl -- -j 2
  seconds=$((SECONDS - since))
  rm -rf "$folder"
  printf 'building both programs from clean, two jobs: %d s (limit %d s)\n' "$seconds" "$build_time_limit"
  if [[ $seconds -le $build_time_limit ]]; then
    count passed "build time"
  else
    count failed "build time"
  fi
}
