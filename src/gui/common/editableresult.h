#pragma once

#include "data/gridedit.h"
#include "gui/common/resultview.h"

#include <QFuture>

#include <functional>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace howdah::gui {

class CodeView;

/// What a grid needs to write: both answer later.
struct EditService final
{
    std::function<QFuture<Result<data::EditTarget>>(const QList<data::Column> &columns)> findTarget;
    std::function<QFuture<Result<void>>(const QList<data::EditStatement> &statements)> commit;
    QString connectionName;
};

/// A grid whose rows can be changed: first they are changed here only, then the exact SQL is shown,
/// then it is committed or discarded.
class EditableResult final : public QWidget
{
    Q_OBJECT

public:
    EditableResult(const Theme &theme, EditService service, QWidget *parent = nullptr);

    [[nodiscard]] ResultView *view() const { return m_view; }
    /// How many changes wait.
    [[nodiscard]] qsizetype pendingCount() const;
    /// Offers editing; not before all rows are there.
    void offerEditing();

signals:
    /// The database has the changes; what the grid shows is from before.
    void committed();
    void pendingChanged();

private:
    void startEditing();
    void showPending();
    void review();
    void commit();
    void say(const QString &text, Role role);

    const Theme &m_theme;
    EditService m_service;
    QStackedWidget *m_stack;
    ResultView *m_view;
    CodeView *m_sql;
    QLabel *m_message;
    QPushButton *m_edit;
    QPushButton *m_review;
    QPushButton *m_commit;
    QPushButton *m_back;
    QPushButton *m_discard;
    QList<data::EditStatement> m_statements;
};

} // namespace howdah::gui
