#include "app/startlog.h"

#include <QApplication>
#include <QMainWindow>
#include <QMenuBar>

using namespace Qt::StringLiterals;

/// The least that a Qt program with a window can do: what Howdah's start is compared with.
int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QMainWindow window;
    window.menuBar()->addMenu(u"File"_s)->addAction(u"Quit"_s, &application, &QApplication::quit);
    window.resize(1200, 800);
    window.show();
    howdah::app::logWhenInteractive(window);
    return QApplication::exec();
}
