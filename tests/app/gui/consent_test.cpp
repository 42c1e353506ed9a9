#include "tests/support/memory_keychain.h"
#include "tests/support/rehearsal.h"
#include "tests/support/test_main.h"
#include "ui/consent/consent_dialog.h"
#include "ui/consent/consent_text.h"
#include "ui/review/review_dialog.h"
#include "ui/widgets/message_bar.h"

#include <QApplication>
#include <QDesktopServices>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace consent_test {

namespace {

const QString report = u"reporting/prod/google-oauth"_s; // its redirect goes to any port of this computer
const QString skill = u"amazon-api-access-token"_s;      // its redirect is compared letter by letter
const QString pasted = u"https://localhost/callback"_s;

} // namespace

//! Signing in again at a provider, in the whole window, against the sandbox.
class ConsentTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Rehearsal> m_r;
    std::unique_ptr<QTemporaryDir> m_home;
    MemoryKeychain m_keychain;
    QList<QUrl> m_opened;

    Consents &consents() { return m_r->workspace->consents(); }
    EntryId id() const { return *m_r->workspace->openEntry().id(); }
    ConsentDialog *dialog() const { return m_r->find<ConsentDialog>("consentDialog"); }
    QPushButton *next() const { return dialog()->findChild<QPushButton *>(u"consentNext"_s); }
    QString problem() const { return dialog()->findChild<QLabel *>(u"problemText"_s)->text(); }
    QLineEdit *line(const char *name) const { return dialog()->findChild<QLineEdit *>(QLatin1String(name)); }

    //! One request as a browser sends it, and all that comes back; empty where nobody listens.
    QByteArray answered(const QUrl &url, const QByteArray &method, const QByteArray &form = {})
    {
        QTcpSocket socket;
        socket.connectToHost(url.host(), static_cast<quint16>(url.port()), QIODevice::ReadWrite,
                             QAbstractSocket::IPv4Protocol);
        const QByteArray authority = url.authority().toLatin1();
        socket.write(method + ' ' + url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority) + " HTTP/1.1\r\nHost: "
                     + authority + (method == "POST" ? "\r\nOrigin: http://" + authority : QByteArray())
                     + "\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                     + QByteArray::number(form.size()) + "\r\n\r\n" + form);
        QByteArray answer;
        (void)QTest::qWaitFor(
            [&] {
                answer += socket.readAll();
                return socket.state() == QAbstractSocket::UnconnectedState;
            },
            20'000);
        return answer + socket.readAll();
    }
    //! What a click on the page leads to.
    QUrl decided(const QUrl &url, const QByteArray &decision)
    {
        const QByteArray form = url.query(QUrl::FullyEncoded).toLatin1() + "&decision=" + decision;
        const QByteArray answer = answered(url.adjusted(QUrl::RemoveQuery), "POST", form);
        const qsizetype begin = answer.indexOf("Location: ") + 10;
        return QUrl::fromEncoded(answer.mid(begin, answer.indexOf("\r\n", begin) - begin));
    }
    int comeBack(const QUrl &address) { return answered(address, "GET").mid(9, 3).toInt(); }
    void control(const QByteArray &json)
    {
        QUrl url = m_r->server.url();
        url.setPath(u"/sandbox-api/oauth-clients"_s);
        const QByteArray head = "POST " + url.path().toLatin1() + " HTTP/1.1\r\nHost: " + url.authority().toLatin1()
                                + "\r\nConnection: close\r\nContent-Length: " + QByteArray::number(json.size())
                                + "\r\n\r\n" + json;
        QTcpSocket socket;
        socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
        socket.write(head);
        QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QAbstractSocket::UnconnectedState, 20'000);
        QCOMPARE(socket.readAll().mid(9, 3), QByteArray("200"));
    }
    QByteArray clientId() const
    {
        return valueOf(*m_r->workspace->openEntry().content(), KeyRole::ClientId).bytes().toByteArray();
    }
    SecretString stored(KeyRole role)
    {
        const auto entry = *m_r->workspace->listing().entry(id());
        const EntryStore store(*m_r->workspace->place().connection());
        const std::optional<Result<EntryContent>> content = run(store.open(entry));
        return valueOf(**content, role);
    }

    void openDialog(const QString &name)
    {
        QVERIFY(m_r->open(name));
        m_r->trigger(Actions::Id::Authorise);
        QVERIFY(dialog());
        QTRY_VERIFY_WITH_TIMEOUT(next()->isEnabled(), 20'000);
        QCOMPARE(consents().step(), Consents::Step::Ready);
    }
    void askIn(const QString &redirect = {})
    {
        if (!redirect.isEmpty())
            line("consentRedirect")->setText(redirect);
        m_opened.clear();
        next()->click();
        QTRY_COMPARE(m_opened.size(), 1);
    }
    void grant()
    {
        openDialog(report);
        askIn();
        QCOMPARE(comeBack(decided(m_opened.first(), "approve")), 200);
        QTRY_VERIFY_WITH_TIMEOUT(m_r->find<ReviewDialog>("reviewDialog"), 20'000);
    }

public slots:
    void browse(const QUrl &url) { m_opened.append(url); } // instead of the desktop's browser

private slots:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_keychain.items.clear();
        m_keychain.now = KeychainState::Ready;
        m_opened.clear();
        m_r = std::make_unique<Rehearsal>();
        QVERIFY(m_r->start());
        m_r->workspace->refreshes().keepJournal({m_home->filePath(u"ops"_s), m_home->path(), &m_keychain});
        m_r->workspace->refreshes().keepSettings(RefreshSettingsFile(m_home->filePath(u"config/settings"_s)));
        QDesktopServices::setUrlHandler(u"http"_s, this, "browse");
    }
    void cleanup()
    {
        QDesktopServices::unsetUrlHandler(u"http"_s);
        m_r->window.reset();
        m_r->workspace.reset();
        m_r.reset();
    }

    void theNewTokenIsReviewedAndSavedLikeAnyEdit()
    {
        grant();
        QVERIFY(!dialog());
        QCOMPARE(m_r->workspace->staging().edits().count(), 1);
        QVERIFY(consents().isStaged(id()));
        QCOMPARE(m_keychain.items.size(), 1); // until it is saved
        const SecretString before = stored(KeyRole::RefreshToken);
        const FieldEdit edit = *m_r->workspace->staging().edits().edit(id(), u"refresh_token"_s);
        QVERIFY(!(edit.value == before));
        m_r->find<ReviewDialog>("reviewDialog")->reject();
        m_r->workspace->saves().save({id()});
        QTRY_VERIFY_WITH_TIMEOUT(m_keychain.items.isEmpty(), 20'000);
        QTRY_COMPARE(m_r->workspace->running().count(), 0);
        QVERIFY(stored(KeyRole::RefreshToken) == edit.value);
        QVERIFY(!m_r->workspace->refreshes().unfinished(id()));
    }

    void whatIsDiscardedStillWaitsToBeStored()
    {
        grant();
        const SecretString token = m_r->workspace->staging().edits().edit(id(), u"refresh_token"_s)->value;
        m_r->find<ReviewDialog>("reviewDialog")->reject();
        m_r->workspace->staging().discardAll();
        QTRY_VERIFY(m_r->workspace->refreshes().unfinished(id()));
        QTRY_VERIFY(m_r->find<MessageBar>("messageBar")->isVisible());
        m_r->workspace->refreshes().finish(id());
        QTRY_VERIFY_WITH_TIMEOUT(!m_r->workspace->refreshes().unfinished(id()), 20'000);
        QVERIFY(stored(KeyRole::RefreshToken) == token);
        QVERIFY(m_keychain.items.isEmpty());
    }

    void tokensThatTheKeychainDidNotTakeAreHeldInTheWindow()
    {
        openDialog(report);
        askIn();
        const QUrl back = decided(m_opened.first(), "approve");
        m_keychain.failingWrite = 2; // the plan is written, the answer is not
        comeBack(back);
        QTRY_VERIFY_WITH_TIMEOUT(m_r->find<ReviewDialog>("reviewDialog"), 20'000);
        const SecretString token = m_r->workspace->staging().edits().edit(id(), u"refresh_token"_s)->value;
        m_r->workspace->staging().discardAll();
        QTRY_VERIFY(m_r->workspace->refreshes().holdsTokens(id()));
        m_r->workspace->refreshes().finish(id());
        QTRY_VERIFY_WITH_TIMEOUT(!m_r->workspace->refreshes().unfinished(id()), 20'000);
        QVERIFY(stored(KeyRole::RefreshToken) == token);
    }

    void aNoIsToldAndItCanBeginAgain()
    {
        openDialog(report);
        askIn();
        QCOMPARE(comeBack(decided(m_opened.first(), "deny")), 200);
        QTRY_VERIFY(problem().contains(u"declined in the browser"_s));
        QCOMPARE(consents().step(), Consents::Step::None);
        QVERIFY(m_r->workspace->staging().edits().isEmpty());
        next()->click();
        QTRY_COMPARE_WITH_TIMEOUT(consents().step(), Consents::Step::Ready, 20'000);
        askIn();
        QCOMPARE(comeBack(decided(m_opened.first(), "approve")), 200);
        QTRY_VERIFY_WITH_TIMEOUT(m_r->find<ReviewDialog>("reviewDialog"), 20'000);
    }

    void theWaitIsShownAndCanBeCalledOff()
    {
        openDialog(report);
        QVERIFY(dialog()->windowTitle().contains(u"Google"_s));
        askIn();
        const auto *left = dialog()->findChild<QLabel *>(u"consentRemark2"_s);
        QVERIFY2(QRegularExpression(u"^(5:00|4:\\d\\d) left$"_s).match(left->text()).hasMatch(),
                 qPrintable(left->text()));
        QVERIFY(!next()->isVisible());
        const QUrl back = decided(m_opened.first(), "approve");
        dialog()->reject();
        QCOMPARE(consents().step(), Consents::Step::None);
        QCOMPARE(comeBack(back), 0); // nothing listens any more
        QVERIFY(m_r->workspace->staging().edits().isEmpty());
        QVERIFY(m_keychain.items.isEmpty());
    }

    void anAddressThatOpensNothingIsPasted()
    {
        QVERIFY(m_r->open(skill));
        control("{\"action\": \"configure\", \"clientId\": \"" + clientId() + "\", \"behaviour\": {\"redirectUri\": \""
                + pasted.toLatin1() + "\"}}");
        openDialog(skill);
        askIn(pasted);
        QVERIFY(line("consentPasted")->isVisible());
        QVERIFY(!next()->isEnabled());
        line("consentPasted")->setText(pasted + u"?code=x&state=other"_s);
        next()->click();
        QVERIFY(problem().contains(u"another request"_s));
        line("consentPasted")->setText(u"https://elsewhere.example/callback?code=x"_s);
        next()->click();
        QVERIFY(problem().contains(u"not the address"_s));
        line("consentPasted")->setText(decided(m_opened.first(), "approve").toString(QUrl::FullyEncoded));
        next()->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_r->find<ReviewDialog>("reviewDialog"), 20'000);
        QCOMPARE(m_r->workspace->staging().edits().count(), 2); // access and refresh token
        m_r->find<ReviewDialog>("reviewDialog")->reject();
        m_r->workspace->staging().discardAll();
        QTRY_VERIFY(m_r->workspace->refreshes().unfinished(id()));
        m_r->workspace->refreshes().finish(id(), LostAnswer::Forget);
        QTRY_VERIFY_WITH_TIMEOUT(!m_r->workspace->refreshes().unfinished(id()), 20'000);
        openDialog(skill); // what was registered is remembered
        QCOMPARE(line("consentRedirect")->text(), pasted);
    }

    void aDeadRefreshTokenLeadsHere()
    {
        QVERIFY(m_r->open(report));
        control("{\"action\": \"revoke\", \"clientId\": \"" + clientId() + "\"}");
        m_r->trigger(Actions::Id::RefreshToken);
        auto *bar = m_r->find<MessageBar>("messageBar");
        QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible(), 20'000);
        auto *button = bar->findChild<QPushButton *>(u"messageAction"_s);
        QTRY_COMPARE(button->text(), u"Sign in again…"_s);
        button->click();
        QVERIFY(dialog());
    }

    void withoutAKeychainNobodyIsAsked()
    {
        m_keychain.now = KeychainState::Locked;
        QVERIFY(m_r->open(report));
        m_r->trigger(Actions::Id::Authorise);
        QTRY_VERIFY_WITH_TIMEOUT(!problem().isEmpty(), 20'000);
        QVERIFY(m_opened.isEmpty());
    }

    void everyErrorHasWordsOfItsOwn()
    {
        QSet<QString> sentences;
        for (const char *code : {"access_denied", "invalid_grant"}) {
            const Error error{ErrorKind::Auth, QLatin1String(code), u"detail"_s, {}, {}, u"authorize"_s};
            sentences.insert(ConsentText::problem(error, u"entry"_s));
        }
        for (const Refusal why : {Refusal::NoAnswer, Refusal::NotTheRedirect, Refusal::WrongState, Refusal::WrongIssuer,
                                  Refusal::MalformedAnswer, Refusal::PortInUse, Refusal::RedirectUri,
                                  Refusal::AuthorizationUrl, Refusal::Unfinished, Refusal::AnswerLost}) {
            const Error error{ErrorKind::Auth, why, u"detail"_s, {}, {}, u"authorize"_s};
            sentences.insert(ConsentText::problem(error, u"entry"_s));
        }
        QCOMPARE(sentences.size(), 12);
        QVERIFY(!sentences.contains(QString()));
    }
};

} // namespace consent_test

KEYTURN_GUI_TEST(consent, consent_test::ConsentTest)

#include "consent_test.moc"
