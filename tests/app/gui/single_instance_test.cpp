#include "app/gui/single_instance.h"

#include "tests/support/test_main.h"

#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <thread>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace single_instance_test {

class SingleInstanceTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private slots:
    void theFirstOneIsTheOneAndTheSecondIsNot()
    {
        SingleInstance first(m_folder.path());
        QVERIFY(first.claim());
        SingleInstance second(m_folder.path());
        QVERIFY(!second.claim());
    }

    void whatTheSecondWasStartedWithArrives()
    {
        SingleInstance first(m_folder.path());
        QVERIFY(first.claim());
        QSignalSpy given(&first, &SingleInstance::handedOver);
        const QStringList arguments{u"--profile"_s, u"with space\nand line"_s, u"--region"_s, u"eu-west-1"_s};
        Result<> result = Error{};
        std::thread other([&] { result = SingleInstance(m_folder.path()).handOver(arguments); });
        const bool came = QTest::qWaitFor([&] { return !given.isEmpty(); });
        other.join();
        QVERIFY(came && result);
        QCOMPARE(given[0][0].toStringList(), arguments);
    }

    void withoutArgumentsItIsOnlyToShowItself()
    {
        SingleInstance first(m_folder.path());
        QVERIFY(first.claim());
        QSignalSpy given(&first, &SingleInstance::handedOver);
        Result<> result = Error{};
        std::thread other([&] { result = SingleInstance(m_folder.path()).handOver({}); });
        const bool came = QTest::qWaitFor([&] { return !given.isEmpty(); });
        other.join();
        QVERIFY(came && result);
        QVERIFY(given[0][0].toStringList().isEmpty());
    }

    void oneThatDoesNotAnswerIsTold()
    {
        const Result<> result = SingleInstance(m_folder.path()).handOver({u"x"_s}); // nobody listens
        QVERIFY(!result);
        QCOMPARE(result.error().code, u"hung"_s);
    }

    void afterItsEndTheNextOneIsTheOne()
    {
        {
            SingleInstance first(m_folder.path());
            QVERIFY(first.claim());
        }
        SingleInstance next(m_folder.path());
        QVERIFY(next.claim());
    }

    void garbageOnTheSocketTellsNothing()
    {
        SingleInstance first(m_folder.path());
        QVERIFY(first.claim());
        QSignalSpy given(&first, &SingleInstance::handedOver);
        QLocalSocket stranger;
        stranger.connectToServer(m_folder.filePath(u"window"_s));
        QVERIFY(stranger.waitForConnected());
        stranger.write(QByteArray(100'000, '\x7f'));
        QTRY_COMPARE(stranger.state(), QLocalSocket::UnconnectedState); // it is sent away
        QCOMPARE(given.count(), 0);
    }
};

} // namespace single_instance_test

KEYTURN_TEST(single_instance, single_instance_test::SingleInstanceTest)
#include "single_instance_test.moc"
