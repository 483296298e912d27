#pragma once

#include <QProcessEnvironment>

namespace howdah::process {

/// True for variables that may carry a password or key: by name (PGPASSWORD, OPENAI_API_KEY,
/// DATABASE_URL …) or because the value is a URI with a password in it.
[[nodiscard]] bool mayHoldSecret(const QString &name, const QString &value);

/// What a child program finds: @p parent without its secrets, and with messages in English
/// (LC_MESSAGES=C), which we read.
[[nodiscard]] QProcessEnvironment
childEnvironment(const QProcessEnvironment &parent = QProcessEnvironment::systemEnvironment());

} // namespace howdah::process
