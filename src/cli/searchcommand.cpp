#include "cli/searchcommand.h"

#include "catalog/ddlwriter.h"
#include "catalog/loader.h"
#include "catalog/searchindex.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace howdah::cli {

namespace {

using namespace catalog;

const QString inOption = u"in"_s;
const QString limitOption = u"limit"_s;
const QString systemOption = u"system"_s;

const QList<std::pair<QString, SearchScope>> scopeNames{{u"names"_s, SearchScope::Names},
                                                        {u"columns"_s, SearchScope::Columns},
                                                        {u"comments"_s, SearchScope::Comments},
                                                        {u"sources"_s, SearchScope::Sources}};

QString nameOf(SearchScope scope)
{
    for (const auto &[name, value] : scopeNames) {
        if (value == scope)
            return name;
    }
    return {};
}

Result<SearchOptions> optionsOf(const QCommandLineParser &parser)
{
    SearchOptions options{.scopes = {}, .withSystem = parser.isSet(systemOption)};
    for (const QString &wanted : parser.value(inOption).split(u',')) {
        const auto scope = std::ranges::find(scopeNames, wanted.trimmed(),
                                             &std::pair<QString, SearchScope>::first);
        if (scope == scopeNames.end())
            return Error::invalid(
                u"--in takes names, columns, comments, sources, not '%1'."_s.arg(wanted));
        options.scopes |= scope->second;
    }
    bool good = false;
    options.limit = parser.value(limitOption).toLongLong(&good);
    if (!good || options.limit < 1)
        return Error::invalid(u"--limit takes a number from 1."_s);
    return options;
}

} // namespace

QString SearchCommand::name() const
{
    return u"search"_s;
}

QString SearchCommand::summary() const
{
    return u"Finds objects by a part of their name, and what columns, comments and sources say."_s;
}

void SearchCommand::describe(QCommandLineParser &parser) const
{
    parser.addOptions(
        {{inOption, u"Where to look: names, columns, comments, sources (several with commas)."_s,
          u"where"_s, u"names,columns,comments,sources"_s},
         {limitOption, u"How many hits at most."_s, u"n"_s, u"50"_s},
         {systemOption, u"Also what PostgreSQL brings itself."_s}});
    parser.addPositionalArgument(u"text"_s,
                                 u"What to look for; \"pub.lm\" asks for the schema, too."_s);
}

ExitCode SearchCommand::run(const QCommandLineParser &parser, Context &context)
{
    const QStringList words = parser.positionalArguments();
    if (words.isEmpty())
        return context.fail(Error::invalid(u"Search for what?"_s));
    const auto options = optionsOf(parser);
    if (!options)
        return context.fail(options.error());
    auto connection = context.connect(parser, Context::Access::ReadOnly);
    if (!connection)
        return context.fail(connection.error());
    const pg::CallLimits limits{.token = context.token};
    auto snapshot = loadObjects(*connection, limits);
    // View queries are sources, too.
    if (snapshot && options->scopes.testFlag(SearchScope::Sources))
        snapshot = loadDefinitions(*connection, *snapshot, {}, limits);
    if (!snapshot)
        return context.fail(snapshot.error());
    const Snapshot &s = **snapshot;
    const QList<SearchHit> hits = SearchIndex(*snapshot).find(words.join(u' '), *options);
    QJsonArray list;
    for (const SearchHit &hit : hits) {
        const QString kind = DdlWriter::keyword(s, hit.id).toLower();
        if (context.format == Format::Json) {
            list.append(QJsonObject{{u"kind"_s, kind},
                                    {u"name"_s, s.sqlName(hit.id)},
                                    {u"in"_s, nameOf(hit.where)},
                                    {u"text"_s, hit.excerpt}});
        } else {
            context.out << kind.leftJustified(18) << ' ' << s.sqlName(hit.id).replace(u'\n', u' ');
            if (!hit.excerpt.isEmpty())
                context.out << "  [" << nameOf(hit.where) << "] " << hit.excerpt;
            context.out << '\n';
        }
    }
    if (context.format == Format::Json)
        context.printJson(list);
    context.out.flush();
    return hits.isEmpty() ? ExitCode::Findings : ExitCode::Fine;
}

} // namespace howdah::cli
