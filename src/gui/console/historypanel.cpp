#include "gui/console/historypanel.h"

#include "base/format.h"
#include "base/whendone.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace howdah::gui {

namespace {

constexpr int mostEntries = 300;
constexpr int TextRole = Qt::UserRole;
constexpr int NameRole = Qt::UserRole + 1;

QString firstLines(const QString &text)
{
    return text.left(400).simplified().left(160);
}

} // namespace

HistoryPanel::HistoryPanel(const Theme &theme, std::shared_ptr<QueryHistory> history,
                           std::shared_ptr<SavedQueries> saved,
                           std::shared_ptr<SavedQueries> closed, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_history(std::move(history))
    , m_saved(std::move(saved))
    , m_closed(std::move(closed))
    , m_tabs(new QTabBar(this))
    , m_search(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_empty(new QLabel(this))
{
    m_tabs->addTab(theme.icon(u"history"_s), tr("History"));
    m_tabs->addTab(theme.icon(u"star"_s), tr("Saved"));
    if (m_closed)
        m_tabs->addTab(theme.icon(u"close"_s), tr("Closed"));
    m_tabs->setExpanding(false);
    m_search->setPlaceholderText(tr("Search"));
    m_search->setClearButtonEnabled(true);
    m_search->setAccessibleName(tr("Search statements"));
    m_list->setObjectName(u"historyList"_s);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setSpacing(1);
    m_list->setAccessibleName(tr("Statements"));
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setWordWrap(true);
    m_empty->setProperty("look", u"secondary"_s);
    auto *close = new QToolButton(this);
    close->setIcon(theme.icon(u"close"_s));
    close->setToolTip(tr("Close"));
    close->setAccessibleName(tr("Close"));
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    auto *top = new QHBoxLayout;
    top->addWidget(m_tabs, 1);
    top->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 0, 0, 8);
    layout->addLayout(top);
    layout->addWidget(m_search);
    layout->addWidget(m_empty);
    layout->addWidget(m_list, 1);
    setMinimumWidth(240);

    auto *remove = new QAction(tr("Remove from This List"), m_list);
    remove->setShortcut(QKeySequence::Delete);
    remove->setShortcutContext(Qt::WidgetShortcut);
    m_list->addAction(remove);
    connect(remove, &QAction::triggered, this, &HistoryPanel::removeCurrent);
    m_typing.setSingleShot(true);
    m_typing.setInterval(150ms);
    connect(&m_typing, &QTimer::timeout, this, &HistoryPanel::refresh);
    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_tabs, &QTabBar::currentChanged, this, &HistoryPanel::refresh);
    connect(m_list, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem *item) { emit chosen(item->data(TextRole).toString()); });
    hide();
}

void HistoryPanel::open(Tab tab)
{
    show();
    m_tabs->setCurrentIndex(int(tab));
    m_search->setFocus();
    refresh();
}

void HistoryPanel::refresh()
{
    if (isHidden())
        return;
    const int request = ++m_request;
    if (const SavedQueries *kept = keptInFront()) {
        showKept(*kept, Tab(m_tabs->currentIndex()) == Tab::Saved
                            ? tr("Keep a query under a name with Save Query; it appears here.")
                            : tr("The text of a console that you close appears here."));
        return;
    }
    whenDone(m_history->search(m_search->text(), mostEntries), this,
             [this, request](const Result<QList<HistoryEntry>> &entries) {
                 // An answer to what was typed before is of no use any more.
                 if (request == m_request)
                     showHistory(entries);
             });
}

void HistoryPanel::showHistory(const Result<QList<HistoryEntry>> &entries)
{
    m_list->clear();
    m_empty->setVisible(!entries || entries->isEmpty());
    if (!entries) {
        m_empty->setText(tr("The history could not be read: %1").arg(entries.error().message));
        return;
    }
    m_empty->setText(m_search->text().isEmpty()
                         ? tr("What you run appears here, also after a restart.")
                         : tr("Nothing that was run contains this."));
    const QLocale locale;
    for (const HistoryEntry &entry : *entries) {
        auto *item = new QListWidgetItem(m_list);
        item->setText(firstLines(entry.statement) + u'\n' +
                      locale.toString(entry.at, QLocale::ShortFormat) + u" \u00B7 "_s +
                      entry.outcome.left(80).simplified() + u" \u00B7 "_s +
                      format::duration(entry.duration));
        item->setIcon(entry.succeeded ? m_theme.icon(u"check"_s, Role::Development)
                                      : m_theme.icon(u"error"_s, Role::Production));
        item->setData(TextRole, entry.statement);
        item->setToolTip(u"<pre>"_s + entry.statement.left(2000).toHtmlEscaped() + u"</pre>"_s);
    }
}

SavedQueries *HistoryPanel::keptInFront() const
{
    switch (Tab(m_tabs->currentIndex())) {
    case Tab::Saved:
        return m_saved.get();
    case Tab::Closed:
        return m_closed.get();
    case Tab::History:
        return nullptr;
    }
    return nullptr;
}

void HistoryPanel::showKept(const SavedQueries &kept, const QString &none)
{
    m_list->clear();
    const bool named = Tab(m_tabs->currentIndex()) == Tab::Saved;
    const auto queries = kept.all();
    for (const SavedQuery &query : queries) {
        if (!query.name.contains(m_search->text(), Qt::CaseInsensitive) &&
            !query.text.contains(m_search->text(), Qt::CaseInsensitive))
            continue;
        const QString name = QString(query.name).simplified();
        auto *item = new QListWidgetItem(named ? m_theme.icon(u"star-filled"_s, Role::Staging)
                                               : m_theme.icon(u"console"_s, Role::SecondaryText),
                                         named ? QString(name + u'\n' + firstLines(query.text))
                                               : QString(firstLines(query.text) + u'\n' + name),
                                         m_list);
        item->setData(TextRole, query.text);
        item->setData(NameRole, query.name);
        item->setToolTip(u"<pre>"_s + query.text.left(2000).toHtmlEscaped() + u"</pre>"_s);
    }
    m_empty->setVisible(m_list->count() == 0);
    m_empty->setText(queries.isEmpty() ? none : tr("Nothing kept here contains this."));
}

void HistoryPanel::removeCurrent()
{
    const QListWidgetItem *item = m_list->currentItem();
    SavedQueries *kept = keptInFront();
    if (!kept || !item || !item->data(NameRole).isValid())
        return;
    kept->remove(item->data(NameRole).toString());
    refresh();
}

} // namespace howdah::gui
