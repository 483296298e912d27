#pragma once

#include "gui/shell/theme.h"

#include <QStyledItemDelegate>

namespace howdah::gui {

/// How a cell of the data grid looks and is edited: NULL and what the server will fill in stand in
/// a quiet slanted hand, so that neither can be taken for text; what has several lines is edited in
/// several lines (Ctrl+Enter ends it), and what nobody touched stays as it was.
class GridCellDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit GridCellDelegate(const Theme &theme, QObject *parent = nullptr);

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model,
                      const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;

protected:
    bool eventFilter(QObject *editor, QEvent *event) override;
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace howdah::gui
