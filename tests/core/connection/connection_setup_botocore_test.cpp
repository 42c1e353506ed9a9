#include "core/connection/connection_setup.h"
#include "core/profile/config_keys.h"
#include "core/profile/profiles.h"
#include "tests/support/python.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QVersionNumber>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace connection_setup_botocore_test {

namespace {

struct Case {
    QMap<QString, QString> environment;
    QByteArray config; //!< below region and keys of [default]
    bool needsEndpointUrls = false;
};

const QByteArray head("[default]\naws_access_key_id = A\naws_secret_access_key = S\n");

QList<Case> cases()
{
    QList<Case> all;
    const auto add = [&all](const QMap<QString, QString> &environment, const QByteArray &config = {}) {
        all.append({environment, config.contains("region") ? config : "region = eu-west-1\n" + config, false});
    };
    const auto url = [&all, &add](const QMap<QString, QString> &environment, const QByteArray &config = {}) {
        add(environment, config);
        all.last().needsEndpointUrls = true;
    };
    add({});
    for (const QString &value : {u"true"_s, u"True"_s, u"false"_s, u"1"_s, u"yes"_s, u""_s}) {
        add({{u"AWS_USE_FIPS_ENDPOINT"_s, value}});
        add({{u"AWS_USE_FIPS_ENDPOINT"_s, value}}, "use_fips_endpoint = true\n");
        add({{u"AWS_USE_DUALSTACK_ENDPOINT"_s, value}}, "use_dualstack_endpoint = true\n");
        add({}, "use_fips_endpoint = " + value.toLatin1() + "\nuse_dualstack_endpoint = " + value.toLatin1() + "\n");
    }
    for (const char *region : {"us-gov-west-1", "us-gov-east-1", "cn-north-1", "us-east-1-fips", "fips-us-west-2"})
        add({{u"AWS_USE_FIPS_ENDPOINT"_s, u"true"_s}}, QByteArray("region = ") + region + "\n");

    add({{u"AWS_CA_BUNDLE"_s, u"/a.pem"_s}});
    add({}, "ca_bundle = /b.pem\n");
    add({{u"AWS_CA_BUNDLE"_s, u"/a.pem"_s}}, "ca_bundle = /b.pem\n");
    add({{u"REQUESTS_CA_BUNDLE"_s, u"/c.pem"_s}});
    add({{u"REQUESTS_CA_BUNDLE"_s, u"/c.pem"_s}}, "ca_bundle = /b.pem\n");

    const QString proxy = u"HTTPS_PROXY"_s;
    for (const QString &value : {u"proxy.corp:3128"_s, u"http://proxy.corp:3128"_s, u"//proxy.corp:3128"_s})
        add({{proxy, value}});
    add({{u"HTTP_PROXY"_s, u"http://proxy.corp:3128"_s}});
    add({{u"ALL_PROXY"_s, u"http://proxy.corp:3128"_s}});
    add({{proxy, u"http://upper:1"_s}, {u"https_proxy"_s, u"http://lower:2"_s}});
    add({{proxy, u"http://upper:1"_s}, {u"https_proxy"_s, u""_s}});
    for (const QString &except : {u"*"_s, u"amazonaws.com"_s, u".amazonaws.com"_s, u"ssm.eu-west-1.amazonaws.com"_s,
                                  u"amazonaws.com:443"_s, u"example.com, eu-west-1.amazonaws.com"_s, u"10.0.0.0/8"_s})
        add({{proxy, u"http://proxy.corp:3128"_s}, {u"NO_PROXY"_s, except}});
    add({{proxy, u"http://p:1"_s}, {u"NO_PROXY"_s, u"amazonaws.com"_s}, {u"no_proxy"_s, u"example.com"_s}});

    for (const char *value : {"1", "7", " 4 ", "many", "2.5"})
        add({}, QByteArray("max_attempts = ") + value + "\n");
    add({{u"AWS_MAX_ATTEMPTS"_s, u"9"_s}}, "max_attempts = 7\n");
    for (const char *value : {"standard", "legacy", "adaptive", "fast"})
        add({}, QByteArray("retry_mode = ") + value + "\nmax_attempts = 6\n");
    add({{u"AWS_RETRY_MODE"_s, u"standard"_s}}, "retry_mode = fast\n");
    for (const QString &mode : {u"bogus"_s, u"Legacy"_s, u"auto-region"_s})
        add({{u"AWS_DEFAULTS_MODE"_s, mode}}, "max_attempts = 6\n");

    const QByteArray named("endpoint_url = https://profile.example\n");
    const QByteArray services("services = s\n" + named
                              + "[services s]\nsecrets_manager =\n  endpoint_url = https://sm.example\nssm =\n"
                                "  endpoint_url = https://ssm.example:8443/path\n");
    const QString everywhere = u"AWS_ENDPOINT_URL"_s;
    url({}, named);
    url({}, services);
    url({{everywhere, u"https://env.example"_s}}, services);
    url({{everywhere, u""_s}}, services);
    url({{u"AWS_ENDPOINT_URL_SSM"_s, u"https://one.example"_s}}, services);
    url({{u"AWS_ENDPOINT_URL_SECRETS_MANAGER"_s, u"https://one.example"_s}, {everywhere, u"https://env.example"_s}});
    url({{u"AWS_ENDPOINT_URL_KMS"_s, u"https://kms.example"_s}, {u"AWS_ENDPOINT_URL_STS"_s, u"https://s.example"_s}});
    url({{everywhere, u"https://env.example"_s}, {u"AWS_USE_FIPS_ENDPOINT"_s, u"true"_s}});
    url({}, "services = missing\n" + named);
    for (const QString &value : {u"true"_s, u"TRUE"_s, u"false"_s, u"1"_s}) {
        url({{u"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"_s, value}, {everywhere, u"https://env.example"_s}}, services);
        url({}, "ignore_configured_endpoint_urls = " + value.toLatin1() + "\n" + services);
    }
    url({{u"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"_s, u"false"_s}}, "ignore_configured_endpoint_urls = true\n" + named);
    return all;
}

QByteArray inJson(const Case &one)
{
    QJsonObject environment;
    for (auto it = one.environment.begin(); it != one.environment.end(); ++it)
        environment.insert(it.key(), it.value());
    const QJsonObject object{{u"environment"_s, environment}, {u"config"_s, QString::fromUtf8(head + one.config)}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

//! Environments and files as people have them: the same endpoints, proxies, certificates and attempts as botocore's.
class ConnectionSetupBotocoreTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QHash<QString, QByteArray> m_outputs; // by interpreter
    QByteArrayList m_answers;
    QJsonObject m_judge;

    void ask(const QString &python)
    {
        QByteArray input;
        for (const Case &one : cases())
            input += inJson(one) + '\n';
        QByteArray problem;
        QByteArray &output = m_outputs[python];
        if (output.isEmpty())
            output = runPython(QStringLiteral(QT_TESTCASE_SOURCEDIR "/core/connection/connection_setup_botocore.py"),
                               input, problem, python);
        if (python == "python3"_L1 && problem.contains("No module named 'botocore'"))
            QSKIP("it has no botocore");
        QVERIFY2(problem.isEmpty(), problem.constData());
        m_answers = output.trimmed().split('\n');
        m_judge = QJsonDocument::fromJson(m_answers.takeFirst()).object();
        QCOMPARE(m_answers.size(), cases().size());
    }

    //! Ours, in the words of the script.
    QJsonObject ours(const Case &one)
    {
        QFile config(m_folder.filePath(u"config"_s));
        if (!config.open(QIODevice::WriteOnly) || config.write(head + one.config) < 0)
            qFatal("no config file");
        config.close();
        const Environment environment([&](const char *name) {
            if (qstrcmp(name, "AWS_CONFIG_FILE") == 0)
                return config.fileName().toUtf8();
            if (qstrcmp(name, "AWS_SHARED_CREDENTIALS_FILE") == 0)
                return m_folder.filePath(u"none"_s).toUtf8();
            const auto found = one.environment.find(QLatin1String(name));
            return found == one.environment.end() ? QByteArray() : QByteArray(found->toUtf8().append('\0').chopped(1));
        });
        const Profiles profiles = Profiles::load(environment);
        Profile profile = *profiles.find(u"default"_s);
        if (profile.unusable != Refusal::None)
            return {{u"error"_s, refusalWord(profile.unusable)}};
        QJsonObject services;
        const QString bundle = std::exchange(profile.caBundle, {}); // there is no such file
        const ProxyRules proxies = httpOptions(profile, environment)->proxies;
        for (const ServiceEndpoint &endpoint : endpointsOf(profile, profile.region)) {
            const Result<QUrl> proxy = proxies.proxyFor(endpoint.url);
            const QString path = endpoint.url.path().isEmpty() ? u"/"_s : QString();
            services.insert(QString::fromLatin1(endpoint.service->id),
                            QJsonObject{{u"url"_s, endpoint.url.toString() + path},
                                        {u"proxy"_s, proxy ? proxy->toString() : proxy.error().code}});
        }
        return {{u"services"_s, services}, {u"verify"_s, bundle}, {u"maxAttempts"_s, profile.maxAttempts}};
    }

private slots:
    void decidesAsBotocoreDoes_data()
    {
        QTest::addColumn<QString>("python");
        QTest::newRow("Debian's") << u"/usr/bin/python3"_s;
        QTest::newRow("the first in PATH") << u"python3"_s; // a newer one where there is one
    }
    void decidesAsBotocoreDoes()
    {
        QFETCH(QString, python);
        ask(python);
        if (m_judge.isEmpty())
            return;
        const bool knowsUrls = m_judge[u"endpointUrls"_s].toBool();
        const bool isOld = QVersionNumber::fromString(m_judge[u"version"_s].toString()) < QVersionNumber(1, 40);
        const QList<Case> all = cases();
        int compared = 0;
        for (qsizetype i = 0; i < all.size(); ++i) {
            if (all.at(i).needsEndpointUrls && !knowsUrls)
                continue;
            ++compared;
            const QJsonObject theirs = QJsonDocument::fromJson(m_answers.at(i)).object();
            const QJsonObject mine = ours(all.at(i));
            const QByteArray both = inJson(all.at(i)) + "\nours: " + QJsonDocument(mine).toJson(QJsonDocument::Compact)
                                    + "\nbotocore: " + m_answers.at(i);
            QVERIFY2(theirs.contains(u"error"_s) == mine.contains(u"error"_s), both.constData());
            if (theirs.contains(u"error"_s))
                continue;
            QVERIFY2(mine[u"verify"_s].toString() == theirs[u"verify"_s].toString(), both.constData());
            if (!theirs[u"maxAttempts"_s].isNull()) // else its default, which is not ours
                QVERIFY2(mine[u"maxAttempts"_s] == theirs[u"maxAttempts"_s], both.constData());
            for (const AwsService *service : aws_services::all()) {
                const QString id = QString::fromLatin1(service->id);
                const QJsonValue our = mine[u"services"_s][id];
                const QJsonValue their = theirs[u"services"_s][id];
                const QString asked = their[u"url"_s].toString();
                const bool isOldName =
                    isOld
                    && ((asked.contains(u"secretsmanager"_s) && asked.contains(u"api.aws"_s))
                        || asked.contains(u"cloudformation-fips.us-gov"_s) || asked.contains(u"events-fips.us-gov"_s));
                QVERIFY2(isOldName || our[u"url"_s] == their[u"url"_s], both.constData());
                QVERIFY2(our[u"proxy"_s].toString() == their[u"proxy"_s].toString(), both.constData());
            }
        }
        QVERIFY(compared > 50);
    }

    void knowsEveryKeyThatBotocoreReads_data() { decidesAsBotocoreDoes_data(); }
    void knowsEveryKeyThatBotocoreReads()
    {
        QFETCH(QString, python);
        ask(python);
        QStringList unknown;
        int known = 0;
        for (const QJsonValue &key : m_judge[u"keys"_s].toArray()) {
            if (configKeyUse(key.toString()) == ConfigKeyUse::Unknown)
                unknown.append(key.toString());
            else
                ++known;
        }
        QCOMPARE(unknown, QStringList());
        QVERIFY(m_judge.isEmpty() || known > 20);
    }
};

} // namespace connection_setup_botocore_test

KEYTURN_TEST(connection_setup_botocore, connection_setup_botocore_test::ConnectionSetupBotocoreTest)
#include "connection_setup_botocore_test.moc"
