#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <QMap>

#include <memory>

namespace howdah::process {

/// What one line of a .pgpass file says; an empty field matches everything.
struct PassEntry final
{
    QString host;
    QString port;
    QString database;
    QString user;
    Secret password;
};

/// One line without its line feed; ':' and '\' are escaped as libpq reads them.
/// https://www.postgresql.org/docs/current/libpq-pgpass.html
[[nodiscard]] QByteArray passLine(const PassEntry &entry);

/// A password on its way to a child program, and nowhere else: on Linux in memory without a name
/// (the child inherits the descriptor and finds it as /proc/self/fd/N), elsewhere in a file only we
/// can read that goes with this object. libpq insists on a plain file without rights for others; a
/// pipe would be refused.
class PassFile final
{
public:
    /// A password with a line feed cannot be written to a pass file: InvalidInput.
    [[nodiscard]] static Result<PassFile> create(const QList<PassEntry> &entries);

    PassFile(PassFile &&) noexcept;
    PassFile &operator=(PassFile &&) noexcept;
    ~PassFile();

    /// The child's PGPASSFILE.
    [[nodiscard]] QString path() const;
    /// The descriptor the child must inherit, -1 when there is none.
    [[nodiscard]] int descriptor() const;

private:
    struct Private;
    explicit PassFile(std::unique_ptr<Private> priv);
    std::unique_ptr<Private> d;
};

} // namespace howdah::process
