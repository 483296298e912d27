#pragma once

#include "data/console.h"
#include "gui/common/codeedit.h"
#include "sql/script.h"

#include <QTimer>

namespace howdah::gui {

/// Where SQL is typed: marks the statement that Ctrl+Enter would run, and finds out what to run.
class SqlEditor final : public CodeEdit
{
    Q_OBJECT

public:
    explicit SqlEditor(const Theme &theme, QWidget *parent = nullptr);

    enum class Scope { AtCursor, Selection, All };

    struct Selected
    {
        QList<data::ConsoleStatement> statements;
        std::optional<sql::Problem> problem; ///< keeps all of it from being run
        int problemOffset = 0;               ///< in characters of the editor
    };
    /// What @p scope means right now. Scope::Selection without a selection is the statement at the
    /// cursor.
    [[nodiscard]] Selected select(Scope scope) const;

    /// Underlines the token at the 1-based code point @p position of the statement that begins at
    /// @p offset, and brings it into view.
    void showError(int offset, const QString &statement, int position);
    void goTo(int offset);
    /// Toggles "-- " before the selected lines.
    void toggleComment();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void markCurrent();

    QTimer m_markTimer;
};

} // namespace howdah::gui
