#pragma once

#include "gui/common/gridservice.h"
#include "gui/common/resultview.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace howdah::gui {

class CodeView;

/// A grid whose rows can be changed, added and removed: first here only, then the exact SQL is
/// shown, then it is committed or discarded.
class EditableResult final : public QWidget
{
    Q_OBJECT

public:
    EditableResult(const Theme &theme, EditService service, QWidget *parent = nullptr);
    ~EditableResult() override;

    [[nodiscard]] ResultView *view() const { return m_view; }
    /// Shows other rows; changes that waited are gone, so ask pendingCount() first.
    void setStore(std::shared_ptr<const data::ResultStore> store);
    /// How many rows wait to be changed, added or removed, one that is being typed included.
    [[nodiscard]] qsizetype pendingCount() const;
    /// Offers editing; not before all rows are there.
    void offerEditing();
    /// Finds out at once what can be changed.
    void startEditing();
    /// Says why nothing can be changed here, instead of offering it.
    void refuseEditing(const QString &why);
    /// One sentence in the bar below the rows.
    void say(const QString &text, Role role = Role::SecondaryText);

signals:
    /// The database has the changes; what the grid shows is from before.
    void committed();
    void pendingChanged();

private:
    void takeTarget(const Result<data::EditTarget> &target);
    void showPending();
    void review();
    void commit();
    void showRefusal(const Error &error);
    [[nodiscard]] QString originName() const;

    const Theme &m_theme;
    EditService m_service;
    QStackedWidget *m_stack;
    ResultView *m_view;
    CodeView *m_sql;
    QLabel *m_message;
    QPushButton *m_edit;
    QPushButton *m_add;
    QPushButton *m_duplicate;
    QPushButton *m_remove;
    QPushButton *m_review;
    QPushButton *m_commit;
    QPushButton *m_back;
    QPushButton *m_discard;
    QList<data::EditStatement> m_statements;
    quint64 m_rows = 0; ///< which setStore() an answer belongs to
};

} // namespace howdah::gui
