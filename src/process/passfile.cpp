#include "process/passfile.h"

#include <QTemporaryFile>

#ifdef Q_OS_LINUX
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace howdah::process {

namespace {

QByteArray escaped(QByteArray field)
{
    return field.replace("\\", "\\\\").replace(":", "\\:");
}

QByteArray orAny(const QString &field)
{
    return field.isEmpty() ? "*"_qba : escaped(field.toUtf8());
}

} // namespace

struct PassFile::Private
{
    int descriptor = -1;
    std::unique_ptr<QTemporaryFile> file;

    Private() = default;
    Q_DISABLE_COPY_MOVE(Private)
    ~Private()
    {
#ifdef Q_OS_LINUX
        if (descriptor >= 0)
            ::close(descriptor);
#endif
    }
};

QByteArray passLine(const PassEntry &entry)
{
    return orAny(entry.host) + ':' + orAny(entry.port) + ':' + orAny(entry.database) + ':' +
           orAny(entry.user) + ':' + escaped(entry.password.reveal());
}

PassFile::PassFile(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{}
PassFile::PassFile(PassFile &&) noexcept = default;
PassFile &PassFile::operator=(PassFile &&) noexcept = default;
PassFile::~PassFile() = default;

Result<PassFile> PassFile::create(const QList<PassEntry> &entries)
{
    Secret content;
    {
        QByteArray lines;
        for (const PassEntry &entry : entries) {
            if (entry.password.reveal().contains('\n'))
                return Error::invalid(
                    u"A password with a line feed in it cannot be handed to PostgreSQL's programs."_s);
            lines += passLine(entry) + '\n';
        }
        content = Secret(std::move(lines));
    }
    const QByteArray &bytes = content.reveal();
    auto d = std::make_unique<Private>();

#ifdef Q_OS_LINUX
    d->descriptor = ::memfd_create("pgpass", MFD_CLOEXEC);
    if (d->descriptor >= 0) {
        if (::fchmod(d->descriptor, S_IRUSR | S_IWUSR) == 0 &&
            ::write(d->descriptor, bytes.constData(), size_t(bytes.size())) == bytes.size())
            return PassFile(std::move(d));
        return Error{.kind = Error::Kind::Io,
                     .message = qt_error_string(errno),
                     .context = {u"write a pass file"_s}};
    }
#endif
    // QTemporaryFile makes it for us alone (0600, O_EXCL); on Windows the user's own folder says
    // who may read.
    d->file = std::make_unique<QTemporaryFile>();
    if (!d->file->open() || d->file->write(bytes) != bytes.size() || !d->file->flush())
        return Error{.kind = Error::Kind::Io,
                     .message = d->file->errorString(),
                     .context = {u"write a pass file"_s}};
    return PassFile(std::move(d));
}

QString PassFile::path() const
{
    if (d->descriptor >= 0)
        return u"/proc/self/fd/"_s + QString::number(d->descriptor);
    return d->file->fileName();
}

int PassFile::descriptor() const
{
    return d->descriptor;
}

} // namespace howdah::process
