#include "gui/browse/diagrampage.h"

#include "base/format.h"
#include "gui/browse/erlayout.h"
#include "gui/browse/objectaddress.h"
#include "gui/common/statepane.h"

#include <QFile>
#include <QFileDialog>
#include <QGraphicsScene>
#include <QGraphicsSimpleTextItem>
#include <QGraphicsView>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPdfWriter>
#include <QScrollBar>
#include <QSplitter>
#include <QSvgGenerator>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

constexpr qreal padding = 8;
constexpr qsizetype mostColumns = 24;

/// Ctrl and the wheel zoom, a double click opens the table under the mouse.
class DiagramView final : public QGraphicsView
{
public:
    using QGraphicsView::QGraphicsView;
    std::function<void(const catalog::ObjectId &)> opened;

protected:
    void wheelEvent(QWheelEvent *event) override
    {
        if (!(event->modifiers() & Qt::ControlModifier)) {
            QGraphicsView::wheelEvent(event);
            return;
        }
        const double factor = event->angleDelta().y() > 0 ? 1.15 : 1 / 1.15;
        scale(factor, factor);
    }
    void mouseDoubleClickEvent(QMouseEvent *event) override
    {
        const QGraphicsItem *item = itemAt(event->pos());
        while (item && !item->data(0).isValid())
            item = item->parentItem();
        if (item && opened)
            opened(item->data(0).value<catalog::ObjectId>());
    }
};

/// One table: its name, then its columns with what makes them keys.
class TableItem final : public QGraphicsItem
{
public:
    TableItem(const catalog::Snapshot &s, const catalog::Relation &relation, const Theme &theme,
              const QFont &font)
        : m_theme(theme)
        , m_font(font)
        , m_title(s.text(relation.name).replace(u'\n', u'\u23CE'))
    {
        std::set<qint64> primary;
        std::set<qint64> foreign;
        for (const catalog::Constraint &constraint : s.constraints(relation.oid)) {
            for (const qint64 key : s.numbers(constraint.keys)) {
                if (constraint.type == 'p')
                    primary.insert(key);
                else if (constraint.type == 'f')
                    foreign.insert(key);
            }
        }
        const auto columns = s.columns(relation);
        for (const catalog::Column &column :
             columns.first(std::min<size_t>(columns.size(), mostColumns))) {
            QStringList marks;
            if (primary.contains(column.number))
                marks.append(u"PK"_s);
            if (foreign.contains(column.number))
                marks.append(u"FK"_s);
            m_rows.append({marks.join(u' '), s.text(column.name).replace(u'\n', u'\u23CE'),
                           s.typeName(column.type, column.typeModifier)});
        }
        if (columns.size() > mostColumns)
            m_rows.append({QString(),
                           QCoreApplication::translate("Diagram", "%n more column(s)", nullptr,
                                                       int(columns.size() - mostColumns)),
                           QString()});
        const QFontMetricsF metrics(m_font);
        m_line = metrics.height() + 4;
        QFont bold = m_font;
        bold.setBold(true);
        qreal width = QFontMetricsF(bold).horizontalAdvance(m_title);
        for (const QStringList &row : std::as_const(m_rows)) {
            m_marks = std::max(m_marks, metrics.horizontalAdvance(row[0] + u' '));
            m_names = std::max(m_names, metrics.horizontalAdvance(row[1]));
            m_types = std::max(m_types, metrics.horizontalAdvance(row[2]));
        }
        width = std::max(width, m_marks + m_names + 16 + m_types);
        m_size = {width + 2 * padding, (double(m_rows.size()) + 1) * m_line + 2 * padding};
        setData(0, QVariant::fromValue(catalog::Snapshot::idOf(relation)));
        const QString comment = s.comment(catalog::Snapshot::idOf(relation));
        if (!comment.isEmpty())
            setToolTip(u"<qt>"_s + comment.toHtmlEscaped() + u"</qt>"_s);
    }

    [[nodiscard]] QSizeF size() const { return m_size; }
    [[nodiscard]] QRectF boundingRect() const override
    {
        return QRectF(QPointF(), m_size).adjusted(-1, -1, 1, 1);
    }

    void paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *) override
    {
        painter->setPen(QPen(m_theme.color(Role::Hairline), 1));
        painter->setBrush(m_theme.color(Role::Surface));
        painter->drawRect(QRectF(QPointF(), m_size));
        const qreal head = m_line + padding;
        painter->setBrush(m_theme.color(Role::Selection));
        painter->drawRect(QRectF(0, 0, m_size.width(), head));
        QFont bold = m_font;
        bold.setBold(true);
        painter->setFont(bold);
        painter->setPen(m_theme.color(Role::Text));
        painter->drawText(QRectF(padding, 0, m_size.width() - 2 * padding, head), Qt::AlignVCenter,
                          m_title);
        painter->setFont(m_font);
        qreal y = head + padding / 2;
        for (const QStringList &row : std::as_const(m_rows)) {
            painter->setPen(m_theme.color(Role::Accent));
            painter->drawText(QRectF(padding, y, m_marks, m_line), Qt::AlignVCenter, row[0]);
            painter->setPen(m_theme.color(Role::Text));
            painter->drawText(QRectF(padding + m_marks, y, m_names + 4, m_line), Qt::AlignVCenter,
                              row[1]);
            painter->setPen(m_theme.color(Role::SecondaryText));
            painter->drawText(QRectF(padding + m_marks + m_names + 16, y, m_types + 4, m_line),
                              Qt::AlignVCenter, row[2]);
            y += m_line;
        }
    }

private:
    const Theme &m_theme;
    QFont m_font;
    QString m_title;
    QList<QStringList> m_rows;
    QSizeF m_size;
    qreal m_line = 0;
    qreal m_marks = 0;
    qreal m_names = 0;
    qreal m_types = 0;
};

} // namespace

bool DiagramPage::shows(const QStringList &path)
{
    return (path.value(0) == "diagram"_L1 && path.size() > 1) ||
           (path.value(0) == "tables"_L1 && path.size() > 2);
}

DiagramPage::DiagramPage(const Address &address, std::shared_ptr<CatalogState> state,
                         const Theme &theme, QWidget *parent)
    : Page(address, parent)
    , m_state(std::move(state))
    , m_theme(theme)
    , m_scene(new QGraphicsScene(this))
    , m_soon(new QTimer(this))
{
    auto *content = new QWidget(this);
    auto *view = new DiagramView(m_scene, content);
    m_view = view;
    view->setDragMode(QGraphicsView::ScrollHandDrag);
    view->setRenderHint(QPainter::Antialiasing);
    view->setFrameShape(QFrame::NoFrame);
    view->setAccessibleName(tr("Diagram of the tables and their foreign keys"));
    view->opened = [this](const catalog::ObjectId &id) {
        emit openRequested({.place = this->address().place,
                            .connection = this->address().connection,
                            .path = objectPath(*m_state->snapshot(), id)});
    };
    auto *splitter = new QSplitter(content);
    splitter->addWidget(buildChooser());
    splitter->addWidget(m_view);
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({240, 900});
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildTools());
    layout->addWidget(splitter, 1);
    m_pane = new StatePane(theme, content, this);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_pane);
    setTitle(address.path.value(0) == "tables"_L1
                 ? tr("Diagram: %n table(s)", nullptr, int(address.path.size() / 2))
                 : tr("Diagram: %1").arg(address.path.constLast()));
    setIconName(u"constraint"_s);
    m_soon->setSingleShot(true);
    m_soon->setInterval(0);
    connect(m_soon, &QTimer::timeout, this, &DiagramPage::rebuild);
    connect(m_state.get(), &CatalogState::changed, this, &DiagramPage::takeSnapshot);
    connect(m_state.get(), &CatalogState::phaseChanged, this, [this] {
        if (!m_state->snapshot())
            takeSnapshot();
    });
    connect(&theme, &Theme::changed, this, &DiagramPage::rebuild);
    connect(m_pane, &StatePane::actionTriggered, this, &DiagramPage::refresh);
    connect(m_pane, &StatePane::cancelRequested, this, [this] { m_state->cancel(); });
    m_state->ensureLoaded();
    takeSnapshot();
}

QWidget *DiagramPage::buildTools()
{
    auto *bar = new QWidget(this);
    auto *tools = new QHBoxLayout(bar);
    tools->setContentsMargins(8, 4, 8, 4);
    const auto button = [&](const QString &text, const QString &tip, auto slot) {
        auto *tool = new QToolButton(bar);
        tool->setText(text);
        tool->setToolTip(tip);
        connect(tool, &QToolButton::clicked, this, slot);
        tools->addWidget(tool);
        return tool;
    };
    auto *choose = button(tr("Tables"), tr("Choose which tables are drawn"), [] {});
    choose->setCheckable(true);
    connect(choose, &QToolButton::toggled, m_chooser, &QWidget::setVisible);
    m_note = new QLabel(bar);
    m_note->setTextFormat(Qt::PlainText);
    tools->addWidget(m_note, 1);
    button(tr("Whole"), tr("Show all of it"),
           [this] { m_view->fitInView(m_scene->sceneRect(), Qt::KeepAspectRatio); });
    button(tr("Larger"), tr("Ctrl and the wheel do the same"), [this] { zoom(1.25); });
    button(tr("Smaller"), tr("Ctrl and the wheel do the same"), [this] { zoom(0.8); });
    button(tr("Export …"), tr("Save it as SVG or PDF"), [this] { askForFile(); });
    return bar;
}

QWidget *DiagramPage::buildChooser()
{
    m_chooser = new QWidget(this);
    m_chooser->hide();
    auto *filter = new QLineEdit(m_chooser);
    filter->setPlaceholderText(tr("Filter by name"));
    filter->setClearButtonEnabled(true);
    filter->setAccessibleName(tr("Filter the tables by name"));
    m_list = new QListWidget(m_chooser);
    m_list->setObjectName(u"diagramTables"_s);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setAccessibleName(tr("Tables that can be drawn"));
    auto *all = new QToolButton(m_chooser);
    all->setText(tr("All"));
    auto *none = new QToolButton(m_chooser);
    none->setText(tr("None"));
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(8, 4, 8, 4);
    buttons->addWidget(all);
    buttons->addWidget(none);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(m_chooser);
    layout->setContentsMargins(8, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(filter);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    connect(filter, &QLineEdit::textChanged, this, &DiagramPage::filterChooser);
    connect(m_list, &QListWidget::itemChanged, this, &DiagramPage::chosenChanged);
    connect(all, &QToolButton::clicked, this, [this] { chooseAll(true); });
    connect(none, &QToolButton::clicked, this, [this] { chooseAll(false); });
    return m_chooser;
}

void DiagramPage::refresh()
{
    m_state->refresh();
}

bool DiagramPage::isBusy() const
{
    return !m_state->snapshot() && m_state->phase() != CatalogState::Phase::Idle;
}

QString DiagramPage::helpText() const
{
    return tr(
        "Boxes are tables, arrows lead from a foreign key to the key it refers to. \"Tables\" "
        "chooses which are drawn. Ctrl and the wheel zoom, dragging moves, a double click "
        "opens a table.");
}

QJsonObject DiagramPage::saveState() const
{
    if (!m_chosen)
        return {};
    QStringList names(m_chosen->cbegin(), m_chosen->cend());
    names.sort();
    return {{u"tables"_s, QJsonArray::fromStringList(names)}};
}

void DiagramPage::restoreState(const QJsonObject &state)
{
    if (!state.contains(u"tables"_s))
        return;
    m_chosen.emplace();
    for (const QJsonValue &name : state.value(u"tables"_s).toArray())
        m_chosen->insert(name.toString());
    takeSnapshot();
}

void DiagramPage::zoom(double factor)
{
    m_view->scale(factor, factor);
}

QList<const catalog::Relation *> DiagramPage::candidates() const
{
    const catalog::Snapshot &s = *m_state->snapshot();
    const QStringList &path = address().path;
    QList<const catalog::Relation *> all;
    if (path[0] == "tables"_L1) {
        for (qsizetype i = 1; i + 1 < path.size(); i += 2) {
            if (const catalog::Relation *table = s.relation(path[i], path[i + 1]))
                all.append(table);
        }
        return all;
    }
    if (path.size() > 2) {
        // The table, what it refers to and what refers to it.
        const catalog::Relation *centre = s.relation(path[1], path[2]);
        if (!centre)
            return {};
        std::set<catalog::Oid> oids{centre->oid};
        for (const catalog::Constraint &constraint : s.constraints(centre->oid)) {
            if (constraint.referenced != 0)
                oids.insert(constraint.referenced);
        }
        for (const catalog::Constraint *constraint : s.referencing(centre->oid))
            oids.insert(constraint->relation);
        for (const catalog::Oid oid : oids) {
            if (const catalog::Relation *relation = s.relation(oid);
                relation && !relation->isPartition)
                all.append(relation);
        }
        return all;
    }
    const catalog::Schema *in = s.schema(path[1]);
    for (const catalog::ObjectId &id :
         in ? m_state->loaded().directory->objects(in->oid, catalog::Kind::Table)
            : std::span<const catalog::ObjectId>())
        all.append(s.relation(id.oid));
    return all;
}

void DiagramPage::takeSnapshot()
{
    if (!m_state->snapshot()) {
        if (m_state->error())
            m_pane->showError(*m_state->error());
        else
            m_pane->showBusy(tr("Reading the catalog …"));
        return;
    }
    fillChooser(candidates());
    rebuild();
}

void DiagramPage::fillChooser(const QList<const catalog::Relation *> &tables)
{
    const catalog::Snapshot &s = *m_state->snapshot();
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    const bool oneSchema = address().path[0] == "diagram"_L1 && address().path.size() == 2;
    qsizetype room = mostTables;
    for (const catalog::Relation *table : tables) {
        const QString name = s.sqlName(*table);
        auto *item = new QListWidgetItem(
            QString(oneSchema ? s.text(table->name) : name).replace(u'\n', u'\u23CE'), m_list);
        item->setData(Qt::UserRole, name);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        const bool isChosen = m_chosen ? m_chosen->contains(name) : room-- > 0;
        item->setCheckState(isChosen ? Qt::Checked : Qt::Unchecked);
    }
}

void DiagramPage::chosenChanged()
{
    m_chosen.emplace();
    for (int row = 0; row < m_list->count(); ++row) {
        const QListWidgetItem *item = m_list->item(row);
        if (item->checkState() == Qt::Checked)
            m_chosen->insert(item->data(Qt::UserRole).toString());
    }
    m_soon->start();
    emit stateChanged();
}

void DiagramPage::chooseAll(bool all)
{
    {
        const QSignalBlocker quiet(m_list);
        for (int row = 0; row < m_list->count(); ++row) {
            if (!m_list->isRowHidden(row))
                m_list->item(row)->setCheckState(all ? Qt::Checked : Qt::Unchecked);
        }
    }
    chosenChanged();
}

void DiagramPage::filterChooser(const QString &text)
{
    for (int row = 0; row < m_list->count(); ++row)
        m_list->setRowHidden(row, !m_list->item(row)->text().contains(text, Qt::CaseInsensitive));
}

void DiagramPage::rebuild()
{
    if (!m_state->snapshot())
        return;
    const QList<const catalog::Relation *> all = candidates();
    if (all.isEmpty()) {
        m_pane->showEmpty(u"table"_s, tr("There is no table to draw"),
                          tr("%1 holds no tables, or this role may not see them.")
                              .arg(address().path.constLast()),
                          QString());
        return;
    }
    const catalog::Snapshot &s = *m_state->snapshot();
    QList<const catalog::Relation *> shown;
    std::ranges::copy_if(all, std::back_inserter(shown), [&](const catalog::Relation *table) {
        return !m_chosen || m_chosen->contains(s.sqlName(*table));
    });
    const qsizetype left = std::max<qsizetype>(0, shown.size() - mostTables);
    draw(shown.mid(0, mostTables));
    m_note->setText(left > 0 ? tr("The first %1 tables; %2 more are left out. Choose fewer.")
                                   .arg(mostTables)
                                   .arg(format::count(left))
                    : shown.size() < all.size()
                        ? tr("%1 of %2 tables").arg(shown.size()).arg(all.size())
                        : tr("%n table(s)", nullptr, int(shown.size())));
    m_pane->showContent();
    if (!m_wasFitted && m_view->isVisible()) {
        // The first look is the whole, unless that cannot be read.
        m_wasFitted = true;
        m_view->fitInView(m_scene->sceneRect(), Qt::KeepAspectRatio);
        const double scale = m_view->transform().m11();
        if (scale < 0.5 || scale > 1)
            m_view->setTransform(
                QTransform::fromScale(std::clamp(scale, 0.5, 1.0), std::clamp(scale, 0.5, 1.0)));
    }
}

void DiagramPage::draw(const QList<const catalog::Relation *> &shown)
{
    const catalog::Snapshot &s = *m_state->snapshot();
    m_scene->clear();
    m_scene->setBackgroundBrush(m_theme.color(Role::Window));
    ErGraph graph;
    QHash<catalog::Oid, int> numbers;
    QList<TableItem *> items;
    for (const catalog::Relation *relation : shown) {
        numbers.insert(relation->oid, int(items.size()));
        items.append(new TableItem(s, *relation, m_theme, font()));
        graph.boxes.append(items.constLast()->size());
    }
    for (const catalog::Relation *relation : shown) {
        for (const catalog::Constraint &constraint : s.constraints(relation->oid)) {
            const auto target = numbers.constFind(constraint.referenced);
            if (constraint.type == 'f' && target != numbers.constEnd())
                graph.arrows.append({numbers.value(relation->oid), *target});
        }
    }
    const QList<QPointF> places = layOut(graph);
    for (qsizetype i = 0; i < items.size(); ++i) {
        items[i]->setPos(places[i]);
        m_scene->addItem(items[i]);
    }
    const QPen pen(m_theme.color(Role::Accent), 1.2);
    for (const auto &[from, to] : std::as_const(graph.arrows)) {
        auto *line = m_scene->addPath(
            arrowBetween({places[from], graph.boxes[from]}, {places[to], graph.boxes[to]}), pen);
        line->setZValue(-1);
    }
    m_scene->setSceneRect(m_scene->itemsBoundingRect().adjusted(-24, -24, 24, 24));
}

bool DiagramPage::exportTo(const QString &path)
{
    const QRectF area = m_scene->sceneRect();
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    if (path.endsWith(".pdf"_L1, Qt::CaseInsensitive)) {
        QPdfWriter pdf(&file);
        pdf.setResolution(96);
        pdf.setPageSize(QPageSize(area.size() * 72 / 96, QPageSize::Point));
        pdf.setPageMargins({});
        QPainter painter(&pdf);
        m_scene->render(&painter, {}, area);
    } else {
        QSvgGenerator svg;
        svg.setOutputDevice(&file);
        svg.setSize(area.size().toSize());
        svg.setViewBox(QRectF(QPointF(), area.size()));
        svg.setTitle(title());
        QPainter painter(&svg);
        m_scene->render(&painter, QRectF(QPointF(), area.size()), area);
    }
    return file.error() == QFileDevice::NoError;
}

void DiagramPage::askForFile()
{
    auto *dialog = new QFileDialog(this, tr("Export the diagram"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("SVG picture (*.svg)"), tr("PDF document (*.pdf)")});
    dialog->setDefaultSuffix(u"svg"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.contains(u"*.pdf"_s) ? u"pdf"_s : u"svg"_s);
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_note->setText(exportTo(path) ? tr("Written to %1").arg(path)
                                       : tr("%1 could not be written").arg(path));
    });
    dialog->open();
}

} // namespace howdah::gui
