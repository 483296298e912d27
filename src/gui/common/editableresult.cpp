#include "gui/common/editableresult.h"

#include "base/format.h"
#include "base/whendone.h"
#include "gui/common/codeedit.h"
#include "gui/common/errortext.h"
#include "gui/common/plaintext.h"

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
    , m_edit(new QPushButton(tr("Edit Rows"), this))
    , m_add(new QPushButton(tr("Add"), this))
    , m_duplicate(new QPushButton(tr("Duplicate"), this))
    , m_remove(new QPushButton(tr("Remove"), this))
    , m_review(new QPushButton(tr("Preview SQL"), this))
    , m_commit(new QPushButton(tr("Commit on %1").arg(m_service.connectionName), this))
    , m_back(new QPushButton(tr("Back to the Rows"), this))
    , m_discard(new QPushButton(tr("Discard Changes"), this))
{
    m_edit->setObjectName(u"editRowsButton"_s);
    m_add->setObjectName(u"addRowButton"_s);
    m_add->setToolTip(tr("Add a row: what you leave out is filled in by the server"));
    m_duplicate->setObjectName(u"duplicateRowButton"_s);
    m_duplicate->setToolTip(tr("Add the chosen rows once more, without their generated keys"));
    m_remove->setObjectName(u"removeRowButton"_s);
    m_remove->setToolTip(tr("Mark the chosen rows as to be removed, or keep them after all"));
    m_review->setObjectName(u"reviewButton"_s);
    m_commit->setObjectName(u"commitEditsButton"_s);
    m_discard->setObjectName(u"discardButton"_s);
    m_sql->setObjectName(u"editSqlView"_s);
    // One statement may be as long as its row is wide.
    m_sql->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_sql->setLineNumbersVisible(false);
    m_sql->setAccessibleName(tr("The statements that will run"));
    m_message->setObjectName(u"editMessage"_s);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_sql);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(8, 2, 8, 2);
    bar->setSpacing(4);
    for (QPushButton *button : {m_edit, m_add, m_duplicate, m_remove}) {
        bar->addWidget(button);
        button->setFlat(true);
        button->hide();
    }
    bar->addSpacing(4);
    bar->addWidget(m_message, 1);
    for (QPushButton *button : {m_review, m_commit, m_back, m_discard}) {
        bar->addWidget(button);
        button->hide();
    }
    const auto icons = [this] {
        m_edit->setIcon(m_theme.icon(u"edit"_s));
        m_add->setIcon(m_theme.icon(u"plus"_s));
        m_duplicate->setIcon(m_theme.icon(u"copy"_s));
        m_remove->setIcon(m_theme.icon(u"trash"_s));
    };
    icons();
    connect(&theme, &Theme::changed, this, icons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_stack, 1);
    layout->addLayout(bar);
    m_view->setTableNamer([this] { return originName(); });
    connect(m_edit, &QPushButton::clicked, this, &EditableResult::startEditing);
    connect(m_add, &QPushButton::clicked, m_view, &ResultView::addRow);
    connect(m_duplicate, &QPushButton::clicked, m_view, &ResultView::duplicateRows);
    connect(m_remove, &QPushButton::clicked, m_view, &ResultView::toggleRemoved);
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
    connect(m_view, &ResultView::copied, this, [this](qint64 rows) {
        say(rows == 1 ? tr("1 row copied.") : tr("%1 rows copied.").arg(format::count(rows)));
    });
}

EditableResult::~EditableResult()
{
    // An editor that goes with the view still says what it held.
    m_view->disconnect(this);
    if (m_view->resultModel())
        m_view->resultModel()->disconnect(this);
}

void EditableResult::setStore(std::shared_ptr<const data::ResultStore> store)
{
    ++m_rows;
    m_stack->setCurrentWidget(m_view);
    m_view->setStore(std::move(store));
    for (QPushButton *button :
         {m_edit, m_add, m_duplicate, m_remove, m_review, m_commit, m_back, m_discard})
        button->hide();
    m_message->clear();
    emit pendingChanged();
}

qsizetype EditableResult::pendingCount() const
{
    const qsizetype count = m_view->resultModel() ? m_view->resultModel()->changes().count() : 0;
    return m_view->isEditing() ? std::max<qsizetype>(1, count) : count;
}

void EditableResult::offerEditing()
{
    if (m_view->resultModel() && !m_view->resultModel()->editTarget())
        m_edit->show();
}

void EditableResult::refuseEditing(const QString &why)
{
    m_edit->hide();
    say(why);
}

void EditableResult::startEditing()
{
    if (!m_view->resultModel())
        return;
    m_edit->setEnabled(false);
    whenDone(m_service.findTarget(m_view->resultModel()->store().columns()), this,
             [this, rows = m_rows](const Result<data::EditTarget> &target) {
                 m_edit->setEnabled(true);
                 if (rows == m_rows)
                     takeTarget(target);
             });
}

void EditableResult::takeTarget(const Result<data::EditTarget> &target)
{
    if (!target) {
        say(target.error().message);
        return;
    }
    m_edit->hide();
    m_view->allowEditing(*target);
    connect(m_view->resultModel(), &ResultModel::changesChanged, this,
            &EditableResult::showPending);
    m_add->show();
    m_duplicate->show();
    m_remove->show();
    say(target->hasKey()
            ? tr("Double-click or press F2 to change a cell. Nothing is written until you commit.")
            : tr("Rows can be added, but not changed or removed: %1").arg(target->noKey));
}

void EditableResult::showPending()
{
    const auto &changes = m_view->resultModel()->changes();
    const qsizetype count = changes.count();
    const bool reviewing = m_stack->currentWidget() == m_sql;
    const bool editing = m_view->resultModel()->editTarget() && !reviewing;
    for (QPushButton *button : {m_add, m_duplicate, m_remove})
        button->setVisible(editing);
    m_review->setVisible(count > 0 && !reviewing);
    m_discard->setVisible(count > 0);
    m_commit->setVisible(reviewing);
    m_back->setVisible(reviewing);
    if (count == 0) {
        say(tr("No changes."));
    } else {
        QStringList parts;
        const auto part = [&parts](qsizetype number, const QString &words) {
            if (number > 0)
                parts += words.arg(number);
        };
        part(changes.changed().size(), tr("%1 changed", "rows"));
        part(changes.added().size(), tr("%1 new", "rows"));
        part(changes.removed().size(), tr("%1 to be removed", "rows"));
        say(tr("Rows not committed: %1").arg(parts.join(u", "_s)), Role::Staging);
    }
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
    // What is being written must stay what is shown.
    for (QPushButton *button : {m_commit, m_back, m_discard})
        button->setEnabled(false);
    say(tr("Committing \u2026"));
    whenDone(m_service.commit(m_statements), this, [this, rows = m_rows](const Result<void> &done) {
        for (QPushButton *button : {m_commit, m_back, m_discard})
            button->setEnabled(true);
        if (rows != m_rows)
            return;
        if (!done) {
            showRefusal(done.error());
            return;
        }
        m_stack->setCurrentWidget(m_view);
        m_view->resultModel()->discardChanges();
        say(tr("Committed."), Role::Development);
        emit committed();
    });
}

/// The changes stay. What names a row leads to it.
void EditableResult::showRefusal(const Error &error)
{
    const QString detail = describe(error).detail.simplified();
    const bool unknown = error.isConnectionGone() && error.context.contains(u"commit"_s);
    say(unknown ? tr("The connection broke at the very end: look whether the server has the "
                     "changes before you commit again. %1")
                      .arg(detail)
                : tr("Nothing was changed; your changes are still here. %1").arg(detail),
        Role::Production);
    auto *model = m_view->resultModel();
    for (const data::EditStatement &statement : std::as_const(m_statements)) {
        const QString where = statement.row < 0 ? u"new row %1"_s.arg(statement.newRow + 1)
                                                : u"row %1"_s.arg(statement.row + 1);
        if (!error.context.contains(where))
            continue;
        const int row =
            statement.row < 0 ? model->storedRows() + statement.newRow : int(statement.row);
        const int column = std::max(0, m_view->currentIndex().column());
        m_view->setCurrentIndex(model->index(row, column));
        m_view->scrollTo(model->index(row, column));
        return;
    }
}

/// Known once somebody wanted to edit; before, by the number that came with the columns.
QString EditableResult::originName() const
{
    const auto *model = m_view->resultModel();
    if (!model)
        return {};
    if (model->editTarget())
        return model->editTarget()->sqlName();
    if (!m_service.tableName)
        return {};
    quint32 table = 0;
    for (const data::Column &column : model->columns()) {
        if (column.tableOid == 0)
            continue;
        if (table != 0 && table != column.tableOid)
            return {};
        table = column.tableOid;
    }
    return table == 0 ? QString() : m_service.tableName(table);
}

void EditableResult::say(const QString &text, Role role)
{
    m_message->setText(text);
    m_message->setToolTip(plainToolTip(text));
    QPalette colours = m_message->palette();
    colours.setColor(QPalette::WindowText, m_theme.color(role));
    m_message->setPalette(colours);
}

} // namespace howdah::gui
