#include "ui/due/due_delegate.h"

#include "tests/support/test_main.h"
#include "ui/due/due_model.h"
#include "ui/style/theme.h"
#include "ui/text/wording.h"

#include <QFontMetrics>
#include <QTest>

using namespace keyturn;

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
};

} // namespace due_delegate_test

KEYTURN_GUI_TEST(due_delegate, due_delegate_test::DueDelegateTest)
#include "due_delegate_test.moc"
