#pragma once

#include "base/error.h"
#include "pg/resolver.h"

struct pg_conn;
struct pg_result;

namespace howdah::pg {

/// What the server said in a failed result or a notice.
[[nodiscard]] Error errorFrom(const pg_result *result);

/// Why connecting to @p target failed. The kind follows the SQLSTATE, never the wording, which the
/// server may have translated; PQsetErrorVerbosity(PQERRORS_VERBOSE) must have been called before
/// the first poll.
[[nodiscard]] Error connectErrorFrom(pg_conn *connection, const Target &target);

} // namespace howdah::pg
