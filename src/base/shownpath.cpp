#include "base/shownpath.h"

#include <QDir>

namespace howdah {

QString shownPath(const QString &path)
{
    const QString home = QDir::homePath();
    // "/" is home only where there is none, and "~/etc" would be no help there.
    if (home != QDir::rootPath()) {
        if (path == home)
            return QStringLiteral("~");
        if (path.startsWith(home + u'/'))
            return QDir::toNativeSeparators(u'~' + path.mid(home.size()));
    }
    return QDir::toNativeSeparators(path);
}

} // namespace howdah
