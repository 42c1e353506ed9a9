#include "core/base/secret_string.h"
#include "tests/support/test_main.h"

#include <QTest>
#include <type_traits>

using namespace keyturn;

namespace secret_string_test {

static_assert(!std::is_convertible_v<SecretString, QString>, "never silently a QString");
static_assert(!std::is_convertible_v<QString, SecretString>, "and never silently from one");
static_assert(!std::is_convertible_v<SecretString, QByteArray>);

class SecretStringTest : public QObject {
    Q_OBJECT

private slots:
    void keepsEveryByte()
    {
        const QByteArray bytes("a\0b\xff\n", 5);
        QCOMPARE(SecretString(QByteArrayView(bytes)).bytes().toByteArray(), bytes);
    }

    void revealsALeadingByteOrderMarkToo()
    {
        QCOMPARE(SecretString(QByteArrayView("\xEF\xBB\xBF"
                                             "a"))
                     .reveal(),
                 QString(QChar(0xFEFF)) + u'a');
    }

    void countsCodePointsNotBytes()
    {
        const SecretString secret(QStringLiteral("aü\U0001F511"));
        QCOMPARE(secret.size(), 7);
        QCOMPARE(secret.characters(), 3);
    }

    void comparesByContent()
    {
        QVERIFY(SecretString(QByteArrayView("abc")) == SecretString(QByteArrayView("abc")));
        QVERIFY(!(SecretString(QByteArrayView("abc")) == SecretString(QByteArrayView("abd"))));
        QVERIFY(!(SecretString(QByteArrayView("abc")) == SecretString(QByteArrayView("ab"))));
        QVERIFY(SecretString() == SecretString(QByteArrayView("")));
    }

    void takeLeavesTheSourceEmpty()
    {
        QByteArray source("secret");
        source.detach();
        const SecretString secret = SecretString::take(std::move(source));
        QCOMPARE(secret.bytes().toByteArray(), QByteArray("secret"));
        QVERIFY(source.isEmpty());
    }

    void wipeOverwritesABufferItOwnsAlone()
    {
        QByteArray bytes("secret");
        bytes.reserve(64); // own heap buffer, so that the address stays valid to look at after clear()
        const QByteArray keepsBufferAlive = bytes;
        QByteArray shared = bytes;
        wipe(shared);
        QCOMPARE(keepsBufferAlive, QByteArray("secret")); // other owners keep theirs
        QVERIFY(shared.isEmpty());
    }

    void copiesShareUntilTheLastOneGoes()
    {
        SecretString copy;
        {
            const SecretString original(QByteArrayView("abc"));
            copy = original;
            QVERIFY(copy.bytes().data() == original.bytes().data()); // not QCOMPARE: that would read C strings
        }
        QCOMPARE(copy.bytes().toByteArray(), QByteArray("abc"));
    }
};

} // namespace secret_string_test

KEYTURN_TEST(secret_string, secret_string_test::SecretStringTest)
#include "secret_string_test.moc"
