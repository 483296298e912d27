#pragma once

#include "data/resultstore.h"
#include "gui/shell/theme.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QStackedWidget;
class QTreeWidget;

namespace howdah::gui {

/// One value in full, the way its type is best read: JSON, arrays and vectors as a tree, bytes as a
/// hex dump, points in time in three zones, everything else as text.
class CellViewer final : public QWidget
{
    Q_OBJECT

public:
    /// Longer values are shown up to here.
    static constexpr qint64 mostBytes = 4 * 1024 * 1024;

    explicit CellViewer(const Theme &theme, QWidget *parent = nullptr);

    using QWidget::show;
    void show(const data::Column &column, const data::Cell &cell);
    void clear();

private:
    [[nodiscard]] bool showTree(const data::Column &column, const data::Cell &cell);
    void showMoment(const data::Column &column, const data::Cell &cell);

    const Theme &m_theme;
    QLabel *m_title;
    QLabel *m_facts;
    QStackedWidget *m_stack;
    QPlainTextEdit *m_text;
    QTreeWidget *m_tree;
    data::Cell m_cell;
};

/// "00000000  de ad …  |..|", sixteen bytes a line, of bytea as the server writes it ("\xdead…").
[[nodiscard]] QString hexDump(QByteArrayView bytea);

/// The elements of a PostgreSQL array or vector literal; a null string is NULL. Inner arrays stay
/// text. Nothing when it is neither.
[[nodiscard]] std::optional<QStringList> arrayElements(const QString &literal);

} // namespace howdah::gui
