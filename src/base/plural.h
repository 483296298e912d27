#pragma once

#include <QLocale>
#include <QString>

namespace howdah {

/// "1 step", "2 steps": for English texts below gui, where tr() with %n is not to be had.
[[nodiscard]] inline QString counted(qsizetype count, const QString &one, const QString &several)
{
    return QLocale::c().toString(qlonglong(count)) + u' ' + (count == 1 ? one : several);
}

} // namespace howdah
