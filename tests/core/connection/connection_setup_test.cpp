#include "core/connection/connection_setup.h"

#include "core/connection/connection.h"
#include "core/credentials/static_credentials.h"
#include "tests/support/certificates.h"
#include "tests/support/fake_clock.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"
#include "tests/support/wire_server.h"

#include <QFileInfo>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace connection_setup_test {

using Services = QMap<QByteArray, QUrl>;

namespace {

const QString here = u"http://127.0.0.1:4599/"_s;
const QString away = u"https://vault.example/"_s;
const QString region = u"eu-west-1"_s;

Profile profileAt(const QString &endpoint, const Services &services = {})
{
    Profile profile;
    profile.name = u"asp"_s;
    profile.endpoint = QUrl(endpoint);
    profile.serviceEndpoints = services;
    return profile;
}

} // namespace

//! What is decided about a profile before the first byte is sent.
class ConnectionSetupTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    QString file() const { return m_folder->filePath(u"keyturn/trusted-endpoints"_s); }
    EndpointConsent consent() const { return EndpointConsent(file()); }
    QString refusal(const Profile &profile) const
    {
        const Result<> checked = checkEndpoints(profile, region, consent());
        return checked ? QString() : checked.error().code;
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void rehearsesOnlyWhereEveryServiceIsOneLoopbackOrigin_data()
    {
        QTest::addColumn<QString>("endpoint");
        QTest::addColumn<Services>("services");
        QTest::addColumn<QString>("rehearsal");
        QTest::addColumn<QString>("refused");
        const auto row = [](const char *name, const QString &endpoint, const Services &services,
                            const QString &rehearsal, const char *refused) {
            QTest::newRow(name) << endpoint << services << rehearsal << QString::fromLatin1(refused);
        };
        const QUrl one(here);
        row("AWS", {}, {}, {}, "");
        row("all here", here, {}, here, "");
        Services each;
        for (const AwsService *service : aws_services::all())
            each.insert(service->id.toByteArray(), one);
        row("all here, one by one", {}, each, here, "");
        each.remove("scheduler");
        row("all but the schedules", {}, each, {}, "mixed-endpoints");
        row("other paths at one origin", here, {{"ssm", QUrl(here + u"ssm/"_s)}}, here, "");
        row("IPv6", u"http://[::1]:4599"_s, {}, u"http://[::1]:4599/"_s, "");
        row("Secrets Manager alone", {}, {{"secretsmanager", one}}, {}, "mixed-endpoints");
        row("Parameter Store alone", {}, {{"ssm", one}}, {}, "mixed-endpoints");
        row("STS alone", {}, {{"sts", one}}, {}, "mixed-endpoints");
        row("all but KMS", {}, {{"secretsmanager", one}, {"ssm", one}, {"sts", one}}, {}, "mixed-endpoints");
        row("another port", here, {{"ssm", QUrl(u"http://127.0.0.1:4600/"_s)}}, {}, "mixed-endpoints");
        row("another loopback address", here, {{"ssm", QUrl(u"http://[::1]:4599/"_s)}}, {}, "mixed-endpoints");
        row("one far away", here, {{"ssm", QUrl(away)}}, {}, "mixed-endpoints");
        row("one here, the others far away", away, {{"secretsmanager", one}}, {}, "mixed-endpoints");
        row("all far away", away, {}, {}, "endpoint-consent");
        row("one far away, the others at AWS", {}, {{"ssm", QUrl(away)}}, {}, "endpoint-consent");
    }
    void rehearsesOnlyWhereEveryServiceIsOneLoopbackOrigin()
    {
        QFETCH(QString, endpoint);
        QFETCH(Services, services);
        QFETCH(QString, rehearsal);
        QFETCH(QString, refused);
        const Profile profile = profileAt(endpoint, services);
        QCOMPARE(rehearsalOf(profile, region).toString(), rehearsal);
        QCOMPARE(refusal(profile), refused);
        Profile byHand = profile; // agreed to with --endpoint-url, but a mix stays one
        byHand.endpointsAreByHand = true;
        QCOMPARE(refusal(byHand), refused == u"endpoint-consent"_s ? QString() : refused);
    }

    void aClientSecretIsNotSentToAServiceThatIsHereByItself()
    {
        WireServer listener;
        HttpClient http;
        const FakeClock clock;
        Connection connection(http, clock, profileAt({}, {{"secretsmanager", listener.url()}}), region,
                              StaticCredentials::ofSandbox());
        TokenGrant grant;
        grant.tokenUrl = QUrl(u"https://api.amazon.com/auth/o2/token"_s);
        grant.clientId = "id";
        grant.clientSecret = SecretString(QByteArrayView("secret"));
        grant.refreshToken = SecretString(QByteArrayView("token"));
        Task<Result<TokenAnswer>> asking = connection.tokenEndpoint().ask(grant);
        (void)run(std::move(asking), 2'000); // to Amazon, or nowhere
        QCOMPARE(listener.connections(), 0);
    }

    void asksOnceForAProfileAndAnOrigin()
    {
        const Profile profile = profileAt(away);
        QCOMPARE(refusal(profile), u"endpoint-consent"_s);
        QCOMPARE(checkEndpoints(profile, region, consent()).error().detail, u"https://vault.example"_s);
        QVERIFY(consent().give(profile, u"https://vault.example"_s));
        QCOMPARE(refusal(profile), QString());
        QCOMPARE(QFileInfo(file()).permissions() & (QFileDevice::ReadOther | QFileDevice::ReadGroup),
                 QFileDevice::Permissions());

        Profile another = profile;
        another.name = u"asp-production"_s;
        QCOMPARE(refusal(another), u"endpoint-consent"_s);
        Profile keychain = profile;
        keychain.kind = ProfileKind::Keychain;
        QCOMPARE(refusal(keychain), u"endpoint-consent"_s);
        QCOMPARE(refusal(profileAt(u"https://vault.example:8443/"_s)), u"endpoint-consent"_s);
        QCOMPARE(refusal(profileAt(u"https://other.example/"_s)), u"endpoint-consent"_s);
        QCOMPARE(refusal(profileAt(u"https://VAULT.example:443/path"_s)), QString());
        QCOMPARE(refusal(profileAt(away, {{"ssm", QUrl(u"https://other.example/"_s)}})), u"endpoint-consent"_s);
    }

    void takesNobodyElsesWordForTheUsers()
    {
        const Profile profile = profileAt(away);
        QTemporaryDir theirs;
        const EndpointConsent planted(theirs.filePath(u"trusted-endpoints"_s));
        QVERIFY(planted.give(profile, u"https://vault.example"_s));
        QVERIFY(planted.isGiven(profile, u"https://vault.example"_s));
        QVERIFY(QDir(m_folder->path()).mkdir(u"keyturn"_s));
        QVERIFY(QFile::link(theirs.filePath(u"trusted-endpoints"_s), file()));
        QCOMPARE(refusal(profile), u"endpoint-consent"_s);
        QVERIFY(!consent().give(profile, u"https://vault.example"_s)); // nor writes through the link
    }

    void seesTheVariantInTheNameOfTheRegion()
    {
        HttpClient http;
        const FakeClock clock;
        for (const QString &name : {u"us-east-1-fips"_s, u"fips-us-east-1"_s}) {
            Connection connection(http, clock, profileAt({}), name, StaticCredentials::ofSandbox());
            QCOMPARE(connection.region(), u"us-east-1"_s);
            QCOMPARE(connection.transport().endpoint(aws_services::ssm),
                     QUrl(u"https://ssm-fips.us-east-1.amazonaws.com/"_s));
        }
    }

    void readsTheBundleThatTakesThePlaceOfTheSystems()
    {
        const Environment nothing([](const char *) { return QByteArray(); });
        Certificates certificates;
        certificates.authority(u"corp"_s);
        Profile profile = profileAt({});
        QVERIFY(httpOptions(profile, nothing)->caPem.isEmpty());
        profile.caBundle = certificates.path(u"corp.pem"_s);
        QCOMPARE(httpOptions(profile, nothing)->caPem, certificates.file(u"corp.pem"_s));
        profile.caBundle = certificates.path(u"none.pem"_s);
        const Result<HttpClient::Options> refused = httpOptions(profile, nothing);
        QCOMPARE(refused.error().code, u"ca-bundle"_s);
    }
};

} // namespace connection_setup_test

KEYTURN_TEST(connection_setup, connection_setup_test::ConnectionSetupTest)
#include "connection_setup_test.moc"
