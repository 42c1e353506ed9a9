#include "ui/window/screen_fit.h"

#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;

namespace screen_fit_test {

//! The window fits its screen: at 200 %, or after the large one was unplugged.
class ScreenFitTest : public QObject {
    Q_OBJECT

private slots:
    void aWindowThatFitsStaysAsItIs()
    {
        const QRect window(100, 60, 1440, 900);
        QCOMPARE(fittedInto(window, {0, 0, 1920, 1080}), window);
    }

    void oneThatIsTooLargeFillsTheScreen()
    {
        QCOMPARE(fittedInto({40, 40, 1440, 900}, {0, 27, 800, 473}), QRect(0, 27, 800, 473));
    }

    void oneThatLiesOutsideIsMovedIn()
    {
        QCOMPARE(fittedInto({2200, -300, 1000, 640}, {0, 0, 1280, 800}), QRect(280, 0, 1000, 640));
        QCOMPARE(fittedInto({-900, 700, 1000, 640}, {0, 0, 1280, 800}), QRect(0, 160, 1000, 640));
    }
};

} // namespace screen_fit_test

KEYTURN_TEST(screen_fit, screen_fit_test::ScreenFitTest)
#include "screen_fit_test.moc"
