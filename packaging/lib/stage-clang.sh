# The second compiler, warnings being errors. Sourced.

stage_clang() {
  build_preset clang
  run_tests clang "clang"
}
