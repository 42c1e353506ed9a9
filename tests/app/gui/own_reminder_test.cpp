#include "tests/app/gui/window_bench.h"
#include "tests/support/test_main.h"
#include "ui/due/due_model.h"
#include "ui/due/due_page.h"
#include "ui/notify/own_reminder_dialog.h"

#include <QApplication>
#include <QComboBox>
#include <QDateEdit>
#include <QDesktopServices>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QToolButton>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace own_reminder_test {

//! The user's own reminders in the window: what is stored, and that the due board tells of it.
class OwnReminderTest : public QObject {
    Q_OBJECT

    const QString m_name = u"amazon-api-access-token"_s;

    QString file() const { return m_folder->filePath(u"config/reminders"_s); }
    //! As keyturnctl would read it.
    QList<Reminder> stored() const
    {
        const Result<QList<Reminder>> read = ReminderFile(file()).read();
        return read ? *read : QList<Reminder>();
    }
    QDate inDays(int days) const { return m_bench->clock.utcNow().toLocalTime().date().addDays(days); }
    Reminder put(const QString &text, int days, const QString &name)
    {
        Reminder reminder;
        reminder.note.text = text;
        reminder.entry = name.isEmpty() ? EntryId() : m_bench->id(name);
        reminder.createdAt = QDateTime(QDate(2026, 1, 1), QTime(8, 0), Qt::UTC);
        reminder.dueOn = inDays(days);
        reminder.leadDays = {9, 2};
        const Result<QString> id = m_bench->workspace->dates().put(reminder);
        reminder.note.id = id ? *id : QString();
        return reminder;
    }
    OwnReminderDialog *dialog() const
    {
        for (OwnReminderDialog *one : m_bench->window->findChildren<OwnReminderDialog *>()) {
            if (one->isVisible())
                return one;
        }
        return nullptr;
    }
    template <typename T>
    T *field(const char *name) const
    {
        return dialog()->findChild<T *>(QLatin1String(name));
    }
    void click(const char *name) const { field<QAbstractButton>(name)->click(); }
    void openFromEntry() const
    {
        m_bench->open(m_name);
        m_bench->window->actions().action(Actions::Id::OwnReminder)->trigger();
        QVERIFY(dialog());
    }
    QAbstractItemView *board() const
    {
        m_bench->window->openDueBoard();
        m_bench->find<DuePage>("duePage")->setView(DueView::List);
        return m_bench->find<QAbstractItemView>("dueList");
    }
    //! The row of a reminder of the user's own; invalid: the board has none.
    QModelIndex ownRow() const
    {
        const QAbstractItemModel *rows = board()->model();
        for (int row = 0; row < rows->rowCount(); ++row) {
            if (rows->index(row, 0).data(DueModel::OwnRole).toBool())
                return rows->index(row, 0);
        }
        return {};
    }
    void openFromBoard() const
    {
        const QModelIndex row = ownRow();
        QVERIFY(row.isValid());
        board()->scrollTo(row);
        emit board()->customContextMenuRequested(board()->visualRect(row).center());
        auto *menu = board()->findChild<QMenu *>(u"dueMenu"_s);
        QVERIFY(menu);
        menu->findChild<QAction *>(u"dueEdit"_s)->trigger();
        menu->close();
        QVERIFY(dialog());
    }

public slots:
    void take(const QUrl &url) { m_pages.append(url); } // instead of the desktop's browser

private slots:
    void init()
    {
        m_bench = std::make_unique<WindowBench>();
        m_folder = std::make_unique<QTemporaryDir>();
        KnownDates::Files files;
        files.reminders = ReminderFile(file());
        m_bench->workspace->dates().keepIn(files);
    }
    void cleanup() { m_bench.reset(); }

    void isMadeForAKeyOfTheOpenEntryAndStandsOnTheBoard()
    {
        openFromEntry();
        QVERIFY(m_bench->find<QToolButton>("moreButton")
                    ->menu()
                    ->actions()
                    .contains(m_bench->window->actions().action(Actions::Id::OwnReminder)));
        QVERIFY(!field<QWidget>("reminderDelete")->isVisible());
        const EntryContent *content = m_bench->workspace->openEntry().content();
        const QString key = content->fields.constLast().key;
        field<QLineEdit>("reminderText")->setText(u"  Ask for a new secret "_s);
        field<QDateEdit>("reminderDay")->setDate(inDays(12));
        field<QComboBox>("reminderKey")->setCurrentText(key);
        field<QLineEdit>("reminderOwner")->setText(u"Mara"_s);
        field<QLineEdit>("reminderLink")->setText(u"https://portal.example.com/apps"_s);
        field<QSpinBox>("reminderRepeat")->setValue(90);
        QVERIFY(stored().isEmpty()); // nothing is kept before it is saved
        click("reminderSave");
        QVERIFY(!dialog());
        QCOMPARE(stored().size(), 1);
        const Reminder kept = stored().constFirst();
        QVERIFY(!kept.note.id.isEmpty());
        QCOMPARE(kept.note, (DueNote{kept.note.id, u"Ask for a new secret"_s, u"Mara"_s,
                                     u"https://portal.example.com/apps"_s, 90}));
        QCOMPARE(kept.entry, content->entry.id);
        QCOMPARE(kept.arn, content->entry.arn);
        QCOMPARE(kept.key, key);
        QCOMPARE(kept.dueOn, inDays(12));
        const QModelIndex row = ownRow();
        QVERIFY(row.isValid());
        QCOMPARE(row.data(DueModel::NameRole).toString(), m_name);
        QCOMPARE(row.data(DueModel::PartRole).toString(), key + u": Ask for a new secret"_s);
        QCOMPARE(row.data(DueModel::DueAtRole).toDateTime(), kept.dueAt());
        const QString why = row.siblingAtColumn(int(DueModel::Column::Why)).data().toString();
        QVERIFY2(why.contains(u"90 days"_s) && why.contains(u"Mara"_s), qPrintable(why));
    }

    //! With what the window has no field for.
    void isChangedFromItsRowOfTheBoard()
    {
        const Reminder before = put(u"Ask the portal"_s, 5, m_name);
        QVERIFY(!before.note.id.isEmpty());
        openFromBoard();
        QCOMPARE(field<QLineEdit>("reminderText")->text(), u"Ask the portal"_s);
        QCOMPARE(field<QDateEdit>("reminderDay")->date(), inDays(5));
        field<QDateEdit>("reminderDay")->setDate(inDays(40));
        click("reminderSave");
        Reminder after = before;
        after.dueOn = inDays(40);
        QCOMPARE(stored(), QList<Reminder>{after});
        QCOMPARE(ownRow().data(DueModel::DueAtRole).toDateTime(), after.dueAt());
    }

    void aDeletedOneIsBackAfterUndo()
    {
        const Reminder before = put(u"Ask the portal"_s, 5, m_name);
        openFromBoard();
        click("reminderDelete");
        QVERIFY(!dialog());
        QVERIFY(stored().isEmpty());
        QVERIFY(!ownRow().isValid());
        m_bench->find<QAbstractButton>("messageAction")->click();
        QCOMPARE(stored(), QList<Reminder>{before});
        QVERIFY(ownRow().isValid());
    }

    void oneOfNoEntryOpensByEnter()
    {
        put(u"Renew the certificate"_s, 5, {});
        const QModelIndex row = ownRow();
        board()->setFocus();
        board()->setCurrentIndex(row);
        QTest::keyClick(board(), Qt::Key_Return);
        QVERIFY(dialog());
        QVERIFY(!field<QWidget>("reminderKey")->isVisible());
        field<QLineEdit>("reminderText")->setText(u"Renew both certificates"_s);
        QTest::keyClick(field<QLineEdit>("reminderText"), Qt::Key_Return);
        QVERIFY(!dialog());
        QCOMPARE(stored().constFirst().note.text, u"Renew both certificates"_s);
        QCOMPARE(stored().size(), 1);
    }

    void whatIsNoReminderIsNotStored()
    {
        openFromEntry();
        QVERIFY(!field<QWidget>("reminderSave")->isEnabled()); // without a text
        field<QLineEdit>("reminderText")->setText(u"Ask"_s);
        QVERIFY(field<QWidget>("reminderSave")->isEnabled());
        for (const QString &link : {u"portal"_s, u"file:///etc/passwd"_s, u"https://me:secret@portal.example.com"_s}) {
            field<QLineEdit>("reminderLink")->setText(link);
            QVERIFY2(!field<QWidget>("reminderSave")->isEnabled(), qPrintable(link));
            QVERIFY2(!field<QWidget>("reminderOpen")->isEnabled(), qPrintable(link));
            QTest::keyClick(field<QLineEdit>("reminderLink"), Qt::Key_Return);
            QVERIFY(dialog());
        }
        QTest::keyClick(dialog(), Qt::Key_Escape);
        QVERIFY(!dialog());
        QVERIFY(stored().isEmpty());
    }

    //! Nothing that was typed is lost by looking at another one.
    void othersOfTheEntryCanBeChosenUntilSomethingIsTyped()
    {
        put(u"First"_s, 5, m_name);
        put(u"Second"_s, 9, m_name);
        put(u"Of another entry"_s, 7, u"/my-erp/lwa"_s);
        openFromEntry();
        auto *choice = field<QComboBox>("reminderChoice");
        QCOMPARE(choice->count(), 3);
        choice->setCurrentIndex(2);
        emit choice->activated(2);
        QCOMPARE(field<QLineEdit>("reminderText")->text(), u"Second"_s);
        QVERIFY(field<QWidget>("reminderDelete")->isVisible());
        field<QLineEdit>("reminderOwner")->setText(u"Mara"_s);
        QVERIFY(!choice->isEnabled());
        field<QLineEdit>("reminderOwner")->clear();
        QVERIFY(choice->isEnabled());
        choice->setCurrentIndex(0);
        emit choice->activated(0);
        field<QLineEdit>("reminderText")->setText(u"Third"_s);
        click("reminderSave");
        QCOMPARE(stored().size(), 4);
    }

    void theLinkOpensInTheBrowser()
    {
        openFromEntry();
        field<QLineEdit>("reminderLink")->setText(u"https://portal.example.com/apps?id=1"_s);
        QDesktopServices::setUrlHandler(u"https"_s, this, "take");
        click("reminderOpen");
        QDesktopServices::unsetUrlHandler(u"https"_s);
        QCOMPARE(m_pages, QList<QUrl>{QUrl(u"https://portal.example.com/apps?id=1"_s)});
    }

    void aFileThatCannotBeReadStaysAndTheDialogSaysSo()
    {
        put(u"Ask the portal"_s, 5, m_name);
        QFile garbage(file());
        QVERIFY(garbage.open(QIODevice::WriteOnly));
        garbage.write("no list");
        garbage.close();
        openFromEntry();
        field<QLineEdit>("reminderText")->setText(u"Another"_s);
        click("reminderSave");
        QVERIFY(dialog());
        QVERIFY(field<QWidget>("reminderProblem")->isVisible());
        QCOMPARE(field<QLineEdit>("reminderText")->text(), u"Another"_s);
        QVERIFY(garbage.open(QIODevice::ReadOnly));
        QCOMPARE(garbage.readAll(), QByteArray("no list"));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WindowBench> m_bench;
    QList<QUrl> m_pages;
};

} // namespace own_reminder_test

KEYTURN_GUI_TEST(own_reminder, own_reminder_test::OwnReminderTest)
#include "own_reminder_test.moc"
