#include "pg/servicefile.h"

#include <QDir>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::pg {

namespace {

/// Debian and Red Hat build libpq with these; PGSYSCONFDIR overrides them.
const QStringList &systemFolders()
{
    static const QStringList folders{u"/etc/postgresql-common"_s,
                                     u"/etc/sysconfig/pgsql"_s,
                                     u"/etc/postgresql"_s,
                                     u"/usr/local/etc/postgresql"_s,
                                     u"/opt/homebrew/etc"_s,
                                     u"/usr/local/etc"_s,
                                     u"/etc"_s};
    return folders;
}

} // namespace

QStringList serviceFiles()
{
    QStringList candidates;
    const QString named = qEnvironmentVariable("PGSERVICEFILE");
    candidates += named.isEmpty() ? QDir::home().filePath(u".pg_service.conf"_s) : named;
    if (const QString folder = qEnvironmentVariable("PGSYSCONFDIR"); !folder.isEmpty()) {
        candidates += QDir(folder).filePath(u"pg_service.conf"_s);
    } else {
        for (const QString &system : systemFolders())
            candidates += QDir(system).filePath(u"pg_service.conf"_s);
    }
    candidates.erase(std::remove_if(candidates.begin(), candidates.end(),
                                    [](const QString &file) { return !QFile::exists(file); }),
                     candidates.end());
    return candidates;
}

Result<QList<Service>> readServiceFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{.kind = Error::Kind::Io, .message = file.errorString(), .context = {path}};
    const auto malformed = [&path](int line, const QString &what) {
        return Error::invalid(u"%1, line %2: %3"_s.arg(path).arg(line).arg(what));
    };
    QList<Service> services;
    int number = 0;
    while (!file.atEnd()) {
        ++number;
        const QString line = QString::fromUtf8(file.readLine()).trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        if (line.startsWith(u'[')) {
            const qsizetype end = line.indexOf(u']');
            if (end < 2)
                return malformed(number, u"a section needs a name in brackets"_s);
            services.append({.name = line.mid(1, end - 1), .file = path, .endpoint = {}});
            continue;
        }
        // "ldap://…" asks a directory server; libpq does that when it connects by the service's
        // name.
        if (line.startsWith("ldap"_L1))
            continue;
        const qsizetype equals = line.indexOf(u'=');
        if (equals < 1)
            return malformed(number, u"expected keyword=value"_s);
        if (services.isEmpty())
            return malformed(number, u"a value before the first section"_s);
        const QString keyword = line.left(equals).trimmed();
        const QString value = line.mid(equals + 1).trimmed();
        if (keyword == "service"_L1)
            return malformed(number, u"a service cannot name another service"_s);
        Endpoint &endpoint = services.last().endpoint;
        if (keyword == "password"_L1)
            endpoint.setPassword(Secret(value.toUtf8()));
        // The first value of a keyword counts, as for libpq.
        else if (endpoint.value(keyword).isEmpty())
            endpoint.setValue(keyword, value);
    }
    return services;
}

Result<QList<Service>> listServices()
{
    QList<Service> all;
    const QStringList files = serviceFiles();
    for (const QString &file : files) {
        const auto services = readServiceFile(file);
        if (!services)
            return services.error();
        for (const Service &service : *services) {
            const bool known = std::ranges::any_of(
                all, [&service](const Service &other) { return other.name == service.name; });
            if (!known)
                all += service;
        }
    }
    return all;
}

Result<Service> findService(const QString &name)
{
    const QStringList files = serviceFiles();
    for (const QString &file : files) {
        const auto services = readServiceFile(file);
        if (!services)
            return services.error();
        for (const Service &service : *services) {
            if (service.name == name)
                return service;
        }
    }
    return Error{.kind = Error::Kind::NotFound,
                 .message = files.isEmpty()
                                ? u"There is no pg_service.conf."_s
                                : u"No service \"%1\" in %2."_s.arg(name, files.join(u", "_s))};
}

} // namespace howdah::pg
