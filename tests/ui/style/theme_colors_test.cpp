#include "tests/support/test_main.h"
#include "ui/style/theme_colors.h"

#include <QPalette>
#include <QTest>

using namespace keyturn;

namespace theme_colors_test {

class ThemeColorsTest : public QObject {
    Q_OBJECT

private slots:
    void everyTextIsReadableOnEveryGroundItStandsOn_data()
    {
        using C = ThemeColors;
        QTest::addColumn<QColor>("foreground");
        QTest::addColumn<QColor>("background");
        QTest::addColumn<double>("least");
        struct Pair {
            const char *name;
            ColorToken foreground;
            ColorToken background;
            double least = 4.5;
        };
        const Pair pairs[] = {
            {"text on surface", &C::text, &C::surface},
            {"text on window", &C::text, &C::window},
            {"text on sidebar", &C::text, &C::sidebar},
            {"text on raised", &C::text, &C::raised},
            {"text on sunken", &C::text, &C::sunken},
            {"text on hover", &C::text, &C::hover},
            {"text on selected", &C::text, &C::selected},
            {"text on infoBg", &C::text, &C::infoBg},
            {"text on warnBg", &C::text, &C::warnBg},
            {"text on dangerBg", &C::text, &C::dangerBg},
            {"text on okBg", &C::text, &C::okBg},
            {"text2 on surface", &C::text2, &C::surface},
            {"text2 on sidebar", &C::text2, &C::sidebar},
            {"text2 on hover", &C::text2, &C::hover},
            {"text2 on selected", &C::text2, &C::selected},
            {"text2 on warnBg", &C::text2, &C::warnBg},
            {"text2 on dangerBg", &C::text2, &C::dangerBg},
            {"text2 on infoBg", &C::text2, &C::infoBg},
            {"text3 on surface", &C::text3, &C::surface},
            {"text3 on window", &C::text3, &C::window},
            {"text3 on sidebar", &C::text3, &C::sidebar},
            {"text3 on sunken", &C::text3, &C::sunken},
            {"text3 on hover", &C::text3, &C::hover},
            {"text3 on selected", &C::text3, &C::selected},
            {"text3 on neutralBg (disabled button)", &C::text3, &C::neutralBg},
            {"accent on surface", &C::accent, &C::surface},
            {"accent on selected", &C::accent, &C::selected},
            {"accent on sidebar", &C::accent, &C::sidebar},
            {"accent on infoBg", &C::accent, &C::infoBg},
            {"accent on warnBg (quick fix)", &C::accent, &C::warnBg},
            {"onAccent on accentFill", &C::onAccent, &C::accentFill},
            {"onDanger on dangerFill", &C::onDanger, &C::dangerFill},
            {"danger chip", &C::dangerFg, &C::dangerBg},
            {"danger on surface", &C::dangerFg, &C::surface},
            {"warn chip", &C::warnFg, &C::warnBg},
            {"warn on surface", &C::warnFg, &C::surface},
            {"warn on selected", &C::warnFg, &C::selected},
            {"ok chip", &C::okFg, &C::okBg},
            {"ok on surface", &C::okFg, &C::surface},
            {"info chip", &C::infoFg, &C::infoBg},
            {"violet chip", &C::violetFg, &C::violetBg},
            {"neutral chip", &C::neutralFg, &C::neutralBg},
            {"digit on a rail badge, danger", &C::surface, &C::dangerFg},
            {"digit on a rail badge, warn", &C::surface, &C::warnFg},
            {"digit on a rail badge, violet", &C::surface, &C::violetFg},
            {"borderInput on surface", &C::borderInput, &C::surface, 3.0},
        };
        for (const ThemeColors *colors : {&ThemeColors::light(), &ThemeColors::darkSet()}) {
            for (const Pair &pair : pairs) {
                QTest::addRow("%s, %s", pair.name, colors->dark ? "dark" : "light")
                    << colors->*pair.foreground << colors->*pair.background << pair.least;
            }
        }
    }

    void everyTextIsReadableOnEveryGroundItStandsOn()
    {
        QFETCH(const QColor, foreground);
        QFETCH(const QColor, background);
        QFETCH(const double, least);
        const double ratio = contrastRatio(foreground, background);
        QVERIFY2(ratio >= least, qPrintable(QString::number(ratio)));
    }

    void contrastIsTheOneOfWcag()
    {
        QCOMPARE(qRound(contrastRatio(Qt::black, Qt::white) * 10), 210);
        QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
        // 4.54 is the published ratio of #767676 on white.
        QCOMPARE(qRound(contrastRatio(QColor(0x76, 0x76, 0x76), Qt::white) * 100), 454);
    }

    void followsTheLightnessOfThePalette()
    {
        QPalette palette;
        palette.setColor(QPalette::Base, Qt::white);
        QVERIFY(!ThemeColors::forPalette(palette).dark);
        palette.setColor(QPalette::Base, QColor(30, 30, 30));
        QVERIFY(ThemeColors::forPalette(palette).dark);
    }

    void mixesByTheShareOfTheSecond()
    {
        QCOMPARE(mixed(Qt::black, Qt::white, 0), QColor(Qt::black));
        QCOMPARE(mixed(Qt::black, Qt::white, 100), QColor(Qt::white));
        QCOMPARE(mixed(QColor(0, 100, 200), QColor(100, 100, 100), 50), QColor(50, 100, 150));
    }
};

} // namespace theme_colors_test

KEYTURN_TEST(theme_colors, theme_colors_test::ThemeColorsTest)
#include "theme_colors_test.moc"
