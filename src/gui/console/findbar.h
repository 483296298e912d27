#pragma once

#include "gui/common/codeedit.h"

#include <QFrame>
#include <QRegularExpression>
#include <QTimer>

class QLabel;
class QLineEdit;
class QToolButton;

namespace howdah::gui {

/// Finds and replaces in an editor, all matches marked and counted.
class FindBar final : public QFrame
{
    Q_OBJECT

public:
    FindBar(const Theme &theme, CodeEdit *edit, QWidget *parent = nullptr);

    /// Shows the bar with what is selected in the editor, when that is a piece of a line.
    void openFind();
    void openReplace();
    void findNext();
    void findPrevious();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    struct Match
    {
        int begin = 0; ///< characters of the text
        int end = 0;
    };

    void open();
    /// Nothing to look for, or no regular expression: the second is said.
    [[nodiscard]] std::optional<QRegularExpression> expression() const;
    [[nodiscard]] QList<Match> matches(qsizetype most) const;
    void showMatches();
    void choose(const Match &match);
    void replaceCurrent();
    void replaceAll();
    [[nodiscard]] QString replacementFor(const QString &found,
                                         const QRegularExpression &expression) const;

    const Theme &m_theme;
    CodeEdit *m_edit;
    QLineEdit *m_find;
    QLineEdit *m_replace;
    QToolButton *m_case;
    QToolButton *m_words;
    QToolButton *m_expression;
    QLabel *m_count;
    QWidget *m_replaceRow;
    QTimer m_typing;
};

} // namespace howdah::gui
