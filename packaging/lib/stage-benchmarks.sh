# The benchmarks; each prints its figures beside what they are compared with, and its status is the verdict. Sourced.

stage_benchmarks() {
  local benchmark name
  for benchmark in "$howdah_source"/build/release/benchmarks/*; do
    [[ -f $benchmark && -x $benchmark ]] || continue
    name=$(basename "$benchmark")
    say "Benchmark $name"
    if "$benchmark"; then
      count passed "$name"
    else
      count failed "$name"
    fi
  done
}
