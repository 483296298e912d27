#include "app/places.h"
#include "gui/record/recordpage.h"

#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace howdah::app {

namespace {

Result<qint64> exportRecord(store::ExecutionRecord &record, const QString &path,
                            store::ExecutionRecord::Format format,
                            const store::ExecutionFilter &filter)
{
    QSaveFile file(path);
    const auto problem = [&] {
        return Error{.kind = Error::Kind::Io, .message = file.errorString(), .context = {path}};
    };
    if (!file.open(QIODevice::WriteOnly))
        return problem();
    auto count = record.exportTo(file, format, filter);
    if (count && !file.commit())
        return problem();
    return count;
}

} // namespace

gui::Place makeRecordPlace(Workbench &workbench)
{
    return {
        .id = u"record"_s,
        .title = {},
        .iconName = u"history"_s,
        .needsConnection = false,
        .create = [&workbench](const gui::Address &address, QWidget *parent) -> gui::Page * {
            const auto record = workbench.record;
            return new gui::RecordPage(
                address,
                [record](const store::ExecutionFilter &filter) { return record->search(filter); },
                [record](const QString &path, store::ExecutionRecord::Format format,
                         const store::ExecutionFilter &filter) {
                    return exportRecord(*record, path, format, filter);
                },
                workbench.jobs, workbench.theme, parent);
        }};
}

} // namespace howdah::app
