#include "tests/support/test_main.h"
#include "ui/style/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/link_button.h"

#include <QCheckBox>
#include <QDialog>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace enter_presses_test {

class EnterPressesTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }

    void theFocusedButtonNotTheDefaultOne()
    {
        QDialog dialog;
        auto *column = new QVBoxLayout(&dialog);
        auto *erase = new Button(u"Delete"_s);
        auto *cancel = new Button(u"Cancel"_s);
        auto *more = new LinkButton(u"More"_s);
        for (QWidget *widget : QList<QWidget *>{erase, cancel, more})
            column->addWidget(widget);
        erase->setDefault(true);
        QSignalSpy erased(erase, &QAbstractButton::clicked);
        for (QAbstractButton *focused : QList<QAbstractButton *>{cancel, more}) {
            QSignalSpy pressed(focused, &QAbstractButton::clicked);
            QTest::keyClick(focused, Qt::Key_Return);
            QTest::keyClick(focused, Qt::Key_Enter, Qt::KeypadModifier);
            QCOMPARE(pressed.count(), 2);
        }
        QCOMPARE(erased.count(), 0);
    }

    void outsideOfDialogsToo()
    {
        Button button(u"Start"_s);
        QSignalSpy pressed(&button, &QAbstractButton::clicked);
        QTest::keyClick(&button, Qt::Key_Return);
        QCOMPARE(pressed.count(), 1);
    }

    void aCheckBoxLeavesEnterToTheDialog()
    {
        QDialog dialog;
        auto *column = new QVBoxLayout(&dialog);
        auto *box = new QCheckBox;
        auto *go = new Button(u"Go"_s);
        column->addWidget(box);
        column->addWidget(go);
        go->setDefault(true);
        dialog.show();
        QSignalSpy pressed(go, &QAbstractButton::clicked);
        QTest::keyClick(box, Qt::Key_Return);
        QCOMPARE(pressed.count(), 1);
        QVERIFY(!box->isChecked());
    }

    void aDisabledButtonIsNotPressed()
    {
        Button button(u"Start"_s);
        button.setEnabled(false);
        QSignalSpy pressed(&button, &QAbstractButton::clicked);
        QTest::keyClick(&button, Qt::Key_Return);
        QCOMPARE(pressed.count(), 0);
    }
};

} // namespace enter_presses_test

KEYTURN_GUI_TEST(enter_presses, enter_presses_test::EnterPressesTest)
#include "enter_presses_test.moc"
