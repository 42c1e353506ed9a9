#include "core/desktop/idle_watch.h"

#include "tests/support/test_main.h"

#include <QSignalSpy>
#include <QTest>

using namespace keyturn;
using namespace std::chrono_literals;

namespace idle_watch_test {

class IdleWatchTest : public QObject {
    Q_OBJECT

    static void press()
    {
        QObject target;
        QEvent event(QEvent::KeyPress);
        QCoreApplication::sendEvent(&target, &event);
    }

private slots:
    void tellsOnceThatNobodyIsThere()
    {
        IdleWatch watch;
        QSignalSpy idle(&watch, &IdleWatch::idle);
        watch.setLimit(20ms);
        QTRY_COMPARE(idle.count(), 1);
        QTest::qWait(100); // time enough for it to tell again
        QCOMPARE(idle.count(), 1);
    }

    void inputIsWaitedForAgain()
    {
        IdleWatch watch;
        QSignalSpy idle(&watch, &IdleWatch::idle);
        watch.setLimit(20ms);
        QTRY_COMPARE(idle.count(), 1);
        press();
        QTRY_COMPARE(idle.count(), 2);
    }

    void whoeverTypesIsNotIdle()
    {
        IdleWatch watch;
        QElapsedTimer since;
        qint64 told = -1;
        connect(&watch, &IdleWatch::idle, this, [&] { told = since.elapsed(); });
        watch.setLimit(200ms);
        QTest::qWait(120);
        press();
        since.start();
        QTRY_VERIFY(told >= 0);
        QVERIFY2(told >= 199, QByteArray::number(told)); // from the key on, not from the beginning
    }

    void withoutALimitItNeverTells()
    {
        IdleWatch watch;
        QSignalSpy idle(&watch, &IdleWatch::idle);
        watch.setLimit(20ms);
        watch.setLimit(0ms);
        press();
        QTest::qWait(100);
        QCOMPARE(idle.count(), 0);
    }
};

} // namespace idle_watch_test

KEYTURN_TEST(idle_watch, idle_watch_test::IdleWatchTest)
#include "idle_watch_test.moc"
