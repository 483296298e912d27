#include "gui/browse/dependencyview.h"

#include "gui/browse/erlayout.h"
#include "gui/browse/factmodel.h"
#include "gui/browse/facttable.h"
#include "gui/browse/kindtext.h"
#include "gui/browse/objectfacts.h"
#include "gui/common/statepane.h"

#include <QGraphicsItem>
#include <QGraphicsScene>
#include <QGraphicsView>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

constexpr qreal padding = 6;
constexpr qreal iconSize = 16;
constexpr int longestName = 32;

/// One object as a small box: its kind's drawing and its name.
class ObjectItem final : public QGraphicsItem
{
public:
    ObjectItem(const catalog::Snapshot &s, const catalog::ObjectId &id, catalog::Oid homeSchema,
               bool isCentre, const Theme &theme, const QFont &font)
        : m_id(id)
        , m_isCentre(isCentre)
        , m_theme(theme)
        , m_font(font)
    {
        const catalog::Oid schema = s.schemaOf(id);
        QString name = s.name(id);
        if (schema != 0 && schema != homeSchema)
            name.prepend(s.schemaName(schema) + u'.');
        name.replace(u'\n', u'\u23CE');
        m_font.setBold(isCentre);
        const QFontMetricsF metrics(m_font);
        m_text = name.size() > longestName ? QString(name.left(longestName - 1) + u'\u2026') : name;
        m_size = {iconSize + metrics.horizontalAdvance(m_text) + 3 * padding + 2,
                  std::max(metrics.height(), iconSize) + 2 * padding};
        setToolTip(u"<qt>"_s + QString(kindTitle(id.kind) + u' ' + s.sqlName(id)).toHtmlEscaped() +
                   u"</qt>"_s);
        setAcceptHoverEvents(true);
        setCursor(Qt::PointingHandCursor);
    }

    [[nodiscard]] const catalog::ObjectId &id() const { return m_id; }
    [[nodiscard]] QSizeF size() const { return m_size; }
    [[nodiscard]] QRectF boundingRect() const override
    {
        return QRectF(QPointF(), m_size).adjusted(-1, -1, 1, 1);
    }

    void paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *) override
    {
        painter->setPen(QPen(m_theme.color(m_isCentre || m_hovered ? Role::Accent : Role::Hairline),
                             m_isCentre ? 1.5 : 1));
        painter->setBrush(m_theme.color(m_isCentre ? Role::Selection : Role::Surface));
        painter->drawRoundedRect(QRectF(QPointF(), m_size), 3, 3);
        const QRectF icon(padding, (m_size.height() - iconSize) / 2, iconSize, iconSize);
        m_theme.icon(kindIcon(m_id.kind), Role::SecondaryText).paint(painter, icon.toAlignedRect());
        painter->setFont(m_font);
        painter->setPen(m_theme.color(Role::Text));
        painter->drawText(QRectF(icon.right() + padding, 0, m_size.width(), m_size.height()),
                          Qt::AlignVCenter, m_text);
    }

protected:
    void hoverEnterEvent(QGraphicsSceneHoverEvent *) override
    {
        m_hovered = true;
        update();
    }
    void hoverLeaveEvent(QGraphicsSceneHoverEvent *) override
    {
        m_hovered = false;
        update();
    }

private:
    catalog::ObjectId m_id;
    bool m_isCentre;
    bool m_hovered = false;
    const Theme &m_theme;
    QFont m_font;
    QString m_text;
    QSizeF m_size;
};

} // namespace

/// Shows the scene whole where that leaves it readable, else to scroll; a click goes where it
/// points.
class DependencyView::GraphView final : public QGraphicsView
{
public:
    using QGraphicsView::QGraphicsView;
    std::function<void(const catalog::ObjectId &)> clicked;

    void fit()
    {
        const QRectF scene = sceneRect();
        const QSizeF room = viewport()->size();
        if (scene.isEmpty() || room.isEmpty())
            return;
        const qreal whole = std::min(room.width() / scene.width(), room.height() / scene.height());
        const qreal scale = std::clamp(whole, 0.75, 1.0);
        setTransform(QTransform::fromScale(scale, scale));
        if (m_centre)
            centerOn(m_centre);
    }
    void setCentre(QGraphicsItem *centre) { m_centre = centre; }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QGraphicsView::resizeEvent(event);
        fit();
    }
    void mouseReleaseEvent(QMouseEvent *event) override
    {
        QGraphicsView::mouseReleaseEvent(event);
        const auto *item = dynamic_cast<const ObjectItem *>(itemAt(event->pos()));
        if (event->button() == Qt::LeftButton && item && clicked) {
            const catalog::ObjectId id = item->id(); // the item may go with the click
            clicked(id);
        }
    }

private:
    QGraphicsItem *m_centre = nullptr;
};

DependencyView::DependencyView(CatalogState &state, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_theme(theme)
    , m_scene(new QGraphicsScene(this))
{
    auto *content = new QWidget(this);
    m_view = new GraphView(m_scene, content);
    m_view->setObjectName(u"dependencyGraph"_s);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setAccessibleName(tr("What the object needs, and what needs it, two steps far"));
    m_view->clicked = [this](const catalog::ObjectId &id) {
        if (id != m_id)
            emit objectActivated(id);
    };
    m_list = makeFactTable(m_theme, content);
    m_list->setObjectName(u"dependencyList"_s);
    m_list->setAccessibleName(tr("Dependencies"));
    m_rows = factModelOf(*m_list);
    connect(m_list, &QTableView::activated, this, [this](const QModelIndex &index) {
        const QVariant leads = index.data(FactModel::ObjectRole);
        if (leads.isValid())
            emit objectActivated(leads.value<catalog::ObjectId>());
    });
    m_note = new QLabel(content);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setContentsMargins(8, 4, 8, 4);

    auto *splitter = new QSplitter(Qt::Vertical, content);
    splitter->addWidget(m_view);
    splitter->addWidget(m_list);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({320, 240});
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(splitter, 1);
    layout->addWidget(m_note);
    m_pane = new StatePane(theme, content, this);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_pane);
    connect(&m_state, &CatalogState::changed, this, &DependencyView::refreshView);
    connect(&m_state, &CatalogState::phaseChanged, this, &DependencyView::refreshView);
    connect(&theme, &Theme::changed, this, &DependencyView::refreshView);
    connect(m_pane, &StatePane::actionTriggered, this, [this] { m_state.ensureDependencies(); });
    connect(m_pane, &StatePane::cancelRequested, this, [this] { m_state.cancel(); });
}

void DependencyView::setObject(const catalog::ObjectId &id)
{
    m_id = id;
    refreshView();
}

void DependencyView::refreshView()
{
    const catalog::SnapshotPtr snapshot = m_state.snapshot();
    const catalog::DependencyGraph *graph = m_state.dependencies();
    if (!snapshot || snapshot->stableKey(m_id).isEmpty())
        return;
    if (!graph) {
        m_count = -1;
        if (m_state.isKept())
            m_pane->showEmpty(u"browse"_s, tr("Not known yet"),
                              tr("What depends on what is read from the server."));
        else if (m_state.error() && m_state.phase() == CatalogState::Phase::Idle)
            m_pane->showError(*m_state.error());
        else
            m_pane->showBusy(tr("Reading what depends on what …"));
        return;
    }
    const FactTable facts = dependencyFacts(*snapshot, *graph, m_id);
    m_count = int(facts.rows.size());
    m_rows->setFacts(facts.headings, facts.rows);
    fitFactColumns(*m_list);
    if (facts.rows.isEmpty()) {
        m_pane->showEmpty(u"check"_s, tr("Nothing needs it, and it needs nothing"),
                          tr("As far as PostgreSQL knows: what is named only inside the bodies of "
                             "functions is not recorded."));
        return;
    }
    draw(*graph);
    m_pane->showContent();
}

void DependencyView::draw(const catalog::DependencyGraph &graph)
{
    const catalog::Snapshot &s = *m_state.snapshot();
    const auto around = graph.around(m_id, 2, mostInGraph);
    m_view->setCentre(nullptr);
    m_scene->clear();
    m_scene->setBackgroundBrush(m_theme.color(Role::Window));
    ErGraph boxes;
    QList<ObjectItem *> items;
    for (const catalog::ObjectId &id : around.objects) {
        items.append(new ObjectItem(s, id, s.schemaOf(m_id), items.isEmpty(), m_theme, font()));
        boxes.boxes.append(items.constLast()->size());
    }
    boxes.arrows = around.arrows;
    const int furthest = *std::ranges::min_element(around.steps);
    for (const int step : around.steps)
        boxes.columns.append(step - furthest);
    boxes.columnGap = 64;
    boxes.rowGap = 12;
    const QList<QPointF> places = layOut(boxes);
    for (qsizetype i = 0; i < items.size(); ++i) {
        items[i]->setPos(places[i]);
        m_scene->addItem(items[i]);
    }
    for (const auto &[from, to] : std::as_const(boxes.arrows)) {
        const bool isNear = from == 0 || to == 0;
        const QPen pen(m_theme.color(isNear ? Role::Accent : Role::SecondaryText),
                       isNear ? 1.4 : 1);
        m_scene
            ->addPath(
                arrowBetween({places[from], boxes.boxes[from]}, {places[to], boxes.boxes[to]}), pen)
            ->setZValue(-1);
    }
    m_scene->setSceneRect(m_scene->itemsBoundingRect().adjusted(-16, -16, 16, 16));
    m_view->setCentre(items.constFirst());
    m_view->fit();
    QStringList notes{tr("On the left what it needs, on the right what needs it, two steps far.")};
    if (around.left > 0)
        notes.append(tr("%n more are left out of the picture.", nullptr, int(around.left)));
    notes.append(tr("What is named only inside the bodies of functions is not recorded."));
    m_note->setText(notes.join(u' '));
}

} // namespace howdah::gui
