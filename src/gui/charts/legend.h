#pragma once

#include "gui/charts/chartdata.h"

#include <QWidget>

class QToolButton;

namespace howdah::gui {

/// The names of a chart's series beside their colours, on as many lines as they need; each is a
/// button, so that the keyboard reaches it. (The legend of Qt Charts cuts names off.)
class Legend final : public QWidget
{
    Q_OBJECT

public:
    explicit Legend(QWidget *parent = nullptr);

    /// @p colors has one for each series.
    void setSeries(const QList<ChartSeries> &series, const QList<QColor> &colors);
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void seriesActivated(const QString &name);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    /// Places the buttons, or only measures; returns the height.
    int flow(int width, bool place) const;

    QList<QToolButton *> m_buttons;
};

} // namespace howdah::gui
