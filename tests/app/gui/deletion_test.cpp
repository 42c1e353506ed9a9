#include "tests/app/gui/window_bench.h"
#include "tests/support/test_main.h"
#include "ui/dialogs/action_dialog.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace deletion_test {

class DeletionTest : public QObject {
    Q_OBJECT

    static ActionDialog *openDeletion(WindowBench &bench, const QString &name)
    {
        bench.open(name);
        bench.window->actions().action(Actions::Id::DeleteEntry)->trigger();
        return bench.find<ActionDialog>("deleteDialog");
    }
    static QPushButton *action(ActionDialog *dialog) { return dialog->findChild<QPushButton *>(u"actionButton"_s); }

private slots:
    void aScheduledDeletionIsCountedDownAndRestored()
    {
        WindowBench bench;
        const QString name = u"lwa-oauth"_s;
        ActionDialog *dialog = openDeletion(bench, name);
        QVERIFY(dialog);
        auto *days = dialog->findChild<QSpinBox *>(u"recoveryDays"_s);
        QCOMPARE(days->value(), 30);
        QCOMPARE(days->minimum(), 7);
        QCOMPARE(days->maximum(), 30);
        days->setValue(7);
        QTRY_VERIFY_WITH_TIMEOUT(action(dialog)->isEnabled(), 20'000);
        action(dialog)->click();
        const auto isDeleted = [&bench, &name] {
            const Entry *entry = bench.workspace->listing().entry(bench.id(name));
            return entry && entry->deletedAt.isValid();
        };
        QTRY_VERIFY_WITH_TIMEOUT(isDeleted(), 20'000);
        auto *list = bench.find<QAbstractItemView>("entryList");
        QString row;
        for (int i = 0; i < list->model()->rowCount(); ++i) {
            if (list->model()->index(i, 0).data().toString() == name) {
                for (int column = 0; column < list->model()->columnCount(); ++column)
                    row += list->model()->index(i, column).data().toString() + u'|';
                if (row.contains(u"deleted"_s))
                    break;
            }
        }
        QVERIFY2(row.contains(u"deleted in 7 days"_s) || row.contains(u"deleted in 6 days"_s), qPrintable(row));

        QAction *restore = bench.window->actions().action(Actions::Id::RestoreEntry);
        QTRY_VERIFY_WITH_TIMEOUT(restore->isEnabled(), 20'000);
        restore->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!isDeleted() && bench.workspace->openEntry().content(), 20'000);
        QCOMPARE(bench.workspace->openEntry().content()->entry.id.name, name);
    }

    void theDetailOfADeletedSecretOffersToRestoreIt()
    {
        WindowBench bench;
        const EntryId id = bench.id(u"old-skill/dev/lwa-oauth"_s);
        bench.window->openEntry(id);
        QAction *restore = bench.window->actions().action(Actions::Id::RestoreEntry);
        QTRY_VERIFY_WITH_TIMEOUT(restore->isEnabled() && !bench.workspace->openEntry().isReading(), 20'000);
        QPushButton *button = nullptr;
        const auto isOffered = [&bench, &button] { // once AWS has said why it cannot be read
            for (QPushButton *candidate : bench.find<QWidget>("detailState")->findChildren<QPushButton *>()) {
                if (candidate->text() == "Restore"_L1 && candidate->isVisible())
                    button = candidate;
            }
            return button != nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isOffered(), 20'000);
        button->click();
        QTRY_VERIFY_WITH_TIMEOUT(bench.workspace->openEntry().content(), 20'000);
        QVERIFY(!bench.workspace->listing().entry(id)->deletedAt.isValid());
    }

    void deletingAtOnceNeedsTheNameTyped()
    {
        WindowBench bench;
        const EntryId id = bench.id(u"billing/prod/stripe-api-key"_s);
        ActionDialog *dialog = openDeletion(bench, id.name);
        QTRY_VERIFY_WITH_TIMEOUT(action(dialog)->isEnabled(), 20'000);
        dialog->findChild<QCheckBox *>(u"forceDelete"_s)->setChecked(true);
        QVERIFY(!action(dialog)->isEnabled());
        auto *confirm = dialog->findChild<QLineEdit *>(u"confirmField"_s);
        QTest::keyClicks(confirm, u"stripe-api-ke"_s);
        QVERIFY(!action(dialog)->isEnabled());
        QTest::keyClicks(confirm, u"y"_s);
        QVERIFY(action(dialog)->isEnabled());
        action(dialog)->click();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.workspace->listing().entry(id), 20'000);
        QVERIFY(!bench.workspace->openEntry().id());
    }

    void parametersHaveNoWayBackAndSaySo()
    {
        WindowBench bench;
        const EntryId id = bench.id(u"/my-erp/lwa"_s);
        ActionDialog *dialog = openDeletion(bench, id.name);
        QVERIFY(!dialog->findChild<QSpinBox *>(u"recoveryDays"_s));
        QVERIFY(dialog->findChild<QPushButton *>(u"exportFirst"_s));
        QVERIFY(dialog->findChild<QLabel *>(u"warningText"_s)->text().contains(u"deleted permanently"_s));
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"confirmField"_s), u"lwa"_s);
        QTRY_VERIFY_WITH_TIMEOUT(action(dialog)->isEnabled(), 20'000);
        action(dialog)->click();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.workspace->listing().entry(id), 20'000);
        const auto left = run(bench.connection()->parameterStore().getParameter(u"/my-erp/lwa/clientsecret"_s));
        QCOMPARE(left->error().kind, ErrorKind::NotFound);
    }
};

} // namespace deletion_test

KEYTURN_GUI_TEST(deletion, deletion_test::DeletionTest)
#include "deletion_test.moc"
