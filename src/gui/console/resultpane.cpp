#include "gui/console/resultpane.h"

#include "base/format.h"
#include "data/gridquery.h"
#include "gui/common/datapane.h"
#include "gui/common/errortext.h"
#include "gui/common/resultview.h"
#include "sql/parameters.h"

#include <QHeaderView>
#include <QTabBar>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = howdah::data::StatementRun::State;

namespace howdah::gui {

namespace {

/// Soon enough for the first rows, and to show that a run has ended.
constexpr auto pollInterval = 25ms;
/// How often a grid grows that has so many rows that nobody could follow it anyway.
constexpr auto calmUpdate = 150ms;
constexpr qint64 manyRows = 50'000;

enum MessageColumn {
    TimeColumn,
    StatementColumn,
    OutcomeColumn,
    DurationColumn,
    MessageColumnCount
};

QString oneLine(const QString &text)
{
    return text.left(300).simplified();
}

} // namespace

QString outcomeText(const data::StatementRun &statement)
{
    const qint64 rows = statement.rows ? statement.rows->rowCount() : 0;
    const QString count =
        rows == 1 ? ResultPane::tr("1 row") : ResultPane::tr("%1 rows").arg(format::count(rows));
    switch (statement.state) {
    case State::Waiting:
        return ResultPane::tr("not run");
    case State::Running:
        return statement.rows ? ResultPane::tr("%1 so far").arg(count) : ResultPane::tr("running");
    case State::Succeeded:
        return statement.rows ? count : statement.commandTag;
    case State::Cancelled:
        return statement.rows ? ResultPane::tr("cancelled, %1 had come").arg(count)
                              : ResultPane::tr("cancelled");
    case State::Failed:
        return statement.error ? oneLine(statement.error->message) : ResultPane::tr("failed");
    }
    return {};
}

ResultPane::ResultPane(const Theme &theme, GridService grid, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_grid(std::move(grid))
    , m_tabs(new QTabWidget(this))
    , m_messages(new QTreeWidget(this))
{
    m_messages->setObjectName(u"messages"_s);
    m_messages->setAccessibleName(tr("Messages"));
    m_messages->setColumnCount(MessageColumnCount);
    m_messages->setHeaderLabels({tr("Time"), tr("Statement"), tr("Outcome"), tr("Duration")});
    m_messages->header()->setStretchLastSection(false);
    m_messages->header()->setSectionResizeMode(StatementColumn, QHeaderView::Stretch);
    m_messages->setColumnWidth(TimeColumn, 100);
    m_messages->setColumnWidth(OutcomeColumn, 380);
    m_messages->setColumnWidth(DurationColumn, 90);
    m_messages->setFrameShape(QFrame::NoFrame);
    m_messages->setIndentation(16);
    m_messages->setWordWrap(true);
    m_messages->setTextElideMode(Qt::ElideRight);
    m_tabs->setDocumentMode(true);
    m_tabs->setObjectName(u"resultTabs"_s);
    m_tabs->addTab(m_messages, theme.icon(u"info"_s), tr("Messages"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tabs);

    connect(&theme, &Theme::changed, this,
            [this] { m_tabs->setTabIcon(0, m_theme.icon(u"info"_s)); });
    m_poll.setInterval(pollInterval);
    connect(&m_poll, &QTimer::timeout, this, &ResultPane::poll);
    connect(m_messages, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) {
        while (item->parent())
            item = item->parent();
        const int index = m_messages->indexOfTopLevelItem(item);
        if (m_run && index >= 0 && index < m_shown.size())
            emit statementChosen(m_run->statements().at(index).offset);
    });
}

void ResultPane::watch(std::shared_ptr<data::ConsoleRun> run)
{
    while (m_tabs->count() > 1) {
        QWidget *page = m_tabs->widget(1);
        m_tabs->removeTab(1);
        // Later: it may be this very page whose commit leads here.
        page->setParent(nullptr);
        page->deleteLater();
    }
    m_messages->clear();
    m_shown.clear();
    m_resultSets = 0;
    m_run = std::move(run);
    m_seen = 0;
    m_hasManyRows = false;
    m_poll.start();
    poll();
}

void ResultPane::showProblem(const Error &error)
{
    m_run.reset();
    m_poll.stop();
    m_shown.clear();
    m_messages->clear();
    const auto words = describe(error);
    auto *item =
        new QTreeWidgetItem(m_messages, {QLocale().toString(QTime::currentTime(), u"HH:mm:ss"_s),
                                         words.heading,
                                         oneLine(error.toText()),
                                         {}});
    item->setForeground(StatementColumn, m_theme.color(Role::Production));
    item->setIcon(StatementColumn, m_theme.icon(u"error"_s, Role::Production));
    item->setToolTip(OutcomeColumn, u"<qt>"_s + error.toText().toHtmlEscaped() + u"</qt>"_s);
    m_tabs->setCurrentIndex(0);
}

void ResultPane::addTab(QWidget *widget, const QString &title)
{
    m_tabs->setCurrentIndex(m_tabs->addTab(widget, title));
}

qsizetype ResultPane::pendingEdits() const
{
    qsizetype count = 0;
    for (const Shown &shown : m_shown)
        count += shown.page ? shown.page->pendingCount() : 0;
    return count;
}

void ResultPane::showPending()
{
    for (const Shown &shown : std::as_const(m_shown)) {
        if (shown.page && shown.page->pendingCount() > 0) {
            m_tabs->setCurrentWidget(shown.page);
            return;
        }
    }
}

void ResultPane::poll()
{
    if (!m_run) {
        m_poll.stop();
        return;
    }
    // Asked first: what changes right after is seen by the pass that the end still brings.
    const bool done = m_run->isFinished();
    if (!done && m_hasManyRows && !m_sinceUpdate.hasExpired(calmUpdate.count()))
        return;
    m_sinceUpdate.start();
    const auto statements = m_run->statements();
    qint64 rows = 0;
    for (qsizetype i = 0; i < statements.size(); ++i) {
        update(i, statements.at(i));
        if (statements.at(i).rows)
            rows = std::max(rows, statements.at(i).rows->rowCount());
    }
    m_hasManyRows = rows > manyRows;
    emit progressed();
    if (done) {
        m_poll.stop();
        emit finished();
    }
}

void ResultPane::update(qsizetype index, const data::StatementRun &statement)
{
    if (statement.state == State::Waiting && !m_run->isFinished())
        return;
    while (m_shown.size() <= index)
        m_shown.append(Shown());
    Shown &shown = m_shown[index];
    if (!shown.item) {
        shown.item = new QTreeWidgetItem(m_messages);
        shown.item->setText(StatementColumn, oneLine(statement.text));
        shown.item->setText(TimeColumn,
                            QLocale().toString(statement.startedAt.time(), u"HH:mm:ss"_s));
    }
    if (statement.rows && !shown.view)
        makeView(index, statement);
    if (shown.page)
        shown.page->refresh();
    const bool live = statement.state == State::Running;
    if (!live && shown.state == int(statement.state))
        return;
    shown.state = int(statement.state);
    shown.item->setText(OutcomeColumn, outcomeText(statement));
    const bool ran = statement.startedAt.isValid();
    shown.item->setText(DurationColumn,
                        live || !ran ? QString() : format::duration(statement.duration));
    if (shown.view) {
        m_tabs->setTabText(m_tabs->indexOf(shown.page),
                           tr("Result %1: %2")
                               .arg(shown.view->property("number").toInt())
                               .arg(outcomeText(statement)));
    }
    for (; shown.notices < statement.notices.size(); ++shown.notices) {
        const Error &notice = statement.notices.at(shown.notices);
        auto *line = new QTreeWidgetItem(shown.item);
        line->setText(TimeColumn, notice.context.value(0));
        line->setText(StatementColumn, notice.message);
        line->setForeground(TimeColumn, m_theme.color(Role::SecondaryText));
        shown.item->setExpanded(true);
    }
    if (!live && statement.droppedNotices > 0) {
        auto *line = new QTreeWidgetItem(shown.item);
        line->setText(
            StatementColumn,
            tr("%1 more notices are not shown").arg(format::count(statement.droppedNotices)));
        line->setForeground(StatementColumn, m_theme.color(Role::SecondaryText));
    }
    if (statement.state == State::Succeeded && shown.page) {
        // What was asked for by hand is not known to a question of ours.
        shown.page->offer(sql::namedParameters(statement.text).isEmpty()
                              ? data::sourceOf(statement.text, statement.rows->columns())
                              : Error{.kind = Error::Kind::Unsupported,
                                      .message = tr("A statement with parameters is not asked "
                                                    "again; change the statement instead.")});
    }
    if (statement.state == State::Succeeded)
        shown.item->setIcon(OutcomeColumn, m_theme.icon(u"check"_s, Role::Development));
    if (statement.state == State::Cancelled)
        shown.item->setIcon(OutcomeColumn, m_theme.icon(u"stop"_s, Role::SecondaryText));
    if (statement.state != State::Failed || !statement.error)
        return;
    const Error &error = *statement.error;
    shown.item->setIcon(OutcomeColumn, m_theme.icon(u"error"_s, Role::Production));
    shown.item->setForeground(OutcomeColumn, m_theme.color(Role::Production));
    const auto words = describe(error);
    const QStringList lines = QStringList(words.detail.split(u'\n')) +
                              (words.next.isEmpty() ? QStringList() : QStringList{words.next});
    for (const QString &text : lines) {
        auto *line = new QTreeWidgetItem(shown.item);
        line->setText(StatementColumn, text);
    }
    shown.item->setExpanded(true);
    m_tabs->setCurrentIndex(0);
}

void ResultPane::makeView(qsizetype index, const data::StatementRun &statement)
{
    auto *page = new DataPane(
        m_theme, m_grid,
        {.source = {}, .statement = statement.text, .schema = {}, .table = {}, .isTable = false},
        m_tabs);
    auto *view = page->view();
    m_shown[index].page = page;
    m_shown[index].view = view;
    connect(page, &DataPane::committed, this,
            [this, offset = statement.offset] { emit editsCommitted(offset); });
    page->adopt(statement.rows);
    view->setObjectName(u"result-%1"_s.arg(++m_resultSets));
    view->setProperty("number", m_resultSets);
    const int tab =
        m_tabs->addTab(page, m_theme.icon(u"table"_s), tr("Result %1").arg(m_resultSets));
    // The first result comes to the front; later ones do not take the view away.
    if (m_resultSets == 1)
        m_tabs->setCurrentIndex(tab);
}

} // namespace howdah::gui
