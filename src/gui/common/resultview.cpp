#include "gui/common/resultview.h"

#include "base/whendone.h"
#include "gui/common/gridcelldelegate.h"
#include "gui/common/gridheader.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QtConcurrent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

constexpr int narrowest = 56;
constexpr int widest = 360;
constexpr int rowsToMeasure = 60;

struct CopyEntry
{
    data::ExportFormat format;
    const char *words;
};

constexpr CopyEntry copyEntries[] = {
    {data::ExportFormat::Tsv, QT_TRANSLATE_NOOP("howdah::gui::ResultView", "Copy")},
    {data::ExportFormat::Csv, QT_TRANSLATE_NOOP("howdah::gui::ResultView", "Copy as CSV")},
    {data::ExportFormat::Json, QT_TRANSLATE_NOOP("howdah::gui::ResultView", "Copy as JSON")},
    {data::ExportFormat::Sql, QT_TRANSLATE_NOOP("howdah::gui::ResultView", "Copy as INSERT")},
    {data::ExportFormat::Markdown,
     QT_TRANSLATE_NOOP("howdah::gui::ResultView", "Copy as Markdown")},
};

} // namespace

ResultView::ResultView(const Theme &theme, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_header(new GridHeader(theme, this))
{
    setHorizontalHeader(m_header);
    setItemDelegate(new GridCellDelegate(theme, this));
    setAlternatingRowColors(false);
    setWordWrap(false);
    setFrameShape(NoFrame);
    setHorizontalScrollMode(ScrollPerPixel);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(true);
    setAccessibleName(tr("Rows"));
    // One height for all: with millions of rows nothing may be measured.
    const int height = fontMetrics().height() + 8;
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(height);
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setHighlightSections(false);
    verticalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    // Row numbers are not what one came to read.
    verticalHeader()->setStyleSheet(u"QHeaderView::section { font-weight: 400; }"_s);
    m_header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_header, &QWidget::customContextMenuRequested, this, &ResultView::showHeaderMenu);
    connect(m_header, &QHeaderView::sectionClicked, this, [this](int section) {
        if (m_querying && m_model)
            emit sortRequested(m_model->columns().at(section).name,
                               QApplication::keyboardModifiers());
    });
    connect(this, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex &index) {
        // Where cells can be changed a double click does that.
        if (!(index.flags() & Qt::ItemIsEditable))
            emit cellActivated(index);
    });
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void ResultView::setStore(std::shared_ptr<const data::ResultStore> store)
{
    auto *old = m_model;
    m_model = store ? new ResultModel(std::move(store), this) : nullptr;
    setEditTriggers(NoEditTriggers);
    setModel(m_model);
    delete old;
    if (m_model)
        fitColumns();
}

void ResultView::refresh()
{
    if (!m_model)
        return;
    m_model->refresh();
    fitColumns();
}

void ResultView::setSortKeys(const QList<data::SortKey> &keys)
{
    m_header->setSortKeys(keys);
}

QString ResultView::tableName() const
{
    return m_tableNamer ? m_tableNamer() : QString();
}

/// By the first rows, once they are there; later widths are the person's own.
void ResultView::fitColumns()
{
    if (m_model->columnCount() == 0 || m_model->storedRows() == 0 ||
        m_fittedColumns == m_model->columns())
        return;
    m_fittedColumns = m_model->columns();
    const QFontMetrics metrics(font());
    const int rows = std::min(m_model->rowCount(), rowsToMeasure);
    // Beyond a screenful nobody looks at first; a table of 1,600 columns must not be measured
    // whole.
    const int columns = std::min(m_model->columnCount(), 60);
    for (int column = 0; column < columns; ++column) {
        int width = m_header->widthOf(column);
        for (int row = 0; row < rows; ++row)
            width =
                std::max(width, 20 + metrics.horizontalAdvance(
                                         m_model->index(row, column).data().toString().left(80)));
        setColumnWidth(column, std::clamp(width, narrowest, widest));
    }
}

void ResultView::copySelection(data::ExportFormat format)
{
    if (!m_model || m_model->columnCount() == 0)
        return;
    QList<qint64> rows;
    QList<int> columns;
    const QItemSelection selection = selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        if (rows.size() + range.height() > mostRowsToCopy) {
            emit refused(tr("More than %1 rows are selected. Export them to a file instead.")
                             .arg(QLocale().toString(mostRowsToCopy)));
            return;
        }
        // Rows that are only here have nothing to copy yet.
        for (int row = range.top(); row <= range.bottom() && row < m_model->storedRows(); ++row)
            rows += row;
        for (int column = range.left(); column <= range.right(); ++column)
            columns += column;
    }
    const auto sortUnique = [](auto &list) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
    };
    sortUnique(rows);
    sortUnique(columns);
    if (rows.isEmpty() && !selection.isEmpty()) {
        emit refused(tr("New rows can be copied when they are committed."));
        return;
    }
    if (rows.isEmpty() && m_model->rowCount() > mostRowsToCopy) {
        emit refused(tr("There are more than %1 rows. Export them to a file instead.")
                         .arg(QLocale().toString(mostRowsToCopy)));
        return;
    }
    if (const auto &target = m_model->editTarget(); target && format == data::ExportFormat::Sql) {
        // An INSERT must not fill what only the server may.
        if (columns.isEmpty()) {
            for (int i = 0; i < m_model->columnCount(); ++i)
                columns += i;
        }
        QList<int> kept = columns;
        kept.removeIf([&](int column) { return target->columns.at(column).isGenerated; });
        if (!kept.isEmpty())
            columns = kept;
    }
    const auto copy = [store = m_model->sharedStore(), format, rows, columns,
                       table = tableName()]() -> Result<QString> {
        // A single cell goes out as its bare value.
        if (format == data::ExportFormat::Tsv && rows.size() == 1 && columns.size() == 1) {
            const auto cell = store->cell(rows.constFirst(), columns.constFirst(), mostBytesToCopy);
            return cell.isCut() ? Result<QString>(Error{.kind = Error::Kind::Unsupported})
                                : Result<QString>(cell.text());
        }
        return data::copyAs(format, *store, rows, columns, table, mostBytesToCopy);
    };
    const qint64 count = rows.isEmpty() ? m_model->storedRows() : rows.size();
    whenDone(QtConcurrent::run(copy), this, [this, count](const Result<QString> &text) {
        if (!text) {
            emit refused(tr("This is more than the clipboard should hold. Export it to a file, or "
                            "save the value, instead."));
            return;
        }
        QApplication::clipboard()->setText(*text);
        emit copied(count);
    });
}

void ResultView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection(data::ExportFormat::Tsv);
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
        event->modifiers() == Qt::NoModifier && currentIndex().isValid()) {
        emit cellActivated(currentIndex());
        return;
    }
    QTableView::keyPressEvent(event);
}

void ResultView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_model)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QModelIndex index = indexAt(event->pos());
    auto *view = menu->addAction(m_theme.icon(u"search"_s), tr("Show Value"));
    view->setEnabled(index.isValid());
    connect(view, &QAction::triggered, this, [this, at = QPersistentModelIndex(index)] {
        if (at.isValid())
            emit cellActivated(at);
    });
    if (m_querying && index.isValid())
        addQueryActions(menu, index);
    if (m_model->editTarget())
        addEditActions(menu, index);
    menu->addSeparator();
    for (const CopyEntry &entry : copyEntries) {
        auto *action = menu->addAction(tr(entry.words));
        if (entry.format == data::ExportFormat::Tsv) {
            action->setIcon(m_theme.icon(u"copy"_s));
            action->setShortcut(QKeySequence::Copy);
        }
        connect(action, &QAction::triggered, this,
                [this, format = entry.format] { copySelection(format); });
    }
    menu->addSeparator();
    auto *exports = menu->addMenu(m_theme.icon(u"export"_s), tr("Export All Rows"));
    for (const auto format :
         {data::ExportFormat::Csv, data::ExportFormat::Json, data::ExportFormat::Ndjson,
          data::ExportFormat::Xlsx, data::ExportFormat::Sql, data::ExportFormat::Markdown}) {
        connect(exports->addAction(data::formatName(format).toUpper()), &QAction::triggered, this,
                [this, format] { emit exportRequested(format); });
    }
    menu->popup(event->globalPos());
}

void ResultView::addQueryActions(QMenu *menu, const QModelIndex &index)
{
    menu->addSeparator();
    const data::Column column = m_model->columns().at(index.column());
    const auto value = index.row() < m_model->storedRows()
                           ? m_model->store().cell(index.row(), index.column())
                           : data::Cell{.bytes = {}, .size = 0, .null = true};
    const auto add = [&](const QString &words, data::ColumnFilter::Test test) {
        auto *action = menu->addAction(words);
        // Half a value finds nothing.
        action->setEnabled(!value.isCut());
        const data::ColumnFilter filter{.column = column.name,
                                        .typeOid = column.typeOid,
                                        .test = test,
                                        .values = {value.text()}};
        connect(action, &QAction::triggered, this,
                [this, filter] { emit filterRequested(filter); });
        return action;
    };
    add(tr("Only Rows with This Value"), data::ColumnFilter::Test::Equals)
        ->setIcon(m_theme.icon(u"filter"_s));
    add(tr("Only Rows with Another Value"), data::ColumnFilter::Test::Differs);
    connect(menu->addAction(tr("Filter by This Column \u2026")), &QAction::triggered, this,
            [this, name = column.name] { emit filterEditRequested(name); });
}

void ResultView::addEditActions(QMenu *menu, const QModelIndex &index)
{
    menu->addSeparator();
    const bool editable = index.isValid() && (m_model->flags(index) & Qt::ItemIsEditable);
    const QPersistentModelIndex at(index);
    const auto add = [&](const QString &words, bool enabled, auto what) {
        auto *action = menu->addAction(words);
        action->setEnabled(enabled);
        connect(action, &QAction::triggered, this, what);
        return action;
    };
    add(tr("Set to NULL"), editable, [this, at] { m_model->setNull(at); });
    // Leaving an editor empty on NULL changes nothing, so this needs a way of its own.
    add(tr("Set to Empty Text"), editable, [this, at] { m_model->setEmpty(at); });
    if (index.isValid() && index.row() >= m_model->storedRows())
        add(tr("Leave It to the Server"), editable, [this, at] { m_model->setDefault(at); });
    add(tr("Add a Row"), true, [this] { addRow(); })->setIcon(m_theme.icon(u"plus"_s));
    add(tr("Duplicate Rows"), index.isValid(), [this] {
        duplicateRows();
    })->setIcon(m_theme.icon(u"copy"_s));
    add(tr("Remove Rows, or Keep Them"), index.isValid(), [this] {
        toggleRemoved();
    })->setIcon(m_theme.icon(u"trash"_s));
}

void ResultView::showHeaderMenu(const QPoint &position)
{
    const int section = m_header->logicalIndexAt(position);
    if (!m_querying || !m_model || section < 0)
        return;
    const QString column = m_model->columns().at(section).name;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Sort by This Column")), &QAction::triggered, this,
            [this, column] { emit sortRequested(column, Qt::NoModifier); });
    connect(menu->addAction(tr("Sort by This Column as Well (Shift+Click)")), &QAction::triggered,
            this, [this, column] { emit sortRequested(column, Qt::ShiftModifier); });
    connect(menu->addAction(m_theme.icon(u"filter"_s), tr("Filter by This Column \u2026")),
            &QAction::triggered, this, [this, column] { emit filterEditRequested(column); });
    menu->popup(m_header->mapToGlobal(position));
}

void ResultView::allowEditing(const data::EditTarget &target)
{
    m_model->setEditTarget(target);
    setEditTriggers(EditKeyPressed | AnyKeyPressed | DoubleClicked);
}

QList<int> ResultView::selectedRows() const
{
    QList<int> rows;
    const QItemSelection selection = selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom() && rows.size() < mostRowsToRemove;
             ++row) {
            if (!rows.contains(row))
                rows += row;
        }
    }
    if (rows.isEmpty() && currentIndex().isValid())
        rows += currentIndex().row();
    return rows;
}

void ResultView::addRow()
{
    if (m_model && m_model->addRow() >= 0)
        editLastRow();
}

void ResultView::duplicateRows()
{
    if (!m_model || !m_model->editTarget())
        return;
    const QList<int> rows = selectedRows();
    for (const int row : rows) {
        if (m_model->duplicateRow(row) < 0)
            emit refused(tr("Row %1 holds a value that is too large to be copied here.")
                             .arg(QLocale().toString(row + 1)));
    }
    editLastRow();
}

void ResultView::toggleRemoved()
{
    if (!m_model || !m_model->editTarget())
        return;
    const QList<int> rows = selectedRows();
    if (!m_model->editTarget()->hasKey() && std::any_of(rows.begin(), rows.end(), [this](int row) {
            return row < m_model->storedRows();
        }))
        emit refused(m_model->editTarget()->noKey);
    m_model->toggleRemoved(rows);
}

void ResultView::editLastRow()
{
    const int row = m_model->rowCount() - 1;
    int column = 0;
    while (column + 1 < m_model->columnCount() &&
           !(m_model->flags(m_model->index(row, column)) & Qt::ItemIsEditable))
        ++column;
    scrollToBottom();
    setCurrentIndex(m_model->index(row, column));
    setFocus();
}

void ResultView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    emit currentCellChanged(current);
}

} // namespace howdah::gui
