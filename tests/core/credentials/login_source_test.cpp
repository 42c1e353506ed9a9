#include "core/credentials/login_source.h"

#include "core/aws/dpop_proof.h"
#include "tests/support/fake_clock.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"
#include "tests/support/wire_server.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace login_source_test {

constexpr auto base64Url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

//! The key of a sign-in as the aws command line makes it.
struct Key {
    EVP_PKEY *key = EVP_EC_gen("P-256");
    Key() = default;
    Q_DISABLE_COPY_MOVE(Key)
    ~Key() { EVP_PKEY_free(key); }

    QByteArray pem() const
    {
        BIO *out = BIO_new(BIO_s_mem());
        PEM_write_bio_PrivateKey_traditional(out, key, nullptr, nullptr, 0, nullptr, nullptr);
        char *text = nullptr;
        const long size = BIO_get_mem_data(out, &text);
        const QByteArray pem(text, size);
        BIO_free(out);
        return pem;
    }
    QByteArray coordinate(const char *which) const
    {
        BIGNUM *number = nullptr;
        EVP_PKEY_get_bn_param(key, which, &number);
        QByteArray bytes(32, '\0');
        BN_bn2binpad(number, reinterpret_cast<unsigned char *>(bytes.data()), 32);
        BN_free(number);
        return bytes.toBase64(base64Url);
    }
    bool hasSigned(const QByteArray &text, const QByteArray &signature) const
    {
        if (signature.size() != 64)
            return false;
        const auto *bytes = reinterpret_cast<const unsigned char *>(signature.data());
        ECDSA_SIG *numbers = ECDSA_SIG_new();
        ECDSA_SIG_set0(numbers, BN_bin2bn(bytes, 32, nullptr), BN_bin2bn(bytes + 32, 32, nullptr));
        unsigned char *der = nullptr;
        const int size = i2d_ECDSA_SIG(numbers, &der);
        EVP_MD_CTX *context = EVP_MD_CTX_new();
        EVP_DigestVerifyInit(context, nullptr, EVP_sha256(), nullptr, key);
        const int verdict = EVP_DigestVerify(context, der, size_t(size),
                                             reinterpret_cast<const unsigned char *>(text.data()), size_t(text.size()));
        EVP_MD_CTX_free(context);
        OPENSSL_free(der);
        ECDSA_SIG_free(numbers);
        return verdict == 1;
    }
};

class LoginSourceTest : public QObject {
    Q_OBJECT

    static constexpr auto session = "arn:aws:iam::123456789012:user/jo"; // sha256: echo -n ARN | sha256sum
    const Key m_key;
    std::unique_ptr<QTemporaryDir> m_folder;
    FakeClock m_clock;
    HttpClient m_http;
    std::unique_ptr<WireServer> m_server;

    QString cacheFile() const
    {
        return m_folder->filePath(u"cache/"_s) + LoginCache({}, QString::fromLatin1(session)).name();
    }
    QString aside() const { return cacheFile() + u".keyturn"_s; }
    QByteArray login(const QByteArray &id, const QByteArray &refresh, const QByteArray &end) const
    {
        QByteArray text = R"({ "accessToken" : {"accessKeyId": "ID", "secretAccessKey": "old/secret",
            "sessionToken": "old-session", "accountId": "123456789012", "expiresAt": "END"}, "tokenType":"aws_sigv4",
            "refreshToken": "REFRESH","idToken" : "x\u002fy", "clientId": "arn:aws:signin:::devtools/same-device",
            "dpopKey": "PEM", "later": [1.0, 1e2]})";
        text.replace("\"ID\"", '"' + id + '"').replace("\"END\"", '"' + end + '"');
        text.replace("\"REFRESH\"", '"' + refresh + '"');
        return text.replace("\"PEM\"", '"' + m_key.pem().replace("\n", "\\n") + '"');
    }
    void write(const QByteArray &text, const QString &path = {}) const
    {
        QFile file(path.isEmpty() ? cacheFile() : path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(file.write(text), qint64(text.size()));
    }
    QByteArray content() const
    {
        QFile file(cacheFile());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QByteArray answer(const QByteArray &id, const QByteArray &refresh)
    {
        QByteArray text = R"({"accessToken":{"accessKeyId":"ID","secretAccessKey":"new+secret",
            "sessionToken":"new-session"},"expiresIn":900,"refreshToken":"REFRESH","tokenType":"aws_sigv4"})";
        return WireServer::ok(text.replace("\"ID\"", '"' + id + '"').replace("\"REFRESH\"", '"' + refresh + '"'));
    }
    static QByteArray refusal(const QByteArray &status, const QByteArray &type, const QByteArray &word)
    {
        return WireServer::status(status,
                                  QByteArray(R"({"error":"WORD","message":"said by AWS"})").replace("WORD", word),
                                  "x-amzn-ErrorType: " + type + "\r\n");
    }
    std::unique_ptr<LoginSource> source(const QString &profile = u"work"_s)
    {
        const Environment environment([this](const char *name) -> QByteArray {
            if (qstrcmp(name, "AWS_LOGIN_CACHE_DIRECTORY") == 0)
                return "$WHERE/cache";
            if (qstrcmp(name, "WHERE") == 0)
                return m_folder->path().toUtf8();
            return qstrcmp(name, "XDG_STATE_HOME") == 0 ? m_folder->filePath(u"state"_s).toUtf8() : QByteArray();
        });
        const SignInContext context{environment, m_http, m_clock, u"us-east-1"_s, AwsEndpoints(m_server->url())};
        return std::make_unique<LoginSource>(QString::fromLatin1(session), profile, context);
    }
    Result<Credentials> fetch(LoginSource &source)
    {
        std::optional<Result<Credentials>> found = run(source.fetch());
        return found ? *found : Result<Credentials>(Error{ErrorKind::Timeout, u"test"_s, {}});
    }
    Result<Credentials> fetch() { return fetch(*source()); }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_folder->path()).mkdir(u"cache"_s));
        m_clock = FakeClock(); // 14:05
        m_server = std::make_unique<WireServer>();
        m_server->setAnswer({answer("ASIANEW", "refresh-2")});
    }

    void theFileIsCalledByTheHashOfTheSession()
    {
        QCOMPARE(LoginCache({}, u"abc"_s).name(),
                 u"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.json"_s);
    }

    void whatIsValidServesAndNobodyIsAsked()
    {
        write(login("ASIAOLD", "refresh-1", "2026-11-21T14:10:01Z"));
        const Result<Credentials> found = fetch();
        QVERIFY(found);
        QCOMPARE(found->accessKeyId, QByteArray("ASIAOLD"));
        QCOMPARE(found->secretAccessKey.bytes().toByteArray(), QByteArray("old/secret"));
        QCOMPARE(found->sessionToken.bytes().toByteArray(), QByteArray("old-session"));
        QCOMPARE(found->expiresAt, QDateTime(QDate(2026, 11, 21), QTime(14, 10, 1), Qt::UTC));
        QVERIFY(m_server->requests().isEmpty());
    }

    void inTheLastFiveMinutesItIsRenewedAndTheRestOfTheFileStays()
    {
        const QByteArray before = login("ASIAOLD", "refresh-1", "2026-11-21T14:10:00Z");
        write(before);
        const Result<Credentials> found = fetch();
        QVERIFY(found);
        QCOMPARE(found->accessKeyId, QByteArray("ASIANEW"));
        QCOMPARE(found->expiresAt, m_clock.now.addSecs(900));
        QByteArray expected = before;
        expected.replace("ASIAOLD", "ASIANEW")
            .replace("old/secret", "new+secret")
            .replace("old-session", "new-session");
        expected.replace("14:10:00Z", "14:20:00Z").replace("refresh-1", "refresh-2");
        QCOMPARE(content(), expected);
        QCOMPARE(QFile::permissions(cacheFile()) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup),
                 QFile::Permissions());
        QVERIFY(!QFile::exists(aside()));
        QCOMPARE(fetch()->accessKeyId, QByteArray("ASIANEW"));
        QCOMPARE(m_server->requests().size(), 1);
    }

    void aRequestProvesThatItHasTheKey()
    {
        write(login("ASIAOLD", "refresh-1", "2026-11-21T14:00:00Z"));
        QVERIFY(fetch());
        const WireServer::Request request = m_server->requests().constFirst();
        QCOMPARE(request.method + ' ' + request.target, QByteArray("POST /v1/token"));
        QCOMPARE(QJsonDocument::fromJson(request.body).object(),
                 (QJsonObject{{u"clientId"_s, u"arn:aws:signin:::devtools/same-device"_s},
                              {u"refreshToken"_s, u"refresh-1"_s},
                              {u"grantType"_s, u"refresh_token"_s}}));
        QVERIFY(request.header("authorization").isEmpty());
        const QByteArrayList parts = request.header("dpop").split('.');
        QCOMPARE(parts.size(), 3);
        const auto read = [&parts](int i) {
            return QJsonDocument::fromJson(QByteArray::fromBase64(parts.at(i), base64Url)).object();
        };
        const QJsonObject jwk{{u"kty"_s, u"EC"_s},
                              {u"crv"_s, u"P-256"_s},
                              {u"x"_s, QString::fromLatin1(m_key.coordinate(OSSL_PKEY_PARAM_EC_PUB_X))},
                              {u"y"_s, QString::fromLatin1(m_key.coordinate(OSSL_PKEY_PARAM_EC_PUB_Y))}};
        QCOMPARE(read(0), (QJsonObject{{u"typ"_s, u"dpop+jwt"_s}, {u"alg"_s, u"ES256"_s}, {u"jwk"_s, jwk}}));
        const QJsonObject claims = read(1);
        QCOMPARE(claims[u"htm"].toString(), u"POST"_s);
        QCOMPARE(claims[u"htu"].toString(), m_server->url().toString() + u"v1/token"_s);
        QCOMPARE(claims[u"iat"].toInteger(), m_clock.now.toSecsSinceEpoch());
        QVERIFY(!claims[u"jti"].toString().isEmpty());
        for (const QByteArray &part : parts)
            QVERIFY(!part.contains('=') && !part.contains('+') && !part.contains('/'));
        QVERIFY(m_key.hasSigned(parts.at(0) + '.' + parts.at(1), QByteArray::fromBase64(parts.at(2), base64Url)));
        QVERIFY(!m_key.hasSigned(parts.at(0) + '.' + parts.at(0), QByteArray::fromBase64(parts.at(2), base64Url)));
    }

    void noTwoProofsAreTheSame()
    {
        QSet<QByteArray> proofs;
        for (int i = 0; i < 50; ++i) { // a number that begins with a zero comes once in 128 signatures
            const auto proof = dpopProof(SecretString(QByteArrayView(m_key.pem())), m_server->url(), m_clock.now);
            QVERIFY(proof);
            QCOMPARE(proof->split('.').at(2).size(), 86);
            proofs.insert(*proof);
        }
        QCOMPARE(proofs.size(), 50);
    }

    void whoWasRefusedWithItAsksAgain()
    {
        write(login("ASIAOLD", "refresh-1", "2026-11-21T14:20:00Z"));
        const auto one = source();
        QCOMPARE(fetch(*one)->accessKeyId, QByteArray("ASIAOLD"));
        QCOMPARE(fetch(*one)->accessKeyId, QByteArray("ASIANEW"));
    }

    void whatSomebodyElseHasWrittenMeanwhileStays_data()
    {
        QTest::addColumn<QByteArray>("theirs");
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<bool>("stays");
        QTest::newRow("renewed") << login("ASIATHEIRS", "refresh-3", "2026-11-21T14:20:00Z") << QByteArray("ASIATHEIRS")
                                 << true;
        QTest::newRow("signed out") << QByteArray() << QByteArray() << true;
        QTest::newRow("half a write") << QByteArray("{\"accessTo\": ") << QByteArray("ASIANEW") << false;
    }
    void whatSomebodyElseHasWrittenMeanwhileStays()
    {
        QFETCH(QByteArray, theirs);
        QFETCH(QByteArray, given);
        QFETCH(bool, stays);
        write(login("ASIAOLD", "refresh-1", "2026-11-21T14:00:00Z"));
        m_server->setScript([&](const WireServer::Request &) {
            if (theirs.isEmpty())
                QFile::remove(cacheFile());
            else
                write(theirs);
            return WireServer::Answer{answer("ASIANEW", "refresh-2")};
        });
        const Result<Credentials> found = fetch();
        if (given.isEmpty())
            QCOMPARE(found.error().refusal, Refusal::Login);
        else
            QCOMPARE(found->accessKeyId, given);
        if (stays)
            QCOMPARE(content(), theirs);
        else
            QVERIFY(content().contains("refresh-2"));
        QVERIFY(!QFile::exists(aside()));
    }

    void aKillBeforeTheCacheIsWrittenLosesNothing()
    {
        write(login("ASIAOLD", "refresh-1", "2026-11-21T14:00:00Z"));
        write(login("ASIANEW", "refresh-2", "2026-11-21T14:20:00Z"), aside());
        QCOMPARE(fetch()->accessKeyId, QByteArray("ASIANEW"));
        QVERIFY(content().contains("refresh-2"));
        QVERIFY(m_server->requests().isEmpty());
        QVERIFY(!QFile::exists(aside()));
    }

    void whatAKillHasLeftIsNothingToWhoSignedInSince()
    {
        write(login("ASIALATER", "refresh-9", "2026-11-21T14:09:00Z"));
        write(login("ASIANEW", "refresh-2", "2026-11-21T14:08:00Z"), aside());
        QCOMPARE(fetch()->accessKeyId, QByteArray("ASIANEW"));
        QCOMPARE(QJsonDocument::fromJson(m_server->requests().constFirst().body)[u"refreshToken"_s].toString(),
                 u"refresh-9"_s);
    }

    void withoutRoomForTheAnswerNobodyIsAsked()
    {
        write(login("ASIAOLD", "refresh-1", "2026-11-21T14:00:00Z"));
        QVERIFY(QDir(m_folder->path()).mkpath(aside() + u"/in-the-way"_s));
        const Result<Credentials> found = fetch();
        QCOMPARE(found.error().kind, ErrorKind::Io);
        QVERIFY(m_server->requests().isEmpty());
        QVERIFY(content().contains("refresh-1"));
    }

    void aFileThatHoldsNoSignInLeadsToAwsLogin_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray good = login("ASIAOLD", "refresh-1", "2026-11-21T14:00:00Z");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("garbage") << QByteArray("\xff\x00{", 3);
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("cut") << good.chopped(1);
        QTest::newRow("more behind it") << good + "{}";
        for (const char *member : {"accessToken", "refreshToken", "clientId", "dpopKey", "accessKeyId",
                                   "secretAccessKey", "sessionToken", "expiresAt"})
            QTest::newRow(member) << QByteArray(good).replace('"' + QByteArray(member) + '"', "\"other\"");
        QTest::newRow("a number") << QByteArray(good).replace("\"refresh-1\"", "1");
        QTest::newRow("twice") << QByteArray(good).replace("\"later\"", "\"refreshToken\"");
        QTest::newRow("no zone") << QByteArray(good).replace("14:00:00Z", "14:00:00");
        QTest::newRow("no time") << QByteArray(good).replace("2026-11-21T14:00:00Z", "soonZ");
        QTest::newRow("no key") << QByteArray(good).replace("BEGIN EC", "BEGIN XX");
    }
    void aFileThatHoldsNoSignInLeadsToAwsLogin()
    {
        QFETCH(QByteArray, text);
        if (!text.isEmpty())
            write(text);
        const Result<Credentials> found = fetch(*source(u"my work"_s));
        QVERIFY(!found);
        QCOMPARE(found.error().refusal, Refusal::Login);
        QCOMPARE(found.error().kind, ErrorKind::Auth);
        QVERIFY2(found.error().detail.endsWith(u"; run \"aws login --profile 'my work'\""),
                 qPrintable(found.error().detail));
        QVERIFY(m_server->requests().isEmpty());
        QCOMPARE(content(), text);
    }

    void aWordOfTheServiceIsToldWithWhatToDo_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("detail");
        const QString next = u"; run \"aws login --profile work\""_s;
        const QByteArray denied = "AccessDeniedException";
        QTest::newRow("ended") << refusal("401 Unauthorized", denied, "TOKEN_EXPIRED") << ErrorKind::Auth
                               << u"the sign-in has ended"_s + next;
        QTest::newRow("password") << refusal("403 Forbidden", denied, "USER_CREDENTIALS_CHANGED") << ErrorKind::Auth
                                  << u"the password has changed since"_s + next;
        QTest::newRow("permission") << refusal("403 Forbidden", denied, "INSUFFICIENT_PERMISSIONS") << ErrorKind::Auth
                                    << u"the policy SignInLocalDevelopmentAccess, or what it permits, is missing"_s
                                           + next;
        QTest::newRow("another") << refusal("403 Forbidden", denied, "SOMETHING_NEW") << ErrorKind::Auth
                                 << u"said by AWS"_s + next;
        QTest::newRow("too many") << refusal("429 Too Many Requests", "TooManyRequestsError", "INVALID_REQUEST")
                                  << ErrorKind::Throttled << u"said by AWS"_s;
        QTest::newRow("invalid") << refusal("400 Bad Request", "ValidationException", "INVALID_REQUEST")
                                 << ErrorKind::Invalid << u"said by AWS"_s;
        QTest::newRow("broken") << refusal("500 Internal Server Error", "InternalServerException", "server_error")
                                << ErrorKind::Unavailable << u"said by AWS"_s;
        QTest::newRow("a proxy's page") << WireServer::status("403 Forbidden", "<html>no</html>",
                                                              "content-type: text/html\r\n")
                                        << ErrorKind::Protocol << u"answered with HTML (HTTP 403)"_s;
        QTest::newRow("hollow") << WireServer::ok("{}") << ErrorKind::Protocol << u"the answer has no credentials"_s;
    }
    void aWordOfTheServiceIsToldWithWhatToDo()
    {
        QFETCH(QByteArray, answer);
        QFETCH(ErrorKind, kind);
        QFETCH(QString, detail);
        m_server->setAnswer({answer});
        const QByteArray before = login("ASIAOLD", "refresh-1", "2026-11-21T14:00:00Z");
        write(before);
        const Result<Credentials> found = fetch();
        QVERIFY(!found);
        QCOMPARE(found.error().kind, kind);
        QCOMPARE(found.error().detail, detail);
        QCOMPARE(content(), before);
        QVERIFY(!QFile::exists(aside()));
        QCOMPARE(m_server->requests().size(), 1);
        // What is not over yet serves to its end.
        write(login("ASIAOLD", "refresh-1", "2026-11-21T14:06:00Z"));
        QCOMPARE(fetch()->accessKeyId, QByteArray("ASIAOLD"));
    }

    void aLinkInThePlaceOfTheFileIsNotFollowed()
    {
        write(login("ASIAOLD", "refresh-1", "2026-11-21T14:20:00Z"), m_folder->filePath(u"elsewhere"_s));
        QVERIFY(QFile::link(m_folder->filePath(u"elsewhere"_s), cacheFile()));
        QCOMPARE(fetch().error().refusal, Refusal::PrivateFolder);
    }

    void twoAtTheSameTimeAskOnce()
    {
        write(login("ASIAOLD", "refresh-1", "2026-11-21T14:00:00Z"));
        const auto one = source();
        const auto other = source();
        QList<QByteArray> given;
        TaskScope scope;
        for (LoginSource *each : {one.get(), other.get()})
            scope.launch(each->fetch(), [&given](const Result<Credentials> &found) {
                given.append(found ? found->accessKeyId : QByteArray());
            });
        QTRY_COMPARE(given, (QList<QByteArray>{"ASIANEW", "ASIANEW"}));
        QCOMPARE(m_server->requests().size(), 1);
    }
};

} // namespace login_source_test

KEYTURN_TEST(login_source, login_source_test::LoginSourceTest)

#include "login_source_test.moc"
