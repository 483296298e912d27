# Running tests and adding up what they said. Sourced.

passed=0 failed=0 skipped=0

# run_tests PRESET NAME [CTEST ARGUMENT...]: adds to the totals; what failed is listed with how to run it again.
run_tests() {
  local preset=$1 name=$2 results=$howdah_source/build/results/$2.xml since=$SECONDS
  shift 2
  mkdir -p "$(dirname "$results")"
  rm -f "$results"
  say "Testing $name"
  (cd "$howdah_source" && ctest --preset "$preset" --no-tests=error --output-junit "$results" "$@") || true
  local suite total bad off left
  suite=$(tr '\n\t' '  ' 2>/dev/null <"$results" | grep -o '<testsuite [^>]*>' | head -n 1) || true
  total=$(attribute "$suite" tests)
  if [[ ${total:-0} -eq 0 ]]; then
    count failed "$name (nothing was tested)"
    return
  fi
  bad=$(attribute "$suite" failures)
  off=$(attribute "$suite" disabled)
  left=$(attribute "$suite" skipped)
  passed=$((passed + total - bad - off - left))
  failed=$((failed + bad))
  skipped=$((skipped + off + left))
  say "$name: $((total - bad - off - left)) passed, $bad failed, $((off + left)) skipped ($((SECONDS - since)) s)"
  [[ $bad -eq 0 ]] || say "One of them again: ctest --preset $preset --output-on-failure -R NAME"
}

attribute() {
  sed -n "s/.* $2=\"\([0-9]*\)\".*/\1/p" <<<"$1"
}

# count passed|failed|skipped WHAT: one result that is not ctest's.
count() {
  case $1 in
    passed) passed=$((passed + 1)) ;;
    failed) failed=$((failed + 1)) ;;
    skipped) skipped=$((skipped + 1)) ;;
  esac
  say "$2: $1"
}

# Prints the totals as the last line; its status says whether all is well. Nothing tested is not well.
totals() {
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  [[ $failed -eq 0 && $passed -gt 0 ]]
}
