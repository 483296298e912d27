#include "planner/historywriters.h"

using namespace Qt::StringLiterals;

namespace howdah::planner {

QString milliseconds(std::chrono::microseconds took)
{
    return QString::number(std::chrono::duration_cast<std::chrono::milliseconds>(took).count());
}

Result<void> done(const Result<pg::Rows> &answer)
{
    if (!answer)
        return answer.error();
    return {};
}

Result<void> exactlyOne(const Result<pg::Rows> &answer, const QString &table)
{
    if (!answer)
        return answer.error();
    if (answer->affectedRows() != 1) {
        return Error{.kind = Error::Kind::Conflict,
                     .message = u"%1 was changed by somebody else meanwhile."_s.arg(table)};
    }
    return {};
}

Result<void> HistoryWriter::announce(pg::Connection &, const Migration &, Direction)
{
    return {};
}

Result<void> HistoryWriter::recordFailure(pg::Connection &, const Migration &,
                                          std::chrono::microseconds)
{
    return {};
}

std::optional<qint64> HistoryWriter::lockKey(const QString &) const
{
    return {};
}

std::unique_ptr<HistoryWriter> makeHistoryWriter(const MigrationFolder &folder,
                                                 const History &history)
{
    switch (history.kind) {
    case HistoryKind::Alembic:
        return makeAlembicWriter(folder, history);
    case HistoryKind::Flyway:
        return makeFlywayWriter(history);
    case HistoryKind::GolangMigrate:
        return makeGolangMigrateWriter(folder, history);
    case HistoryKind::Recorded:
        return makeRecordedWriter(history);
    default:
        return {};
    }
}

} // namespace howdah::planner
