#include "tests/app/gui/window_bench.h"
#include "tests/support/test_main.h"
#include "ui/widgets/message_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QLabel>
#include <QTcpSocket>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace console_test {

namespace {

const QString name = u"amazon-api-access-token"_s;

//! A profile of ~/.aws that a sandbox plays, with credentials as they are given.
class ProfileSource final : public ConnectionSource {
public:
    ProfileSource(const Clock &clock, QUrl url, Credentials credentials, bool production) :
        m_clock(clock), m_url(std::move(url)), m_credentials(std::move(credentials)), m_production(production)
    {}

    Task<QList<Profile>> profiles() override
    {
        Profile profile;
        profile.name = u"work"_s;
        profile.region = u"us-east-1"_s;
        profile.production = m_production;
        co_return QList<Profile>{profile};
    }
    Task<Result<std::unique_ptr<Connection>>> connect(Profile profile, QString region) override
    {
        profile.endpoint = m_url;
        co_return std::make_unique<Connection>(m_http, m_clock, profile, region,
                                               std::make_unique<StaticCredentials>(m_credentials));
    }
    Task<KeychainState> keychainState() override { co_return KeychainState::Locked; }
    Task<Result<>> storeAccessKeys(QString, QString, QString, SecretString) override { co_return Result<>(); }

private:
    HttpClient m_http;
    const Clock &m_clock;
    const QUrl m_url;
    const Credentials m_credentials;
    const bool m_production;
};

Credentials ofRole()
{
    return {"ASIATESTING", SecretString(u"testing"_s), SecretString(u"testing-session"_s), {}};
}

struct Bench {
    explicit Bench(const Credentials &credentials = ofRole(), bool production = false)
    {
        Theme::instance().apply(Theme::Mode::Light);
        if (!server.start(SandboxOptions{}))
            qFatal("no sandbox");
        source = std::make_unique<ProfileSource>(clock, server.url(), credentials, production);
        workspace = std::make_unique<Workspace>(*source, clock);
        window = std::make_unique<MainWindow>(*workspace);
        window->resize(1440, 900);
        window->show();
        workspace->place().reloadProfiles();
        WindowBench::wait([this] { return !workspace->place().profiles().isEmpty(); });
        window->goTo(u"work"_s, {});
        WindowBench::wait([this] { return workspace->listing().listedAt().isValid(); });
        WindowBench::wait([this] { return !workspace->place().identity().arn.isEmpty(); });
        for (const Entry &entry : workspace->listing().entries()) {
            if (entry.id.name == name) {
                window->openEntry(EntryId(entry.id));
                break;
            }
        }
        WindowBench::wait([this] { return workspace->openEntry().content() != nullptr; });
    }
    ~Bench()
    {
        window.reset();
        workspace.reset();
    }
    QAction *action() const { return window->actions().action(Actions::Id::OpenConsole); }
    QString told() const
    {
        const auto *bar = window->findChild<MessageBar *>(u"messageBar"_s);
        QStringList texts;
        for (const QLabel *label : bar->findChildren<QLabel *>())
            texts.append(label->text());
        return bar->isVisible() ? texts.join(u' ') : QString();
    }

    SystemClock clock;
    SandboxServer server;
    std::unique_ptr<ProfileSource> source;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<MainWindow> window;
};

//! As a browser sends it, and all that comes back; empty where nobody listens.
QByteArray browse(const QUrl &url)
{
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    socket.write("GET " + url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority)
                 + " HTTP/1.1\r\nHost: " + url.authority().toLatin1() + "\r\nConnection: close\r\n\r\n");
    QByteArray answer;
    (void)QTest::qWaitFor(
        [&] {
            answer += socket.readAll();
            return socket.state() == QAbstractSocket::UnconnectedState;
        },
        20'000);
    return answer + socket.readAll();
}

} // namespace

//! The open entry in the AWS console, in the whole window, against the sandbox.
class ConsoleTest : public QObject {
    Q_OBJECT

    QList<QUrl> m_opened;

public slots:
    void take(const QUrl &url) { m_opened.append(url); } // instead of the desktop's browser

private slots:
    void init()
    {
        m_opened.clear();
        for (const auto &scheme : {u"http"_s, u"https"_s})
            QDesktopServices::setUrlHandler(scheme, this, "take");
    }
    void cleanup()
    {
        for (const auto &scheme : {u"http"_s, u"https"_s})
            QDesktopServices::unsetUrlHandler(scheme);
    }

    void theBrowserIsSignedInAtTheEntryWithoutBeingGivenTheLink()
    {
        QApplication::clipboard()->setText(u"before"_s);
        Bench bench;
        bench.action()->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(m_opened.size(), 1, 20'000);
        const QUrl address = m_opened.constFirst();
        QCOMPARE(address.host(), u"127.0.0.1"_s);
        QVERIFY(!address.toString().contains(u"SigninToken"_s, Qt::CaseInsensitive));
        const QByteArray answer = browse(address);
        QVERIFY2(answer.startsWith("HTTP/1.1 303 "), answer.constData());
        const qsizetype begin = answer.indexOf("Location: ") + 10;
        const QUrl link = QUrl::fromEncoded(answer.mid(begin, answer.indexOf("\r\n", begin) - begin));
        QCOMPARE(link.port(), bench.server.url().port());
        QTRY_VERIFY(bench.told().contains(u"opens in your browser, as role KeyturnAdmin"_s));
        const QByteArray page = browse(link);
        QVERIFY2(page.startsWith("HTTP/1.1 200 "), page.constData());
        QVERIFY(page.contains("assumed-role/KeyturnAdmin/testing</b>"));
        QVERIFY(page.contains("https://us-east-1.console.aws.amazon.com/secretsmanager/secret?name="
                              "amazon-api-access-token&amp;region=us-east-1</b>"));
        QCOMPARE(browse(address), QByteArray()); // once
        QCOMPARE(QApplication::clipboard()->text(), u"before"_s);
    }

    void whatNobodyFetchedIsForgottenWhenTheWindowIsLocked()
    {
        Bench bench;
        bench.action()->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(m_opened.size(), 1, 20'000);
        bench.workspace->lock().lock(WorkspaceLock::Reason::Asked);
        QCOMPARE(browse(m_opened.constFirst()), QByteArray());
    }

    void aSecondTimeTheFirstAddressIsNoGoodAnyMore()
    {
        Bench bench;
        bench.action()->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(m_opened.size(), 1, 20'000);
        bench.action()->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(m_opened.size(), 2, 20'000);
        QVERIFY(!browse(m_opened.at(0)).contains("Location: "));
        QVERIFY(browse(m_opened.at(1)).contains("Location: "));
    }

    void accessKeysAreToldWhatToDoInstead()
    {
        Bench bench({"testing", SecretString(u"testing"_s), {}, {}});
        bench.action()->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(bench.told().contains(u"temporary credentials only"_s), 20'000);
        QVERIFY(bench.told().contains(u"assumes a role or signs in with SSO"_s));
        QVERIFY(m_opened.isEmpty());
    }

    void asProductionItIsOpenedWhenWritingIsUnlocked()
    {
        Bench bench(ofRole(), true);
        bench.action()->trigger();
        QTRY_VERIFY(bench.told().contains(u"read-only"_s));
        QVERIFY(m_opened.isEmpty());
        bench.workspace->place().unlockWriting();
        QTRY_COMPARE_WITH_TIMEOUT(m_opened.size(), 1, 20'000);
    }

    void theSandboxHasNothingToSignInWith()
    {
        WindowBench bench;
        bench.open(name);
        const QAction *action = bench.window->actions().action(Actions::Id::OpenConsole);
        QVERIFY(!action->isEnabled());
        QVERIFY(Actions::obstacle(action).contains(u"no access keys"_s));
    }
};

} // namespace console_test

KEYTURN_GUI_TEST(console, console_test::ConsoleTest)

#include "console_test.moc"
