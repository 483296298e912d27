#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "connections/directory.h"
#include "pg/connection.h"
#include "store/store.h"
#include "vault/vault.h"

#include <QCommandLineParser>
#include <QJsonValue>
#include <QTextStream>

#include <functional>

namespace howdah::cli {

/// What howdahctl answers to its caller; scripts rely on these and no other value is ever returned.
enum class ExitCode {
    Fine = 0,
    Findings = 1,
    Usage = 2,
    CannotConnect = 3,
    Failed = 4,
};

enum class Format { Text, Json };

/// What a command works with: streams, the common options already understood, and how to reach a
/// database.
struct Context final
{
    QTextStream &out;
    QTextStream &err;
    Format format = Format::Text; ///< Text for every format that is not JSON
    QString formatName;           ///< one of Command::formats()
    CancellationToken token;
    QString workspace; ///< file with saved connections and what Howdah remembers (--workspace)

    using Access = connections::Access;
    /// Opens what --dsn or --connection names; exitCodeFor() the error fits. Write access to a
    /// production connection, saved or given as --dsn, needs --confirm-database with its name.
    std::function<Result<pg::Connection>(const QCommandLineParser &options, Access access)> connect;
    /// The workspace file, opened when first asked for. One that cannot be used is an error here
    /// and in `connect`: production could not be told apart without it.
    std::function<Result<std::shared_ptr<store::Store>>()> openStore;
    /// The keychain, opened when first asked for.
    std::function<std::shared_ptr<vault::Vault>()> openVault;

    /// Prints @p value as one JSON document followed by a newline.
    void printJson(const QJsonValue &value);
    /// Prints what failed, the server's text with SQLSTATE, DETAIL, HINT; as JSON {"error": …} in
    /// JSON format. When it was stopped by the person, a sentence for that, and @p leftBehind: what
    /// is now as it was, and what is not.
    ExitCode fail(const Error &error, const QString &leftBehind = {});
};

[[nodiscard]] ExitCode exitCodeFor(const Error &error);

/// One sub-command of howdahctl: a class, so that it can be tested without a process.
class Command
{
public:
    virtual ~Command() = default;

    [[nodiscard]] virtual QString name() const = 0;
    /// One line for the overview.
    [[nodiscard]] virtual QString summary() const = 0;
    /// What --format may say; the first is the default.
    [[nodiscard]] virtual QStringList formats() const;
    /// Adds the command's own options and positional arguments; the common ones (--dsn,
    /// --connection, --format,
    /// --confirm-database, --help) are there already.
    virtual void describe(QCommandLineParser &parser) const = 0;
    /// @p parser has parsed; positional arguments no longer contain the command's name.
    [[nodiscard]] virtual ExitCode run(const QCommandLineParser &parser, Context &context) = 0;
};

} // namespace howdah::cli
