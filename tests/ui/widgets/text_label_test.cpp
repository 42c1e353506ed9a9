#include "ui/widgets/text_label.h"

#include "tests/support/test_main.h"

#include <QApplication>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace text_label_test {

class TextLabelTest : public QObject {
    Q_OBJECT

private slots:
    void aNameLongerThanALineWraps()
    {
        const QString arn = u"arn:aws:iam::123456789012:role/deployment/with/a/long/path/keyturn-production-writer"_s;
        TextLabel label(arn);
        label.wrapAnywhere();
        const int line = label.fontMetrics().lineSpacing();
        QVERIFY(label.heightForWidth(2000) < 2 * line);
        QVERIFY(label.heightForWidth(200) >= 2 * line);
        QCOMPARE(label.text(), arn); // what is copied and read out has no breaks in it
        label.resize(200, label.heightForWidth(200));
        const QImage all = label.grab().toImage();
        label.setText(arn.chopped(1) + u"x"_s);
        QVERIFY(label.grab().toImage() != all); // its end is seen
    }
};

} // namespace text_label_test

KEYTURN_GUI_TEST(text_label, text_label_test::TextLabelTest)
#include "text_label_test.moc"
