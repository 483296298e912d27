#pragma once

#include "base/result.h"

#include <QLockFile>

#include <memory>

namespace howdah::backup {

/// NAME.partial while it is written: locked, and gone unless it becomes a backup.
class PartialFolder final
{
public:
    /// Makes it, for its owner alone. Conflict when there is one already, or a backup of that name.
    [[nodiscard]] static Result<std::unique_ptr<PartialFolder>> create(const QString &finalPath);
    ~PartialFolder();
    Q_DISABLE_COPY_MOVE(PartialFolder)

    [[nodiscard]] QString path() const { return m_path; }

    /// Gives it its name, when all of it is on the disk.
    [[nodiscard]] Result<void> publish();

private:
    explicit PartialFolder(const QString &finalPath);

    QString m_finalPath;
    QString m_path;
    QLockFile m_lock;
    bool m_ours = false;
};

} // namespace howdah::backup
