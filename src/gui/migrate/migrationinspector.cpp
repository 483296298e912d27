#include "gui/migrate/migrationinspector.h"

#include "base/format.h"
#include "gui/migrate/words.h"

#include <QFrame>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

/// Names of the objects a statement works on: "public.users, sessions".
QString targetNames(const sql::Classification &classification)
{
    QStringList names;
    for (const auto &target : classification.targets)
        names +=
            target.schema.isEmpty() ? target.name : QString(target.schema + u'.' + target.name);
    return names.join(u", "_s);
}

/// Commands after which data is gone, as far as their first words tell.
bool dropsRows(const sql::Classification &classification)
{
    static const QStringList commands{u"DROP TABLE"_s, u"DROP SCHEMA"_s, u"DROP DATABASE"_s};
    return commands.contains(classification.command);
}

} // namespace

MigrationInspector::MigrationInspector(const Theme &theme, QWidget *parent)
    : QScrollArea(parent)
    , m_theme(theme)
    , m_layout(nullptr)
{
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("About the chosen statement"));
    clear();
}

void MigrationInspector::clear()
{
    auto *content = new QWidget;
    content->setProperty("look", u"surface"_s);
    m_layout = new QVBoxLayout(content);
    m_layout->setContentsMargins(12, 10, 12, 10);
    m_layout->setSpacing(6);
    m_layout->addStretch(1);
    setWidget(content);
}

void MigrationInspector::addLabel(const QString &text, const QString &look)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (!look.isEmpty())
        label->setProperty("look", look);
    m_layout->insertWidget(m_layout->count() - 1, label);
}

void MigrationInspector::addHairline()
{
    auto *line = new QFrame;
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    m_layout->insertWidget(m_layout->count() - 1, line);
}

void MigrationInspector::addFinding(const change::Finding &finding)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *icon = new QLabel;
    icon->setPixmap(m_theme.icon(severityIcon(finding.severity), severityRole(finding.severity))
                        .pixmap(QSize(16, 16), devicePixelRatioF()));
    icon->setAccessibleName(change::severityName(finding.severity));
    row->addWidget(icon, 0, Qt::AlignTop);
    auto *text = new QLabel(finding.message);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (!finding.file.isEmpty()) {
        text->setToolTip(finding.line > 0
                             ? tr("%1, line %2").arg(finding.file.toHtmlEscaped()).arg(finding.line)
                             : finding.file.toHtmlEscaped());
    }
    row->addWidget(text, 1);
    m_layout->insertLayout(m_layout->count() - 1, row);
}

void MigrationInspector::addStep(const planner::Step &step)
{
    addLabel(step.id, u"heading"_s);
    if (!step.description.isEmpty() && step.description != step.id)
        addLabel(step.description);
    QStringList facts{stateText(step.state)};
    if (step.row && step.row->appliedAt.isValid()) {
        facts +=
            tr("on %1").arg(step.row->appliedAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss t"_s));
    }
    if (step.row && step.row->executionMs >= 0)
        facts +=
            tr("took %1").arg(format::duration(std::chrono::milliseconds(step.row->executionMs)));
    addLabel(facts.join(u" · "_s), u"secondary"_s);
    if (!step.change.statements.isEmpty())
        addLabel(modeText(step.change.mode), u"secondary"_s);
}

void MigrationInspector::addStatement(const planner::Step &step, qsizetype index)
{
    const auto &statement = step.change.statements.at(index);
    const auto &classification = statement.classification;
    addHairline();
    addLabel(classification.command.isEmpty() ? tr("A statement that cannot be read")
                                              : classification.command,
             u"heading"_s);
    if (const QString names = targetNames(classification); !names.isEmpty())
        addLabel(names);
    addLabel(tr("Statement %1 of %2 · %3, line %4")
                 .arg(index + 1)
                 .arg(step.change.statements.size())
                 .arg(statement.file())
                 .arg(statement.place().line),
             u"secondary"_s);
    using InTransaction = sql::Classification::InTransaction;
    if (!statement.isTransactional()) {
        addLabel(statement.script->autocommit
                     ? tr("Outside a transaction, as its author asked.")
                     : tr("PostgreSQL does not let it run inside a transaction."),
                 u"warning"_s);
    } else if (classification.inTransaction == InTransaction::Unknown) {
        addLabel(tr("Whether it can run inside a transaction cannot be read from its text."),
                 u"warning"_s);
    }
    if (classification.effect == sql::Classification::Effect::Opaque)
        addLabel(tr("What it does cannot be read from its text."), u"warning"_s);
    if (dropsRows(classification))
        addLabel(tr("It takes the rows along; only a backup brings them back."), u"warning"_s);
    if (classification.touchesEveryRow)
        addLabel(tr("It touches every row of the table."), u"warning"_s);
}

void MigrationInspector::showStatement(const planner::Plan &plan, const planner::Step &step,
                                       qsizetype statement)
{
    clear();
    addStep(step);
    for (const auto &finding : step.findings)
        addFinding(finding);
    if (statement >= 0 && statement < step.change.statements.size())
        addStatement(step, statement);
    if (!plan.findings.isEmpty()) {
        addHairline();
        addLabel(tr("About the folder and the database"), u"heading"_s);
        for (const auto &finding : plan.findings)
            addFinding(finding);
    }
}

} // namespace howdah::gui
