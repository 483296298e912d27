#pragma once

#include "backup/service.h"

#include <functional>

namespace howdah::gui {

/// What the Backups place asks for; app binds it to a backup::Service. Jobs are started with the
/// words that people read in the jobs panel.
struct BackupActions final
{
    std::function<QFuture<Result<QList<backup::Backup>>>(const QString &folder)> scan;
    std::function<QFuture<Result<backup::Preflight>>(const backup::CreateOptions &options)>
        preflight;
    std::function<QFuture<Result<backup::ArchiveContents>>(const QString &path)> lookInside;
    std::function<QFuture<Result<backup::RestorePreview>>(const backup::RestoreOptions &options)>
        preview;
    std::function<QFuture<Result<void>>(const QString &path)> remove;

    std::function<jobs::Job *(const QString &title, const backup::CreateOptions &options)> create;
    std::function<jobs::Job *(const QString &title, const backup::RestoreOptions &options)> restore;
    std::function<jobs::Job *(const QString &title, const QString &path)> verify;
    std::function<jobs::Job *(const QString &title, const QString &path)> prove;

    /// Tells that another folder holds the backups from now on.
    std::function<void(const QString &folder)> rememberFolder;
};

} // namespace howdah::gui
