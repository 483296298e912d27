#pragma once

#include "gui/shell/theme.h"

#include <QFrame>
#include <QList>

class QLabel;

namespace howdah::gui {

class ElidedLabel;

/// A small line without axes: how a number moved. Gaps (NaN) break the line.
class Sparkline final : public QWidget
{
    Q_OBJECT

public:
    explicit Sparkline(const Theme &theme, QWidget *parent = nullptr);
    void setValues(const QList<double> &values);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QList<double> m_values;
};

/// One number of a page's top row: what it is, the number, a note below, and how much it matters as
/// a drawing beside the note. All text is plain.
class FigureTile final : public QFrame
{
    Q_OBJECT

public:
    enum class Mark { None, Good, Warning, Critical };

    FigureTile(const Theme &theme, const QString &caption, QWidget *parent = nullptr);

    /// @p exact is the number in full, for the tool tip.
    void setValue(const QString &value, const QString &note, Mark mark = Mark::None,
                  const QString &exact = {});
    void setHistory(const QList<double> &values);
    [[nodiscard]] QString value() const;
    [[nodiscard]] QString note() const;
    [[nodiscard]] Mark mark() const { return m_mark; }

private:
    void updateMark();

    const Theme &m_theme;
    QLabel *m_caption;
    QLabel *m_value;
    QLabel *m_icon;
    ElidedLabel *m_note;
    Sparkline *m_sparkline;
    Mark m_mark = Mark::None;
};

} // namespace howdah::gui
