#include "core/connection/connection_setup.h"
#include "tests/app/gui/window_bench.h"
#include "tests/support/test_main.h"
#include "ui/connect/endpoint_text.h"
#include "ui/connect/trust_endpoint_dialog.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_bar.h"

#include <QApplication>
#include <QLabel>
#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace trust_endpoint_test {

namespace {

//! A profile of a file that names another endpoint; what would go there comes to a sandbox.
class NamingSource final : public ConnectionSource {
public:
    NamingSource(const Clock &clock, QUrl sandbox, const QString &file) :
        m_clock(clock), m_sandbox(std::move(sandbox)), m_consent(file)
    {
        profile.name = u"asp"_s;
        profile.region = u"us-east-1"_s;
    }

    Task<QList<Profile>> profiles() override { co_return QList<Profile>{profile}; }
    Task<Result<std::unique_ptr<Connection>>> connect(Profile wanted, QString region) override
    {
        const Result<> checked = checkEndpoints(wanted, region, m_consent);
        if (!checked)
            co_return checked.error();
        ++connections;
        if (!isAtSandbox)
            wanted.endpoint = m_sandbox;
        co_return std::make_unique<Connection>(m_http, m_clock, wanted, region, StaticCredentials::ofSandbox());
    }
    Result<> trustEndpoints(const Profile &wanted, const QString &region) override
    {
        for (const QString &origin : originsToTrust(wanted, region)) {
            const Result<> given = m_consent.give(wanted, origin);
            if (!given)
                return given;
        }
        return {};
    }
    Task<KeychainState> keychainState() override { co_return KeychainState::Locked; }
    Task<Result<>> storeAccessKeys(QString, QString, QString, SecretString) override { co_return Result<>(); }

    Profile profile;
    int connections = 0;
    bool isAtSandbox = false; //!< the profile's endpoint is the sandbox itself

private:
    HttpClient m_http;
    const Clock &m_clock;
    QUrl m_sandbox;
    EndpointConsent m_consent;
};

} // namespace

//! A profile that names another endpoint, in the window.
class TrustEndpointTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    SystemClock m_clock;
    SandboxServer m_server;
    std::unique_ptr<NamingSource> m_source;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<MainWindow> m_window;

    void begin(const Profile &profile)
    {
        m_source->profile = profile;
        m_workspace = std::make_unique<Workspace>(*m_source, m_clock);
        m_window = std::make_unique<MainWindow>(*m_workspace);
        m_window->resize(1440, 900);
        m_window->show();
        m_workspace->place().reloadProfiles();
        WindowBench::wait([this] { return !m_workspace->place().profiles().isEmpty(); });
        m_window->goTo(profile.name, {});
    }
    QDialog *question()
    {
        QDialog *shown = nullptr;
        WindowBench::wait([&] {
            shown = m_window->findChild<QDialog *>(u"trustEndpointDialog"_s);
            return shown && shown->isVisible();
        });
        return shown;
    }
    static QPushButton *button(QDialog *dialog, const char *name)
    {
        return dialog->findChild<QPushButton *>(QLatin1String(name));
    }
    QString bar() const { return m_window->findChild<MessageBar *>(u"messageBar"_s)->sentence(); }
    QString endpointInTheFrame() const
    {
        const auto *label = m_window->findChild<ElidedLabel *>(u"endpoint"_s);
        return label->isVisible() ? label->text() : QString();
    }

private slots:
    void init()
    {
        Theme::instance().apply(Theme::Mode::Light);
        static int run = 0;
        if (m_server.url().isEmpty())
            QVERIFY(m_server.start(SandboxOptions{}));
        m_source = std::make_unique<NamingSource>(m_clock, m_server.url(),
                                                  m_folder.filePath(u"consent-%1/trusted"_s.arg(++run)));
    }
    void cleanup()
    {
        m_window.reset();
        m_workspace.reset();
        m_source.reset();
    }

    void asksBeforeAnythingIsSent()
    {
        Profile profile = m_source->profile;
        profile.endpoint = QUrl(u"https://vault.example/"_s);
        begin(profile);

        QDialog *dialog = question();
        QVERIFY(dialog->findChild<QLabel *>(u"trustEndpointText"_s)->text().contains(u"https://vault.example"_s));
        QCOMPARE(dialog->focusWidget(), button(dialog, "trustEndpointReject"));
        QVERIFY(button(dialog, "trustEndpointReject")->isDefault());
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_VERIFY(!m_window->findChild<QDialog *>(u"trustEndpointDialog"_s));
        QCOMPARE(m_source->connections, 0);
        QVERIFY(!m_workspace->place().isOpen());
        QVERIFY2(bar().contains(u"https://vault.example, which is not AWS"_s), qPrintable(bar()));

        m_window->goTo(u"asp"_s, {});
        QTest::keyClick(question(), Qt::Key_Escape);
        QTRY_VERIFY(!m_window->findChild<QDialog *>(u"trustEndpointDialog"_s));
        QCOMPARE(m_source->connections, 0);

        m_window->goTo(u"asp"_s, {});
        button(question(), "trustEndpointAccept")->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->listing().listedAt().isValid(), 20'000);
        QCOMPARE(m_source->connections, 1);

        m_workspace->open(profile, u"us-east-1"_s); // and not again
        QTRY_COMPARE_WITH_TIMEOUT(m_source->connections, 2, 20'000);
        QVERIFY(!m_window->findChild<QDialog *>(u"trustEndpointDialog"_s));
    }

    void refusesAMixAndSaysWhich()
    {
        Profile profile = m_source->profile;
        profile.serviceEndpoints.insert("secretsmanager", m_server.url());
        begin(profile);
        QTRY_VERIFY(bar().contains(u"some services to this computer and others elsewhere"_s));
        QVERIFY(bar().contains(u"ssm https://ssm.us-east-1.amazonaws.com"_s));
        QCOMPARE(m_source->connections, 0);
    }

    void theFrameShowsWhereRequestsGo()
    {
        m_source->isAtSandbox = true;
        Profile profile = m_source->profile;
        profile.endpoint = m_server.url();
        profile.unsupported = QStringList{u"tcp_keepalive"_s, u"AWS_DEFAULTS_MODE"_s};
        begin(profile);
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->place().isOpen(), 20'000);
        QCOMPARE(endpointInTheFrame(), u"at "_s + originOf(m_server.url()));
        QVERIFY2(bar().contains(u"tcp_keepalive, AWS_DEFAULTS_MODE"_s), qPrintable(bar()));
    }

    void namesEachServiceWhereTheyDiffer()
    {
        Profile profile;
        QCOMPARE(EndpointText::line(endpointsOf(profile, u"us-east-1"_s)), QString());
        profile.serviceEndpoints.insert("ssm", QUrl(u"https://vpce.example/x"_s));
        QCOMPARE(EndpointText::line(endpointsOf(profile, u"us-east-1"_s)),
                 u"Parameter Store at https://vpce.example, everything else at AWS"_s);
        profile.endpoint = QUrl(u"https://one.example/"_s);
        profile.serviceEndpoints.clear();
        QCOMPARE(EndpointText::line(endpointsOf(profile, u"us-east-1"_s)), u"at https://one.example"_s);
    }
};

} // namespace trust_endpoint_test

KEYTURN_GUI_TEST(trust_endpoint, trust_endpoint_test::TrustEndpointTest)
#include "trust_endpoint_test.moc"
