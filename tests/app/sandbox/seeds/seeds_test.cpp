#include "app/sandbox/seeds/seeds.h"

#include "app/sandbox/oauth/token_endpoint.h"
#include "core/document/key_map.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_main.h"

#include <QJsonDocument>
#include <QTest>
#include <QUrl>

using namespace keyturn;
using namespace keyturn::sandbox;
using namespace Qt::StringLiterals;

namespace seeds_test {

namespace {

const Scope home{u"123456789012"_s, u"us-east-1"_s};

QJsonObject currentValue(const sandbox::Store &store, const QString &name)
{
    Secret secret = store.secrets(home).at(name);
    return QJsonDocument::fromJson(secret.versionWithStage(u"AWSCURRENT"_s)->value).object();
}

Response refresh(sandbox::Store &store, const QDateTime &now, const QString &id, const QString &secret,
                 const QString &refreshToken)
{
    const auto encoded = [](const QString &text) { return QUrl::toPercentEncoding(text); };
    Request request;
    request.method = "POST";
    request.target = "/auth/o2/token";
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    request.body = "grant_type=refresh_token&client_id=" + encoded(id) + "&client_secret=" + encoded(secret)
                   + "&refresh_token=" + encoded(refreshToken);
    oauth::Authorizations none;
    return oauth::token(store, none, request, "request-id", now);
}

} // namespace

class SeedsTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void holdEachLayoutByTheKeysKeyturnRecognises();
    void countDatesFromTheMomentOfSeeding();
    void refreshWithTheirOwnCredentials();
    void areTheSameEveryTime();
    void comeBackAfterClearing();

private:
    std::unique_ptr<sandbox::Store> m_store;
    FakeClock m_clock;
};

void SeedsTest::init()
{
    m_store = std::make_unique<sandbox::Store>();
    QVERIFY(m_store->open({}, false));
    QVERIFY(seed(*m_store, m_clock.now));
}

void SeedsTest::holdEachLayoutByTheKeysKeyturnRecognises()
{
    const auto kind = [this](const QString &name) {
        return KeyMap::recognise(currentValue(*m_store, name).keys()).kind;
    };
    QCOMPARE(kind(u"amazon-api-access-token"_s), CredentialKind::LwaSkill);
    QCOMPARE(kind(u"lwa-oauth"_s), CredentialKind::LwaCli);
    QCOMPARE(kind(u"upwork/prod/upwork-oauth"_s), CredentialKind::Upwork);
    QCOMPARE(kind(u"contact-center/prod/genesys-oauth"_s), CredentialKind::Genesys);
    for (const QString &name :
         {u"my-erp/lwa/clientidentifier"_s, u"my-erp/lwa/clientsecret"_s, u"my-erp/refreshToken"_s})
        QCOMPARE(m_store->parameters(home).at(name).type, u"SecureString"_s);
}

void SeedsTest::countDatesFromTheMomentOfSeeding()
{
    const auto rotatedAt = [this](const QString &name) {
        return QDateTime::fromString(m_store->secrets(home).at(name).tags.value(u"keyturn:lwa-rotated-at"_s),
                                     Qt::ISODate);
    };
    const auto daysAgo = [this](int days) { return m_clock.now.addDays(-days).addSecs(6 * 3600); };
    QCOMPARE(rotatedAt(u"amazon-api-access-token"_s), daysAgo(168));
    QCOMPARE(rotatedAt(u"lwa-oauth"_s), daysAgo(84));
    QCOMPARE(m_store->parameters(home).at(u"my-erp/lwa/clientsecret"_s).latest().modifiedAt, daysAgo(183));
    QCOMPARE(m_store->secrets(home).at(u"old-skill/dev/lwa-oauth"_s).deletionAt, daysAgo(-5));
    const Secret genesys = m_store->secrets(home).at(u"contact-center/prod/genesys-oauth"_s);
    QVERIFY(genesys.rotation[u"NextRotationDate"].toDouble() < static_cast<double>(m_clock.now.toSecsSinceEpoch()));
    QCOMPARE(genesys.versions.constLast().stages, QStringList{u"AWSPENDING"_s});
    const double expiresAt = currentValue(*m_store, u"upwork/prod/upwork-oauth"_s)[u"expiresAt"].toDouble();
    QCOMPARE(expiresAt, static_cast<double>(m_clock.now.addSecs(7 * 3600).toMSecsSinceEpoch()));
}

void SeedsTest::refreshWithTheirOwnCredentials()
{
    for (const QString &name : {u"amazon-api-access-token"_s, u"lwa-oauth"_s, u"tenant-0388/prod/lwa-oauth"_s}) {
        const QJsonObject value = currentValue(*m_store, name);
        const Response response =
            refresh(*m_store, m_clock.now, value[u"lwa-client-id"].toString(), value[u"lwa-client-secret"].toString(),
                    value[u"lwa-refresh-token"].toString());
        QCOMPARE(response.status, 200);
        const QJsonObject tokens = QJsonDocument::fromJson(response.body).object();
        QVERIFY(tokens[u"access_token"].toString().startsWith(u"Atza|"_s));
        QVERIFY(tokens[u"access_token"].toString().size() > 300);
        QCOMPARE(tokens[u"refresh_token"], value[u"lwa-refresh-token"]);
        QCOMPARE(refresh(*m_store, m_clock.now, value[u"lwa-client-id"].toString(), u"old"_s, u"x"_s).status, 401);
    }
}

void SeedsTest::areTheSameEveryTime()
{
    const QJsonObject before = currentValue(*m_store, u"amazon-api-access-token"_s);
    init();
    QCOMPARE(currentValue(*m_store, u"amazon-api-access-token"_s), before);
}

void SeedsTest::comeBackAfterClearing()
{
    QVERIFY(m_store->clear());
    QVERIFY(m_store->isEmpty());
    QVERIFY(m_store->secrets(home).empty());
    QVERIFY(seed(*m_store, m_clock.now));
    QVERIFY(!m_store->isEmpty());
}

} // namespace seeds_test

KEYTURN_TEST(seeds, seeds_test::SeedsTest)
#include "seeds_test.moc"
