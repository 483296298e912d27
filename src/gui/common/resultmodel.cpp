#include "gui/common/resultmodel.h"

#include <QLocale>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

/// More than any column shows; the cell viewer shows all.
constexpr qint64 shownBytes = 600;
/// A longer value cannot be edited in a cell.
constexpr qint64 largestEdited = 64 * 1024;

} // namespace

QString cellText(const data::Cell &cell, data::ValueKind kind)
{
    if (cell.null)
        return u"NULL"_s;
    if (kind == data::ValueKind::Boolean)
        return cell.bytes == "t" ? u"true"_s : u"false"_s;
    QString text = cell.text();
    for (QChar &c : text) {
        if (c == u'\n' || c == u'\r')
            c = u'\u23CE';
        else if (c == u'\t')
            c = u' ';
        // Other control characters, and those that reorder text around them, must not reach the
        // painter.
        else if (c.category() == QChar::Other_Control ||
                 (c >= QChar(0x202A) && c <= QChar(0x202E)) ||
                 (c >= QChar(0x2066) && c <= QChar(0x2069)))
            c = QChar::ReplacementCharacter;
    }
    if (cell.isCut())
        text += u'\u2026';
    return text;
}

ResultModel::ResultModel(std::shared_ptr<const data::ResultStore> store, QObject *parent)
    : QAbstractTableModel(parent)
    , m_store(std::move(store))
    , m_columns(m_store->columns())
    , m_rows(int(std::min<qint64>(m_store->rowCount(), std::numeric_limits<int>::max())))
{}

void ResultModel::refresh()
{
    if (m_columns.isEmpty()) {
        const auto columns = m_store->columns();
        if (!columns.isEmpty()) {
            beginResetModel();
            m_columns = columns;
            endResetModel();
        }
    }
    const int rows = int(std::min<qint64>(m_store->rowCount(), std::numeric_limits<int>::max()));
    if (rows <= m_rows)
        return;
    beginInsertRows({}, m_rows, rows - 1);
    m_rows = rows;
    endInsertRows();
}

int ResultModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int ResultModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant ResultModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto kind = m_columns.at(index.column()).kind;
    if (const auto changed = m_changes.value(index.row(), index.column())) {
        if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
            return changed->isNull() ? u"NULL"_s : *changed;
        if (role == Qt::EditRole)
            return *changed;
        if (role == NullRole)
            return changed->isNull();
    }
    switch (role) {
    case Qt::EditRole:
        return m_store->cell(index.row(), index.column(), largestEdited).text();
    case ChangedRole:
        return m_changes.value(index.row(), index.column()).has_value();
    case RemovedRole:
        return m_changes.isRemoved(index.row());
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return cellText(m_store->cell(index.row(), index.column(), shownBytes), kind);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::AlignVCenter | (kind == data::ValueKind::Number ? Qt::AlignRight : Qt::AlignLeft));
    case NullRole:
        return m_store->cell(index.row(), index.column(), 0).null;
    case KindRole:
        return int(kind);
    default:
        return {};
    }
}

void ResultModel::setEditTarget(const data::EditTarget &target)
{
    m_target = target;
}

Qt::ItemFlags ResultModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (!m_target || !index.isValid() || m_changes.isRemoved(index.row()))
        return flags;
    const auto &column = m_target->columns.at(index.column());
    const bool writable = !column.name.isEmpty() && !column.isGenerated;
    if (writable && m_store->cell(index.row(), index.column(), 0).size <= largestEdited)
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool ResultModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const QString text = value.toString();
    // An editor that was opened on NULL and left empty meant nothing by it.
    if (text.isEmpty() && data(index, NullRole).toBool())
        return false;
    change(index, text.isNull() ? u""_s : text);
    return true;
}

void ResultModel::setNull(const QModelIndex &index)
{
    if (flags(index) & Qt::ItemIsEditable)
        change(index, QString());
}

void ResultModel::change(const QModelIndex &index, const QString &value)
{
    m_changes.setValue(index.row(), index.column(), value,
                       m_store->cell(index.row(), index.column(), 2 * largestEdited));
    emit dataChanged(index, index);
    emit changesChanged();
}

void ResultModel::toggleRemoved(const QList<int> &rows)
{
    if (!m_target)
        return;
    const bool all =
        std::all_of(rows.begin(), rows.end(), [this](int row) { return m_changes.isRemoved(row); });
    for (const int row : rows) {
        if (all)
            m_changes.keepRow(row);
        else
            m_changes.removeRow(row);
        emit dataChanged(index(row, 0), index(row, columnCount() - 1));
    }
    emit changesChanged();
}

void ResultModel::discardChanges()
{
    m_changes.discard();
    if (m_rows > 0)
        emit dataChanged(index(0, 0), index(m_rows - 1, columnCount() - 1));
    emit changesChanged();
}

QVariant ResultModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical) {
        if (role == Qt::TextAlignmentRole)
            return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignRight);
        return role == Qt::DisplayRole ? QVariant(QLocale().toString(section + 1)) : QVariant();
    }
    if (section < 0 || section >= m_columns.size())
        return {};
    const data::Column &column = m_columns.at(section);
    switch (role) {
    case Qt::DisplayRole:
        // A header draws line breaks.
        return QString(column.name).replace(u'\n', u' ');
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::AlignVCenter |
            (column.kind == data::ValueKind::Number ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ToolTipRole: {
        const QString type = data::builtinTypeName(column.typeOid);
        return QString(u"<qt>"_s + column.name.toHtmlEscaped() +
                       (type.isEmpty() ? QString() : u"<br>"_s + type.toHtmlEscaped()) +
                       u"</qt>"_s);
    }
    default:
        return {};
    }
}

} // namespace howdah::gui
