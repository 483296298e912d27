#include "e2e/processwatch.h"

#include <QFile>

#include <dirent.h>

#include <cctype>

using namespace Qt::StringLiterals;

namespace howdah::e2e {

namespace {

QByteArray contentOf(const QByteArray &path)
{
    QFile file(QString::fromLatin1(path));
    // The process may be gone by now, or another user's.
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

ProcessWatch::ProcessWatch(const QByteArray &text)
    : m_text(text)
    , m_thread([this] {
        while (!m_stop)
            lookAround();
    })
{}

ProcessWatch::~ProcessWatch()
{
    m_stop = true;
    m_thread.join();
}

QStringList ProcessWatch::findings() const
{
    const std::scoped_lock lock(m_mutex);
    return m_findings;
}

QSet<QByteArray> ProcessWatch::seen() const
{
    const std::scoped_lock lock(m_mutex);
    return m_seen;
}

void ProcessWatch::lookAround()
{
    DIR *processes = opendir("/proc");
    if (!processes)
        return;
    while (const dirent *entry = readdir(processes)) {
        if (std::isdigit(uchar(entry->d_name[0])))
            lookAt(QByteArray("/proc/") + entry->d_name);
    }
    closedir(processes);
}

void ProcessWatch::lookAt(const QByteArray &process)
{
    const bool inArguments = contentOf(process + "/cmdline").contains(m_text);
    const bool inEnvironment = contentOf(process + "/environ").contains(m_text);
    const QByteArray name = contentOf(process + "/comm").trimmed();
    const std::scoped_lock lock(m_mutex);
    m_seen.insert(name);
    if (!inArguments && !inEnvironment)
        return;
    const QString finding =
        u"%1 (%2): %3"_s.arg(QString::fromUtf8(name), QString::fromLatin1(process.mid(6)),
                             inArguments ? u"arguments"_s : u"environment"_s);
    if (!m_findings.contains(finding))
        m_findings.append(finding);
}

} // namespace howdah::e2e
