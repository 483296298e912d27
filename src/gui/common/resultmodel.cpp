#include "gui/common/resultmodel.h"

#include <QLocale>

#include <algorithm>
#include <functional>
#include <limits>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

/// More than any column shows; the cell viewer shows all.
constexpr qint64 shownBytes = 600;
/// A longer value cannot be edited in a cell.
constexpr qint64 largestEdited = 64 * 1024;
/// Of a row that is added once more, each value is held until it is committed.
constexpr qint64 largestDuplicated = 1024 * 1024;

/// Without what breaks a line, and without characters that reorder the text around them: those must
/// not reach the painter.
QString onOneLine(QString text)
{
    for (QChar &c : text) {
        if (c == u'\n' || c == u'\r')
            c = u'\u23CE';
        else if (c == u'\t')
            c = u' ';
        else if (c.category() == QChar::Other_Control ||
                 (c >= QChar(0x202A) && c <= QChar(0x202E)) ||
                 (c >= QChar(0x2066) && c <= QChar(0x2069)))
            c = QChar::ReplacementCharacter;
    }
    return text;
}

} // namespace

QString cellText(const data::Cell &cell, data::ValueKind kind)
{
    if (cell.null)
        return u"NULL"_s;
    if (kind == data::ValueKind::Boolean)
        return cell.bytes == "t" ? u"true"_s : u"false"_s;
    QString text = onOneLine(cell.text());
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
    return parent.isValid() ? 0 : m_rows + int(m_changes.added().size());
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
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(
            Qt::AlignVCenter | (kind == data::ValueKind::Number ? Qt::AlignRight : Qt::AlignLeft));
    }
    if (role == KindRole)
        return int(kind);
    if (isNew(index.row()))
        return newRowData(index, role);
    if (const auto changed = m_changes.value(index.row(), index.column())) {
        if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
            return changed->isNull() ? u"NULL"_s : onOneLine(*changed);
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
    case DefaultRole:
        return false;
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return cellText(m_store->cell(index.row(), index.column(), shownBytes), kind);
    case NullRole:
        return m_store->cell(index.row(), index.column(), 0).null;
    default:
        return {};
    }
}

QVariant ResultModel::newRowData(const QModelIndex &index, int role) const
{
    const auto &values = m_changes.added().at(index.row() - m_rows);
    const auto typed = values.constFind(index.column());
    const bool isTyped = typed != values.constEnd();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
        if (isTyped)
            return typed->isNull() ? u"NULL"_s : onOneLine(*typed);
        const auto &column = m_target->columns.at(index.column());
        if (column.isRequired)
            return tr("needs a value");
        return column.whenLeftOut.isEmpty() ? u"NULL"_s : onOneLine(column.whenLeftOut);
    }
    case Qt::EditRole:
        return isTyped ? *typed : QString();
    case NullRole:
        return isTyped && typed->isNull();
    case ChangedRole:
        return isTyped;
    case DefaultRole:
        return !isTyped;
    case RemovedRole:
        return false;
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
    if (!m_target || !index.isValid())
        return flags;
    const auto &column = m_target->columns.at(index.column());
    if (column.name.isEmpty() || column.isGenerated)
        return flags;
    if (isNew(index.row()))
        return flags | Qt::ItemIsEditable;
    if (m_target->hasKey() && !m_changes.isRemoved(index.row()) &&
        m_store->cell(index.row(), index.column(), 0).size <= largestEdited)
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool ResultModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const QString text = value.toString();
    // An editor that was opened on NULL, or on what the server fills in, and left empty meant
    // nothing by it.
    if (text.isEmpty() && (data(index, NullRole).toBool() || data(index, DefaultRole).toBool()))
        return false;
    change(index, text.isNull() ? u""_s : text);
    return true;
}

void ResultModel::setNull(const QModelIndex &index)
{
    if (flags(index) & Qt::ItemIsEditable)
        change(index, QString());
}

void ResultModel::setEmpty(const QModelIndex &index)
{
    if (flags(index) & Qt::ItemIsEditable)
        change(index, u""_s);
}

void ResultModel::setDefault(const QModelIndex &index)
{
    if (!index.isValid() || !isNew(index.row()))
        return;
    m_changes.clearNewValue(index.row() - m_rows, index.column());
    changed(index.row(), index.row());
}

void ResultModel::change(const QModelIndex &index, const QString &value)
{
    if (isNew(index.row())) {
        m_changes.setNewValue(index.row() - m_rows, index.column(), value);
    } else {
        m_changes.setValue(index.row(), index.column(), value,
                           m_store->cell(index.row(), index.column(), 2 * largestEdited));
    }
    changed(index.row(), index.row());
}

void ResultModel::changed(int firstRow, int lastRow)
{
    emit dataChanged(index(firstRow, 0), index(lastRow, columnCount() - 1));
    emit headerDataChanged(Qt::Vertical, firstRow, lastRow);
    emit changesChanged();
}

int ResultModel::addRow()
{
    if (!m_target)
        return -1;
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_changes.addRow();
    endInsertRows();
    emit changesChanged();
    return row;
}

int ResultModel::duplicateRow(int row)
{
    if (!m_target || row < 0 || row >= rowCount())
        return -1;
    QMap<int, QString> values;
    if (isNew(row)) {
        values = m_changes.added().at(row - m_rows);
    } else {
        for (int column = 0; column < columnCount(); ++column) {
            const auto &there = m_target->columns.at(column);
            if (there.name.isEmpty() || there.isGenerated ||
                (there.isKey && !there.whenLeftOut.isEmpty()))
                continue;
            if (const auto typed = m_changes.value(row, column)) {
                values.insert(column, *typed);
                continue;
            }
            const auto cell = m_store->cell(row, column, largestDuplicated);
            if (cell.isCut())
                return -1;
            values.insert(column, cell.text());
        }
    }
    const int added = addRow();
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        m_changes.setNewValue(added - m_rows, it.key(), *it);
    changed(added, added);
    return added;
}

void ResultModel::toggleRemoved(const QList<int> &rows)
{
    if (!m_target)
        return;
    QList<int> stored;
    QList<int> fresh;
    for (const int row : rows)
        (isNew(row) ? fresh : stored) += row;
    std::sort(fresh.begin(), fresh.end(), std::greater<>());
    for (const int row : std::as_const(fresh)) {
        beginRemoveRows({}, row, row);
        m_changes.dropNewRow(row - m_rows);
        endRemoveRows();
    }
    if (!m_target->hasKey())
        stored.clear();
    const bool all = std::all_of(stored.begin(), stored.end(),
                                 [this](int row) { return m_changes.isRemoved(row); });
    for (const int row : std::as_const(stored)) {
        if (all)
            m_changes.keepRow(row);
        else
            m_changes.removeRow(row);
        emit dataChanged(index(row, 0), index(row, columnCount() - 1));
        emit headerDataChanged(Qt::Vertical, row, row);
    }
    emit changesChanged();
}

void ResultModel::discardChanges()
{
    if (const auto added = int(m_changes.added().size()); added > 0) {
        beginRemoveRows({}, m_rows, m_rows + added - 1);
        m_changes.discard();
        endRemoveRows();
    }
    m_changes.discard();
    if (m_rows > 0) {
        emit dataChanged(index(0, 0), index(m_rows - 1, columnCount() - 1));
        emit headerDataChanged(Qt::Vertical, 0, m_rows - 1);
    }
    emit changesChanged();
}

QVariant ResultModel::rowHeader(int row, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignRight);
    if (row < 0 || row >= rowCount())
        return {};
    if (role == Qt::ToolTipRole) {
        if (isNew(row))
            return tr("A new row, not committed");
        if (m_changes.isRemoved(row))
            return tr("Is removed with the next commit");
        return m_changes.changed().contains(row) ? tr("Changed, not committed") : QVariant();
    }
    if (role != Qt::DisplayRole)
        return {};
    // A sign beside the number: colour alone tells nothing to some.
    const QString number = QLocale().toString(row + 1);
    if (isNew(row))
        return QString(u"+ "_s + number);
    if (m_changes.isRemoved(row))
        return QString(u"\u2212 "_s + number);
    return m_changes.changed().contains(row) ? QString(u"\u2022 "_s + number) : number;
}

QVariant ResultModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return rowHeader(section, role);
    if (section < 0 || section >= m_columns.size())
        return {};
    const data::Column &column = m_columns.at(section);
    switch (role) {
    case Qt::DisplayRole:
        return onOneLine(column.name);
    case Qt::EditRole:
        return column.name;
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
