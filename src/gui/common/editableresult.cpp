#include "gui/common/editableresult.h"

#include "base/whendone.h"
#include "gui/common/codeedit.h"
#include "gui/common/errortext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace howdah::gui {

EditableResult::EditableResult(const Theme &theme, EditService service, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_service(std::move(service))
    , m_stack(new QStackedWidget(this))
    , m_view(new ResultView(theme, this))
    , m_sql(new CodeView(theme, this))
    , m_message(new QLabel(this))
    , m_edit(new QPushButton(theme.icon(u"edit"_s), tr("Edit Rows"), this))
    , m_review(new QPushButton(tr("Review SQL"), this))
    , m_commit(new QPushButton(tr("Commit on %1").arg(m_service.connectionName), this))
    , m_back(new QPushButton(tr("Back to the Rows"), this))
    , m_discard(new QPushButton(tr("Discard Changes"), this))
{
    m_edit->setObjectName(u"editRowsButton"_s);
    m_review->setObjectName(u"reviewButton"_s);
    m_commit->setObjectName(u"commitEditsButton"_s);
    m_discard->setObjectName(u"discardButton"_s);
    m_message->setObjectName(u"editMessage"_s);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_edit->setFlat(true);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_sql);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(8, 2, 8, 2);
    bar->addWidget(m_edit);
    bar->addWidget(m_message, 1);
    for (QPushButton *button : {m_review, m_commit, m_back, m_discard}) {
        bar->addWidget(button);
        button->hide();
    }
    m_edit->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_stack, 1);
    layout->addLayout(bar);
    connect(m_edit, &QPushButton::clicked, this, &EditableResult::startEditing);
    connect(m_review, &QPushButton::clicked, this, &EditableResult::review);
    connect(m_commit, &QPushButton::clicked, this, &EditableResult::commit);
    connect(m_back, &QPushButton::clicked, this, [this] {
        m_stack->setCurrentWidget(m_view);
        showPending();
    });
    connect(m_discard, &QPushButton::clicked, this, [this] {
        m_stack->setCurrentWidget(m_view);
        m_view->resultModel()->discardChanges();
    });
}

qsizetype EditableResult::pendingCount() const
{
    return m_view->resultModel() ? m_view->resultModel()->changes().count() : 0;
}

void EditableResult::offerEditing()
{
    if (m_view->resultModel() && !m_view->resultModel()->editTarget())
        m_edit->show();
}

void EditableResult::startEditing()
{
    m_edit->setEnabled(false);
    whenDone(m_service.findTarget(m_view->resultModel()->store().columns()), this,
             [this](const Result<data::EditTarget> &target) {
                 m_edit->setEnabled(true);
                 if (!target) {
                     say(target.error().message, Role::SecondaryText);
                     return;
                 }
                 m_edit->hide();
                 m_view->allowEditing(*target);
                 connect(m_view->resultModel(), &ResultModel::changesChanged, this,
                         &EditableResult::showPending);
                 say(tr("Double-click or press F2 to change a cell. Nothing is written until you "
                        "commit."),
                     Role::SecondaryText);
             });
}

void EditableResult::showPending()
{
    const qsizetype count = pendingCount();
    const bool reviewing = m_stack->currentWidget() == m_sql;
    m_review->setVisible(count > 0 && !reviewing);
    m_discard->setVisible(count > 0);
    m_commit->setVisible(reviewing);
    m_back->setVisible(reviewing);
    if (count == 0)
        say(tr("No changes."), Role::SecondaryText);
    else
        say(count == 1 ? tr("1 changed row, not committed")
                       : tr("%1 changed rows, not committed").arg(count),
            Role::Staging);
    emit pendingChanged();
}

void EditableResult::review()
{
    const auto *model = m_view->resultModel();
    m_statements = data::editStatements(*model->editTarget(), model->changes(), model->store());
    QString text;
    for (const data::EditStatement &statement : std::as_const(m_statements))
        text += statement.preview + u";\n"_s;
    m_sql->setSql(text);
    m_stack->setCurrentWidget(m_sql);
    showPending();
    m_back->setFocus();
}

void EditableResult::commit()
{
    m_commit->setEnabled(false);
    whenDone(m_service.commit(m_statements), this, [this](const Result<void> &done) {
        m_commit->setEnabled(true);
        if (!done) {
            say(describe(done.error()).detail.simplified(), Role::Production);
            return;
        }
        m_stack->setCurrentWidget(m_view);
        m_view->resultModel()->discardChanges();
        say(tr("Committed."), Role::Development);
        emit committed();
    });
}

void EditableResult::say(const QString &text, Role role)
{
    m_message->setText(text);
    m_message->setToolTip(u"<qt>"_s + text.toHtmlEscaped() + u"</qt>"_s);
    QPalette colours = m_message->palette();
    colours.setColor(QPalette::WindowText, m_theme.color(role));
    m_message->setPalette(colours);
}

} // namespace howdah::gui
