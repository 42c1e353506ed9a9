#include "core/keychain/qt_keychain.h"

#include "tests/support/private_keyring.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"

#include <QDirIterator>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace qt_keychain_without_service_test {

using Item = Result<std::optional<SecretString>>;

// A bus on which nobody is, and that starts nobody.
static PrivateKeyring *keyring = nullptr;

class QtKeychainWithoutServiceTest : public QObject {
    Q_OBJECT

private slots:
    void saysAbsentToEverything()
    {
        QVERIFY(keyring->isBusUp());
        QtKeychain keychain;
        QCOMPARE(run(keychain.state()), std::optional(KeychainState::Absent));
        const std::optional<Item> item = run(keychain.read(u"k"_s));
        QVERIFY(item && !*item);
        QCOMPARE(item->error().code, u"absent"_s);
        const std::optional<Result<>> written = run(keychain.write(u"k"_s, SecretString(u"v"_s)));
        QVERIFY(written && !*written);
        QCOMPARE(written->error().code, u"absent"_s);
        const std::optional<Result<>> removed = run(keychain.remove(u"k"_s));
        QVERIFY(removed && !*removed);
        QCOMPARE(removed->error().code, u"absent"_s);
    }

    void fallsBackToNoFile()
    {
        QtKeychain keychain;
        const std::optional<Result<>> written = run(keychain.write(u"k"_s, SecretString(u"a value to look for"_s)));
        QVERIFY(written && !*written);
        QDirIterator files(QDir::homePath(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains("a value to look for"), qPrintable(file.fileName()));
        }
    }

    void findsAServiceThatComesLater()
    {
        QtKeychain keychain;
        QCOMPARE(run(keychain.state()), std::optional(KeychainState::Absent));
        QVERIFY(keyring->unlock());
        QCOMPARE(run(keychain.state()), std::optional(KeychainState::Ready));
        const std::optional<Result<>> written = run(keychain.write(u"k"_s, SecretString(u"v"_s)));
        QVERIFY(written && *written);
    }

    void survivesTheEndOfTheBus()
    {
        QtKeychain keychain;
        QCOMPARE(run(keychain.state()), std::optional(KeychainState::Ready));
        keyring->stopBus();
        QTest::qWait(100); // for whatever D-Bus library wants to end the process with its bus
        QCOMPARE(run(keychain.state()), std::optional(KeychainState::Absent));
        const std::optional<Item> item = run(keychain.read(u"k"_s));
        QVERIFY(item && !*item);
        QCOMPARE(item->error().code, u"absent"_s);
    }
};

int main(int argc, char **argv)
{
    PrivateKeyring privateKeyring(PrivateKeyring::Services::None);
    keyring = &privateKeyring;
    return runTest<QtKeychainWithoutServiceTest, QCoreApplication>(argc, argv);
}

} // namespace qt_keychain_without_service_test

KEYTURN_TEST_ROLE(qt_keychain_without_service, &qt_keychain_without_service_test::main)
#include "qt_keychain_without_service_test.moc"
