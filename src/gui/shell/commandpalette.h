#pragma once

#include "gui/shell/paletteitem.h"

#include <QFrame>

class QLineEdit;
class QListView;

namespace howdah::gui {

class PaletteModel;

/// A line to type in and what it finds, floating over the window: every action (Ctrl+K) or every
/// object (Ctrl+P).
class CommandPalette final : public QFrame
{
    Q_OBJECT

public:
    explicit CommandPalette(QWidget *parent);
    ~CommandPalette() override;

    /// Answers each keystroke, best first; must take no longer than a frame.
    using Source = std::function<QList<PaletteItem>(const QString &text)>;

    /// Shows itself at the top of its parent and takes the keyboard; Escape and a click elsewhere
    /// close it.
    void open(const QString &placeholder, Source source);
    /// Asks the source again, for one that learned something meanwhile.
    void reload();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search();
    void activate(int row);
    void dismiss();

    QLineEdit *m_edit;
    QListView *m_list;
    PaletteModel *m_model;
    Source m_source;
};

} // namespace howdah::gui
