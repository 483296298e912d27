#include "benchmarks/figures.h"
#include "data/completion.h"

#include <QElapsedTimer>
#include <QTextStream>

using namespace Qt::StringLiterals;
using namespace howdah;

namespace {

/// A database that is all names: so many tables of ten columns, and functions beside them.
catalog::SnapshotPtr database(int tables, int functions)
{
    static const QStringList words{u"user"_s,  u"message"_s,   u"model"_s,
                                   u"Trace"_s, u"tool_call"_s, u"budget"_s,
                                   u"event"_s, u"größe"_s,     u"archive"_s};
    catalog::Objects objects;
    objects.serverVersion = 150000;
    for (catalog::Oid schema = 0; schema < 20; ++schema) {
        const QString name = schema == 0 ? u"public"_s : u"tenant_%1"_s.arg(schema);
        objects.schemas.push_back(
            {.oid = catalog::firstUserOid + schema, .name = objects.texts.add(name)});
    }
    catalog::Oid next = 100'000;
    for (int i = 0; i < tables; ++i) {
        const QString name = u"%1_%2_%3"_s.arg(words.at(i % words.size()),
                                               words.at(i / 7 % words.size()), QString::number(i));
        catalog::Relation relation;
        relation.oid = next++;
        relation.schema = catalog::firstUserOid + catalog::Oid(i % 20);
        relation.name = objects.texts.add(name);
        relation.columnCount = 10;
        for (qint16 number = 1; number <= 10; ++number) {
            catalog::Column column;
            column.relation = relation.oid;
            column.number = number;
            column.type = 25;
            column.name = objects.texts.add(
                u"%1_%2"_s.arg(words.at((i + number) % words.size())).arg(number));
            objects.columns.push_back(column);
        }
        objects.relations.push_back(relation);
    }
    for (int i = 0; i < functions; ++i) {
        catalog::Function function;
        function.oid = next++;
        function.schema = catalog::firstUserOid + catalog::Oid(i % 20);
        function.name = objects.texts.add(u"%1_of_%2"_s.arg(words.at(i % words.size())).arg(i));
        function.argumentTypes = objects.texts.add(u"25 25"_s);
        objects.functions.push_back(function);
    }
    objects.finish();
    return catalog::Snapshot::make(std::move(objects));
}

} // namespace

/// How long a keystroke waits for its completions in a database of 100,000 objects, as a statement
/// is typed letter by letter.
int main()
{
    benchmarks::Figures figures;
    const auto snapshot = database(80'000, 20'000);
    QElapsedTimer clock;
    clock.start();
    data::CompletionContext context;
    context.index = std::make_shared<data::CompletionIndex>(snapshot);
    figures.show(u"index of 100,000 objects made in"_s, double(clock.nsecsElapsed()) / 1e6,
                 u"ms"_s);

    const QString text =
        u"WITH recent AS (SELECT m.user_1, u.message_2 FROM message_user_1 m JOIN user_user_0 u ON "
        u"m.user_1 = u.message_2 WHERE m.größe_3 IS NOT NULL), tool_call_totals AS (SELECT "
        u"user_of_0"
        u"('a', 'b') FROM tool_call_user_4) SELECT r.user_1, e.message_1 FROM recent r, tenant_3."
        u"model_user_2 e WHERE e.archive_4 = 'x' ORDER BY r.message_2"_s;
    double slowest = 0;
    QString where;
    std::vector<double> all;
    for (int end = 1; end <= text.size(); ++end) {
        const QString typed = text.left(end);
        clock.start();
        const auto list = data::complete(typed, end, context);
        const double took = double(clock.nsecsElapsed()) / 1e6;
        all.push_back(took);
        if (took > slowest) {
            slowest = took;
            where = typed.right(24);
        }
        if (list.items.size() > 200)
            return 1;
    }
    figures.show(u"keystrokes"_s, double(all.size()), {});
    figures.show(u"median keystroke"_s, benchmarks::median(all), u"ms"_s);
    figures.atMost(16, u"slowest keystroke (behind \"…%1\")"_s.arg(where), slowest, u"ms"_s);
    return figures.exitCode();
}
