#pragma once

#include <QDialog>

#include <memory>

namespace Ui {
class RunDialog;
}

namespace howdah::gui {

/// What is about to happen to which database, in the last moment before it does.
struct RunQuestion final
{
    QString title;
    QString heading;
    QString detail;
    QString verb;         ///< text of the button that goes on
    QString nameToType;   ///< production: the database's name; empty where nothing need be typed
    bool asksLock = true; ///< offers how long to wait for locks
};

/// Asks once more before a database is changed. Show it with open(); accepted() comes only with the
/// right name.
class RunDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit RunDialog(const RunQuestion &question, QWidget *parent = nullptr);
    ~RunDialog() override;

    [[nodiscard]] QString typedName() const;
    /// 0: wait as long as it takes.
    [[nodiscard]] int lockTimeoutMs() const;

private:
    std::unique_ptr<Ui::RunDialog> m_ui;
};

} // namespace howdah::gui
