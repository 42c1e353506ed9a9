#include "app/sandbox/store/store.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace keyturn;
using namespace keyturn::sandbox;
using namespace Qt::StringLiterals;

namespace store_test {

namespace {

const Scope here{u"123456789012"_s, u"us-east-1"_s};
const Scope there{u"123456789012"_s, u"eu-west-1"_s};
const QDateTime noon(QDate(2026, 11, 21), QTime(12, 0, 0, 123), Qt::UTC);

Secret aSecret()
{
    Secret secret;
    secret.name = u"a/b"_s;
    secret.arn = u"arn:aws:secretsmanager:us-east-1:123456789012:secret:a/b-AbCdEf"_s;
    secret.description = u"dëscription"_s;
    secret.tags = {{u"k"_s, u"v"_s}};
    secret.createdAt = secret.lastChangedAt = noon;
    secret.rotation = {{u"RotationEnabled"_s, true}};
    SecretVersion text;
    text.id = u"one"_s;
    text.stages = QStringList{u"AWSCURRENT"_s};
    text.createdAt = noon;
    text.value = "ü\n{\"a\":1.0}";
    SecretVersion bytes;
    bytes.id = u"two"_s;
    bytes.createdAt = noon;
    bytes.binary = true;
    bytes.value = QByteArray("\0\xff\x80", 3);
    SecretVersion announced;
    announced.id = u"three"_s;
    announced.createdAt = noon;
    announced.hasValue = false;
    secret.versions = {text, bytes, announced};
    return secret;
}

Parameter aParameter()
{
    Parameter parameter;
    parameter.name = u"/p/q"_s;
    parameter.type = u"SecureString"_s;
    ParameterVersion version;
    version.value = "vålue";
    version.modifiedAt = noon;
    version.keyId = u"alias/mine"_s;
    version.policies = u"[{\"Type\":\"Expiration\"}]"_s;
    version.labels = QStringList{u"good"_s};
    parameter.versions << version;
    return parameter;
}

} // namespace

class StoreTest : public QObject {
    Q_OBJECT
private slots:
    void readsBackWhatItSaved();
    void keepsALeadingByteOrderMark();
    void keepsRegionsApart();
    void forgetsTheValuesOfDroppedVersions();
    void startsOverWhenAsked();
    void refusesASecondOwner();
    void refusesForeignFiles();
    void rollsBackWhenAPartFails();
    void forgetsTokensThatHaveExpired();
};

static OAuthClient aClient()
{
    OAuthClient client;
    client.id = u"id"_s;
    client.secret = u"secret"_s;
    client.scope = u"scope"_s;
    client.provider = u"strict"_s;
    client.behaviour = {{u"expiresIn"_s, 5}};
    client.oldSecretUntil = noon;
    return client;
}

static OAuthToken aToken(const QString &text)
{
    OAuthToken token;
    token.hash = OAuthToken::hashOf(text);
    token.kind = OAuthToken::Kind::Refresh;
    token.clientId = u"id"_s;
    token.family = u"family"_s;
    token.issuedAt = noon;
    token.expiresAt = noon.addSecs(60);
    token.successor = u"next"_s;
    return token;
}

void StoreTest::forgetsTokensThatHaveExpired()
{
    Store store;
    QVERIFY(store.open({}, false));
    for (int i = 0; i < 2000; ++i) {
        OAuthToken token = aToken(QString::number(i));
        token.issuedAt = noon.addSecs(i);
        token.expiresAt = i == 0 ? QDateTime() : token.issuedAt.addSecs(10);
        QVERIFY(store.save(QList{token}));
    }
    QVERIFY(store.oauthTokens().size() <= 1000);
    QVERIFY(store.oauthToken(OAuthToken::hashOf(u"0"_s))); // never expires
    QVERIFY(store.oauthToken(OAuthToken::hashOf(u"1999"_s)));
}

void StoreTest::readsBackWhatItSaved()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(u"new folder/state.sqlite"_s);
    {
        Store store;
        QVERIFY(store.open(file, false));
        QVERIFY(store.isEmpty());
        QVERIFY(store.save(here, aSecret()));
        QVERIFY(store.save(here, aParameter()));
        QVERIFY(store.save(aClient()));
        QVERIFY(store.save(QList{aToken(u"r1"_s), aToken(u"r2"_s)}));
    }
    Store store;
    QVERIFY(store.open(file, false));
    QVERIFY(!store.isEmpty());
    const Secret secret = store.secrets(here).at(u"a/b"_s);
    const Secret expected = aSecret();
    QCOMPARE(secret.arn, expected.arn);
    QCOMPARE(secret.description, expected.description);
    QCOMPARE(secret.tags, expected.tags);
    QCOMPARE(secret.createdAt, expected.createdAt);
    QVERIFY(!secret.deletionAt.isValid());
    QCOMPARE(secret.rotation, expected.rotation);
    QCOMPARE(secret.versions.size(), 3);
    for (qsizetype i = 0; i < 3; ++i) {
        QCOMPARE(secret.versions.at(i).id, expected.versions.at(i).id);
        QCOMPARE(secret.versions.at(i).stages, expected.versions.at(i).stages);
        QCOMPARE(secret.versions.at(i).value, expected.versions.at(i).value);
        QCOMPARE(secret.versions.at(i).binary, expected.versions.at(i).binary);
        QCOMPARE(secret.versions.at(i).hasValue, expected.versions.at(i).hasValue);
    }
    const Parameter parameter = store.parameters(here).at(u"p/q"_s);
    QCOMPARE(parameter.name, u"/p/q"_s);
    QCOMPARE(parameter.latest().value, aParameter().latest().value);
    QCOMPARE(parameter.latest().modifiedAt, noon);
    QCOMPARE(parameter.latest().policies, aParameter().latest().policies);
    QCOMPARE(parameter.latest().labels, aParameter().latest().labels);
    QCOMPARE(store.oauthClients().at(u"id"_s).behaviour, aClient().behaviour);
    QCOMPARE(store.oauthClients().at(u"id"_s).oldSecretUntil, noon);
    const OAuthToken *token = store.oauthToken(OAuthToken::hashOf(u"r2"_s));
    QVERIFY(token);
    QCOMPARE(token->family, u"family"_s);
    QCOMPARE(token->expiresAt, noon.addSecs(60));
    QCOMPARE(token->successor, u"next"_s);
    QCOMPARE(store.oauthTokens().size(), 2);
}

void StoreTest::keepsALeadingByteOrderMark()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(u"state.sqlite"_s);
    Parameter parameter = aParameter();
    parameter.versions.last().value = "\xEF\xBB\xBF"
                                      "value";
    Secret secret = aSecret();
    secret.description = QChar(0xFEFF) + u"words"_s;
    {
        Store store;
        QVERIFY(store.open(file, false));
        QVERIFY(store.save(here, parameter));
        QVERIFY(store.save(here, secret));
    }
    Store store;
    QVERIFY(store.open(file, false));
    QCOMPARE(store.parameters(here).at(u"p/q"_s).latest().value, parameter.latest().value);
    QCOMPARE(store.secrets(here).at(u"a/b"_s).description, secret.description);
}

void StoreTest::keepsRegionsApart()
{
    Store store;
    QVERIFY(store.open({}, false));
    QVERIFY(store.save(here, aSecret()));
    QVERIFY(store.secrets(there).empty());
    QVERIFY(store.removeSecret(there, u"a/b"_s));
    QCOMPARE(store.secrets(here).size(), 1U);
}

void StoreTest::forgetsTheValuesOfDroppedVersions()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(u"state.sqlite"_s);
    {
        Store store;
        QVERIFY(store.open(file, false));
        QVERIFY(store.save(here, aSecret()));
        Secret fewer = aSecret();
        fewer.versions.removeAt(1);
        QVERIFY(store.save(here, fewer));
        Secret again = aSecret();
        again.versions[1].value = "another value under an id that was used before";
        QVERIFY(store.save(here, again));
    }
    Store store;
    QVERIFY(store.open(file, false));
    QCOMPARE(store.secrets(here).at(u"a/b"_s).versions.at(1).value, "another value under an id that was used before");
}

void StoreTest::startsOverWhenAsked()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(u"state.sqlite"_s);
    {
        Store store;
        QVERIFY(store.open(file, false));
        QVERIFY(store.save(here, aSecret()));
    }
    Store store;
    QVERIFY(store.open(file, true));
    QVERIFY(store.isEmpty());
    QVERIFY(store.secrets(here).empty());
}

void StoreTest::refusesASecondOwner()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(u"state.sqlite"_s);
    auto first = std::make_unique<Store>();
    QVERIFY(first->open(file, false));
    {
        Store second;
        const auto opened = second.open(file, true);
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, ErrorKind::Io);
        QVERIFY(opened.error().detail.contains(u"another sandbox is using this state file"_s));
        QVERIFY(opened.error().detail.contains(file));
    }
    QVERIFY(first->save(here, aSecret()));
    first.reset();
    Store third;
    QVERIFY(third.open(file, false));
    QCOMPARE(third.secrets(here).size(), 1U);
}

void StoreTest::refusesForeignFiles()
{
    QTemporaryDir dir;
    QFile file(dir.filePath(u"diary.txt"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray text = QByteArray("dear diary ").repeated(500);
    file.write(text);
    file.close();
    for (const bool fresh : {false, true}) {
        Store store;
        const auto opened = store.open(file.fileName(), fresh);
        QVERIFY(!opened);
        QVERIFY(opened.error().detail.contains(u"is not a sandbox state file"_s));
    }
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), text);
}

void StoreTest::rollsBackWhenAPartFails()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(u"state.sqlite"_s);
    {
        Store store;
        QVERIFY(store.open(file, false));
        const auto done = store.transaction([&store]() -> Result<> {
            if (auto saved = store.save(here, aSecret()); !saved)
                return saved;
            return Error{ErrorKind::Io, u"no"_s, {}};
        });
        QVERIFY(!done);
    }
    Store store;
    QVERIFY(store.open(file, false));
    QVERIFY(store.isEmpty());
}

} // namespace store_test

KEYTURN_TEST(store, store_test::StoreTest)
#include "store_test.moc"
