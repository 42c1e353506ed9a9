#include "core/desktop/autostart.h"

#include "tests/support/test_main.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace autostart_test {

class AutostartTest : public QObject {
    Q_OBJECT

    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private slots:
    void isThereAfterItWasAskedForAndGoneAfterwards()
    {
        QTemporaryDir home;
        const Autostart autostart(home.path());
        QVERIFY(!autostart.isOn());
        QCOMPARE(autostart.switchOff(), QString());
        QCOMPARE(autostart.switchOn(u"/opt/key turn/keyturn"_s, {u"--background"_s}), QString());
        QVERIFY(autostart.isOn());
        QVERIFY(contentOf(autostart.file()).contains("\nExec=\"/opt/key turn/keyturn\" \"--background\"\n"));
        QCOMPARE(autostart.switchOff(), QString());
        QVERIFY(!QFile::exists(autostart.file()));
    }

    void aPathWithSignsOfTheShellIsQuoted()
    {
        const QByteArray text = Autostart::entryText(u"/a$b/50%/`c`/\"d\"/e\\f"_s, {});
        QVERIFY2(text.contains("\nExec=\"/a\\\\$b/50%%/\\\\`c\\\\`/\\\\\"d\\\\\"/e\\\\\\\\f\"\n"), text.constData());
    }

    void aFileOfSomebodyElsesStaysAsItIs()
    {
        QTemporaryDir home;
        const Autostart autostart(home.path());
        QVERIFY(QDir(home.path()).mkpath(u"autostart"_s));
        QFile file(autostart.file());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[Desktop Entry]\nExec=mine\n");
        file.close();
        QVERIFY(!autostart.isOn());
        QVERIFY(!autostart.switchOn(u"/usr/bin/keyturn"_s, {}).isEmpty());
        QVERIFY(!autostart.switchOff().isEmpty());
        QCOMPARE(contentOf(autostart.file()), QByteArray("[Desktop Entry]\nExec=mine\n"));
    }

    void switchedOffByTheDesktopItIsOff()
    {
        QTemporaryDir home;
        const Autostart autostart(home.path());
        QCOMPARE(autostart.switchOn(u"/usr/bin/keyturn"_s, {}), QString());
        QFile file(autostart.file());
        QVERIFY(file.open(QIODevice::Append));
        file.write("Hidden=true\n");
        file.close();
        QVERIFY(!autostart.isOn());
        QCOMPARE(autostart.switchOn(u"/usr/bin/keyturn"_s, {}), QString());
        QVERIFY(autostart.isOn());
    }
};

} // namespace autostart_test

KEYTURN_TEST(autostart, autostart_test::AutostartTest)
#include "autostart_test.moc"
