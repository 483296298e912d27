#pragma once

#include <QLabel>

namespace howdah::gui {

/// One line of plain text that ends in "…" where there is no room, with the whole text as its tool
/// tip.
class ElidedLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    void setWholeText(const QString &text);
    [[nodiscard]] QString wholeText() const { return m_whole; }
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void elide();

    QString m_whole;
};

} // namespace howdah::gui
