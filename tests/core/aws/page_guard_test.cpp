#include "core/aws/page_guard.h"

#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace page_guard_test {

class PageGuardTest : public QObject {
    Q_OBJECT

    //! How many pages of a server without end are read before it is told; 0: more than any listing may have.
    template <typename MakePage>
    static int pagesUntilTold(const MakePage &page)
    {
        PageGuard guard(100);
        for (int number = 1; number < 5000; ++number) {
            if (!guard.fault(page(number)).isEmpty())
                return number;
        }
        return 0;
    }
    static QString token(int number) { return QString::number(number); }

private slots:
    void letsAsManyEntriesThroughAsARegionMayHold()
    {
        PageGuard guard(50);
        for (int number = 1; number <= 2200; ++number) {
            const QString next = number < 2200 ? token(number) : QString();
            QCOMPARE(guard.fault({50, next, size_t(number), 40ms}), QString());
        }
    }

    void letsEmptyPagesInBetweenAndASlowServerThrough()
    {
        PageGuard guard(50);
        for (int number = 1; number <= 400; ++number) {
            const bool isEmpty = number % 20 != 0;
            QCOMPARE(guard.fault({isEmpty ? 0 : 50, token(number), size_t(number), isEmpty ? 20ms : 1s}), QString());
        }
        QVERIFY(guard.timeLeft() > 0ms);
    }

    void letsAFilterThroughThatLeavesLittleOfEveryPage()
    {
        PageGuard guard(50);
        for (int number = 1; number <= 250; ++number)
            QCOMPARE(guard.fault({number % 4 + 1, token(number), size_t(number), 90ms}), QString());
        QCOMPARE(guard.fault({50, {}, 0, 90ms}), QString());
    }

    void letsPagesThroughThatAreFilledToAFifth()
    {
        PageGuard guard(50);
        for (int number = 1; number <= 4000; ++number)
            QCOMPARE(guard.fault({10, token(number), size_t(number), 120ms}), QString());
    }

    void tellsATokenThatWasReadBeforeAtOnce()
    {
        QCOMPARE(pagesUntilTold([](int) { return PageGuard::Page{0, u"A"_s, 0, 1ms}; }), 2);
        QCOMPARE(pagesUntilTold([](int n) { return PageGuard::Page{0, n % 2 ? u"A"_s : u"B"_s, 0, 1ms}; }), 3);
        QCOMPARE(pagesUntilTold([](int n) { return PageGuard::Page{100, token(n % 50), size_t(n), 1ms}; }), 51);
    }

    void tellsAPageThatIsListedAgainUnderANewToken()
    {
        QCOMPARE(pagesUntilTold([](int n) { return PageGuard::Page{100, token(n), 7, 1ms}; }), 2);
    }

    void tellsPagesWithoutEnd()
    {
        QCOMPARE(pagesUntilTold([](int n) { return PageGuard::Page{0, token(n), 0, 1ms}; }), 1001);
        QCOMPARE(pagesUntilTold([](int n) { return PageGuard::Page{1, token(n), size_t(n), 1ms}; }), 264);
        QCOMPARE(pagesUntilTold([](int n) { return PageGuard::Page{9, token(n), size_t(n), 1ms}; }), 455);
        QCOMPARE(pagesUntilTold([](int n) { return PageGuard::Page{100, token(n), size_t(n), 1ms}; }), 1101);
    }

    void endsThoughTheServerTakesItsTime()
    {
        // Whoever sleeps before every page and then gives next to nothing.
        const int pages = pagesUntilTold([](int n) { return PageGuard::Page{1, token(n), size_t(n), 5s}; });
        QCOMPARE(pages, 5);
        // And whoever is quick, but for ever: it is over before the pages have run out.
        QCOMPARE(pagesUntilTold([](int n) { return PageGuard::Page{1, token(n), size_t(n), 125ms}; }), 200);
        QCOMPARE(pagesUntilTold([](int n) { return PageGuard::Page{10, token(n), size_t(n), 250ms}; }), 100);
        PageGuard guard(100);
        QVERIFY(guard.timeLeft() < 30s);
        guard.fault({0, u"A"_s, 0, 20s});
        QVERIFY(guard.timeLeft() < 10s);
    }

    void tellsAPageWithMoreThanWasAskedFor()
    {
        PageGuard guard(100);
        QVERIFY(guard.fault({101, {}, 1, 1ms}).contains(u"100"_s));
    }

    void tellsAListThatCannotBeThatLong()
    {
        PageGuard guard(50, 200); // as many versions as a parameter may have, and as many again
        int read = 0;
        while (guard.fault({50, token(++read), size_t(read), 1ms}).isEmpty() && read < 100)
            continue;
        QCOMPARE(read, 5);
    }

    void minglesNoTwoListings()
    {
        PageGuard first(100);
        PageGuard second(100);
        QCOMPARE(first.fault({1, u"A"_s, 1, 1ms}), QString());
        QCOMPARE(second.fault({1, u"A"_s, 1, 1ms}), QString());
    }
};

} // namespace page_guard_test

KEYTURN_TEST(page_guard, page_guard_test::PageGuardTest)
#include "page_guard_test.moc"
