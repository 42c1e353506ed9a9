#include "core/workspace/key_choice.h"

#include "tests/support/test_main.h"

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace key_choice_test {

namespace {

EntryContent secret(const QByteArray &text)
{
    Entry entry;
    entry.id = {Store::SecretsManager, u"123456789012"_s, u"us-east-1"_s, u"crm/oauth"_s};
    SecretValue value;
    value.value = SecretString(QByteArrayView(text));
    value.versionId = u"v1"_s;
    return EntryContent::ofSecret(entry, value, QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC));
}

const QByteArray odd =
    R"({"client_id":"me","app_pass":"s3cret","refresh_token":"r1","where":"https://id.example.com/t"})";

} // namespace

class KeyChoiceTest : public QObject {
    Q_OBJECT

private slots:
    void tellsWhetherAKeyWasTakenForItsNameOrForItsValue()
    {
        const KeyChoice choice(secret(R"({"client_id":"x","app_secret":"amzn1.oa2-cs.v1.0123456789abcdef",)"
                                      R"("offline":"Atzr|IwEBIexample","note":"hello"})"),
                               {});
        QCOMPARE(choice.key(KeyRole::ClientId), u"client_id"_s);
        QCOMPARE(choice.reason(KeyRole::ClientId), KeyChoice::Reason::Name);
        QCOMPARE(choice.key(KeyRole::RefreshToken), u"offline"_s);
        QCOMPARE(choice.reason(KeyRole::RefreshToken), KeyChoice::Reason::Value);
        QCOMPARE(choice.reason(KeyRole::Scope), KeyChoice::Reason::None);
    }

    void ofTwoKeysWithOneNameNoneIsTakenAndBothAreNamed()
    {
        const KeyChoice choice(secret(R"({"client_id":"a","clientId":"b","refresh_token":"r"})"), {});
        QVERIFY(choice.key(KeyRole::ClientId).isEmpty());
        QCOMPARE(choice.reason(KeyRole::ClientId), KeyChoice::Reason::Several);
        QCOMPARE(choice.namesakes(KeyRole::ClientId), QStringList({u"client_id"_s, u"clientId"_s}));
        QVERIFY(choice.missing().contains(KeyRole::ClientId));
    }

    void whatIsSaidCompletesTheCredentials()
    {
        KeyChoice choice(secret(odd), {});
        QCOMPARE(choice.missing(), QList<KeyRole>{KeyRole::ClientSecret});
        QVERIFY(!choice.request());
        choice.choose(KeyRole::ClientSecret, u"app_pass"_s);
        QCOMPARE(choice.reason(KeyRole::ClientSecret), KeyChoice::Reason::Said);
        QVERIFY(choice.missing().isEmpty());
        choice.choose(KeyRole::TokenUrl, u"where"_s);
        QCOMPARE(choice.request().error().code, u"token-url-consent"_s);
        QCOMPARE(choice.request().error().detail, u"https://id.example.com"_s);
    }

    void onlyWhatDiffersFromWhatIsRecognisedIsRemembered()
    {
        KeyChoice choice(secret(odd), {});
        QVERIFY(choice.settings()->keys.isEmpty());
        choice.choose(KeyRole::ClientSecret, u"app_pass"_s);
        const Result<RefreshSettings> settings = choice.settings();
        QCOMPARE(settings->keys, (QHash<KeyRole, QString>{{KeyRole::ClientSecret, u"app_pass"_s}}));
        choice.choose(KeyRole::ClientSecret, {});
        QVERIFY(choice.settings()->keys.isEmpty());
    }

    void aNameThatTellsTooLittleAloneIsOfferedAndRememberedWithTheRest()
    {
        KeyChoice choice(secret(R"({"client_id":"me","b":"s3cret","c":"r1"})"), {});
        QCOMPARE(choice.key(KeyRole::ClientId), u"client_id"_s);
        choice.choose(KeyRole::ClientSecret, u"b"_s);
        choice.choose(KeyRole::RefreshToken, u"c"_s);
        const Result<RefreshSettings> settings = choice.settings();
        QCOMPARE(settings->keys.value(KeyRole::ClientId), u"client_id"_s);
        QVERIFY(choice.missing().isEmpty());
    }

    void agreedHostsStayWhenTheKeysAreSaidAnew()
    {
        RefreshSettings before;
        before.agreedOrigins = {u"https://id.example.com"_s};
        KeyChoice choice(secret(odd), before);
        choice.choose(KeyRole::ClientSecret, u"app_pass"_s);
        choice.choose(KeyRole::TokenUrl, u"where"_s);
        QCOMPARE(choice.settings()->agreedOrigins, before.agreedOrigins);
        QVERIFY(choice.request().has_value());
    }

    void oneKeyHasOneRole()
    {
        KeyChoice choice(secret(odd), {});
        choice.choose(KeyRole::ClientSecret, u"refresh_token"_s);
        QCOMPARE(choice.settings().error().code, u"key-twice"_s);
        QCOMPARE(choice.settings().error().detail, u"refresh_token"_s);
    }

    void rolesCanBeExchanged()
    {
        KeyChoice choice(secret(R"({"client_id":"s3cret","client_secret":"me","refresh_token":"r"})"), {});
        choice.choose(KeyRole::ClientId, u"client_secret"_s);
        choice.choose(KeyRole::ClientSecret, u"client_id"_s);
        const Result<RefreshSettings> settings = choice.settings();
        const KeyChoice again(secret(R"({"client_id":"s3cret","client_secret":"me","refresh_token":"r"})"), *settings);
        QCOMPARE(again.key(KeyRole::ClientId), u"client_secret"_s);
        QCOMPARE(again.key(KeyRole::ClientSecret), u"client_id"_s);
        QCOMPARE(again.reason(KeyRole::ClientId), KeyChoice::Reason::Said);
    }

    void parametersAreNameAndValueAndNoneThatKeyturnSetsItself()
    {
        KeyChoice choice(secret(odd), {});
        choice.setParameters(u"audience=https://api.example.com&resource=7"_s);
        QCOMPARE(choice.settings()->parameters, QStringList({u"audience=https://api.example.com"_s, u"resource=7"_s}));
        choice.setParameters(u"audience"_s);
        QCOMPARE(choice.settings().error().code, u"parameter-form"_s);
        choice.setParameters(u"Client_ID=other"_s);
        QCOMPARE(choice.settings().error().code, u"parameter-reserved"_s);
    }

    void onlyWhatLooksLikeCredentialsIsAskedAbout()
    {
        QVERIFY(canBeAnswered(Refusal::NoClientSecret, secret(odd)));
        QVERIFY(!canBeAnswered(Refusal::NoRefreshToken, secret(R"({"a":"1","b":"2"})")));
        QVERIFY(!canBeAnswered(Refusal::Raw, secret(odd)));
        QVERIFY(canBeAnswered(Refusal::TokenUrlConsent, secret(odd)));
    }
};

} // namespace key_choice_test

KEYTURN_TEST(key_choice, key_choice_test::KeyChoiceTest)
#include "key_choice_test.moc"
