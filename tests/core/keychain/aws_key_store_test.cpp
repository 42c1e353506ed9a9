#include "core/keychain/access_key_text.h"
#include "core/keychain/aws_key_store.h"

#include "tests/support/memory_keychain.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QLockFile>
#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace aws_key_store_test {

class AwsKeyStoreTest : public QObject {
    Q_OBJECT

    MemoryKeychain m_keychain;
    AwsKeyStore m_store{m_keychain};

    static AwsKeys keys(const char *id = "AKIDEXAMPLE", const char *secret = "wJalr/EXAMPLE+KEY")
    {
        return {id, SecretString(QByteArrayView(secret))};
    }
    QStringList names()
    {
        const std::optional<Result<QStringList>> names = run(m_store.names());
        return names && *names ? **names : QStringList(u"(failed)"_s);
    }
    QString codeOf(const std::optional<Result<>> &result)
    {
        if (!result)
            return u"(no answer)"_s;
        return *result ? u"ok"_s : result->error().code;
    }

private slots:
    void init()
    {
        m_keychain.items.clear();
        m_keychain.now = KeychainState::Ready;
        m_keychain.failingWrite = 0;
        m_keychain.reads = 0;
    }

    void hasNoNamesAtFirst() { QCOMPARE(names(), QStringList()); }

    void givesKeysBackUnderTheirName()
    {
        QCOMPARE(codeOf(run(m_store.write(u"asp production"_s, keys()))), u"ok"_s);
        const std::optional<Result<AwsKeys>> read = run(m_store.read(u"asp production"_s));
        QVERIFY(read && *read);
        QCOMPARE((*read)->accessKeyId, QByteArray("AKIDEXAMPLE"));
        QCOMPARE((*read)->secretAccessKey.bytes().toByteArray(), QByteArray("wJalr/EXAMPLE+KEY"));
        QVERIFY(m_keychain.items.contains(u"aws-keys/asp production"_s));
    }

    void listsNamesOnceAndSorted()
    {
        for (const QString &name : {u"b"_s, u"a"_s, u"b"_s})
            QCOMPARE(codeOf(run(m_store.write(name, keys()))), u"ok"_s);
        QCOMPARE(names(), QStringList({u"a"_s, u"b"_s}));
    }

    void forgetsKeysAndName()
    {
        QCOMPARE(codeOf(run(m_store.write(u"a"_s, keys()))), u"ok"_s);
        QCOMPARE(codeOf(run(m_store.write(u"b"_s, keys()))), u"ok"_s);
        QCOMPARE(codeOf(run(m_store.remove(u"a"_s))), u"ok"_s);
        QCOMPARE(names(), QStringList(u"b"_s));
        QVERIFY(!m_keychain.items.contains(u"aws-keys/a"_s));
        QCOMPARE(codeOf(run(m_store.remove(u"a"_s))), u"absent"_s);
    }

    void forgetsANameWhoseItemIsGoneAlready()
    {
        QCOMPARE(codeOf(run(m_store.write(u"a"_s, keys()))), u"ok"_s);
        m_keychain.items.remove(u"aws-keys/a"_s);
        QCOMPARE(codeOf(run(m_store.remove(u"a"_s))), u"ok"_s);
        QCOMPARE(names(), QStringList());
    }

    void refusesWhatIsNoPairOfKeys_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("secret");
        QTest::newRow("empty name") << QString() << QByteArray("a") << QByteArray("b");
        QTest::newRow("two-line name") << u"x\ny"_s << QByteArray("a") << QByteArray("b");
        QTest::newRow("empty id") << u"x"_s << QByteArray() << QByteArray("b");
        QTest::newRow("id with a newline") << u"x"_s << QByteArray("a\n") << QByteArray("b");
        QTest::newRow("empty secret") << u"x"_s << QByteArray("a") << QByteArray();
        QTest::newRow("secret with a carriage return") << u"x"_s << QByteArray("AKID") << QByteArray("b\r");
        QTest::newRow("secret with a space") << u"x"_s << QByteArray("AKID") << QByteArray("b ");
        QTest::newRow("secret with an umlaut") << u"x"_s << QByteArray("AKID") << QByteArray("\xc3\xbc");
        QTest::newRow("header of a table")
            << u"x"_s << QByteArray("Access key ID,Secret access key") << QByteArray("AKID,secret");
        QTest::newRow("key = value") << u"x"_s << QByteArray("aws_access_key_id = AKID") << QByteArray("secret");
        QTest::newRow("id with a byte order mark") << u"x"_s
                                                   << QByteArray("\xef\xbb\xbf"
                                                                 "AKID")
                                                   << QByteArray("b");
        const auto row = [](const char *what, const char *id, const char *secret) {
            QTest::newRow(what) << u"x"_s << QByteArray(id) << QByteArray(secret);
        };
        const char *secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
        QTest::newRow("a name with a comma") << u"a,b"_s << QByteArray("AKID") << QByteArray("b");
        QTest::newRow("a name of blanks") << u" "_s << QByteArray("AKID") << QByteArray("b");
        row("keys that end with their session", "ASIAIOSFODNN7EXAMPLE", secret);
        row("the id of a user", "AIDAIOSFODNN7EXAMPLE", secret);
        row("the id of a role", "AROAIOSFODNN7EXAMPLE", secret);
        row("the id twice", "AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE");
        row("a mask", "AKIDEXAMPLE", "****************");
        row("quotes", "AKIDEXAMPLE", "\"wJalr/EXAMPLE+KEY\"");
        row("the word before the secret", "AKIAIOSFODNN7EXAMPLE",
            "SecretAccessKey:wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        row("half of the secret", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG");
    }
    void refusesWhatIsNoPairOfKeys()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, secret);
        QCOMPARE(codeOf(run(m_store.write(name, keys(id, secret)))), u"access-keys"_s);
        QVERIFY(m_keychain.items.isEmpty());
    }

    void saysTheSameOfTemporaryKeysWhereverTheyComeFrom()
    {
        const std::optional<Result<>> written =
            run(m_store.write(u"x"_s, keys("ASIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")));
        QVERIFY(written && !*written);
        const Result<AwsKeys> read = readAccessKeys(
            SecretString(QByteArrayView("Access key ID,Secret access key,Session token\nASIAEXAMPLE,wJalr,FwoG\n")));
        QVERIFY(!read);
        QCOMPARE(read.error().detail, written->error().detail);
        QVERIFY2(read.error().detail.contains(u"session token"_s), qPrintable(read.error().detail));
    }

    void saysSoWhenAnItemIsNotOurs()
    {
        m_keychain.items.insert(u"aws-keys/a"_s, SecretString(QByteArrayView("no newline")));
        const std::optional<Result<AwsKeys>> read = run(m_store.read(u"a"_s));
        QVERIFY(read && !*read);
        QCOMPARE(read->error().kind, ErrorKind::Protocol);
    }

    //! The first write to the keychain is the list's, the second the item's.
    void aFailedWriteLeavesEverythingAsItWas_data()
    {
        QTest::addColumn<int>("failing");
        QTest::newRow("the list") << 1;
        QTest::newRow("the item") << 2;
    }
    void aFailedWriteLeavesEverythingAsItWas()
    {
        QFETCH(int, failing);
        QCOMPARE(codeOf(run(m_store.write(u"old"_s, keys()))), u"ok"_s);
        const QHash<QString, SecretString> before = m_keychain.items;
        m_keychain.failingWrite = failing;
        QCOMPARE(codeOf(run(m_store.write(u"new"_s, keys("AKIDOTHER")))), u"failed"_s);
        QCOMPARE(m_keychain.items.size(), before.size());
        QCOMPARE(names(), QStringList(u"old"_s));
    }

    void aFailedReplacementLeavesTheOldKeys()
    {
        QCOMPARE(codeOf(run(m_store.write(u"old"_s, keys()))), u"ok"_s);
        m_keychain.failingWrite = 1;
        QCOMPARE(codeOf(run(m_store.write(u"old"_s, keys("AKIDOTHER")))), u"failed"_s);
        const std::optional<Result<AwsKeys>> read = run(m_store.read(u"old"_s));
        QCOMPARE((*read)->accessKeyId, QByteArray("AKIDEXAMPLE"));
    }

    //! Two processes: each would read the list before the other has written it.
    void takesTurnsWithWhoeverWritesToTheSameKeychain()
    {
        QTemporaryDir folder;
        const AwsKeyStore one(m_keychain, folder.filePath(u"run/keychain.lock"_s));
        QLockFile other(folder.filePath(u"run/keychain.lock"_s));
        QVERIFY(QDir(folder.path()).mkdir(u"run"_s));
        QVERIFY(other.tryLock());
        TaskScope scope;
        bool written = false;
        scope.launch(one.write(u"mine"_s, keys()), [&written](const Result<> &result) { written = bool(result); });
        QTRY_VERIFY(m_keychain.reads == 0 && !written); // it has not looked yet
        m_keychain.items.insert(u"aws-keys"_s, SecretString(QByteArrayView("theirs")));
        other.unlock();
        QTRY_VERIFY(written);
        QCOMPARE(names(), (QStringList{u"mine"_s, u"theirs"_s}));
    }

    void writesNothingWhileTheKeychainIsLocked()
    {
        m_keychain.now = KeychainState::Locked;
        QCOMPARE(codeOf(run(m_store.write(u"a"_s, keys()))), u"locked"_s);
        QCOMPARE(codeOf(run(m_store.remove(u"a"_s))), u"locked"_s);
        QVERIFY(m_keychain.items.isEmpty());
    }
};

} // namespace aws_key_store_test

KEYTURN_TEST(aws_key_store, aws_key_store_test::AwsKeyStoreTest)
#include "aws_key_store_test.moc"
