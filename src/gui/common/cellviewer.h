#pragma once

#include "base/result.h"
#include "data/resultstore.h"
#include "gui/shell/theme.h"

#include <QWidget>

#include <functional>

class QLabel;
class QPlainTextEdit;
class QStackedWidget;
class QToolButton;
class QTreeWidget;

namespace howdah::gui {

class VectorChart;

/// One value in full, the way its type is best read: JSON and arrays as a tree, vectors with their
/// dimension, length and a bar a number, bytes as a hex dump, points in time in three zones,
/// everything else as text. Any of them can be copied and saved whole.
class CellViewer final : public QWidget
{
    Q_OBJECT

public:
    /// Longer values are shown up to here.
    static constexpr qint64 mostBytes = 4 * 1024 * 1024;

    /// Brings the value, or its first bytes, again; called on another thread.
    using Fetch = std::function<data::Cell(qint64 mostBytes)>;

    explicit CellViewer(const Theme &theme, QWidget *parent = nullptr);

    using QWidget::show;
    /// @p fetch is needed to copy and save what was cut.
    void show(const data::Column &column, const data::Cell &cell, Fetch fetch = {});
    void clear();

private:
    [[nodiscard]] bool showJson(const data::Cell &cell);
    [[nodiscard]] bool showVector(const data::Cell &cell);
    [[nodiscard]] bool showArray(const data::Cell &cell);
    void showTree(int left);
    void showText(const QString &text);
    void showMoment(const data::Cell &cell);
    void addFact(const QString &fact);
    void copy();
    void save();

    const Theme &m_theme;
    QLabel *m_title;
    QLabel *m_facts;
    QToolButton *m_save;
    VectorChart *m_chart;
    QStackedWidget *m_stack;
    QPlainTextEdit *m_text;
    QTreeWidget *m_tree;
    data::Column m_column;
    data::Cell m_cell;
    Fetch m_fetch;
};

/// "00000000  de ad …  |..|", sixteen bytes a line, of bytea as the server writes it ("\xdead…").
[[nodiscard]] QString hexDump(QByteArrayView bytea);

/// The elements of a PostgreSQL array or vector literal; a null string is NULL. Inner arrays stay
/// text. Nothing when it is neither.
[[nodiscard]] std::optional<QStringList> arrayElements(const QString &literal);

/// The numbers of a pgvector value: "[1,2]" (vector, halfvec) or "{1:0.5,3:2}/5" (sparsevec, whose
/// other numbers are 0). Nothing when it is neither, or has more than anybody could look at.
[[nodiscard]] std::optional<QList<double>> vectorValues(const QString &literal);

/// Writes a value to a file as it is: bytea as its bytes, everything else as its UTF-8 text.
[[nodiscard]] Result<qint64> saveValue(const data::Cell &cell, data::ValueKind kind,
                                       const QString &path);

} // namespace howdah::gui
