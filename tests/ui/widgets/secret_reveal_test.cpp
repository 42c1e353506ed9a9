#include "tests/support/test_main.h"
#include "ui/style/theme.h"
#include "ui/widgets/secret_reveal.h"

#include <QAccessible>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace secret_reveal_test {

namespace {
constexpr auto canary = "canary-value-3f9a";
}

class SecretRevealTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }

    void looksTheSameWhateverTheLengthOfTheValue()
    {
        SecretReveal one;
        SecretReveal two;
        one.resize(110, 32); // the dots without the remark
        two.resize(110, 32);
        one.setValue(SecretString(QString(17, u'a')));
        two.setValue(SecretString(QString(17, u'b')));
        QCOMPARE(one.grab().toImage(), two.grab().toImage());
    }

    void saysTheLengthAndTheValueOnlyWhileItIsSeen()
    {
        SecretReveal reveal;
        reveal.setValue(SecretString(QByteArrayView(canary)));
        const auto tells = [&reveal] {
            QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&reveal);
            QString all = reveal.toolTip();
            for (const QAccessible::Text text :
                 {QAccessible::Name, QAccessible::Value, QAccessible::Description, QAccessible::Help})
                all += accessible->text(text);
            return all.contains(QLatin1StringView(canary));
        };
        QCOMPARE(reveal.accessibleName(), u"hidden, 17 characters"_s);
        QVERIFY(!tells());
        reveal.setRevealed(true);
        QVERIFY(tells());
        reveal.setRevealed(false);
        QVERIFY(!tells());
        QCOMPARE(reveal.accessibleName(), u"hidden, 17 characters"_s);
    }

    void masksWhenItIsHiddenOrGivenAnotherValue()
    {
        SecretReveal reveal;
        reveal.setValue(SecretString(QByteArrayView(canary)));
        reveal.show();
        QSignalSpy changed(&reveal, &SecretReveal::revealedChanged);
        reveal.setRevealed(true);
        QVERIFY(reveal.isRevealed());
        reveal.hide();
        QVERIFY(!reveal.isRevealed());
        reveal.setRevealed(true);
        reveal.setValue(SecretString(u"another"_s));
        QVERIFY(!reveal.isRevealed());
        QCOMPARE(changed.count(), 4);
    }

    void showsSomethingElseWhenRevealed()
    {
        SecretReveal reveal;
        reveal.resize(300, 32);
        reveal.setValue(SecretString(QByteArrayView(canary)));
        const QImage masked = reveal.grab().toImage();
        reveal.setRevealed(true);
        QVERIFY(reveal.grab().toImage() != masked);
    }
};

} // namespace secret_reveal_test

KEYTURN_GUI_TEST(secret_reveal, secret_reveal_test::SecretRevealTest)
#include "secret_reveal_test.moc"
