#pragma once

#include "data/completion.h"
#include "data/console.h"
#include "gui/common/codeedit.h"
#include "sql/script.h"

#include <QTimer>

#include <functional>

class QCompleter;
class QStandardItemModel;

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

    /// Answers what fits at a place of a statement; must be quick, it is asked at every key.
    using Completer = std::function<data::CompletionList(const QString &statement, int cursor)>;
    void setCompleter(Completer completer) { m_complete = std::move(completer); }
    /// Offers what fits at the cursor, the best already chosen; what Ctrl+Space does.
    void offerCompletions();

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
    void showOffers();
    void insertCompletion(const QModelIndex &index);

    QTimer m_markTimer;
    Completer m_complete;
    QStandardItemModel *m_offers;
    QCompleter *m_popup;
    int m_replaceFrom = 0; ///< in the whole text
};

} // namespace howdah::gui
