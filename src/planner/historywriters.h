#pragma once

#include "planner/historywriter.h"

/// The writers, one a tool, and what they share; makeHistoryWriter() picks.
namespace howdah::planner {

[[nodiscard]] std::unique_ptr<HistoryWriter> makeAlembicWriter(const MigrationFolder &folder,
                                                               const History &history);
[[nodiscard]] std::unique_ptr<HistoryWriter> makeFlywayWriter(const History &history);
[[nodiscard]] std::unique_ptr<HistoryWriter> makeGolangMigrateWriter(const MigrationFolder &folder,
                                                                     const History &history);
[[nodiscard]] std::unique_ptr<HistoryWriter> makeRecordedWriter(const History &history);

/// Whole milliseconds, as tools keep them.
[[nodiscard]] QString milliseconds(std::chrono::microseconds took);
/// Only whether it went well.
[[nodiscard]] Result<void> done(const Result<pg::Rows> &answer);
/// Conflict when it touched none or several rows of @p table: the tool's own statement would have
/// touched one, so somebody was here meanwhile.
[[nodiscard]] Result<void> exactlyOne(const Result<pg::Rows> &answer, const QString &table);

} // namespace howdah::planner
