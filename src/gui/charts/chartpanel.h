#pragma once

#include "base/error.h"
#include "gui/charts/chartdata.h"
#include "gui/charts/chartexport.h"
#include "gui/shell/theme.h"

#include <QFrame>

class QLabel;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace howdah::gui {

class ChartTableModel;
class ChartView;
class CodeView;
class ElidedLabel;

/// One chart with its title; it can be read as a table, copied as CSV, saved as a picture, and
/// shows the SQL behind it. All text is plain.
class ChartPanel final : public QFrame
{
    Q_OBJECT

public:
    ChartPanel(const Theme &theme, const QString &title, QWidget *parent = nullptr);

    /// @p note stands beside the title; @p emptyText instead of the chart when there is nothing to
    /// draw.
    void setData(const ChartData &data, const QString &note, const QString &sql,
                 const QString &emptyText);
    [[nodiscard]] const ChartData &data() const { return m_data; }
    [[nodiscard]] Result<void> save(const QString &path, PictureFormat format);

signals:
    void seriesActivated(const QString &name);
    void saveFailed(const howdah::Error &error);

private:
    void makeMenu();
    void askWhereToSave(PictureFormat format, const QString &suffix, const QString &filter);
    void updateFace();

    const Theme &m_theme;
    ChartData m_data;
    QLabel *m_title;
    ElidedLabel *m_note;
    QLabel *m_empty;
    QToolButton *m_tableButton;
    QToolButton *m_sqlButton;
    QToolButton *m_menuButton;
    QStackedWidget *m_faces;
    ChartView *m_chart;
    ChartTableModel *m_model;
    QTableView *m_table;
    CodeView *m_sql;
};

} // namespace howdah::gui
