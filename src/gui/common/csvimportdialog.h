#pragma once

#include "data/csvimport.h"
#include "gui/shell/theme.h"

#include <QDialog>
#include <QFuture>

#include <functional>

class QComboBox;
class QCheckBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTableWidget;

namespace howdah::gui {

/// What the dialog needs: both answer later. An import goes on when the dialog is closed; its
/// future may tell how much of the file is read (QFuture::progressValue()) and what is done
/// (progressText()).
struct CsvImportService final
{
    std::function<QFuture<Result<data::CsvPreview>>(const QString &path)> preview;
    std::function<QFuture<Result<data::ImportReport>>(const data::ImportRequest &request)>
        importFile;
    std::function<void()> cancel;
    QString connectionName;
};

/// Imports a CSV file: shows its first rows with the guessed types, then copies all of it or none;
/// rows that the server refused are listed with their line and reason.
class CsvImportDialog final : public QDialog
{
    Q_OBJECT

public:
    /// @p schema and @p table name the target to begin with; an empty table makes a new one.
    CsvImportDialog(const Theme &theme, CsvImportService service, const QString &path,
                    const QString &schema, const QString &table, QWidget *parent = nullptr);

signals:
    /// The rows are in the table.
    void imported(qint64 rows, const QString &schema, const QString &table);

private:
    void showPreview(const Result<data::CsvPreview> &preview);
    void start();
    void watch(const QFuture<Result<data::ImportReport>> &report);
    void showReport(const Result<data::ImportReport> &report);
    void say(const QString &text, Role role);

    const Theme &m_theme;
    CsvImportService m_service;
    QString m_path;
    data::CsvPreview m_preview;
    QLineEdit *m_schema;
    QLineEdit *m_table;
    QCheckBox *m_create;
    QTableWidget *m_rows;
    QTableWidget *m_bad;
    QStackedWidget *m_stack;
    QLabel *m_message;
    QProgressBar *m_progress;
    QPushButton *m_import;
    QPushButton *m_stop;
    QPushButton *m_close;
    QList<QComboBox *> m_types;
};

} // namespace howdah::gui
