#include "gui/shell/commandpalette.h"

#include <QAbstractListModel>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace howdah::gui {

class PaletteModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;
    static constexpr int DetailRole = Qt::UserRole;

    void setItems(QList<PaletteItem> items)
    {
        beginResetModel();
        m_items = std::move(items);
        endResetModel();
    }
    [[nodiscard]] const PaletteItem &item(int row) const { return m_items.at(row); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_items.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        const PaletteItem &item = m_items.at(index.row());
        if (role == Qt::DisplayRole)
            return item.title;
        if (role == Qt::DecorationRole)
            return item.icon;
        if (role == DetailRole)
            return item.detail;
        return {};
    }

private:
    QList<PaletteItem> m_items;
};

namespace {

class PaletteDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        painter->setPen(option.palette.color(QPalette::PlaceholderText));
        const QRect rect = option.rect.adjusted(option.rect.width() / 2, 0, -10, 0);
        const QString detail = index.data(PaletteModel::DetailRole).toString();
        painter->drawText(rect, Qt::AlignVCenter | Qt::AlignRight,
                          option.fontMetrics.elidedText(detail, Qt::ElideLeft, rect.width()));
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &) const override
    {
        return {200, option.fontMetrics.height() + 12};
    }
};

} // namespace

CommandPalette::CommandPalette(QWidget *parent)
    : QFrame(parent)
    , m_edit(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_model(new PaletteModel(this))
{
    setObjectName(u"palette"_s);
    setAutoFillBackground(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addWidget(m_edit);
    layout->addWidget(m_list);
    m_edit->setObjectName(u"paletteEdit"_s);
    m_edit->setAccessibleName(tr("Search"));
    m_list->setObjectName(u"paletteList"_s);
    m_list->setAccessibleName(tr("Matches"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_edit, &QLineEdit::returnPressed, this,
            [this] { activate(m_list->currentIndex().row()); });
    connect(m_list, &QListView::clicked, this,
            [this](const QModelIndex &index) { activate(index.row()); });
    hide();
}

CommandPalette::~CommandPalette() = default;

void CommandPalette::open(const QString &placeholder, Source source)
{
    m_source = std::move(source);
    m_edit->setPlaceholderText(placeholder);
    m_edit->clear();
    const int width = qMin(640, parentWidget()->width() - 40);
    setGeometry((parentWidget()->width() - width) / 2, 60, width,
                qMin(420, parentWidget()->height() - 80));
    search();
    show();
    raise();
    m_edit->setFocus();
}

void CommandPalette::reload()
{
    if (!isVisible())
        return;
    // Who has gone down the list already is not thrown back to its beginning.
    const int row = m_list->currentIndex().row();
    search();
    if (row > 0 && row < m_model->rowCount())
        m_list->setCurrentIndex(m_model->index(row));
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        switch (key->key()) {
        case Qt::Key_Escape:
            dismiss();
            return true;
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            QApplication::sendEvent(m_list, event);
            return true;
        default:
            break;
        }
    } else if (event->type() == QEvent::FocusOut && isVisible()) {
        dismiss();
    }
    return QFrame::eventFilter(watched, event);
}

void CommandPalette::search()
{
    if (!m_source)
        return;
    m_model->setItems(m_source(m_edit->text()));
    if (m_model->rowCount() > 0)
        m_list->setCurrentIndex(m_model->index(0));
}

void CommandPalette::activate(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    const auto action = m_model->item(row).activate;
    if (!action)
        return; // a line that only says something
    dismiss();
    action();
}

void CommandPalette::dismiss()
{
    hide();
    m_source = {};
    m_model->setItems({});
}

} // namespace howdah::gui

#include "commandpalette.moc"
