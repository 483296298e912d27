#include "cli/program.h"

#include "store/executionrecord.h"

#include <QDir>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::cli {

namespace {

const QCommandLineOption
    dsnOption(u"dsn"_s,
              u"Database to use: libpq conninfo or URI, without a password (set PGPASSFILE, or "
              u"save the connection and use --connection)."_s,
              u"conninfo"_s);
const QCommandLineOption connectionOption(u"connection"_s, u"A saved connection, by its name."_s,
                                          u"name"_s);
const QCommandLineOption
    confirmOption(u"confirm-database"_s,
                  u"Needed before anything is changed on a production connection: the name of "
                  u"its database."_s,
                  u"name"_s);
const QCommandLineOption
    workspaceOption(u"workspace"_s,
                    u"File with saved connections and what Howdah remembers, instead of the "
                    u"usual one."_s,
                    u"file"_s);

/// QCommandLineParser names the process in its first line; here the command belongs there too.
QString helpText(const QCommandLineParser &parser, const QString &command)
{
    QString text = parser.helpText();
    const qsizetype options = text.indexOf(u" [options]"_s);
    return options < 0 ? text : u"Usage: howdahctl "_s + command + text.mid(options);
}

QString usualWorkspace()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation))
        .filePath(u"workspace.sqlite"_s);
}

Result<pg::Endpoint> endpointOf(const QString &dsn)
{
    auto endpoint = pg::Endpoint::parse(dsn);
    if (!endpoint)
        return endpoint.error().within(u"--dsn"_s);
    if (!endpoint->password().isEmpty()) {
        return Error::invalid(
            u"--dsn holds a password, and every user of this machine can read the arguments of a "
            u"program. Leave it out and use PGPASSFILE, ~/.pgpass or a saved connection "
            u"(--connection)."_s);
    }
    return endpoint;
}

} // namespace

Program::Program(std::vector<std::unique_ptr<Command>> commands, MakeVault makeVault)
    : m_commands(std::move(commands))
    , m_makeVault(std::move(makeVault))
{}

QString Program::overview() const
{
    qsizetype width = 0;
    for (const auto &command : m_commands)
        width = std::max(width, command->name().size());
    QString text = u"Usage: howdahctl COMMAND [OPTIONS]\n\nCommands:\n"_s;
    for (const auto &command : m_commands)
        text += u"  "_s + command->name().leftJustified(width + 2) + command->summary() + u'\n';
    text +=
        u"\n'howdahctl COMMAND --help' explains one of them.\n"
        u"Exit codes: 0 fine, 1 findings or differences, 2 usage, 3 cannot connect, 4 failed.\n"_s;
    return text;
}

ExitCode Program::run(const QStringList &arguments, QTextStream &out, QTextStream &err,
                      const CancellationToken &token)
{
    const QString name = arguments.value(1);
    if (name.isEmpty() || name == "--help"_L1 || name == "-h"_L1 || name == "help"_L1) {
        (name.isEmpty() ? err : out) << overview();
        return name.isEmpty() ? ExitCode::Usage : ExitCode::Fine;
    }
    if (name == "--version"_L1) {
        out << "howdahctl " << HOWDAH_VERSION << '\n';
        return ExitCode::Fine;
    }
    const auto command =
        std::ranges::find_if(m_commands, [&](const auto &c) { return c->name() == name; });
    if (command == m_commands.end()) {
        err << "howdahctl: there is no command '" << name << "'\n\n" << overview();
        return ExitCode::Usage;
    }

    QCommandLineParser parser;
    const QCommandLineOption help({u"h"_s, u"help"_s}, u"Explains this command."_s);
    parser.setApplicationDescription((*command)->summary());
    const QStringList formats = (*command)->formats();
    const QCommandLineOption formatOption(u"format"_s,
                                          u"How to print: %1."_s.arg(formats.join(u", "_s)),
                                          u"format"_s, formats.constFirst());
    parser.addOptions(
        {help, dsnOption, connectionOption, confirmOption, workspaceOption, formatOption});
    (*command)->describe(parser);
    QStringList own = arguments.mid(1);
    own.first().prepend(u"howdahctl "_s);
    const bool understood = parser.parse(own);
    if (parser.isSet(help)) {
        out << helpText(parser, name);
        return ExitCode::Fine;
    }
    Context context{.out = out,
                    .err = err,
                    .formatName = parser.value(formatOption),
                    .token = token,
                    .workspace = parser.isSet(workspaceOption) ? parser.value(workspaceOption)
                                                               : usualWorkspace(),
                    .connect = {},
                    .openStore = {},
                    .openVault = {}};
    if (context.formatName == "json"_L1)
        context.format = Format::Json;
    if (!understood) {
        err << "howdahctl " << name << ": " << parser.errorText() << "\n\n"
            << helpText(parser, name);
        return ExitCode::Usage;
    }
    if (!formats.contains(context.formatName)) {
        err << "howdahctl " << name << ": --format may be " << formats.join(u", "_s) << ", not '"
            << context.formatName << "'\n";
        return ExitCode::Usage;
    }
    if (parser.isSet(dsnOption) && parser.isSet(connectionOption)) {
        err << "howdahctl " << name << ": give either --dsn or --connection, not both\n";
        return ExitCode::Usage;
    }
    std::shared_ptr<store::Store> store;
    context.openStore = [&]() -> Result<std::shared_ptr<store::Store>> {
        if (store)
            return store;
        auto opened = store::Store::open(context.workspace);
        if (!opened)
            return opened.error().within(u"workspace "_s + context.workspace);
        if (!opened->movedAside.isEmpty()) {
            err << "howdahctl: the workspace file was damaged; it is now " << opened->movedAside
                << " and a fresh one was made\n";
        }
        store = opened->store;
        return store;
    };
    std::shared_ptr<vault::Vault> vault;
    context.openVault = [&] {
        if (!vault)
            vault = m_makeVault();
        return vault;
    };
    context.connect = [&](const QCommandLineParser &options,
                          Context::Access access) -> Result<pg::Connection> {
        const bool byName = options.isSet(connectionOption);
        if (!byName && !options.isSet(dsnOption))
            return Error::invalid(u"Which database? Give --dsn CONNINFO or --connection NAME."_s);
        Result<pg::Endpoint> endpoint = pg::Endpoint();
        if (!byName) {
            endpoint = endpointOf(options.value(dsnOption));
            if (!endpoint)
                return endpoint.error();
        }
        const auto file = context.openStore();
        if (!file)
            return file.error();
        const connections::Directory directory(*file, context.openVault(),
                                               std::make_shared<store::ExecutionRecord>(*file),
                                               u"howdahctl"_s);
        const QString confirmed = options.value(confirmOption);
        return byName ? directory.open(options.value(connectionOption), confirmed, access, token)
                      : directory.open(*endpoint, confirmed, access, token);
    };
    return (*command)->run(parser, context);
}

} // namespace howdah::cli
