#pragma once

#include "data/completion.h"
#include "data/console.h"
#include "gui/common/codeedit.h"
#include "sql/script.h"

#include <QTimer>

#include <functional>

class QCompleter;
class QLabel;
class QStandardItemModel;

namespace howdah::gui {

/// Where SQL is typed: marks the statement that Ctrl+Enter would run, finds out what to run, and
/// offers what fits. What changes text is in editcommands.h.
class SqlEditor final : public CodeEdit
{
    Q_OBJECT

public:
    explicit SqlEditor(const Theme &theme, QWidget *parent = nullptr);

    /// Longer texts get no completions, and beyond the second no mark beside the statement: both
    /// read the text while somebody types.
    static constexpr int longestCompleted = 500'000; ///< characters
    static constexpr int longestMarked = 1'500'000;

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
    /// @p line counts from 1.
    void goToLine(int line);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] bool popupTakes(QKeyEvent *event);
    void markCurrent();
    void markBrackets();
    void showOffers();
    [[nodiscard]] data::CompletionList askCompleter(int *begin) const;
    void showSignatures(const QStringList &signatures);
    void insertCompletion(const QModelIndex &index);

    QTimer m_markTimer;
    Completer m_complete;
    QStandardItemModel *m_offers;
    QCompleter *m_popup;
    QLabel *m_signatures;
    int m_replaceFrom = 0; ///< in the whole text
};

} // namespace howdah::gui
