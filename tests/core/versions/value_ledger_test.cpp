#include "core/versions/value_ledger.h"

#include "tests/support/fake_clock.h"
#include "tests/support/memory_keychain.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace value_ledger_test {

class ValueLedgerTest : public QObject {
    Q_OBJECT

    const QDateTime m_now = FakeClock().utcNow();
    QTemporaryDir m_folder;
    MemoryKeychain m_keychain;
    int m_count = 0;

    QString fresh() { return m_folder.filePath(u"%1/values-seen"_s.arg(++m_count)); }

    EntryContent content(const QByteArray &json, const QString &name = u"a/b"_s) const
    {
        Entry entry;
        entry.id = {Store::SecretsManager, u"123456789012"_s, u"us-east-1"_s, name};
        SecretValue value;
        value.name = name;
        value.value = SecretString(QByteArrayView(json));
        return EntryContent::ofSecret(entry, value, m_now);
    }

    LedgerSight see(const QString &file, const QByteArray &value, int day, const QString &name = u"a/b"_s)
    {
        const ValueLedger ledger(file, m_keychain);
        const auto seen = run(ledger.see(content("{\"k\":\"" + value + "\"}", name), m_now.addDays(day)));
        return seen && *seen ? (*seen)->value(u"k"_s) : LedgerSight();
    }

private slots:
    void remembersWhenAValueWasSeenFirst()
    {
        const QString file = fresh();
        QCOMPARE(see(file, "first-value", 0).firstSeen, m_now);
        QCOMPARE(see(file, "first-value", 5).firstSeen, m_now);
        QVERIFY(!see(file, "first-value", 5).sawOther);
        const LedgerSight changed = see(file, "second-value", 9);
        QCOMPARE(changed.firstSeen, m_now.addDays(9));
        QVERIFY(changed.sawOther);
        QCOMPARE(see(file, "first-value", 20).firstSeen, m_now); // it came back
    }

    void theSameValueElsewhereIsAnotherOne()
    {
        const QString file = fresh();
        see(file, "shared-value", 0);
        QCOMPARE(see(file, "shared-value", 3, u"c/d"_s).firstSeen, m_now.addDays(3));
    }

    void neitherValueNorItsHashIsInTheFile()
    {
        const QString path = fresh();
        see(path, "only-value", 0);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.contains("\"print\""));
        QVERIFY(!text.contains("only-value"));
        QVERIFY(!text.contains(QCryptographicHash::hash("only-value", QCryptographicHash::Sha256).toHex()));
        QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
        const QString other = fresh();
        m_keychain.items.clear(); // another key, other prints
        see(other, "only-value", 0);
        QFile again(other);
        QVERIFY(again.open(QIODevice::ReadOnly));
        QVERIFY(again.readAll() != text);
    }

    void nothingIsKeptWithoutAKeychain()
    {
        const QString file = fresh();
        MemoryKeychain locked;
        locked.now = KeychainState::Locked;
        const ValueLedger ledger(file, locked);
        const auto seen = run(ledger.see(content("{\"k\":\"value\"}"), m_now));
        QVERIFY(seen && !*seen);
        QCOMPARE(seen->error().kind, ErrorKind::Keychain);
        QVERIFY(!QFile::exists(file));
    }
};

} // namespace value_ledger_test

KEYTURN_TEST(value_ledger, value_ledger_test::ValueLedgerTest)
#include "value_ledger_test.moc"
