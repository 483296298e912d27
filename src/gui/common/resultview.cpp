#include "gui/common/resultview.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontDatabase>
#include <QHeaderView>
#include <QMenu>
#include <QStyledItemDelegate>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

constexpr int narrowest = 56;
constexpr int widest = 360;
constexpr int rowsToMeasure = 60;

/// NULL in a quiet slanted hand, so that it cannot be taken for the text "NULL".
class CellDelegate final : public QStyledItemDelegate
{
public:
    CellDelegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {}

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->textElideMode = Qt::ElideRight;
        if (index.data(ResultModel::RemovedRole).toBool())
            option->font.setStrikeOut(true);
        if (index.data(ResultModel::ChangedRole).toBool()) {
            option->font.setWeight(QFont::DemiBold);
            option->palette.setColor(QPalette::Text, m_theme.color(Role::Staging));
            option->palette.setColor(QPalette::HighlightedText, m_theme.color(Role::Staging));
        }
        if (!index.data(ResultModel::NullRole).toBool())
            return;
        option->font.setItalic(true);
        const QColor quiet = m_theme.color(Role::DisabledText);
        option->palette.setColor(QPalette::Text, quiet);
        option->palette.setColor(QPalette::HighlightedText, quiet);
    }

private:
    const Theme &m_theme;
};

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
{
    setItemDelegate(new CellDelegate(theme, this));
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
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
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
    m_fitted = false;
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

/// By the first rows, once they are there; later widths are the person's own.
void ResultView::fitColumns()
{
    if (m_fitted || m_model->columnCount() == 0 || m_model->rowCount() == 0)
        return;
    m_fitted = true;
    const QFontMetrics metrics(font());
    QFont headerFont = horizontalHeader()->font();
    headerFont.setWeight(QFont::DemiBold);
    const QFontMetrics headerMetrics(headerFont);
    const int rows = std::min(m_model->rowCount(), rowsToMeasure);
    // Beyond a screenful nobody looks at first; a table of 1,600 columns must not be measured
    // whole.
    const int columns = std::min(m_model->columnCount(), 60);
    for (int column = 0; column < columns; ++column) {
        int width =
            headerMetrics.horizontalAdvance(m_model->headerData(column, Qt::Horizontal).toString());
        for (int row = 0; row < rows; ++row)
            width = std::max(width, metrics.horizontalAdvance(
                                        m_model->index(row, column).data().toString().left(80)));
        setColumnWidth(column, std::clamp(width + 20, narrowest, widest));
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
        for (int row = range.top(); row <= range.bottom(); ++row)
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
    if (rows.isEmpty() && m_model->rowCount() > mostRowsToCopy) {
        emit refused(tr("There are more than %1 rows. Export them to a file instead.")
                         .arg(QLocale().toString(mostRowsToCopy)));
        return;
    }
    // A single cell goes out as its bare value.
    if (format == data::ExportFormat::Tsv && rows.size() == 1 && columns.size() == 1) {
        const auto cell = m_model->store().cell(rows.constFirst(), columns.constFirst());
        QApplication::clipboard()->setText(cell.text());
        return;
    }
    const auto text = data::copyAs(format, m_model->store(), rows, columns, m_table);
    if (text)
        QApplication::clipboard()->setText(*text);
    else
        emit refused(text.error().message);
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
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QModelIndex index = indexAt(event->pos());
    auto *view = menu->addAction(m_theme.icon(u"search"_s), tr("Show Value"));
    view->setEnabled(index.isValid());
    connect(view, &QAction::triggered, this, [this, at = QPersistentModelIndex(index)] {
        if (at.isValid())
            emit cellActivated(at);
    });
    if (m_model && m_model->editTarget()) {
        menu->addSeparator();
        auto *null = menu->addAction(tr("Set to NULL"));
        null->setEnabled(index.isValid() && (m_model->flags(index) & Qt::ItemIsEditable));
        connect(null, &QAction::triggered, this,
                [this, at = QPersistentModelIndex(index)] { m_model->setNull(at); });
        auto *remove = menu->addAction(m_theme.icon(u"trash"_s), tr("Remove Rows, or Keep Them"));
        connect(remove, &QAction::triggered, this,
                [this] { m_model->toggleRemoved(selectedRows()); });
    }
    menu->addSeparator();
    for (const CopyEntry &entry : copyEntries) {
        auto *action = menu->addAction(tr(entry.words));
        if (entry.format == data::ExportFormat::Tsv)
            action->setIcon(m_theme.icon(u"copy"_s));
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
        for (int row = range.top(); row <= range.bottom(); ++row) {
            if (!rows.contains(row) && rows.size() < mostRowsToRemove)
                rows += row;
        }
    }
    return rows;
}

void ResultView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    emit currentCellChanged(current);
}

} // namespace howdah::gui
