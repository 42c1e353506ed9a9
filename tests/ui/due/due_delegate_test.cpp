#include "ui/due/due_delegate.h"

#include "tests/support/test_main.h"
#include "ui/due/due_model.h"
#include "ui/style/theme.h"
#include "ui/text/wording.h"

#include <QFontMetrics>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace due_delegate_test {

class DueDelegateTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }

    void theDateColumnHoldsEveryDate()
    {
        const QFontMetrics body(Theme::font(Theme::Font::Body));
        for (int day = 0; day < 366; ++day) {
            const QDateTime date = QDateTime(QDate(2028, 1, 1), QTime(12, 0)).addDays(day);
            const QString text = Wording::shortDate(date, date.addYears(-1));
            // As it is painted: 12 beside it stay free.
            QVERIFY2(body.horizontalAdvance(text) <= DueDelegate::columnWidth(int(DueModel::Column::Date)) - 12,
                     qPrintable(text));
        }
    }

    void aReasonIsCutInItsSecondLineOnly()
    {
        const QFont font = Theme::font(Theme::Font::Small);
        const QFontMetrics measure(font);
        const QString reason = u"The end of the rotation, or removing its label"_s;
        const int whole = measure.horizontalAdvance(reason);
        QCOMPARE(DueDelegate::inTwoLines(reason, font, whole), reason);
        const QStringList wrapped = DueDelegate::inTwoLines(reason, font, whole * 2 / 3).split(u'\n');
        QCOMPARE(wrapped.join(u' '), reason); // all of it
        QCOMPARE(wrapped.size(), 2);
        const QStringList cut = DueDelegate::inTwoLines(reason, font, whole / 3).split(u'\n');
        QCOMPARE(cut.size(), 2);
        QVERIFY2(reason.startsWith(cut[0]) && !cut[0].endsWith(u'…'), qPrintable(cut[0]));
        QVERIFY2(cut[1].endsWith(u'…'), qPrintable(cut[1]));
        for (const QString &line : cut)
            QVERIFY2(measure.horizontalAdvance(line) <= whole / 3, qPrintable(line));
    }
};

} // namespace due_delegate_test

KEYTURN_GUI_TEST(due_delegate, due_delegate_test::DueDelegateTest)
#include "due_delegate_test.moc"
