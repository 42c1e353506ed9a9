#include "ui/search/filter_field.h"

#include "tests/support/test_main.h"
#include "ui/style/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QKeyEvent>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace filter_field_test {

class FilterFieldTest : public QObject {
    Q_OBJECT

private slots:
    void whatClearsItStandsInTheMiddleOfItsEnd()
    {
        Theme::instance().apply(Theme::Mode::Light);
        FilterField field;
        field.resize(400, field.sizeHint().height());
        field.show();
        QTest::keyClicks(&field, u"lwa"_s);
        const auto *clear = field.findChild<QAbstractButton *>(u"clearFilter"_s);
        QVERIFY(clear && clear->isVisible());
        const QRect place = clear->geometry();
        QVERIFY2(qAbs(place.center().y() - field.rect().center().y()) <= 1, qPrintable(QString::number(place.top())));
        const int below = field.height() - 1 - place.bottom();
        QCOMPARE(place.top(), below);
        QCOMPARE(field.width() - 1 - place.right(), below); // as far from the side
    }

    void ctrlEIsTheWindowsEditAndNotTheEndOfTheLine()
    {
        FilterField field;
        QKeyEvent key(QEvent::ShortcutOverride, Qt::Key_E, Qt::ControlModifier);
        key.ignore();
        QApplication::sendEvent(&field, &key);
        QVERIFY(!key.isAccepted());
        QKeyEvent copy(QEvent::ShortcutOverride, Qt::Key_C, Qt::ControlModifier); // what is its own stays so
        copy.ignore();
        QApplication::sendEvent(&field, &copy);
        QVERIFY(copy.isAccepted());
    }
};

} // namespace filter_field_test

KEYTURN_GUI_TEST(filter_field, filter_field_test::FilterFieldTest)
#include "filter_field_test.moc"
