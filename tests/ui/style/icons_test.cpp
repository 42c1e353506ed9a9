#include "tests/support/test_main.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/status_look.h"

#include <QApplication>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace icons_test {

namespace {

// The share of opaque pixels, and whether every one has the colour.
struct Ink {
    double share = 0;
    bool uniform = true;
};

Ink inkOf(const QPixmap &pixmap, const QColor &color)
{
    const QImage image = pixmap.toImage().convertToFormat(QImage::Format_ARGB32);
    Ink ink;
    int solid = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (pixel.alpha() < 255)
                continue;
            ++solid;
            ink.uniform = ink.uniform && pixel.rgb() == color.rgb();
        }
    }
    ink.share = double(solid) / (image.width() * image.height());
    return ink;
}

} // namespace

class IconsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }

    void drawsOurOwnIconsInTheAskedColour_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"kt-overdue", "kt-warning", "kt-unfinished", "kt-ok", "kt-fail", "kt-grace",
                                 "kt-secret", "kt-params", "kt-folder", "kt-x"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void drawsOurOwnIconsInTheAskedColour()
    {
        QFETCH(const QString, name);
        const QColor color(200, 20, 40);
        const QPixmap pixmap = icons::pixmap(name, color, 32, 1.0);
        QVERIFY(!pixmap.isNull());
        const Ink ink = inkOf(pixmap, color);
        QVERIFY(ink.uniform);
        // An outline: something is there, and it is no blob.
        QVERIFY2(ink.share > 0.02 && ink.share < 0.4, qPrintable(QString::number(ink.share)));
    }

    void everyStateHasAnIconThatIsNoBlob()
    {
        if (icons::pixmap(u"view-refresh"_s, Qt::black, 16, 1.0).isNull())
            QSKIP("no icon theme with the freedesktop names is installed");
        for (int i = 0; i <= int(Status::Removed); ++i) {
            const StatusLook look = statusLook(Status(i));
            if (look.icon.isEmpty())
                continue;
            const QPixmap pixmap = icons::pixmap(look.icon, Qt::black, 16, 2.0);
            QVERIFY2(!pixmap.isNull(), qPrintable(look.icon));
            QVERIFY2(inkOf(pixmap, Qt::black).share < 0.6, qPrintable(look.icon));
        }
    }

    void isSharpOnDenseScreens()
    {
        const QPixmap pixmap = icons::pixmap(u"kt-ok"_s, Qt::black, 16, 1.5);
        QCOMPARE(pixmap.size(), QSize(24, 24));
        QCOMPARE(pixmap.devicePixelRatio(), 1.5);
    }

    void followsTheThemeWithoutBeingMadeAgain()
    {
        const QIcon icon = icons::icon(u"kt-ok"_s, &ThemeColors::okFg);
        QVERIFY(inkOf(icon.pixmap(QSize(32, 32), 1.0), ThemeColors::light().okFg).uniform);
        Theme::instance().setMode(Theme::Mode::Dark);
        const Ink dark = inkOf(icon.pixmap(QSize(32, 32), 1.0), ThemeColors::darkSet().okFg);
        Theme::instance().setMode(Theme::Mode::Light);
        QVERIFY(dark.uniform && dark.share > 0);
    }

    void aNameNobodyKnowsGivesNothing()
    {
        QVERIFY(icons::pixmap(u"kt-there-is-no-such-icon"_s, Qt::black, 16, 1.0).isNull());
    }
};

} // namespace icons_test

KEYTURN_GUI_TEST(icons, icons_test::IconsTest)
#include "icons_test.moc"
