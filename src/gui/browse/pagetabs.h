#pragma once

#include <QWidget>

class QSplitter;
class QStackedWidget;
class QTabBar;

namespace howdah::gui {

/// Tabs over the whole width, below them their pages and, beside those, something that stays
/// whichever is in front. Works like a QTabWidget where it is named alike.
class PageTabs final : public QWidget
{
    Q_OBJECT

public:
    /// Takes @p side.
    explicit PageTabs(QWidget *side, QWidget *parent = nullptr);

    [[nodiscard]] int count() const;
    [[nodiscard]] QWidget *widget(int index) const;
    [[nodiscard]] int indexOf(const QWidget *page) const;
    [[nodiscard]] QString tabText(int index) const;
    void setTabText(int index, const QString &text);
    void insertTab(int index, QWidget *page, const QString &text);
    /// The page stays, hidden, and belongs to this.
    void removeTab(int index);
    [[nodiscard]] int currentIndex() const;
    [[nodiscard]] QWidget *currentWidget() const;
    void setCurrentIndex(int index);
    void setCurrentWidget(QWidget *page) { setCurrentIndex(indexOf(page)); }
    [[nodiscard]] QSplitter *splitter() const { return m_splitter; }

signals:
    void currentChanged(int index);

private:
    QTabBar *m_bar;
    QSplitter *m_splitter;
    QStackedWidget *m_stack;
    QList<QWidget *> m_pages; ///< by tab
};

} // namespace howdah::gui
