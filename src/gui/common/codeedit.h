#pragma once

#include "gui/shell/theme.h"

#include <QPlainTextEdit>

#include <array>

namespace howdah::gui {

/// A plain text editor for SQL: fixed-width font, highlighting, line numbers, a bar beside the
/// lines that are meant ("current statement") and a wave under what the server complained about.
class CodeEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit CodeEdit(const Theme &theme, QWidget *parent = nullptr);

    /// Longer texts stay plain.
    static constexpr int longestColoured = 2'000'000; ///< characters

    void setLineNumbersVisible(bool visible);
    /// Marks the lines of characters [begin, end) as the ones that would run; an empty range marks
    /// none.
    void setCurrentRange(int begin, int end);
    /// Underlines characters [begin, end) as wrong until the text changes there; an empty range
    /// clears.
    void setErrorRange(int begin, int end);
    /// Further marks, each layer replaced as a whole.
    enum class Layer { Matches, Brackets, LayerCount };
    void setMarks(Layer layer, const QList<QTextEdit::ExtraSelection> &marks);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

    [[nodiscard]] const Theme &theme() const { return m_theme; }

private:
    class Gutter;

    void layoutGutter();
    void paintGutter(QPaintEvent *event);
    void updateMarks();
    [[nodiscard]] int gutterWidth() const;

    const Theme &m_theme;
    Gutter *m_gutter;
    bool m_lineNumbers = true;
    int m_currentBegin = 0;
    int m_currentEnd = 0;
    QTextCursor m_error;
    std::array<QList<QTextEdit::ExtraSelection>, size_t(Layer::LayerCount)> m_marks;
};

/// SQL to look at and copy: read-only, highlighted, on the plain surface colour.
class CodeView final : public CodeEdit
{
    Q_OBJECT

public:
    explicit CodeView(const Theme &theme, QWidget *parent = nullptr);

    /// Shows @p sql from its beginning; the place scrolled to is kept when the text stays the same.
    void setSql(const QString &sql);
    [[nodiscard]] QString sql() const { return toPlainText(); }
};

} // namespace howdah::gui
