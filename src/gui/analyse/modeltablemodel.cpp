#include "gui/analyse/modeltablemodel.h"

#include "base/format.h"
#include "gui/analyse/panels.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace howdah::gui {

using metrics::Measure;

namespace {

QString percent(double ratio, int decimals)
{
    return QLocale().toString(100 * ratio, 'f', decimals) + u" %"_s;
}

} // namespace

ModelTableModel::ModelTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{}

void ModelTableModel::setDashboard(const metrics::Dashboard &dashboard)
{
    beginResetModel();
    m_answer = dashboard.models;
    m_currency = dashboard.source.currency;
    m_total = Panels(dashboard).total(Measure::Cost);
    endResetModel();
}

int ModelTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_answer.rows.size());
}

int ModelTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString ModelTableModel::raw(const metrics::AnswerRow &row, Column column) const
{
    switch (column) {
    case NameColumn:
        return row.dimensions.constFirst();
    case CostColumn:
    case ShareColumn:
        return m_answer.value(row, Measure::Cost);
    case RequestsColumn:
        return m_answer.value(row, Measure::Requests);
    case TokensColumn:
        return m_answer.value(row, Measure::Tokens);
    case ErrorRateColumn:
        return m_answer.value(row, Measure::ErrorRate);
    case P50Column:
        return m_answer.value(row, Measure::P50);
    case P95Column:
        return m_answer.value(row, Measure::P95);
    case P99Column:
        return m_answer.value(row, Measure::P99);
    case ColumnCount:
        break;
    }
    return {};
}

double ModelTableModel::share(const metrics::AnswerRow &row) const
{
    const double total = m_total.toDouble();
    return total > 0 ? m_answer.value(row, Measure::Cost).toDouble() / total : 0;
}

QString ModelTableModel::text(const metrics::AnswerRow &row, Column column) const
{
    const QString value = raw(row, column);
    if (column == NameColumn)
        return Panels::nameOf(value);
    if (value.isNull())
        return u"–"_s;
    switch (column) {
    case CostColumn:
        return format::money(value, m_currency);
    case ShareColumn:
        return percent(share(row), 1);
    case RequestsColumn:
    case TokensColumn:
        return format::count(value.toLongLong());
    case ErrorRateColumn:
        return percent(value.toDouble(), 2);
    case P50Column:
    case P95Column:
    case P99Column:
        return format::duration(std::chrono::microseconds(qint64(value.toDouble() * 1000)));
    case NameColumn:
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ModelTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const metrics::AnswerRow &row = m_answer.rows.at(index.row());
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
        return column == NameColumn ? QVariant() : QVariant(raw(row, column));
    case Qt::TextAlignmentRole:
        return column == NameColumn ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                                    : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case SortRole:
        return column == NameColumn ? QVariant(text(row, column))
                                    : QVariant(raw(row, column).toDouble());
    case DimensionRole:
        return row.dimensions.constFirst();
    default:
        return {};
    }
}

QVariant ModelTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section != NameColumn)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (Column(section)) {
    case NameColumn:
        return tr("Model", "an LLM, column heading");
    case CostColumn:
        return tr("Cost");
    case ShareColumn:
        return tr("Share", "of the whole cost, column heading");
    case RequestsColumn:
        return tr("Requests");
    case TokensColumn:
        return tr("Tokens");
    case ErrorRateColumn:
        return tr("Errors", "share of requests, column heading");
    case P50Column:
        return tr("p50", "latency percentile, column heading");
    case P95Column:
        return tr("p95", "latency percentile, column heading");
    case P99Column:
        return tr("p99", "latency percentile, column heading");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace howdah::gui
