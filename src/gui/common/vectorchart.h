#pragma once

#include "gui/shell/theme.h"

#include <QWidget>

namespace howdah::gui {

/// The numbers of a vector as small bars around zero, one after the other; many share a bar, which
/// then reaches from their least to their largest.
class VectorChart final : public QWidget
{
    Q_OBJECT

public:
    explicit VectorChart(const Theme &theme, QWidget *parent = nullptr);

    void setValues(const QList<double> &values);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QList<double> m_values;
    double m_largest = 0; ///< absolute value
};

} // namespace howdah::gui
