#pragma once

#include <QWidget>

namespace howdah::gui {

/// Stands where the tabs would be while none is open: what can be done now, and by which keys.
class EmptyWindow final : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyWindow(QWidget *parent = nullptr);

signals:
    /// The first step it offers was taken.
    void homeRequested();
};

} // namespace howdah::gui
