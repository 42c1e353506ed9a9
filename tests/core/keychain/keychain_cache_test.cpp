#include "core/keychain/keychain_cache.h"

#include "tests/support/fake_clock.h"
#include "tests/support/memory_keychain.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"

using namespace keyturn;
using namespace std::chrono_literals;

namespace keychain_cache_test {

using Item = Result<std::optional<SecretString>>;

class KeychainCacheTest : public QObject {
    Q_OBJECT

    FakeClock m_clock;
    MemoryKeychain m_keychain;
    KeychainCache m_cache{m_keychain, m_clock};
    const QString m_key =
        KeychainCache::tokenKey(QStringLiteral("123456789012"), QStringLiteral("eu-west-1"), QStringLiteral("a/b c"));
    const SecretString m_token{QByteArrayView("Atza|\0token", 11)};

    std::optional<Item> read() { return run(m_cache.read(m_key)); }
    void write(std::chrono::seconds life)
    {
        const std::optional<Result<>> written = run(m_cache.write(m_key, m_token, m_clock.now.addSecs(life.count())));
        QVERIFY(written && *written);
    }

private slots:
    void init()
    {
        m_keychain.items.clear();
        m_keychain.now = KeychainState::Ready;
    }

    void namesTheItemByAccountRegionAndName() { QCOMPARE(m_key, QStringLiteral("token/123456789012/eu-west-1/a/b c")); }

    void givesTheValueBackUntilItExpires()
    {
        write(3600s);
        m_clock.advance(3599s);
        std::optional<Item> item = read();
        QVERIFY(item && *item && **item);
        QVERIFY(***item == m_token);

        m_clock.advance(1s);
        item = read();
        QVERIFY(item && *item && !**item);
        QVERIFY(m_keychain.items.isEmpty());
    }

    void removesWhatItDoesNotUnderstand_data()
    {
        QTest::addColumn<QByteArray>("stored");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("somebody else's") << QByteArray("Atza|token without an expiry");
        QTest::newRow("cut") << QByteArray("KTC1\0\0", 6);
    }
    void removesWhatItDoesNotUnderstand()
    {
        QFETCH(QByteArray, stored);
        m_keychain.items.insert(m_key, SecretString(QByteArrayView(stored)));
        const std::optional<Item> item = read();
        QVERIFY(item && *item && !**item);
        QVERIFY(m_keychain.items.isEmpty());
    }

    void keepsNothingThatHasExpiredAlready()
    {
        write(60s);
        write(0s);
        QVERIFY(m_keychain.items.isEmpty());
    }

    void keepsNothingWithoutAnExpiry()
    {
        const std::optional<Result<>> written = run(m_cache.write(m_key, m_token, QDateTime()));
        QVERIFY(written && *written);
        QVERIFY(m_keychain.items.isEmpty());
    }

    void doesNotCallALockedKeychainEmpty()
    {
        write(60s);
        m_keychain.now = KeychainState::Locked;
        const std::optional<Item> item = read();
        QVERIFY(item && !*item);
        QCOMPARE(item->error().code, QStringLiteral("locked"));
        QCOMPARE(m_keychain.items.size(), 1);
    }
};

} // namespace keychain_cache_test

KEYTURN_TEST(keychain_cache, keychain_cache_test::KeychainCacheTest)
#include "keychain_cache_test.moc"
