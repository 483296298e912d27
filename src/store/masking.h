#pragma once

#include <QString>

namespace howdah::store {

/// The same SQL with every literal that holds a password replaced by '***': after PASSWORD (CREATE
/// and ALTER ROLE, user mappings), after "password =" or "password TO", the CONNECTION of a
/// subscription, and any literal, dollar-quoted body included, that itself contains one or a
/// connection URI with one. What cannot be read to its end is masked to its end: hiding too much is
/// the safe side.
[[nodiscard]] QString maskSecrets(const QString &sql);

} // namespace howdah::store
