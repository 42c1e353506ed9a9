#include "core/profile/profiles.h"

#include "core/profile/config_keys.h"
#include "core/profile/profile_settings.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace profiles_test {

class ProfilesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QHash<QByteArray, QByteArray> m_variables;

    void write(const QString &name, const QByteArray &text)
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), qint64(text.size()));
    }
    Profiles load() const
    {
        return Profiles::load(Environment([this](const char *name) { return m_variables.value(name); }));
    }
    Profile profile(const QString &name) const
    {
        const Profiles profiles = load();
        const Profile *found = profiles.find(name);
        return found ? *found : Profile{u"absent"_s, {}, {}, {}, false, {}, {}};
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_variables = {{"AWS_CONFIG_FILE", m_folder->filePath(u"config"_s).toUtf8()},
                       {"AWS_SHARED_CREDENTIALS_FILE", m_folder->filePath(u"credentials"_s).toUtf8()}};
    }

    void findsNothingWhereNothingIs()
    {
        const Profiles profiles = load();
        QVERIFY(profiles.all().isEmpty());
        QVERIFY(profiles.preferred().isEmpty());
        QVERIFY(!profiles.problem());
    }

    void aProfileIsProductionOnlyWhereItSaysSo()
    {
        write(u"config"_s, "[profile live]\nkeyturn_production = true\n[profile test]\nkeyturn_production = false\n"
                           "[profile other]\nregion = eu-west-1\n");
        QVERIFY(profile(u"live"_s).production);
        QVERIFY(!profile(u"test"_s).production);
        QVERIFY(!profile(u"other"_s).production);
    }

    void onlyAPlainNoIsNoProduction()
    {
        for (const char *yes : {"True", "yes", "1", "true # careful", "\"true\"", "ture"}) {
            write(u"config"_s, "[profile live]\nkeyturn_production = " + QByteArray(yes) + "\n");
            QVERIFY2(profile(u"live"_s).production, yes);
        }
        for (const char *no : {"False", "no", "0", "off", ""}) {
            write(u"config"_s, "[profile test]\nkeyturn_production = " + QByteArray(no) + "\n");
            QVERIFY2(!profile(u"test"_s).production, no);
        }
    }

    void keysInTheKeychainAreProductionWhereTheSectionOfTheirNameSaysSo()
    {
        write(u"config"_s, "[profile live]\nkeyturn_production = true\n[profile test]\nregion = eu-west-1\n");
        const Environment environment([this](const char *name) { return m_variables.value(name); });
        QVERIFY(Profiles::ofKeychain(environment, u"live"_s).production);
        QVERIFY(!Profiles::ofKeychain(environment, u"test"_s).production);
        QVERIFY(!Profiles::ofKeychain(environment, u"absent"_s).production);
    }

    void mergesBothFiles()
    {
        write(u"config"_s,
              "[default]\nregion = eu-west-1\n[profile asp]\nregion = us-east-1\n[profile \"a b\"]\n[other]\n");
        write(u"credentials"_s, "[asp]\naws_access_key_id = A\naws_secret_access_key = S\n"
                                "[only]\naws_access_key_id = A\naws_secret_access_key = S\n");
        const Profiles profiles = load();
        QStringList names;
        for (const Profile &found : profiles.all())
            names.append(found.name);
        QCOMPARE(names, (QStringList{u"default"_s, u"asp"_s, u"a b"_s, u"only"_s}));
        QCOMPARE(profile(u"asp"_s).region, u"us-east-1"_s);
        QCOMPARE(profile(u"asp"_s).unusable, Refusal::None);
        QCOMPARE(load().preferred(), u"default"_s);
    }

    void saysInAWordHowAProfileSignsIn()
    {
        write(u"config"_s, "[profile sso]\nsso_session = x\nsso_account_id = 1\nsso_role_name = r\n"
                           "[sso-session x]\nsso_start_url = https://x.awsapps.com/start\nsso_region = us-east-1\n"
                           "[profile token]\nsso_session = x\naws_access_key_id = A\naws_secret_access_key = S\n"
                           "[profile role]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = token\n"
                           "[profile web]\nrole_arn = arn:aws:iam::1:role/x\nweb_identity_token_file = /t\n"
                           "[profile process]\ncredential_process = /bin/x\n"
                           "[profile login]\nlogin_session = arn:aws:iam::1:user/x\n");
        for (const auto &[name, word] : {std::pair(u"sso"_s, u"sso"_s), std::pair(u"token"_s, u"keys"_s),
                                         std::pair(u"role"_s, u"role"_s), std::pair(u"web"_s, u"web-identity"_s),
                                         std::pair(u"process"_s, u"process"_s), std::pair(u"login"_s, u"login"_s)}) {
            QCOMPARE(profile(name).signIn, word);
            QCOMPARE(profile(name).unusable, Refusal::None);
        }
    }

    void saysInAWordWhatItCannotUse()
    {
        write(u"config"_s, "[profile half]\naws_access_key_id = A\n"
                           "[profile none]\nregion = us-east-1\n"
                           "[profile ecs]\nrole_arn = arn:aws:iam::1:role/x\ncredential_source = EcsContainer\n"
                           "[profile round]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = about\n"
                           "[profile about]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = round\n"
                           "[profile two]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = half\n"
                           "credential_source = Environment\n");
        QCOMPARE(profile(u"half"_s).unusable, Refusal::IncompleteKeys);
        QCOMPARE(profile(u"none"_s).unusable, Refusal::NoCredentials);
        QCOMPARE(profile(u"ecs"_s).unusable, Refusal::Container);
        QCOMPARE(profile(u"round"_s).unusable, Refusal::SignIn);
        QVERIFY2(profile(u"round"_s).badSetting.contains(u"round, about, round"),
                 qPrintable(profile(u"round"_s).badSetting));
        QCOMPARE(profile(u"two"_s).unusable, Refusal::SignIn);
    }

    void namesEverythingThatWasLookedForInAProfileWithoutCredentials()
    {
        write(u"config"_s, "[profile none]\nregion = us-east-1\n");
        for (const auto *source :
             {"assume role", "web identity", "SSO", "credentials file", "aws login", "process", "config file"})
            QVERIFY2(profile(u"none"_s).badSetting.contains(QLatin1String(source)),
                     qPrintable(profile(u"none"_s).badSetting));
    }

    void offersTheEnvironmentFirst()
    {
        write(u"credentials"_s, "[default]\naws_access_key_id = A\naws_secret_access_key = S\nregion = eu-west-1\n");
        m_variables.insert("AWS_ACCESS_KEY_ID", "AKIA");
        m_variables.insert("AWS_SECRET_ACCESS_KEY", "S");
        const Profiles profiles = load();
        QCOMPARE(profiles.all().first().name, u"environment"_s);
        QCOMPARE(profiles.all().first().kind, ProfileKind::Environment);
        QCOMPARE(profiles.all().first().region, u"eu-west-1"_s);
        QCOMPARE(profiles.preferred(), u"environment"_s);
        m_variables.remove("AWS_SECRET_ACCESS_KEY");
        QCOMPARE(load().all().first().unusable, Refusal::IncompleteKeys);
    }

    void keysOfTheEnvironmentAreProductionWhereTheirSectionOrTheProfileInForceSaysSo_data()
    {
        QTest::addColumn<QByteArray>("config");
        QTest::addColumn<QByteArray>("named");
        QTest::addColumn<bool>("isProduction");
        const QByteArray live("[profile live]\nkeyturn_production = true\n");
        QTest::newRow("their own") << QByteArray("[profile environment]\nkeyturn_production = true\n") << QByteArray()
                                   << true;
        QTest::newRow("the one that is named") << live << QByteArray("live") << true;
        QTest::newRow("default") << QByteArray("[default]\nkeyturn_production = true\n") << QByteArray() << true;
        QTest::newRow("another one") << live << QByteArray("test") << false;
        QTest::newRow("their own says no") << live + "[profile environment]\nkeyturn_production = false\n"
                                           << QByteArray("live") << false;
        QTest::newRow("their own says nothing") << live + "[profile environment]\nregion = eu-west-1\n"
                                                << QByteArray("live") << true;
        QTest::newRow("nothing") << QByteArray() << QByteArray() << false;
    }
    void keysOfTheEnvironmentAreProductionWhereTheirSectionOrTheProfileInForceSaysSo()
    {
        QFETCH(QByteArray, config);
        QFETCH(QByteArray, named);
        QFETCH(bool, isProduction);
        write(u"config"_s, config);
        m_variables.insert("AWS_ACCESS_KEY_ID", "AKIA");
        m_variables.insert("AWS_SECRET_ACCESS_KEY", "S");
        if (!named.isEmpty())
            m_variables.insert("AWS_PROFILE", named);
        QCOMPARE(profile(u"environment"_s).kind, ProfileKind::Environment);
        QCOMPARE(profile(u"environment"_s).production, isProduction);
    }

    void prefersTheNamedProfile()
    {
        m_variables.insert("AWS_PROFILE", "one");
        QCOMPARE(load().preferred(), u"one"_s);
        m_variables.insert("AWS_DEFAULT_PROFILE", "two"); // the order of botocore
        QCOMPARE(load().preferred(), u"two"_s);
    }

    void takesTheRegionFromTheEnvironmentFirst()
    {
        write(u"config"_s, "[default]\nregion = eu-west-1\n");
        QCOMPARE(profile(u"default"_s).region, u"eu-west-1"_s);
        m_variables.insert("AWS_DEFAULT_REGION", "eu-west-2");
        QCOMPARE(profile(u"default"_s).region, u"eu-west-2"_s);
        m_variables.insert("AWS_REGION", "eu-west-3");
        QCOMPARE(profile(u"default"_s).region, u"eu-west-3"_s);
    }

    void takesEndpointsInTheOrderOfTheSdks()
    {
        write(u"config"_s, "[default]\nendpoint_url = https://profile.example\nservices = s\n"
                           "[services s]\nsecrets_manager =\n  endpoint_url = https://services.example\n");
        QCOMPARE(profile(u"default"_s).endpoint, QUrl(u"https://profile.example"_s));
        QCOMPARE(profile(u"default"_s).serviceEndpoints.value("secretsmanager"), QUrl(u"https://services.example"_s));

        m_variables.insert("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
        QCOMPARE(profile(u"default"_s).endpoint, QUrl(u"http://127.0.0.1:1"_s));
        QVERIFY(profile(u"default"_s).serviceEndpoints.isEmpty());

        m_variables.insert("AWS_ENDPOINT_URL_SECRETS_MANAGER", "http://127.0.0.1:2");
        m_variables.insert("AWS_ENDPOINT_URL_SSM", "http://127.0.0.1:3");
        m_variables.insert("AWS_ENDPOINT_URL_STS", "http://[::1]:4");
        QCOMPARE(profile(u"default"_s).serviceEndpoints.value("secretsmanager"), QUrl(u"http://127.0.0.1:2"_s));
        QCOMPARE(profile(u"default"_s).serviceEndpoints.value("ssm"), QUrl(u"http://127.0.0.1:3"_s));
        QCOMPARE(profile(u"default"_s).serviceEndpoints.value("sts"), QUrl(u"http://[::1]:4"_s));

        m_variables.insert("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
        QVERIFY(profile(u"default"_s).endpoint.isEmpty());
        QVERIFY(profile(u"default"_s).serviceEndpoints.isEmpty());
    }

    void readsHowRequestsAreSent()
    {
        write(u"config"_s, "[default]\nuse_fips_endpoint = True\nuse_dualstack_endpoint = no\nmax_attempts = 7\n"
                           "ca_bundle = /corp.pem\n[profile plain]\nregion = eu-west-1\n"
                           "[profile old]\nretry_mode = legacy\n");
        QVERIFY(profile(u"default"_s).useFipsEndpoint);
        QVERIFY(!profile(u"default"_s).useDualstackEndpoint);
        QCOMPARE(profile(u"default"_s).maxAttempts, 7);
        QCOMPARE(profile(u"default"_s).caBundle, u"/corp.pem"_s);
        QVERIFY(!profile(u"plain"_s).useFipsEndpoint);
        QCOMPARE(profile(u"plain"_s).maxAttempts, 0);
        QVERIFY(profile(u"plain"_s).caBundle.isEmpty());
        QCOMPARE(profile(u"old"_s).maxAttempts, 5);

        m_variables.insert("AWS_USE_FIPS_ENDPOINT", "false");
        m_variables.insert("AWS_USE_DUALSTACK_ENDPOINT", "TRUE");
        m_variables.insert("AWS_MAX_ATTEMPTS", "2");
        m_variables.insert("AWS_CA_BUNDLE", "/other.pem");
        QVERIFY(!profile(u"default"_s).useFipsEndpoint);
        QVERIFY(profile(u"default"_s).useDualstackEndpoint);
        QCOMPARE(profile(u"default"_s).maxAttempts, 2);
        QCOMPARE(profile(u"old"_s).maxAttempts, 2);
        QCOMPARE(profile(u"default"_s).caBundle, u"/other.pem"_s);
    }

    void namesASettingThatIsNoValue()
    {
        const QByteArray keys("aws_access_key_id = A\naws_secret_access_key = S\n");
        write(u"config"_s, "[profile many]\nmax_attempts = many\n" + keys + "[profile none]\nmax_attempts = 0\n" + keys
                               + "[profile mode]\nretry_mode = fast\n" + keys + "[profile missing]\nservices = x\n"
                               + keys + "[profile plain]\nendpoint_url = http://10.0.0.1\n" + keys
                               + "[profile bogus]\ndefaults_mode = bogus\n" + keys
                               + "[profile region]\ndefaults_mode = In-Region\n" + keys);
        QCOMPARE(profile(u"many"_s).unusable, Refusal::BadSetting);
        QCOMPARE(profile(u"many"_s).badSetting, u"max_attempts = many"_s);
        QCOMPARE(profile(u"none"_s).badSetting, u"max_attempts = 0"_s);
        QCOMPARE(profile(u"mode"_s).badSetting, u"retry_mode = fast"_s);
        QCOMPARE(profile(u"missing"_s).badSetting, u"services = x"_s);
        QCOMPARE(profile(u"bogus"_s).badSetting, u"defaults_mode = bogus"_s);
        QCOMPARE(profile(u"region"_s).unusable, Refusal::None);
        QCOMPARE(profile(u"plain"_s).unusable, Refusal::BadEndpoint);
        QCOMPARE(profile(u"plain"_s).badSetting, u"http://10.0.0.1"_s);
    }

    void namesWhatAwsToolsObeyAndWeDoNot()
    {
        write(u"config"_s, "[default]\ntcp_keepalive = true\ndefaults_mode = standard\nretry_mode = adaptive\n"
                           "s3 =\n  addressing_style = path\noutput = json\napi_versions =\n  ssm = 2014-11-06\n"
                           "[profile fine]\ntcp_keepalive = false\nretry_mode = standard\nregion = eu-west-1\n");
        QCOMPARE(profile(u"default"_s).unsupported,
                 (QStringList{u"retry_mode"_s, u"defaults_mode"_s, u"tcp_keepalive"_s, u"api_versions"_s}));
        QCOMPARE(profile(u"fine"_s).unsupported, QStringList());
        m_variables.insert("AWS_STS_REGIONAL_ENDPOINTS", "legacy");
        m_variables.insert("AWS_RETRY_MODE", "standard"); // goes before the file's
        QCOMPARE(profile(u"default"_s).unsupported, (QStringList{u"AWS_STS_REGIONAL_ENDPOINTS"_s, u"defaults_mode"_s,
                                                                 u"tcp_keepalive"_s, u"api_versions"_s}));
    }

    void keysOfTheKeychainGoWhereTheEnvironmentSays()
    {
        write(u"config"_s, "[profile same]\nendpoint_url = https://vault.example\nca_bundle = /corp.pem\n");
        const Environment environment([this](const char *name) { return m_variables.value(name); });
        QCOMPARE(Profiles::ofKeychain(environment, u"same"_s).kind, ProfileKind::Keychain);
        QCOMPARE(Profiles::ofKeychain(environment, u"same"_s).endpoint, QUrl(u"https://vault.example"_s));
        QCOMPARE(Profiles::ofKeychain(environment, u"same"_s).caBundle, u"/corp.pem"_s);
        QVERIFY(Profiles::ofKeychain(environment, u"other"_s).endpoint.isEmpty());
        m_variables.insert("AWS_ENDPOINT_URL", "http://10.0.0.1");
        QCOMPARE(Profiles::ofKeychain(environment, u"other"_s).unusable, Refusal::BadEndpoint);
    }

    void refusesPlainHttpToAnythingButThisComputer()
    {
        for (const char *url : {"http://example.com", "http://localhost:4566", "http://127.0.0.1.example.com",
                                "ftp://127.0.0.1", "https://user@example.com", "nonsense", "http://10.0.0.1"})
            QVERIFY2(!isAcceptableEndpoint(QUrl(QString::fromLatin1(url))), url);
        for (const char *url : {"https://example.com", "http://127.0.0.1:4566/", "http://[::1]:1"})
            QVERIFY2(isAcceptableEndpoint(QUrl(QString::fromLatin1(url))), url);

        write(u"credentials"_s, "[default]\naws_access_key_id = A\naws_secret_access_key = S\n");
        m_variables.insert("AWS_ENDPOINT_URL_SSM", "http://localhost:4566");
        QCOMPARE(profile(u"default"_s).unusable, Refusal::BadEndpoint);
    }

    void namesNoPasswordOfAnEndpoint_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("named");
        QTest::newRow("user and password") << u"https://user:canary@example.com/x"_s << u"https://…@example.com/x"_s;
        QTest::newRow("an at sign in it") << u"https://user:can@ary@example.com"_s << u"https://…@example.com"_s;
        QTest::newRow("a slash in it") << u"http://user:can/ary@example.com"_s << u"http://…@example.com"_s;
        QTest::newRow("no scheme") << u"user:canary@example.com"_s << u"…@example.com"_s;
        QTest::newRow("a query") << u"http://example.com?token=canary"_s << u"http://example.com"_s;
    }
    void namesNoPasswordOfAnEndpoint()
    {
        QFETCH(QString, url);
        QFETCH(QString, named);
        write(u"credentials"_s, "[default]\naws_access_key_id = A\naws_secret_access_key = S\n");
        m_variables.insert("AWS_ENDPOINT_URL", url.toUtf8());
        QCOMPARE(profile(u"default"_s).unusable, Refusal::BadEndpoint);
        QCOMPARE(profile(u"default"_s).badSetting, named);
    }

    void noKeysAreUsedWhereAFileIsBroken_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("named");
        const QByteArray fips("[default]\nuse_fips_endpoint = true\n");
        QTest::newRow("a bad line") << u"config"_s << fips + "oops\n" << u"config, line 3: "_s;
        QTest::newRow("a key twice") << u"config"_s << fips + "use_fips_endpoint = true\n" << u"config, line 3: "_s;
        QTest::newRow("a section twice") << u"config"_s << fips + "[default]\n" << u"config, line 3: "_s;
        QTest::newRow("no section") << u"config"_s << "region = a\n" + fips << u"config, line 1: "_s;
        QTest::newRow("Latin-1") << u"config"_s << fips + "# caf\xe9\n" << u"config, line 3: "_s;
        QTest::newRow("UTF-16") << u"config"_s << QByteArray("\xff\xfe[\0d\0]\0", 8) << u"config, line 1: "_s;
        QTest::newRow("too large") << u"config"_s << fips + QByteArray(1024 * 1024, '#') << u"config: larger"_s;
        QTest::newRow("credentials") << u"credentials"_s << QByteArray("[a]\noops\n") << u"credentials, line 2: "_s;
    }
    void noKeysAreUsedWhereAFileIsBroken()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, text);
        QFETCH(QString, named);
        write(file, text);
        m_variables.insert("AWS_ACCESS_KEY_ID", "AKIA");
        m_variables.insert("AWS_SECRET_ACCESS_KEY", "S");
        const Profiles profiles = load();
        QVERIFY(profiles.problem());
        QVERIFY2(profiles.problem()->detail.contains(named), qPrintable(profiles.problem()->detail));
        QCOMPARE(profiles.all().size(), 1);
        QCOMPARE(profiles.all().first().unusable, profiles.problem()->refusal);
        QCOMPARE(profiles.all().first().badSetting, profiles.problem()->detail);
        const Environment environment([this](const char *name) { return m_variables.value(name); });
        QCOMPARE(Profiles::ofKeychain(environment, u"kept"_s).unusable, profiles.problem()->refusal);
    }

    void splitsNamesAsAShell_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("plain") << u"profile a"_s << QStringList{u"profile"_s, u"a"_s};
        QTest::newRow("double quotes") << u"profile \"a \\\" b\""_s << QStringList{u"profile"_s, u"a \" b"_s};
        QTest::newRow("single quotes") << u"profile 'a \\ b'"_s << QStringList{u"profile"_s, u"a \\ b"_s};
        QTest::newRow("backslash") << u"profile a\\ b"_s << QStringList{u"profile"_s, u"a b"_s};
        QTest::newRow("empty") << u"profile ''"_s << QStringList{u"profile"_s, u""_s};
        QTest::newRow("open") << u"profile 'a"_s << QStringList();
    }
    void splitsNamesAsAShell()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, words);
        QCOMPARE(shellWords(text), words);
    }
};

} // namespace profiles_test

KEYTURN_TEST(profiles, profiles_test::ProfilesTest)
#include "profiles_test.moc"
