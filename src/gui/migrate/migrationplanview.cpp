#include "gui/migrate/migrationplanview.h"

#include "gui/common/codeedit.h"
#include "gui/migrate/migrationinspector.h"
#include "gui/migrate/stepdelegate.h"
#include "gui/migrate/stepmodel.h"

#include <QLabel>
#include <QListView>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

/// Up to this many characters of COPY data are shown; the rest is data, not SQL.
constexpr qsizetype shownCopyData = 2000;

/// A statement out of a string literal keeps its indentation, so that its lines stand below each
/// other; the text itself is not touched.
QString indentation(const change::Statement &statement)
{
    return statement.text.contains(u'\n') ? QString(statement.place().column - 1, u' ') : QString();
}

QString copyDataText(const change::Statement &statement)
{
    if (!statement.copyData)
        return {};
    const QString data = QString::fromUtf8(*statement.copyData);
    const bool isCut = data.size() > shownCopyData;
    return data.left(shownCopyData) + (isCut ? u"\n… \n\\.\n"_s : u"\\.\n"_s);
}

} // namespace

MigrationPlanView::MigrationPlanView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_model(new StepModel(this))
    , m_list(new QListView)
    , m_heading(new QLabel)
    , m_code(new CodeView(theme))
    , m_inspector(new MigrationInspector(theme))
{
    m_list->setObjectName(u"stepList"_s);
    m_list->setAccessibleName(tr("Steps"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new StepDelegate(theme, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_heading->setTextFormat(Qt::PlainText);
    m_heading->setProperty("look", u"secondary"_s);
    m_heading->setMargin(6);
    m_code->setObjectName(u"stepSql"_s);
    m_code->setAccessibleName(tr("SQL of the step"));
    m_code->setLineNumbersVisible(false);
    m_code->setFrameShape(QFrame::NoFrame);
    m_inspector->setObjectName(u"planInspector"_s);

    auto *middle = new QWidget;
    auto *middleLayout = new QVBoxLayout(middle);
    middleLayout->setContentsMargins(0, 0, 0, 0);
    middleLayout->setSpacing(0);
    middleLayout->addWidget(m_heading);
    middleLayout->addWidget(m_code, 1);
    auto *split = new QSplitter;
    split->setChildrenCollapsible(false);
    split->addWidget(m_list);
    split->addWidget(middle);
    split->addWidget(m_inspector);
    split->setStretchFactor(1, 1);
    split->setSizes({330, 700, 300});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(split);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &MigrationPlanView::showStep);
    connect(m_code, &CodeView::cursorPositionChanged, this, &MigrationPlanView::showStatement);
}

void MigrationPlanView::setPlan(const std::shared_ptr<const planner::Plan> &plan)
{
    const QString chosen = step() ? step()->id : QString();
    m_plan = plan;
    m_model->setPlan(plan);
    int row = m_model->rowOf(chosen);
    if (row < 0 && plan && !plan->toRun.isEmpty())
        row = int(plan->toRun.constFirst());
    if (row < 0)
        row = m_model->rowCount() - 1;
    m_list->setCurrentIndex(m_model->index(row));
    m_list->scrollTo(m_model->index(row), QAbstractItemView::PositionAtCenter);
    showStep();
}

void MigrationPlanView::reveal(const QString &id, int line)
{
    const int row = m_model->rowOf(id);
    if (row < 0)
        return;
    m_list->setCurrentIndex(m_model->index(row));
    const auto &statements = step()->change.statements;
    const auto after = std::ranges::find_if(
        statements, [line](const change::Statement &s) { return s.place().line > line; });
    moveToStatement(std::max<qsizetype>(0, after - statements.begin() - 1));
}

void MigrationPlanView::focusSteps()
{
    m_list->setFocus();
}

const planner::Step *MigrationPlanView::step() const
{
    const int row = m_list->currentIndex().row();
    return m_plan && row >= 0 && row < m_plan->steps.size() ? &m_plan->steps.at(row) : nullptr;
}

void MigrationPlanView::showStep()
{
    m_ranges.clear();
    const planner::Step *current = step();
    if (!current) {
        m_heading->clear();
        m_code->setSql({});
        m_inspector->clear();
        return;
    }
    const auto &statements = current->change.statements;
    QString text;
    if (!statements.isEmpty() && statements.constFirst().file().endsWith(".sql"_L1)) {
        // A file of SQL is shown as it is, comments included.
        text = statements.constFirst().script->text;
        text.remove(u'\r');
        qsizetype from = 0;
        for (const auto &statement : statements) {
            QString wanted = statement.text;
            wanted.remove(u'\r');
            from = std::max<qsizetype>(0, text.indexOf(wanted, from));
            m_ranges.append({int(from), int(from + wanted.size())});
            from += wanted.size();
        }
    } else {
        for (const auto &statement : statements) {
            text += indentation(statement);
            const auto begin = int(text.size());
            text += statement.text;
            m_ranges.append({begin, int(text.size())});
            text += u";\n"_s + copyDataText(statement) + u'\n';
        }
    }
    if (statements.isEmpty()) {
        text = current->file.isEmpty() ? tr("-- The folder has no file for this version.")
               : change::hasErrors(current->findings)
                   ? tr("-- What this step does cannot be shown; the right side says why.")
                   : tr("-- This step runs nothing; it is only noted in the history.");
    }
    m_heading->setText(current->file);
    m_code->setSql(text);
    m_code->setErrorRange(0, 0);
    moveToStatement(0);
    showStatement();
}

void MigrationPlanView::moveToStatement(qsizetype index)
{
    if (index < 0 || index >= m_ranges.size())
        return;
    QTextCursor cursor = m_code->textCursor();
    cursor.setPosition(m_ranges.at(index).begin);
    m_code->setTextCursor(cursor);
    m_code->centerCursor();
}

void MigrationPlanView::showStatement()
{
    const planner::Step *current = step();
    if (!current)
        return;
    const int at = m_code->textCursor().position();
    const auto after =
        std::ranges::find_if(m_ranges, [at](const Range &range) { return range.begin > at; });
    const qsizetype index =
        m_ranges.isEmpty() ? -1 : std::max<qsizetype>(0, after - m_ranges.begin() - 1);
    if (index >= 0)
        m_code->setCurrentRange(m_ranges.at(index).begin, m_ranges.at(index).end);
    else
        m_code->setCurrentRange(0, 0);
    m_inspector->showStatement(*m_plan, *current, index);
}

} // namespace howdah::gui
