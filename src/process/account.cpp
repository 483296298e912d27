#include "process/account.h"

#ifdef Q_OS_UNIX
#include <pwd.h>
#include <unistd.h>
#endif

namespace howdah::process {

#ifdef Q_OS_UNIX

bool isRoot()
{
    return ::geteuid() == 0;
}

std::optional<Account> unprivilegedAccount()
{
    if (!isRoot())
        return {};
    for (const char *name : {"postgres", "nobody"}) {
        passwd entry{};
        passwd *found = nullptr;
        QByteArray buffer(16'384, Qt::Uninitialized);
        if (::getpwnam_r(name, &entry, buffer.data(), size_t(buffer.size()), &found) == 0 && found)
            return Account{
                .name = QString::fromUtf8(name), .uid = entry.pw_uid, .gid = entry.pw_gid};
    }
    return {};
}

#else

bool isRoot()
{
    return false;
}

std::optional<Account> unprivilegedAccount()
{
    return {};
}

#endif

} // namespace howdah::process
