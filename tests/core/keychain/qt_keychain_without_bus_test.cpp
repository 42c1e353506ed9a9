#include "core/keychain/qt_keychain.h"

#include "tests/support/run.h"
#include "tests/support/test_main.h"

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace qt_keychain_without_bus_test {

using Item = Result<std::optional<SecretString>>;

class QtKeychainWithoutBusTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/keyturn");
        qunsetenv("DISPLAY");
    }

    void saysAbsentToEverything()
    {
        QtKeychain keychain;
        QCOMPARE(run(keychain.state()), std::optional(KeychainState::Absent));
        const std::optional<Item> item = run(keychain.read(u"k"_s));
        QVERIFY(item && !*item);
        QCOMPARE(item->error().kind, ErrorKind::Keychain);
        QCOMPARE(item->error().code, u"absent"_s);
        QVERIFY(!item->error().detail.isEmpty());
        const std::optional<Result<>> written = run(keychain.write(u"k"_s, SecretString(u"v"_s)));
        QVERIFY(written && !*written);
        QCOMPARE(written->error().code, u"absent"_s);
        const std::optional<Result<>> removed = run(keychain.remove(u"k"_s));
        QVERIFY(removed && !*removed);
        QCOMPARE(removed->error().code, u"absent"_s);
    }
};

} // namespace qt_keychain_without_bus_test

KEYTURN_TEST(qt_keychain_without_bus, qt_keychain_without_bus_test::QtKeychainWithoutBusTest)
#include "qt_keychain_without_bus_test.moc"
