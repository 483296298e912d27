#include "gui/common/gridcelldelegate.h"

#include "gui/common/resultmodel.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>

#include <limits>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

/// Longer text is edited in a field of several lines.
constexpr qsizetype longLine = 120;
constexpr QSize fieldSize(420, 140);

} // namespace

GridCellDelegate::GridCellDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{}

void GridCellDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->textElideMode = Qt::ElideRight;
    if (index.data(ResultModel::RemovedRole).toBool())
        option->font.setStrikeOut(true);
    const auto paint = [option](const QColor &colour) {
        option->palette.setColor(QPalette::Text, colour);
        option->palette.setColor(QPalette::HighlightedText, colour);
    };
    if (index.data(ResultModel::ChangedRole).toBool()) {
        option->font.setWeight(QFont::DemiBold);
        paint(m_theme.color(Role::Staging));
    }
    if (!index.data(ResultModel::NullRole).toBool() &&
        !index.data(ResultModel::DefaultRole).toBool())
        return;
    option->font.setItalic(true);
    paint(m_theme.color(Role::DisabledText));
}

QWidget *GridCellDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                        const QModelIndex &index) const
{
    const QString text = index.data(Qt::EditRole).toString();
    if (text.contains(u'\n') || text.size() > longLine) {
        auto *field = new QPlainTextEdit(parent);
        field->setObjectName(u"cellField"_s);
        field->setTabChangesFocus(true);
        field->setToolTip(tr("Ctrl+Enter takes the text over, Escape leaves it as it was."));
        return field;
    }
    auto *line = new QLineEdit(parent);
    line->setObjectName(u"cellLine"_s);
    // The usual limit of 32,767 characters would cut a value without a word.
    line->setMaxLength(std::numeric_limits<int>::max());
    line->setFrame(false);
    return line;
}

bool GridCellDelegate::eventFilter(QObject *editor, QEvent *event)
{
    auto *field = qobject_cast<QPlainTextEdit *>(editor);
    if (field && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers() & Qt::ControlModifier) {
            emit commitData(field);
            emit closeEditor(field);
            return true;
        }
    }
    return QStyledItemDelegate::eventFilter(editor, event);
}

void GridCellDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    const QString text = index.data(Qt::EditRole).toString();
    if (auto *field = qobject_cast<QPlainTextEdit *>(editor)) {
        field->setPlainText(text);
        field->document()->setModified(false);
    } else if (auto *line = qobject_cast<QLineEdit *>(editor)) {
        line->setText(text);
        line->setModified(false);
    }
}

void GridCellDelegate::setModelData(QWidget *editor, QAbstractItemModel *model,
                                    const QModelIndex &index) const
{
    // An editor rewrites line ends; only what somebody typed is a change.
    if (const auto *field = qobject_cast<QPlainTextEdit *>(editor)) {
        if (field->document()->isModified())
            model->setData(index, field->toPlainText());
    } else if (const auto *line = qobject_cast<QLineEdit *>(editor)) {
        if (line->isModified())
            model->setData(index, line->text());
    }
}

void GridCellDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                            const QModelIndex &) const
{
    QRect place = option.rect;
    if (qobject_cast<QPlainTextEdit *>(editor)) {
        const QRect around = editor->parentWidget()->rect();
        place.setSize(place.size().expandedTo(fieldSize).boundedTo(around.size()));
        place.moveRight(std::min(place.right(), around.right()));
        place.moveBottom(std::min(place.bottom(), around.bottom()));
    }
    editor->setGeometry(place);
}

} // namespace howdah::gui
