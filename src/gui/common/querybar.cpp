#include "gui/common/querybar.h"

#include "gui/common/errortext.h"
#include "gui/common/filterbar.h"
#include "gui/common/plaintext.h"

#include <QClipboard>
#include <QComboBox>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QScrollArea>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

constexpr qint64 usualLimit = 1'000;
constexpr qint64 limits[] = {usualLimit, 10'000, 100'000, 1'000'000};
constexpr int widestChip = 320;

} // namespace

QueryBar::QueryBar(const QString &source, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_query{.source = source, .filters = {}, .condition = {}, .sort = {}, .limit = usualLimit}
    , m_tools(new QHBoxLayout)
    , m_filter(new QToolButton(this))
    , m_condition(new QLineEdit(this))
    , m_limit(new QComboBox(this))
    , m_refresh(new QToolButton(this))
    , m_editor(new FilterBar(this))
    , m_complaint(new QLabel(this))
    , m_chipArea(new QScrollArea(this))
    , m_sql(new QLineEdit(this))
    , m_copy(new QToolButton(this))
{
    m_filter->setText(tr("Filter \u2026"));
    m_filter->setObjectName(u"filterButton"_s);
    m_filter->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_filter->setToolTip(tr("Show only rows where a column is what you want"));
    m_condition->setObjectName(u"conditionEdit"_s);
    m_condition->setAccessibleName(tr("Condition in SQL"));
    m_condition->setPlaceholderText(
        tr("Condition in SQL, then Enter: amount > 10 AND name LIKE 'a%'"));
    m_condition->setClearButtonEnabled(true);
    m_condition->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_limit->setObjectName(u"limitComboBox"_s);
    m_limit->setAccessibleName(tr("How many rows are read"));
    m_limit->setToolTip(tr("How many rows are read. All of them may take long; what does not fit "
                           "into memory lies in a file."));
    for (const qint64 rows : limits)
        m_limit->addItem(tr("%1 rows").arg(QLocale().toString(rows)), rows);
    m_limit->addItem(tr("All rows"), qint64(0));
    m_refresh->setObjectName(u"rereadButton"_s);
    m_refresh->setToolTip(tr("Read the rows again"));
    m_refresh->setAccessibleName(tr("Read the rows again"));
    m_complaint->setObjectName(u"conditionComplaint"_s);
    m_complaint->setTextFormat(Qt::PlainText);
    m_complaint->setProperty("look", u"error"_s);
    m_complaint->setContentsMargins(8, 0, 8, 4);
    m_complaint->setWordWrap(true);
    m_complaint->hide();
    m_sql->setObjectName(u"querySql"_s);
    m_sql->setReadOnly(true);
    m_sql->setFrame(false);
    m_sql->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_sql->setAccessibleName(tr("The SQL that brings these rows"));
    m_copy->setToolTip(tr("Copy the SQL"));
    m_copy->setAccessibleName(tr("Copy the SQL"));
    m_copy->setObjectName(u"copySqlButton"_s);

    auto *top = new QHBoxLayout;
    top->setContentsMargins(8, 4, 8, 4);
    top->setSpacing(6);
    top->addWidget(m_filter);
    top->addWidget(m_condition, 1);
    top->addWidget(m_limit);
    top->addWidget(m_refresh);
    top->addLayout(m_tools);

    auto *chips = new QWidget(m_chipArea);
    m_chips = new QHBoxLayout(chips);
    m_chips->setContentsMargins(8, 0, 8, 4);
    m_chips->setSpacing(6);
    m_chipArea->setWidget(chips);
    m_chipArea->setWidgetResizable(true);
    m_chipArea->setFrameShape(QFrame::NoFrame);
    m_chipArea->setObjectName(u"chipArea"_s);
    m_chipArea->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_chipArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto *line = new QHBoxLayout;
    line->setContentsMargins(8, 0, 8, 4);
    line->setSpacing(4);
    line->addWidget(m_sql, 1);
    line->addWidget(m_copy);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_complaint);
    layout->addWidget(m_editor);
    layout->addWidget(m_chipArea);
    layout->addLayout(line);

    connect(m_filter, &QToolButton::clicked, this, [this] { openFilter({}); });
    connect(m_editor, &FilterBar::accepted, this, &QueryBar::takeFilter);
    connect(m_condition, &QLineEdit::returnPressed, this, &QueryBar::applyCondition);
    connect(m_condition, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_complaint->hide();
        // The cross at its end is the shortest way back to all rows.
        if (text.isEmpty())
            applyCondition();
    });
    connect(m_limit, &QComboBox::activated, this, [this] {
        auto query = m_query;
        query.limit = m_limit->currentData().toLongLong();
        change(query);
    });
    connect(m_refresh, &QToolButton::clicked, this, &QueryBar::refreshRequested);
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_query.sql()); });
    const auto icons = [this] {
        m_filter->setIcon(m_theme.icon(u"filter"_s));
        m_refresh->setIcon(m_theme.icon(u"refresh"_s));
        m_copy->setIcon(m_theme.icon(u"copy"_s));
    };
    icons();
    connect(&theme, &Theme::changed, this, icons);
    showQuery();
}

void QueryBar::setQuery(const data::GridQuery &query)
{
    m_query = query;
    showQuery();
}

void QueryBar::setColumns(const QList<data::Column> &columns)
{
    m_editor->setColumns(columns);
}

void QueryBar::change(const data::GridQuery &query)
{
    if (query == m_query)
        return;
    m_query = query;
    showQuery();
    emit queryChanged();
}

void QueryBar::sortBy(const QString &column, Qt::KeyboardModifiers modifiers)
{
    auto query = m_query;
    const auto found = std::find_if(query.sort.begin(), query.sort.end(),
                                    [&](const data::SortKey &key) { return key.column == column; });
    const bool there = found != query.sort.end();
    const bool descending = there && found->descending;
    if (!(modifiers & (Qt::ShiftModifier | Qt::ControlModifier))) {
        query.sort.clear();
        if (!descending)
            query.sort = {{.column = column, .descending = there}};
    } else if (!there) {
        query.sort += data::SortKey{.column = column};
    } else if (!descending) {
        found->descending = true;
    } else {
        query.sort.erase(found);
    }
    change(query);
}

void QueryBar::addFilter(const data::ColumnFilter &filter)
{
    auto query = m_query;
    if (!query.filters.contains(filter))
        query.filters += filter;
    change(query);
}

void QueryBar::takeFilter(const data::ColumnFilter &filter)
{
    auto query = m_query;
    const qsizetype edited = m_edited ? query.filters.indexOf(*m_edited) : -1;
    m_edited.reset();
    if (edited < 0) {
        addFilter(filter);
        return;
    }
    query.filters[edited] = filter;
    change(query);
}

void QueryBar::openFilter(const QString &column)
{
    m_edited.reset();
    m_editor->open(column);
}

void QueryBar::focusCondition()
{
    m_condition->setFocus();
    m_condition->selectAll();
}

void QueryBar::applyCondition()
{
    if (const auto checked = data::checkCondition(m_condition->text()); !checked) {
        showComplaint(checked.error());
        return;
    }
    m_complaint->hide();
    auto query = m_query;
    query.condition = m_condition->text().trimmed();
    m_appliedCondition = query.condition;
    change(query);
}

void QueryBar::showComplaint(const Error &error)
{
    m_complaint->setText(error.position > 0
                             ? tr("This condition cannot be used (character %1): %2")
                                   .arg(error.position)
                                   .arg(error.message)
                             : tr("This condition cannot be used: %1").arg(error.message));
    m_complaint->show();
    if (error.position > 0)
        m_condition->setCursorPosition(error.position - 1);
}

void QueryBar::addChip(const QString &text, const QString &toolTip,
                       const std::function<void()> &open, const std::function<void()> &remove)
{
    auto *chip = new QFrame;
    chip->setProperty("look", u"raised"_s);
    auto *row = new QHBoxLayout(chip);
    row->setContentsMargins(2, 0, 2, 0);
    row->setSpacing(0);
    auto *words = new QToolButton(chip);
    words->setObjectName(u"chip"_s);
    words->setText(words->fontMetrics().elidedText(QString(text).replace(u'&', u"&&"_s),
                                                   Qt::ElideRight, widestChip));
    words->setToolTip(plainToolTip(toolTip));
    auto *cross = new QToolButton(chip);
    cross->setObjectName(u"chipCross"_s);
    cross->setIcon(m_theme.icon(u"close"_s));
    cross->setIconSize({10, 10});
    cross->setToolTip(tr("Take this away"));
    cross->setAccessibleName(tr("Take away: %1").arg(text));
    row->addWidget(words);
    row->addWidget(cross);
    // Later: the click comes from a chip that goes with the change.
    connect(words, &QToolButton::clicked, this, open, Qt::QueuedConnection);
    connect(cross, &QToolButton::clicked, this, remove, Qt::QueuedConnection);
    m_chips->addWidget(chip);
}

void QueryBar::showQuery()
{
    while (QLayoutItem *item = m_chips->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    for (qsizetype i = 0; i < m_query.filters.size(); ++i) {
        const data::ColumnFilter filter = m_query.filters.at(i);
        const auto without = [this, filter] {
            auto query = m_query;
            query.filters.removeOne(filter);
            return query;
        };
        addChip(
            filterText(filter), filter.sql(),
            [this, filter] {
                m_edited = filter;
                m_editor->edit(filter);
            },
            [this, without] { change(without()); });
    }
    for (qsizetype i = 0; i < m_query.sort.size(); ++i) {
        const data::SortKey key = m_query.sort.at(i);
        addChip(
            key.descending ? tr("%1, largest first").arg(key.column)
                           : tr("%1, smallest first").arg(key.column),
            tr("Sorted by this column; a click turns it round"),
            [this, i, key] {
                auto query = m_query;
                if (query.sort.value(i) != key)
                    return;
                query.sort[i].descending = !key.descending;
                change(query);
            },
            [this, key] {
                auto query = m_query;
                query.sort.removeOne(key);
                change(query);
            });
    }
    const qsizetype chips = m_query.filters.size() + m_query.sort.size();
    if (chips + (m_query.condition.isEmpty() ? 0 : 1) > 1) {
        auto *clear = new QToolButton;
        clear->setObjectName(u"clearQueryButton"_s);
        clear->setText(tr("Clear All"));
        connect(
            clear, &QToolButton::clicked, this,
            [this] {
                auto query = m_query;
                query.filters.clear();
                query.sort.clear();
                query.condition.clear();
                change(query);
            },
            Qt::QueuedConnection);
        m_chips->addWidget(clear);
    }
    m_chips->addStretch(1);
    m_chipArea->setVisible(chips > 0);
    m_chipArea->setFixedHeight(m_filter->sizeHint().height() + 6);

    if (m_query.condition != m_appliedCondition) {
        m_appliedCondition = m_query.condition;
        const QSignalBlocker blocker(m_condition);
        m_condition->setText(m_query.condition);
    }
    m_limit->setCurrentIndex(std::max(0, m_limit->findData(m_query.limit)));
    m_sql->setText(m_query.sql().replace(u'\n', u' '));
    m_sql->setCursorPosition(0);
    m_sql->setToolTip(plainToolTip(m_query.sql()));
}

} // namespace howdah::gui
