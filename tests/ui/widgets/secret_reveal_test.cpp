#include "ui/widgets/secret_reveal.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

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

    void saysTheLengthAndNeverTheValue()
    {
        SecretReveal reveal;
        reveal.setValue(SecretString(QByteArrayView(canary)));
        QCOMPARE(reveal.accessibleName(), u"hidden, 17 characters"_s);
        reveal.setRevealed(true);
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&reveal);
        for (const QAccessible::Text text :
             {QAccessible::Name, QAccessible::Value, QAccessible::Description, QAccessible::Help})
            QVERIFY(!accessible->text(text).contains(QLatin1StringView(canary)));
        QVERIFY(reveal.toolTip().isEmpty());
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

QTEST_MAIN(SecretRevealTest)
#include "secret_reveal_test.moc"
