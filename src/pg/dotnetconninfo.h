#pragma once

#include "pg/endpoint.h"

namespace howdah::pg {

/// True for "Host=…;Database=…" as Npgsql writes it; libpq conninfo has no semicolons between
/// parameters.
[[nodiscard]] bool looksLikeDotNet(const QString &text);

/// Reads an Npgsql connection string
/// (https://www.npgsql.org/doc/connection-string-parameters.html). What speaks of pools and of the
/// driver's own behaviour has no counterpart in libpq and is passed over; a keyword nobody knows is
/// InvalidInput.
[[nodiscard]] Result<Endpoint> parseDotNet(const QString &text);

} // namespace howdah::pg
