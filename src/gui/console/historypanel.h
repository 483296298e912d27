#pragma once

#include "gui/console/services.h"
#include "gui/shell/theme.h"

#include <QTimer>
#include <QWidget>

class QLineEdit;
class QLabel;
class QListWidget;
class QTabBar;

namespace howdah::gui {

/// Statements of the past, queries kept under a name and what stood in closed tabs, beside the
/// editor. A double click or Enter hands one over.
class HistoryPanel final : public QWidget
{
    Q_OBJECT

public:
    enum class Tab { History, Saved, Closed };

    HistoryPanel(const Theme &theme, std::shared_ptr<QueryHistory> history,
                 std::shared_ptr<SavedQueries> saved, std::shared_ptr<SavedQueries> closed,
                 QWidget *parent = nullptr);

    void open(Tab tab);
    /// Asks again for what is in front.
    void refresh();

signals:
    void chosen(const QString &text);

private:
    void showHistory(const Result<QList<HistoryEntry>> &entries);
    void showKept(const SavedQueries &kept, const QString &none);
    [[nodiscard]] SavedQueries *keptInFront() const;
    void removeCurrent();

    const Theme &m_theme;
    std::shared_ptr<QueryHistory> m_history;
    std::shared_ptr<SavedQueries> m_saved;
    std::shared_ptr<SavedQueries> m_closed;
    QTabBar *m_tabs;
    QLineEdit *m_search;
    QListWidget *m_list;
    QLabel *m_empty;
    QTimer m_typing;
    int m_request = 0;
};

} // namespace howdah::gui
