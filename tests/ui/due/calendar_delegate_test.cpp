#include "ui/due/calendar_delegate.h"

#include "tests/support/sample_entries.h"
#include "tests/support/test_main.h"
#include "ui/due/calendar_model.h"
#include "ui/due/due_model.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace keyturn;

namespace calendar_delegate_test {

class CalendarDelegateTest : public QObject {
    Q_OBJECT

    //! The lowest row of pixels that a cell of that height has words or signs in.
    static int lowestPixel(const QModelIndex &day, int height)
    {
        QImage image(90, height, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        CalendarDelegate::paintDay(painter, image.rect(), day, colors());
        painter.end();
        for (int y = height - 1; y >= 0; --y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixel(x, y) != qRgb(255, 255, 255))
                    return y;
            }
        }
        return -1;
    }

private slots:
    void theMostUrgentIsNamedWhereOneLineIsLeft()
    {
        const DayLines one = DayLines::of(3, 1);
        QCOMPARE(one.marks, 1);
        QVERIFY(one.isCountBeside);
        QCOMPARE(DayLines::of(1, 1).marks, 1);
        QVERIFY(!DayLines::of(1, 1).isCountBeside);
        QCOMPARE(DayLines::of(3, 2).marks, 1);
        QVERIFY(DayLines::of(3, 2).hasMore);
    }

    void noLineIsHalfAndNoMarkIsKeptQuiet()
    {
        for (int marks = 0; marks < 6; ++marks) {
            for (int room = -1; room < 7; ++room) {
                const DayLines lines = DayLines::of(marks, room);
                QVERIFY(lines.marks + (lines.hasMore ? 1 : 0) <= qMax(0, room));
                QCOMPARE(lines.marks == marks, !lines.hasMore && !lines.isCountBeside);
            }
        }
    }

    void nothingIsPaintedOverTheEdgeOfACell()
    {
        Theme::instance().apply(Theme::Mode::Light);
        DueModel board;
        board.setItems(sampleBoard(sampleEntries()), sampleNow());
        QList<DueRow> rows;
        for (int row = 0; row < board.rowCount(); ++row)
            rows.append(board.row(row));
        CalendarModel model;
        model.setMarks({rows, sampleNow()});
        model.setMonth(sampleNow().date());
        bool isNamed = false; // a mark in a cell of the smallest window
        for (int row = 0; row < model.rowCount(); ++row) {
            for (int column = 0; column < model.columnCount(); ++column) {
                const QModelIndex day = model.index(row, column);
                for (int height = 24; height < 120; ++height)
                    QVERIFY(lowestPixel(day, height) < height - 1);
                isNamed = isNamed || lowestPixel(day, 50) > 28;
            }
        }
        QVERIFY(isNamed);
    }
};

} // namespace calendar_delegate_test

KEYTURN_GUI_TEST(calendar_delegate, calendar_delegate_test::CalendarDelegateTest)
#include "calendar_delegate_test.moc"
