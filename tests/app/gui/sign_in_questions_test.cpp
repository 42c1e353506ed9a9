#include "tests/support/test_main.h"
#include "ui/connect/mfa_dialog.h"
#include "ui/connect/trust_command_dialog.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace sign_in_questions_test {

//! Enter presses the button that has the focus, and nothing is run or sent before it is meant.
class SignInQuestionsTest : public QObject {
    Q_OBJECT

    static Profile profile()
    {
        Profile found;
        found.name = u"a-rather-long-name-of-a-profile-in-production"_s;
        return found;
    }
    static void enterOn(QDialog &dialog, const QString &button)
    {
        auto *wanted = dialog.findChild<QPushButton *>(button);
        wanted->setFocus();
        QTest::keyClick(wanted, Qt::Key_Return);
    }

private slots:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }

    void aCommandIsRunByItsOwnButtonOnly_data()
    {
        QTest::addColumn<QString>("button");
        QTest::addColumn<int>("result");
        QTest::newRow("run") << u"trustCommandAccept"_s << int(QDialog::Accepted);
        QTest::newRow("do not") << u"trustCommandReject"_s << int(QDialog::Rejected);
    }
    void aCommandIsRunByItsOwnButtonOnly()
    {
        QFETCH(QString, button);
        QPointer<TrustCommandDialog> dialog = new TrustCommandDialog(profile(), u"/opt/bin/credentials --for me"_s);
        QSignalSpy finished(dialog, &QDialog::finished);
        dialog->show();
        QVERIFY(dialog->findChild<QPushButton *>(u"trustCommandReject"_s)->isDefault());
        enterOn(*dialog, button);
        QCOMPARE(finished.count(), 1);
        QTEST(finished[0][0].toInt(), "result");
        QTRY_VERIFY(!dialog);
    }

    void aCodeIsSentWithSixDigitsOnly()
    {
        MfaDialog dialog({u"prod"_s, u"arn:aws:iam::123456789012:mfa/me"_s, u"arn:aws:iam::123456789012:role/admin"_s});
        QSignalSpy finished(&dialog, &QDialog::finished);
        dialog.show();
        auto *code = dialog.findChild<QLineEdit *>(u"mfaCode"_s);
        QTest::keyClicks(code, u"12345"_s);
        QTest::keyClick(code, Qt::Key_Return);
        QCOMPARE(finished.count(), 0);
        QTest::keyClicks(code, u"x6"_s); // only digits are taken
        QTest::keyClick(code, Qt::Key_Return);
        QCOMPARE(finished.count(), 1);
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
        QCOMPARE(dialog.code().reveal(), u"123456"_s);
    }

    void enterOnCancelSendsNoCode()
    {
        MfaDialog dialog({u"prod"_s, u"arn:aws:iam::123456789012:mfa/me"_s, u"arn:aws:iam::123456789012:role/admin"_s});
        dialog.show();
        QTest::keyClicks(dialog.findChild<QLineEdit *>(u"mfaCode"_s), u"123456"_s);
        enterOn(dialog, u"mfaReject"_s);
        QCOMPARE(dialog.result(), int(QDialog::Rejected));
        QVERIFY(!dialog.isVisible());
    }
};

} // namespace sign_in_questions_test

KEYTURN_GUI_TEST(sign_in_questions, sign_in_questions_test::SignInQuestionsTest)
#include "sign_in_questions_test.moc"
