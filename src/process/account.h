#pragma once

#include <QString>

#include <optional>

namespace howdah::process {

/// An account of this computer that a child program can run as.
struct Account final
{
    QString name;
    quint32 uid = 0;
    quint32 gid = 0;

    friend bool operator==(const Account &, const Account &) = default;
};

/// True when this process may do anything here; PostgreSQL's server programs refuse to run like
/// that.
[[nodiscard]] bool isRoot();

/// For root: the account that comes with PostgreSQL's packages, else "nobody". Nothing for
/// everybody else, who runs programs as themselves.
[[nodiscard]] std::optional<Account> unprivilegedAccount();

} // namespace howdah::process
