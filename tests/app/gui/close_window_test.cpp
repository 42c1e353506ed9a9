#include "tests/app/gui/save_bench.h"
#include "tests/support/test_main.h"
#include "ui/window/discard_dialog.h"

#include <QApplication>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace close_window_test {

namespace {
const QString name = u"amazon-api-access-token"_s;
}

//! Closing with unsaved changes asks once, and does what the answer says.
class CloseWindowTest : public QObject {
    Q_OBJECT

    static DiscardDialog *closed(SaveBench &bench)
    {
        bench.window->close();
        DiscardDialog *dialog = nullptr;
        SaveBench::wait([&] {
            dialog = bench.window->findChild<DiscardDialog *>();
            return dialog && dialog->isVisible();
        });
        return dialog;
    }
    static void press(QWidget *in, const QString &objectName)
    {
        auto *button = in->findChild<QAbstractButton *>(objectName);
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Return);
    }
    static void edit(SaveBench &bench)
    {
        bench.open(idOf(Store::SecretsManager, name));
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "alexa::none")));
    }

private slots:
    void discardingClosesTheWindow()
    {
        SaveBench bench;
        edit(bench);
        DiscardDialog *dialog = closed(bench);
        QVERIFY(dialog);
        press(dialog, u"discardButton"_s);
        QTRY_VERIFY(!bench.window->isVisible());
        QVERIFY(bench.workspace->staging().edits().isEmpty());
    }

    void enterOnTheFocusedButtonKeepsEverything()
    {
        SaveBench bench;
        edit(bench);
        DiscardDialog *dialog = closed(bench);
        QVERIFY(dialog);
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(!bench.window->findChild<DiscardDialog *>());
        QVERIFY(bench.window->isVisible());
        QCOMPARE(bench.workspace->staging().edits().count(), 1);
        bench.workspace->staging().discardAll(); // closing was cancelled, so this closes nothing
        QCoreApplication::processEvents();
        QVERIFY(bench.window->isVisible());
    }

    void savingReviewsWritesAndThenCloses()
    {
        SaveBench bench;
        edit(bench);
        DiscardDialog *dialog = closed(bench);
        QVERIFY(dialog);
        press(dialog, u"saveButton"_s);
        ReviewDialog *review = bench.review();
        bench.save(review);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.window->isVisible(), patience);
        QVERIFY(bench.workspace->staging().edits().isEmpty());
    }

    void leavingTheReviewKeepsTheWindowOpen()
    {
        SaveBench bench;
        edit(bench);
        DiscardDialog *dialog = closed(bench);
        QVERIFY(dialog);
        press(dialog, u"saveButton"_s);
        QDialog *review = nullptr;
        QTRY_VERIFY((review = bench.window->findChild<QDialog *>(u"reviewDialog"_s)) && review->isVisible());
        review->reject();
        bench.workspace->staging().discardAll();
        QCoreApplication::processEvents();
        QVERIFY(bench.window->isVisible());
    }
};

} // namespace close_window_test

KEYTURN_GUI_TEST(close_window, close_window_test::CloseWindowTest)
#include "close_window_test.moc"
