#include "tests/app/gui/window_bench.h"
#include "tests/support/test_main.h"

#include <QAccessible>
#include <QApplication>
#include <QMenu>
#include <QTimer>
#include <QToolButton>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace menus_test {

//! Every menu of the window as a screen reader has it.
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
    //! Of those that the application tells of.
    static QList<QObject *> told()
    {
        QList<QObject *> menus;
        QAccessibleInterface *application = QAccessible::queryAccessibleInterface(qApp);
        for (int i = 0; i < application->childCount(); ++i) {
            QAccessibleInterface *child = application->child(i);
            if (child && child->role() == QAccessible::PopupMenu && application->indexOfChild(child) == i)
                menus.append(child->object());
        }
        return menus;
    }
    //! Items of \p menu that a reader would take for another menu's.
    static QStringList lost(QMenu *menu)
    {
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(menu);
        QStringList items;
        for (int i = 0; i < face->childCount(); ++i) {
            QAccessibleInterface *item = face->child(i);
            if (!item->isValid() || item->state().invisible || item->parent() != face)
                items.append(menu->actions().at(i)->text());
        }
        return items;
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

    //! The same commands stand in several menus, and some of these are made anew each time.
    void whatIsOpenIsToldAndItsItemsAreItsOwn()
    {
        QAccessible::setActive(true);
        WindowBench bench;
        bench.open(u"amazon-api-access-token"_s);
        auto *list = bench.find<QAbstractItemView>("entryList");
        auto *more = bench.find<QToolButton>("moreButton");
        for (int time = 0; time < 2; ++time) {
            QCOMPARE(told(), QList<QObject *>());
            emit list->customContextMenuRequested(list->visualRect(list->currentIndex()).center());
            QMenu *entry = shown();
            QCOMPARE(told(), QList<QObject *>{entry});
            QCOMPARE(lost(entry), QStringList());
            entry->close();
            QMenu *same = more->menu();
            same->popup(QPoint());
            QCOMPARE(shown(), same);
            QCOMPARE(told(), QList<QObject *>{same});
            QCOMPARE(lost(same), QStringList());
            same->close();
            QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
    }

    //! A menu in a menu is told where it opens.
    void aSubmenuIsToldOnce()
    {
        QAccessible::setActive(true);
        WindowBench bench;
        auto *idle = bench.find<QMenu>("idleMenu");
        auto *menu = qobject_cast<QMenu *>(idle->parentWidget());
        QVERIFY(menu);
        menu->popup(QPoint());
        menu->setActiveAction(idle->menuAction());
        WindowBench::wait([idle] { return idle->isVisible(); });
        QCOMPARE(told(), QList<QObject *>{menu});
        QCOMPARE(lost(idle), QStringList());
        idle->close();
        menu->close();
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
