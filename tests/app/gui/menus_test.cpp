#include "tests/app/gui/window_bench.h"
#include "tests/support/test_main.h"

#include <QAccessible>
#include <QApplication>
#include <QMenu>
#include <QTimer>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace menus_test {

//! Every menu of the window as a screen reader has it. Qt tells of menus by their objects alone, not in the tree that
//! programs see from outside.
class MenusTest : public QObject {
    Q_OBJECT

    //! What is wrong with \p menu and what is in it.
    static QStringList faults(QMenu *menu)
    {
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(menu);
        if (!face)
            return {u"%1 cannot be read"_s.arg(menu->objectName())};
        QStringList wrong;
        if (face->text(QAccessible::Name).isEmpty())
            wrong += u"the menu '%1' of %2 has no name"_s.arg(menu->objectName(), menu->parent()->objectName());
        if (face->role() != QAccessible::PopupMenu)
            wrong += u"%1 is no menu"_s.arg(face->text(QAccessible::Name));
        if (face->childCount() != menu->actions().size())
            wrong += u"%1 does not tell of all that is in it"_s.arg(face->text(QAccessible::Name));
        for (int i = 0; i < face->childCount(); ++i) {
            QAccessibleInterface *item = face->child(i);
            const QAction *action = menu->actions().at(i);
            const QString what = u"%1 in %2"_s.arg(action->text(), face->text(QAccessible::Name));
            if (action->isSeparator())
                continue;
            if (item->text(QAccessible::Name).isEmpty())
                wrong += what + u" has no name"_s;
            if (item->role() != QAccessible::MenuItem)
                wrong += what + u" is no item"_s;
            if (item->state().disabled == action->isEnabled())
                wrong += what + u" is not as enabled as it says"_s;
        }
        return wrong;
    }
    static QMenu *shown()
    {
        WindowBench::wait([] { return qobject_cast<QMenu *>(QApplication::activePopupWidget()) != nullptr; });
        return qobject_cast<QMenu *>(QApplication::activePopupWidget());
    }

private slots:
    void everyMenuAndEveryItemHasAName()
    {
        QAccessible::setActive(true);
        WindowBench bench;
        bench.open(u"amazon-api-access-token"_s);
        bench.window->openDueBoard();
        QStringList wrong;
        const QList<QMenu *> all = bench.window->findChildren<QMenu *>();
        QVERIFY2(all.size() >= 7, qPrintable(QString::number(all.size())));
        for (QMenu *menu : all) {
            wrong += faults(menu);
            QVERIFY2(QAccessible::queryAccessibleInterface(menu)->state().invisible, "it is closed");
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void soDoThoseThatAreMadeWhenTheyOpen()
    {
        QAccessible::setActive(true);
        WindowBench bench;
        bench.open(u"amazon-api-access-token"_s);
        bench.find<QAbstractButton>("profileButton")->click();
        QMenu *profiles = shown();
        QStringList wrong = faults(profiles);
        profiles->close();
        auto *list = bench.find<QAbstractItemView>("entryList");
        emit list->customContextMenuRequested(list->visualRect(list->currentIndex()).center());
        QMenu *entry = shown();
        QVERIFY(!QAccessible::queryAccessibleInterface(entry)->state().invisible);
        wrong += faults(entry);
        entry->close();
        auto *values = bench.find<QAbstractItemView>("valuesTable");
        bool isSeen = false;
        QTimer::singleShot(0, this, [&] { // it runs until it is closed
            QMenu *value = shown();
            wrong += faults(value);
            isSeen = value->objectName() == "valueMenu"_L1;
            value->close();
        });
        emit values->customContextMenuRequested(values->visualRect(values->model()->index(1, 1)).center());
        QVERIFY(isSeen);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void f10OpensTheMenu()
    {
        WindowBench bench;
        bench.window->activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), bench.window.get());
        QString opened;
        QTimer::singleShot(0, this, [&opened] {
            QMenu *menu = shown();
            opened = menu->accessibleName();
            menu->close();
        });
        QTest::keyClick(bench.window.get(), Qt::Key_F10);
        QTRY_COMPARE(opened, u"Menu"_s);
    }
};

} // namespace menus_test

KEYTURN_GUI_TEST(menus, menus_test::MenusTest)
#include "menus_test.moc"
