#include "gui/protect/backupwording.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

/// Where the words of this feature that belong to no widget are translated.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(howdah::gui::Backups)
};

} // namespace

StateLook lookOf(backup::State state)
{
    switch (state) {
    case backup::State::Running:
        return {Words::tr("Being written"), u"clock"_s, Role::Accent,
                Words::tr("A backup is being written here right now.")};
    case backup::State::Partial:
        return {Words::tr("Partial"), u"warning"_s, Role::Staging,
                Words::tr("It was never finished, so it is no backup. It can be removed.")};
    case backup::State::Unverified:
        return {Words::tr("Unverified"), u"info"_s, Role::SecondaryText,
                Words::tr("It is complete, but nobody has read it since it was written.")};
    case backup::State::Verified:
        return {Words::tr("Verified"), u"check"_s, Role::Accent,
                Words::tr("Every byte was read and every table has the rows it should have.")};
    case backup::State::Proven:
        return {
            Words::tr("Proven"), u"shield-check"_s, Role::Development,
            Words::tr(
                "It was restored into a throw-away server and everything in it was found again.")};
    case backup::State::Damaged:
        return {Words::tr("Damaged"), u"error"_s, Role::Production,
                Words::tr("It must not be relied on. Make a new backup.")};
    }
    Q_UNREACHABLE();
}

StateLook lookOf(backup::Finding::Level level)
{
    switch (level) {
    case backup::Finding::Level::Note:
        return {Words::tr("Good to know"), u"info"_s, Role::SecondaryText, {}};
    case backup::Finding::Level::Warning:
        return {Words::tr("Warning"), u"warning"_s, Role::Staging, {}};
    case backup::Finding::Level::Blocker:
        return {Words::tr("Would fail"), u"error"_s, Role::Production, {}};
    }
    Q_UNREACHABLE();
}

QString wordFor(backup::Content content)
{
    switch (content) {
    case backup::Content::Everything:
        return Words::tr("Schema and data");
    case backup::Content::SchemaOnly:
        return Words::tr("Schema only");
    case backup::Content::DataOnly:
        return Words::tr("Data only");
    }
    Q_UNREACHABLE();
}

QString wordFor(backup::Format format)
{
    switch (format) {
    case backup::Format::Directory:
        return Words::tr("Directory (parallel)");
    case backup::Format::Custom:
        return Words::tr("Single archive file");
    case backup::Format::Plain:
        return Words::tr("Plain SQL");
    }
    Q_UNREACHABLE();
}

QString ageText(const QDateTime &then, const QDateTime &now)
{
    const qint64 seconds = then.secsTo(now);
    if (seconds < 60)
        return Words::tr("just now");
    if (seconds < 3600)
        return Words::tr("%1 min ago").arg(seconds / 60);
    if (seconds < 48 * 3600)
        return Words::tr("%1 h ago").arg(seconds / 3600);
    return Words::tr("%1 days ago").arg(seconds / 86'400);
}

QString timeText(const QDateTime &time)
{
    const QDateTime local = time.toLocalTime();
    return Words::tr("%1 %2", "date and time, zone")
        .arg(QLocale().toString(local, QLocale::ShortFormat), local.timeZoneAbbreviation());
}

} // namespace howdah::gui
