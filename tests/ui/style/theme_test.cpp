#include "tests/support/test_main.h"
#include "ui/style/theme.h"
#include "ui/widgets/text_label.h"

#include <QApplication>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

#include <algorithm>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace theme_test {

class ThemeTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }
    void cleanup() { Theme::instance().setMode(Theme::Mode::Light); }

    void fillsThePaletteFromTheTokens()
    {
        const ThemeColors &c = ThemeColors::light();
        const QPalette palette = QApplication::palette();
        QCOMPARE(palette.color(QPalette::Base), c.surface);
        QCOMPARE(palette.color(QPalette::AlternateBase), c.sunken);
        QCOMPARE(palette.color(QPalette::Highlight), c.accentFill);
        QCOMPARE(palette.color(QPalette::PlaceholderText), c.text3);
        QCOMPARE(palette.color(QPalette::Disabled, QPalette::Text), c.text3);
    }

    void changesEverythingOnceWhenTheModeChanges()
    {
        QSignalSpy changed(&Theme::instance(), &Theme::changed);
        Theme::instance().setMode(Theme::Mode::Dark);
        QCOMPARE(changed.count(), 1);
        QVERIFY(Theme::instance().isDark());
        QCOMPARE(QApplication::palette().color(QPalette::Base), ThemeColors::darkSet().surface);
        Theme::instance().setMode(Theme::Mode::Dark);
        QCOMPARE(changed.count(), 1);
    }

    void everyTokenOfTheStyleSheetIsFilledIn()
    {
        QVERIFY(!qApp->styleSheet().isEmpty());
        QVERIFY2(!qApp->styleSheet().contains(u'@'), qPrintable(qApp->styleSheet()));
    }

    void noTextIsTakenForMarkup()
    {
        const QString markup = u"<a href=\"https://evil.example\">name</a><img src=/etc/passwd>"_s;
        QWidget window;
        QLabel label(markup, &window);
        QLabel later(&window);
        window.show();
        later.setText(markup);
        QCOMPARE(label.textFormat(), Qt::PlainText);
        QCOMPARE(later.textFormat(), Qt::PlainText);

        QToolTip::showText({}, markup, &window);
        const QWidgetList all = QApplication::topLevelWidgets();
        const auto tip = std::find_if(all.begin(), all.end(), [](QWidget *w) { return w->inherits("QTipLabel"); });
        QVERIFY(tip != all.end());
        QCOMPARE(qobject_cast<QLabel *>(*tip)->text(), markup);
        QCOMPARE(qobject_cast<QLabel *>(*tip)->textFormat(), Qt::PlainText);
        QToolTip::showText({}, markup + u'!', &window); // the same tip again
        QCOMPARE(qobject_cast<QLabel *>(*tip)->textFormat(), Qt::PlainText);
        QToolTip::hideText();

        QMessageBox box(QMessageBox::Warning, u"title"_s, markup);
        box.setInformativeText(markup);
        box.show();
        int shown = 0;
        for (const QLabel *part : box.findChildren<QLabel *>()) {
            shown += part->text() == markup ? 1 : 0;
            QCOMPARE(part->textFormat(), Qt::PlainText);
        }
        QCOMPARE(shown, 2);
    }

    void sizesFollowTheFontOfTheApplication()
    {
        const QFont before = QApplication::font();
        QFont large = before;
        large.setPointSizeF(20);
        QApplication::setFont(large);
        QCOMPARE(Theme::font(Theme::Font::Title).pointSizeF(), 30.0);
        QCOMPARE(Theme::font(Theme::Font::Display).pointSizeF(), 40.0);
        QCOMPARE(Theme::font(Theme::Font::Body).pointSizeF(), 20.0);
        QVERIFY(Theme::font(Theme::Font::Mono).pointSizeF() < 20.0);
        QApplication::setFont(before);
    }

    void labelsTakeTheNewColour()
    {
        TextLabel label(QStringLiteral("words"), Theme::Font::Small, &ThemeColors::text2);
        QCOMPARE(label.palette().color(label.foregroundRole()), ThemeColors::light().text2);
        Theme::instance().setMode(Theme::Mode::Dark);
        QCOMPARE(label.palette().color(label.foregroundRole()), ThemeColors::darkSet().text2);
    }

    void labelsShowMarkupAsItIsTyped()
    {
        TextLabel label(QStringLiteral("due:<14d"));
        QCOMPARE(label.textFormat(), Qt::PlainText);
        QCOMPARE(label.text(), QStringLiteral("due:<14d"));
    }
};

} // namespace theme_test

KEYTURN_GUI_TEST(theme, theme_test::ThemeTest)
#include "theme_test.moc"
