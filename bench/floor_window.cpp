// The floor under our window: a bare QMainWindow with an empty QTableView.
#include <QApplication>
#include <QMainWindow>
#include <QStandardItemModel>
#include <QTableView>

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QMainWindow window;
    QStandardItemModel model(0, 4);
    auto *view = new QTableView;
    view->setModel(&model);
    window.setCentralWidget(view);
    window.resize(1200, 800);
    window.show();
    return QApplication::exec();
}
