#include "gui/common/filterbar.h"

#include "data/csvreader.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;
using Test = howdah::data::ColumnFilter::Test;

namespace howdah::gui {

namespace {

constexpr int longestShown = 40;

QString testText(Test test)
{
    switch (test) {
    case Test::Equals:
        return FilterBar::tr("equals");
    case Test::Differs:
        return FilterBar::tr("differs from");
    case Test::Contains:
        return FilterBar::tr("contains");
    case Test::StartsWith:
        return FilterBar::tr("starts with");
    case Test::AtLeast:
        return FilterBar::tr("is at least");
    case Test::AtMost:
        return FilterBar::tr("is at most");
    case Test::Between:
        return FilterBar::tr("is between");
    case Test::InList:
        return FilterBar::tr("is one of");
    case Test::IsNull:
        return FilterBar::tr("is NULL");
    case Test::IsNotNull:
        return FilterBar::tr("is not NULL");
    }
    Q_UNREACHABLE();
}

QString shown(const QString &value)
{
    if (value.isNull())
        return u"NULL"_s;
    const QString line = value.simplified();
    return u'\u201C' + (line.size() > longestShown ? line.left(longestShown) + u'\u2026' : line) +
           u'\u201D';
}

/// What was typed for "is one of": separated by commas, in quotes where a value holds one.
QStringList listOf(const QString &text)
{
    QStringList values = data::csvFields(text.toUtf8(), data::CsvFormat());
    for (QString &value : values) {
        if (!value.isNull())
            value = value.trimmed() + u""_s;
    }
    values.removeIf([](const QString &value) { return value.isNull(); });
    return values;
}

QString textOf(const QStringList &values)
{
    QStringList fields;
    for (const QString &value : values) {
        const bool quotes = value.isEmpty() || value.contains(u',') || value.contains(u'"');
        fields += quotes ? QString(u'"' + QString(value).replace(u'"', u"\"\""_s) + u'"') : value;
    }
    return fields.join(u", "_s);
}

} // namespace

QString filterText(const data::ColumnFilter &filter)
{
    const QString head = filter.column + u' ' + testText(filter.test);
    switch (filter.test) {
    case Test::IsNull:
    case Test::IsNotNull:
        return head;
    case Test::Between:
        return FilterBar::tr("%1 %2 and %3", "column is between x and y")
            .arg(head,
                 filter.values.value(0).isEmpty() ? u"\u2026"_s : shown(filter.values.value(0)),
                 filter.values.value(1).isEmpty() ? u"\u2026"_s : shown(filter.values.value(1)));
    case Test::InList: {
        QStringList values;
        for (const QString &value : filter.values.mid(0, 3))
            values += shown(value);
        if (filter.values.size() > 3)
            values += u"\u2026"_s;
        return head + u' ' + values.join(u", "_s);
    }
    case Test::Equals:
    case Test::Differs:
    case Test::Contains:
    case Test::StartsWith:
    case Test::AtLeast:
    case Test::AtMost:
        return head + u' ' + shown(filter.values.value(0));
    }
    Q_UNREACHABLE();
}

FilterBar::FilterBar(QWidget *parent)
    : QFrame(parent)
    , m_column(new QComboBox(this))
    , m_test(new QComboBox(this))
    , m_value(new QLineEdit(this))
    , m_truth(new QComboBox(this))
    , m_and(new QLabel(tr("and"), this))
    , m_to(new QLineEdit(this))
    , m_apply(new QPushButton(tr("Apply"), this))
{
    m_column->setObjectName(u"filterColumn"_s);
    m_column->setAccessibleName(tr("Column to filter by"));
    m_column->setMaximumWidth(260);
    m_test->setObjectName(u"filterTest"_s);
    m_test->setAccessibleName(tr("What is asked of it"));
    m_value->setObjectName(u"filterValue"_s);
    m_value->setAccessibleName(tr("Value"));
    m_truth->setObjectName(u"filterTruth"_s);
    m_truth->setAccessibleName(tr("Value"));
    m_truth->addItems({u"true"_s, u"false"_s});
    m_to->setObjectName(u"filterTo"_s);
    m_to->setAccessibleName(tr("Upper end"));
    m_apply->setObjectName(u"filterApply"_s);
    auto *close = new QPushButton(tr("Cancel"), this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 2, 8, 4);
    row->addWidget(m_column);
    row->addWidget(m_test);
    row->addWidget(m_value, 2);
    row->addWidget(m_truth);
    row->addWidget(m_and);
    row->addWidget(m_to, 2);
    row->addWidget(m_apply);
    row->addWidget(close);
    row->addStretch(1);
    connect(m_column, &QComboBox::currentIndexChanged, this, &FilterBar::offerTests);
    connect(m_test, &QComboBox::currentIndexChanged, this, &FilterBar::showFields);
    connect(m_value, &QLineEdit::returnPressed, this, &FilterBar::accept);
    connect(m_to, &QLineEdit::returnPressed, this, &FilterBar::accept);
    connect(m_apply, &QPushButton::clicked, this, &FilterBar::accept);
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
    hide();
}

void FilterBar::setColumns(const QList<data::Column> &columns)
{
    if (columns == m_columns)
        return;
    const QString chosen = m_column->currentText();
    m_columns = columns;
    m_column->clear();
    for (const data::Column &column : columns)
        m_column->addItem(column.name);
    m_column->setCurrentIndex(std::max(0, m_column->findText(chosen)));
}

void FilterBar::open(const QString &column)
{
    if (!column.isEmpty())
        m_column->setCurrentIndex(std::max(0, m_column->findText(column)));
    show();
    (m_value->isVisible() ? static_cast<QWidget *>(m_value) : m_test)->setFocus();
    m_value->selectAll();
}

void FilterBar::edit(const data::ColumnFilter &filter)
{
    m_column->setCurrentIndex(std::max(0, m_column->findText(filter.column)));
    m_test->setCurrentIndex(std::max(0, m_test->findData(int(filter.test))));
    m_value->setText(filter.test == Test::InList ? textOf(filter.values) : filter.values.value(0));
    m_to->setText(filter.values.value(1));
    m_truth->setCurrentText(filter.values.value(0).startsWith(u't') ? u"true"_s : u"false"_s);
    open();
}

void FilterBar::offerTests()
{
    const int index = m_column->currentIndex();
    if (index < 0 || index >= m_columns.size())
        return;
    const QVariant before = m_test->currentData();
    const QSignalBlocker blocker(m_test);
    m_test->clear();
    for (const Test test : data::testsFor(m_columns.at(index)))
        m_test->addItem(testText(test), int(test));
    m_test->setCurrentIndex(std::max(0, m_test->findData(before)));
    showFields();
}

Test FilterBar::test() const
{
    return Test(m_test->currentData().toInt());
}

void FilterBar::showFields()
{
    const int index = m_column->currentIndex();
    const bool truth = index >= 0 && index < m_columns.size() &&
                       m_columns.at(index).kind == data::ValueKind::Boolean;
    const int values = data::valuesOf(test());
    m_value->setVisible(values != 0 && !truth);
    m_truth->setVisible(values != 0 && truth);
    m_and->setVisible(values == 2);
    m_to->setVisible(values == 2);
    m_value->setPlaceholderText(values == -1  ? tr("Values, separated by commas")
                                : values == 2 ? tr("From, or nothing")
                                              : tr("Value"));
    m_to->setPlaceholderText(tr("To, or nothing"));
}

void FilterBar::accept()
{
    const int index = m_column->currentIndex();
    if (index < 0 || index >= m_columns.size())
        return;
    data::ColumnFilter filter{.column = m_columns.at(index).name,
                              .typeOid = m_columns.at(index).typeOid,
                              .test = test(),
                              .values = {}};
    const auto typed = [](const QLineEdit *edit) {
        return edit->text().isNull() ? u""_s : edit->text();
    };
    switch (data::valuesOf(filter.test)) {
    case -1:
        filter.values = listOf(m_value->text());
        break;
    case 1:
        filter.values = {m_truth->isHidden() ? typed(m_value) : m_truth->currentText()};
        break;
    case 2:
        filter.values = {typed(m_value), typed(m_to)};
        break;
    }
    // Without a value there is nothing to ask for yet.
    if (filter.sql().isEmpty()) {
        m_value->setFocus();
        return;
    }
    hide();
    emit accepted(filter);
}

void FilterBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        QFrame::keyPressEvent(event);
}

} // namespace howdah::gui
