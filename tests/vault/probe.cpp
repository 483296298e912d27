#include "vault/keychainbackend.h"
#include "vault/vault.h"

#include <QCoreApplication>
#include <QTextStream>

using namespace Qt::StringLiterals;
using namespace howdah;

namespace {

QString whereName(vault::Kept::Where where)
{
    switch (where) {
    case vault::Kept::Where::Keychain:
        return u"keychain"_s;
    case vault::Kept::Where::ThisRun:
        return u"this-run"_s;
    case vault::Kept::Where::Unknown:
        return u"unknown"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

/// Obeys lines on standard input ("write KEY SECRET", "read KEY", "forget KEY", "remove KEY") and
/// answers each with one line. The argument is the patience in milliseconds.
int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const std::chrono::milliseconds limit(QCoreApplication::arguments().value(1).toInt());
    vault::Vault vault(std::make_unique<vault::KeychainBackend>(),
                       {.notice = limit / 4, .limit = limit});
    QTextStream in(stdin);
    QTextStream out(stdout);
    QString line;
    while (in.readLineInto(&line)) {
        const auto words = line.split(u' ');
        const QString verb = words.value(0);
        const QString key = words.value(1);
        if (verb == "write"_L1) {
            const auto kept = vault.write(key, Secret(words.value(2).toUtf8())).result();
            out << whereName(kept->where) << ": " << kept->reason.toText().simplified() << Qt::endl;
        } else if (verb == "read"_L1) {
            const auto secret = vault.readNow(key);
            if (secret)
                out << "found " << QString::fromUtf8(secret->reveal()) << Qt::endl;
            else
                out << kindName(secret.error().kind) << ": " << secret.error().toText().simplified()
                    << Qt::endl;
        } else if (verb == "forget"_L1) {
            vault.forget(key);
            out << "forgotten" << Qt::endl;
        } else if (verb == "remove"_L1) {
            const auto done = vault.remove(key).result();
            out << (done ? u"removed"_s : kindName(done.error().kind)) << Qt::endl;
        }
    }
    return 0;
}
