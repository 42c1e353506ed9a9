#include "core/base/printable.h"
#include "tests/support/test_main.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace printable_test {

class PrintableTest : public QObject {
    Q_OBJECT

private slots:
    void showsWhatATerminalWouldObeyOrHide_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char *name, const QString &text, const QString &shown) {
            QTest::newRow(name) << text << shown;
        };
        row("words", u"a/b-c d"_s, u"a/b-c d"_s);
        row("letters of the world", u"Größe 名 \u0643"_s, u"Größe 名 \u0643"_s);
        row("beyond the first plane", u"\U0001F511 key"_s, u"\U0001F511 key"_s);
        row("NUL", u"a\0b"_s, u"a\\x00b"_s);
        row("bell", u"\a"_s, u"\\x07"_s);
        row("line break", u"a\nkeyturnctl: done"_s, u"a\\nkeyturnctl: done"_s);
        row("carriage return", u"a\rb"_s, u"a\\rb"_s);
        row("tab", u"a\tb"_s, u"a\\tb"_s);
        row("escape sequence", u"\x1b[2J"_s, u"\\x1b[2J"_s);
        row("delete", u"\x7f"_s, u"\\x7f"_s);
        row("C1", u"\u009b31m"_s, u"\\x9b31m"_s);
        row("next line", u"\u0085"_s, u"\\x85"_s);
        row("soft hyphen", u"pass\u00adword"_s, u"pass\\xadword"_s);
        row("line separator", u"\u2028"_s, u"\\u2028"_s);
        row("override", u"\u202etxt.exe"_s, u"\\u202etxt.exe"_s);
        row("isolate", u"\u2066"_s, u"\\u2066"_s);
        row("mark of direction", u"\u200f"_s, u"\\u200f"_s);
        row("Arabic mark of direction", u"\u061c"_s, u"\\u061c"_s);
        row("zero-width space", u"a\u200bb"_s, u"a\\u200bb"_s);
        row("word joiner", u"\u2060"_s, u"\\u2060"_s);
        row("byte order mark", u"\ufeff"_s, u"\\ufeff"_s);
        row("filler", u"\u3164"_s, u"\\u3164"_s);
        row("grapheme joiner", u"\u034f"_s, u"\\u034f"_s);
        row("variation selector", u"a\ufe0f"_s, u"a\\ufe0f"_s);
        row("tag letters", u"\U000e0041"_s, u"\\U000e0041"_s);
        row("half a pair", QString(QChar(0xD83D)) + u'a', u"\\ud83da"_s);
    }
    void showsWhatATerminalWouldObeyOrHide()
    {
        QFETCH(QString, text);
        QFETCH(QString, shown);
        QCOMPARE(printable(text), shown);
        QCOMPARE(printable(shown), shown);
    }

    void keepsEveryCharacterOfJson()
    {
        const QByteArray nested("{\"n\":\r\n\t{\"k\":\"\u202e\x7f\u009b\u200b\U000e0041 \u00fc\"},\"t\":\"\\u001b\"}");
        const QByteArray safe = printableJson(SecretString(QByteArrayView(nested))).bytes().toByteArray();
        QCOMPARE(safe, QByteArray("{\"n\":   {\"k\":\"\\u202e\\u007f\\u009b\\u200b\\udb40\\udc41 \u00fc\"},"
                                  "\"t\":\"\\u001b\"}"));
        QCOMPARE(QJsonDocument::fromJson(safe), QJsonDocument::fromJson(nested));
        QVERIFY(!QJsonDocument::fromJson(nested).isNull());
    }

    void countsWhatARawValueHides()
    {
        QCOMPARE(hiddenCharacters("-----BEGIN KEY-----\n\tabc\n"), 0);
        QCOMPARE(hiddenCharacters("\x1b[31m\u202e\r"), 3);
        QCOMPARE(hiddenCharacters("\xff\x9b\xc3"), 3); // no text
        QCOMPARE(hiddenCharacters("\xc3\xbc"), 0);
    }
};

} // namespace printable_test

KEYTURN_TEST(printable, printable_test::PrintableTest)
#include "printable_test.moc"
