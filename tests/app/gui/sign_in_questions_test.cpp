#include "core/async/completion.h"
#include "core/workspace/place.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_main.h"
#include "ui/connect/mfa_dialog.h"
#include "ui/connect/sso_sign_in_dialog.h"
#include "ui/connect/trust_command_dialog.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace sign_in_questions_test {

namespace {

//! IAM Identity Center as a test wants it: who signs in is asked, and told how that ended.
class SignInSource final : public ConnectionSource {
public:
    Task<QList<Profile>> profiles() override { co_return QList<Profile>(); }
    Task<Result<std::unique_ptr<Connection>>> connect(Profile, QString) override
    {
        co_return Error{ErrorKind::Unsupported, {}, u"not in this test"_s};
    }
    Task<KeychainState> keychainState() override { co_return KeychainState::Ready; }
    Task<Result<>> storeAccessKeys(QString, QString, QString, SecretString) override { co_return Result<>(); }
    Task<Result<>> signIn(Profile, SsoPrompts prompts) override
    {
        ++asked;
        if (!prompts.openBrowser || !prompts.openBrowser(page)) {
            SsoClient::Device device;
            device.userCode = u"WDJB-MJHT"_s;
            device.page = codePage;
            prompts.showCode(device);
        }
        const Completion<Result<>> ended;
        end = ended.completer();
        co_return co_await ended;
    }

    const QUrl page{u"https://oidc.us-east-1.amazonaws.com/authorize?state=1"_s};
    const QUrl codePage{u"https://corp.awsapps.com/start/#/device?user_code=WDJB-MJHT"_s};
    std::function<void(Result<>)> end;
    int asked = 0;
};

} // namespace

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

    //! In the place of the desktop's browser.
    Q_SLOT void browse(const QUrl &page) { m_opened.append(page); }
    static QString text(const QWidget &dialog, const char *name)
    {
        const auto *label = dialog.findChild<QLabel *>(QLatin1String(name));
        return label->isVisible() ? label->text() : QString();
    }
    static QPushButton *button(const QWidget &dialog, const char *name)
    {
        return dialog.findChild<QPushButton *>(QLatin1String(name));
    }

    QList<QUrl> m_opened;

private slots:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }
    void init()
    {
        m_opened.clear();
        QDesktopServices::setUrlHandler(u"https"_s, this, "browse");
    }
    void cleanup() { QDesktopServices::unsetUrlHandler(u"https"_s); }

    void whoSignsInToSsoSeesThePageInTheBrowserAndGoesOn()
    {
        SignInSource source;
        const FakeClock clock;
        Place place(source, clock);
        auto *dialog = new SsoSignInDialog(place);
        QSignalSpy finished(dialog, &QDialog::finished);
        dialog->show();
        QCOMPARE(m_opened, QList<QUrl>{source.page});
        QCOMPARE(text(*dialog, "ssoState"), u"Waiting for the browser"_s);
        QVERIFY(text(*dialog, "ssoTimeLeft").endsWith(u" left"_s));
        button(*dialog, "ssoOpen")->click();
        QCOMPARE(m_opened.size(), 2);
        button(*dialog, "ssoCopy")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), source.page.toString(QUrl::FullyEncoded));
        source.end({});
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(finished[0][0].toInt(), int(QDialog::Accepted));
    }

    void aCodeCanBeUsedInstead()
    {
        SignInSource source;
        const FakeClock clock;
        Place place(source, clock);
        QPointer<SsoSignInDialog> dialog = new SsoSignInDialog(place);
        dialog->show();
        QCOMPARE(text(*dialog, "ssoCode"), QString());
        enterOn(*dialog, u"ssoByCode"_s);
        QCOMPARE(source.asked, 2);
        QCOMPARE(text(*dialog, "ssoCode"), u"WDJB-MJHT"_s);
        QCOMPARE(m_opened.constLast(), source.codePage);
        QVERIFY(!button(*dialog, "ssoByCode")->isVisible());
        source.end({});
        QTRY_VERIFY(!dialog);
    }

    void aRefusedSignInSaysWhyAndStartsAgain()
    {
        SignInSource source;
        const FakeClock clock;
        Place place(source, clock);
        QPointer<SsoSignInDialog> dialog = new SsoSignInDialog(place);
        dialog->show();
        QVERIFY(!button(*dialog, "ssoAgain")->isVisible());
        source.end(Error{ErrorKind::Auth, Refusal::SsoRefused, u"the request was refused in the browser"_s});
        QTRY_VERIFY(button(*dialog, "ssoAgain")->isVisible());
        QVERIFY(text(*dialog, "ssoProblem").contains(u"the request was refused in the browser"_s));
        QVERIFY(!button(*dialog, "ssoOpen")->isEnabled());
        enterOn(*dialog, u"ssoAgain"_s);
        QCOMPARE(source.asked, 2);
        QCOMPARE(text(*dialog, "ssoProblem"), QString());
        QVERIFY(!button(*dialog, "ssoAgain")->isVisible());
        enterOn(*dialog, u"ssoCancel"_s);
        QTRY_VERIFY(!dialog);
    }

    void goingElsewhereEndsTheSignIn()
    {
        SignInSource source;
        const FakeClock clock;
        Place place(source, clock);
        QPointer<SsoSignInDialog> dialog = new SsoSignInDialog(place);
        QSignalSpy finished(dialog, &QDialog::finished);
        dialog->show();
        place.open(profile(), u"eu-west-1"_s);
        QCOMPARE(finished.count(), 1);
        QCOMPARE(finished[0][0].toInt(), int(QDialog::Rejected));
        QTRY_VERIFY(!dialog);
    }

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
