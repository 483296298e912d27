#pragma once

#include "catalog/objects.h"

#include <QAbstractTableModel>
#include <QList>

namespace howdah::gui {

/// One cell of a FactModel: what is read, what it is sorted by, and the object it leads to, if any.
struct Fact final
{
    QString text;
    QVariant sortValue;  ///< the text where it is invalid
    QString toolTip;     ///< plain text
    bool isNull = false; ///< SQL NULL, shown apart from an empty text
    bool isNumber = false;

    friend bool operator==(const Fact &, const Fact &) = default;
};

/// A small table of facts about an object: columns, keys, indexes, privileges … Replaced whole.
class FactModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        SortRole = Qt::UserRole + 1,
        ObjectRole, ///< catalog::ObjectId the row leads to
    };
    struct Row final
    {
        QList<Fact> facts;
        catalog::ObjectId leadsTo;
        bool leads = false;

        friend bool operator==(const Row &, const Row &) = default;
    };

    explicit FactModel(QObject *parent = nullptr);

    void setFacts(const QStringList &headings, const QList<Row> &rows);
    [[nodiscard]] const QStringList &headings() const { return m_headings; }
    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    QStringList m_headings;
    QList<Row> m_rows;
};

} // namespace howdah::gui
