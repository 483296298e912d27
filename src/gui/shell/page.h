#pragma once

#include "gui/shell/address.h"

#include <QJsonObject>
#include <QWidget>

namespace howdah::gui {

/// What fills a tab. A feature derives its pages from this; the shell knows nothing else about
/// them. Actions added with QWidget::addAction() appear in the command palette while the page is in
/// front.
class Page : public QWidget
{
    Q_OBJECT

public:
    explicit Page(const Address &address, QWidget *parent = nullptr);

    [[nodiscard]] const Address &address() const { return m_address; }
    /// Text of the tab; plain text.
    [[nodiscard]] QString title() const { return m_title; }
    /// Name of a drawing in resources/icons ("table", "console" …) without folder and suffix.
    [[nodiscard]] QString iconName() const { return m_iconName; }

    /// F5. Keeps what the person has selected and expanded.
    virtual void refresh() {}
    /// Ctrl+F: puts the cursor where one searches this page.
    virtual void find() {}
    /// Help text of this page, for F1; one or two paragraphs of plain text.
    [[nodiscard]] virtual QString helpText() const { return {}; }
    /// What restoreState() needs to bring this page back after a restart, typed text included.
    /// Called every few seconds when stateChanged() was emitted, so it must be cheap. No secrets.
    [[nodiscard]] virtual QJsonObject saveState() const { return {}; }
    /// The same for a page about to be closed, with what it keeps elsewhere while it is open.
    [[nodiscard]] virtual QJsonObject stateToReopen() const { return saveState(); }
    virtual void restoreState(const QJsonObject &state) { Q_UNUSED(state) }
    /// True while what was asked for is still on its way; whoever photographs pages waits for it.
    [[nodiscard]] virtual bool isBusy() const { return false; }
    /// Why closing this page would lose something ("2 changed rows are not committed"); empty when
    /// nothing would.
    [[nodiscard]] virtual QString unsavedWork() const { return {}; }

signals:
    void titleChanged();
    void stateChanged();
    /// The page wants another address opened (in its own tab, or the one that shows it already).
    void openRequested(const howdah::gui::Address &address);

protected:
    void setTitle(const QString &title);
    void setIconName(const QString &name);

private:
    Address m_address;
    QString m_title;
    QString m_iconName;
};

} // namespace howdah::gui
