# Address and undefined behaviour sanitizers. Sourced.

stage_asan() {
  build_preset asan
  run_tests asan "sanitizers"
}
