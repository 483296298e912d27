#pragma once

#include "data/gridquery.h"

#include <QFrame>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace howdah::gui {

/// Where one filter is put together: a column, what is asked of it, and with what.
class FilterBar final : public QFrame
{
    Q_OBJECT

public:
    explicit FilterBar(QWidget *parent = nullptr);

    void setColumns(const QList<data::Column> &columns);
    /// Opens with a column chosen, or as it was left.
    void open(const QString &column = {});
    /// Opens with a filter that is to be changed.
    void edit(const data::ColumnFilter &filter);

signals:
    void accepted(const howdah::data::ColumnFilter &filter);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void offerTests();
    void showFields();
    void accept();
    [[nodiscard]] data::ColumnFilter::Test test() const;

    QList<data::Column> m_columns;
    QComboBox *m_column;
    QComboBox *m_test;
    QLineEdit *m_value;
    QComboBox *m_truth;
    QLabel *m_and;
    QLineEdit *m_to;
    QPushButton *m_apply;
};

/// "status contains “open”": a filter in words.
[[nodiscard]] QString filterText(const data::ColumnFilter &filter);

} // namespace howdah::gui
