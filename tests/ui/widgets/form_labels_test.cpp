#include "ui/widgets/form_labels.h"

#include "tests/support/test_main.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QFormLayout>
#include <QLineEdit>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace form_labels_test {

class FormLabelsTest : public QObject {
    Q_OBJECT

private slots:
    void aLabelIsLevelWithItsField()
    {
        Theme::instance().apply(Theme::Mode::Light);
        QWidget page;
        auto *form = new QFormLayout(&page);
        auto *field = new QLineEdit;
        form->addRow(u"Region"_s, field);
        form->addRow(nullptr, new QLineEdit); // a row without one
        levelLabels(form);
        page.show();
        const QWidget *label = form->labelForField(field);
        QVERIFY(label);
        QTRY_VERIFY(qAbs(label->geometry().center().y() - field->geometry().center().y()) <= 1);
    }
};

} // namespace form_labels_test

KEYTURN_GUI_TEST(form_labels, form_labels_test::FormLabelsTest)
#include "form_labels_test.moc"
