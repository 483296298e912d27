#include "gui/shell/emptywindow.h"

#include <QGridLayout>
#include <QKeySequence>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace howdah::gui {

EmptyWindow::EmptyWindow(QWidget *parent)
    : QWidget(parent)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(8);
    const auto addLine = [&](const QKeySequence &keys, const QString &text) {
        const int row = grid->rowCount();
        auto *keysLabel = new QLabel(keys.toString(QKeySequence::NativeText), this);
        keysLabel->setTextFormat(Qt::PlainText);
        keysLabel->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        auto *textLabel = new QLabel(text, this);
        textLabel->setTextFormat(Qt::PlainText);
        textLabel->setProperty("look", u"secondary"_s);
        grid->addWidget(keysLabel, row, 0);
        grid->addWidget(textLabel, row, 1);
    };
    auto *heading = new QLabel(tr("Nothing is open"), this);
    heading->setProperty("look", u"title"_s);
    auto *home = new QPushButton(tr("All connections"), this);
    home->setObjectName(u"homeButton"_s);
    connect(home, &QPushButton::clicked, this, &EmptyWindow::homeRequested);
    grid->addWidget(heading, 0, 0, 1, 2, Qt::AlignHCenter);
    addLine(QKeySequence(Qt::CTRL | Qt::Key_P), tr("Open an object by a few letters of its name"));
    addLine(QKeySequence(Qt::CTRL | Qt::Key_K), tr("Find any action"));
    addLine(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T), tr("Open the tab closed last"));
    addLine(QKeySequence(Qt::CTRL | Qt::Key_1), tr("Browse the current connection"));
    grid->setRowMinimumHeight(grid->rowCount(), 8);
    grid->addWidget(home, grid->rowCount(), 0, 1, 2, Qt::AlignHCenter);

    auto *outer = new QGridLayout(this);
    outer->setRowStretch(0, 2);
    outer->setColumnStretch(0, 1);
    outer->addLayout(grid, 1, 1);
    outer->setRowStretch(2, 3);
    outer->setColumnStretch(2, 1);
}

} // namespace howdah::gui
