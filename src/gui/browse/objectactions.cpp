#include "gui/browse/objectactions.h"

#include "base/format.h"
#include "gui/browse/kindtext.h"
#include "gui/browse/sqlpreviewdialog.h"

#include <QMenu>

#include <algorithm>
#include <array>
#include <set>

using namespace Qt::StringLiterals;

namespace howdah::gui {

using catalog::ActionOption;
using catalog::ActionOptions;
using catalog::Kind;
using catalog::ObjectAction;
using catalog::ObjectId;

namespace {

/// Beyond this nobody reads a list.
constexpr qsizetype mostLines = 500;

QString actionTitle(ObjectAction action)
{
    switch (action) {
    case ObjectAction::Rename:
        return ObjectActions::tr("Rename");
    case ObjectAction::Comment:
        return ObjectActions::tr("Comment");
    case ObjectAction::Drop:
        return ObjectActions::tr("Drop");
    case ObjectAction::Truncate:
        return ObjectActions::tr("Truncate");
    case ObjectAction::Analyze:
        return ObjectActions::tr("Analyze");
    case ObjectAction::Vacuum:
        return ObjectActions::tr("Vacuum");
    case ObjectAction::Reindex:
        return ObjectActions::tr("Reindex");
    case ObjectAction::RefreshView:
        return ObjectActions::tr("Refresh the view");
    }
    return {};
}

constexpr std::array allOptions{ActionOption::Concurrently, ActionOption::Full,
                                ActionOption::RestartIdentity, ActionOption::Cascade};

SqlPreviewDialog::Choice choiceOf(ActionOption option, bool checked)
{
    switch (option) {
    case ActionOption::Concurrently:
        return {.text = ObjectActions::tr("Let others go on working (CONCURRENTLY)"),
                .toolTip = ObjectActions::tr("Takes longer, and cannot run in a transaction."),
                .checked = checked};
    case ActionOption::Cascade:
        return {.text = ObjectActions::tr("Take along what depends on it (CASCADE)"),
                .toolTip = ObjectActions::tr("Everything in the list below goes, too."),
                .checked = checked};
    case ActionOption::Full:
        return {.text = ObjectActions::tr("Write it anew and give the space back (FULL)"),
                .toolTip = ObjectActions::tr("Needs room for a second copy while it runs."),
                .checked = checked};
    case ActionOption::RestartIdentity:
        return {.text = ObjectActions::tr("Let its sequences begin again (RESTART IDENTITY)"),
                .toolTip = {},
                .checked = checked};
    }
    return {};
}

QString lockWords(const QString &mode)
{
    if (mode.isEmpty())
        return {};
    if (mode == "ACCESS EXCLUSIVE"_L1)
        return ObjectActions::tr("Locks it in mode %1: until it is done nobody can read or write "
                                 "it, and who comes later waits.")
            .arg(mode);
    if (mode == "SHARE UPDATE EXCLUSIVE"_L1)
        return ObjectActions::tr("Locks it in mode %1: others can read and write meanwhile.")
            .arg(mode);
    return ObjectActions::tr("Locks it in mode %1: others can read, but not write meanwhile.")
        .arg(mode);
}

QString casualtyLine(const catalog::Snapshot &s, const catalog::DependencyGraph::Casualty &casualty)
{
    const QString what = kindTitle(casualty.id.kind) + u' ' + s.sqlName(casualty.id);
    return casualty.isDefault ? ObjectActions::tr("The default of %1").arg(what) : what;
}

QStringList shortened(QStringList lines)
{
    if (lines.size() <= mostLines)
        return lines;
    const auto left = int(lines.size() - mostLines);
    lines.resize(mostLines);
    lines.append(ObjectActions::tr("… and %n more", nullptr, left));
    return lines;
}

/// The tables that TRUNCATE … CASCADE empties, too.
QStringList emptiedAlong(const catalog::Snapshot &s, catalog::Oid table)
{
    std::set<catalog::Oid> seen{table};
    QList<catalog::Oid> open{table};
    QStringList lines;
    while (!open.isEmpty()) {
        for (const catalog::Constraint *constraint : s.referencing(open.takeFirst())) {
            const catalog::Relation *from = s.relation(constraint->relation);
            if (!from || !seen.insert(from->oid).second)
                continue;
            open.append(from->oid);
            lines.append(kindTitle(kindOf(*from)) + u' ' + s.sqlName(*from));
        }
    }
    return lines;
}

} // namespace

ObjectActions::ObjectActions(CatalogState &state, const Theme &theme, QWidget *window)
    : QObject(window)
    , m_state(state)
    , m_theme(theme)
    , m_window(window)
{}

void ObjectActions::addTo(QMenu &menu, const ObjectId &id)
{
    // What was kept from the last visit may be there no longer.
    if (m_state.isKept())
        return;
    const auto actions = catalog::actionsFor(*m_state.snapshot(), id);
    if (!actions.isEmpty())
        menu.addSeparator();
    for (const ObjectAction action : actions)
        menu.addAction(tr("%1 …", "menu entry that opens a dialog").arg(actionTitle(action)), this,
                       [this, id, action] { ask(id, action); });
}

void ObjectActions::ask(const ObjectId &id, ObjectAction action)
{
    const catalog::SnapshotPtr snapshot = m_state.snapshot();
    const ActionOptions offered = catalog::optionsFor(*snapshot, id, action);
    const ActionOptions gentle = catalog::gentleOptions(*snapshot, id, action);
    QList<ActionOption> order;
    QList<SqlPreviewDialog::Choice> choices;
    for (const ActionOption option : allOptions) {
        if (offered & option) {
            order.append(option);
            choices.append(choiceOf(option, gentle.testFlag(option)));
        }
    }
    const QString connection =
        m_state.calls().connectionName ? m_state.calls().connectionName() : QString();
    const QString what = kindTitle(id.kind) + u' ' + snapshot->sqlName(id);
    const auto preview = [snapshot, id, action, order, what](const QString &value,
                                                             const QList<bool> &chosen) {
        ActionOptions options;
        for (qsizetype i = 0; i < order.size(); ++i)
            options.setFlag(order[i], chosen.value(i));
        const bool removesComment = action == ObjectAction::Comment && value.isEmpty();
        const catalog::Relation *relation = snapshot->relation(id.oid);
        QStringList words{what};
        if (relation && catalog::Snapshot::idOf(*relation) == id && relation->tuples > 0 &&
            (action == ObjectAction::Drop || action == ObjectAction::Truncate)) {
            words.append(
                tr("About %1 rows are lost.").arg(format::count(qint64(relation->tuples))));
        }
        words.append(lockWords(catalog::lockOf(id, action, options)));
        words.removeAll(QString());
        return SqlPreviewDialog::Preview{
            .sql = catalog::actionSql(*snapshot, id, action, removesComment ? QString() : value,
                                      options),
            .explanation = words.join(u'\n'),
            .afterFailure =
                options & ActionOption::Concurrently && action != ObjectAction::RefreshView
                    ? tr("What was begun may have left an index marked INVALID; drop it and try "
                         "again.")
                    : tr("Nothing was changed.")};
    };
    const bool renames = action == ObjectAction::Rename;
    const bool comments = action == ObjectAction::Comment;
    auto *dialog = new SqlPreviewDialog(
        {.title = connection.isEmpty() ? actionTitle(action)
                                       : tr("%1 on %2", "what is done, name of the connection")
                                             .arg(actionTitle(action), connection),
         .valueLabel = renames    ? tr("New name:")
                       : comments ? tr("Comment:")
                                  : QString(),
         .value = renames    ? snapshot->name(id)
                  : comments ? snapshot->comment(id)
                             : QString(),
         .choices = choices,
         .preview = preview,
         .run = m_state.calls().run,
         .cancel = m_state.calls().cancelRun,
         .refusal = m_state.calls().readOnlyReason ? m_state.calls().readOnlyReason() : QString()},
        m_theme, m_window);
    dialog->setObjectName(u"sqlPreviewDialog"_s);
    connect(dialog, &SqlPreviewDialog::done, this, &ObjectActions::done);
    if (action == ObjectAction::Drop || action == ObjectAction::Truncate) {
        tellConsequences(*dialog, snapshot, id, action);
        connect(&m_state, &CatalogState::changed, dialog, [this, dialog, snapshot, id, action] {
            tellConsequences(*dialog, snapshot, id, action);
        });
        m_state.ensureDependencies();
    }
    dialog->open();
}

void ObjectActions::tellConsequences(SqlPreviewDialog &dialog, const catalog::SnapshotPtr &snapshot,
                                     const ObjectId &id, ObjectAction action)
{
    const catalog::Snapshot &s = *snapshot;
    if (action == ObjectAction::Truncate) {
        const QStringList lines = emptiedAlong(s, id.oid);
        dialog.setConsequences(
            lines.isEmpty() ? tr("No other table refers to it.")
                            : tr("These tables refer to it. Without CASCADE the server refuses; "
                                 "with it they are emptied, too:"),
            shortened(lines));
        return;
    }
    const catalog::DependencyGraph *graph = m_state.dependencies();
    // A refresh meanwhile has other numbers; the sentence from before stays true.
    if (&m_state.snapshot()->objects() != &s.objects())
        return;
    if (!graph) {
        dialog.setConsequences(m_state.phase() == CatalogState::Phase::Idle && m_state.error()
                                   ? tr("What depends on it could not be read.")
                                   : tr("Reading what depends on it …"),
                               {});
        return;
    }
    QStringList refusing;
    QStringList along;
    for (const auto &casualty : graph->droppedWith(s, id))
        (casualty.needsCascade ? refusing : along).append(casualtyLine(s, casualty));
    const QString unseen = tr("What is named only inside the bodies of functions is not known to "
                              "PostgreSQL, and not listed.");
    QStringList heading;
    if (refusing.isEmpty() && along.isEmpty())
        heading.append(tr("Nothing depends on it."));
    if (!refusing.isEmpty())
        heading.append(tr("Without CASCADE the server refuses because of the first %n of these; "
                          "with it they go along.",
                          nullptr, int(refusing.size())));
    if (!along.isEmpty())
        heading.append(tr("%n go(es) along in any case.", nullptr, int(along.size())));
    heading.append(unseen);
    dialog.setConsequences(heading.join(u' '), shortened(refusing + along));
}

} // namespace howdah::gui
