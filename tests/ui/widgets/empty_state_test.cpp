#include "ui/widgets/empty_state.h"

#include "tests/support/test_main.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace empty_state_test {

class EmptyStateTest : public QObject {
    Q_OBJECT

private slots:
    //! One got its texts before the window was there, the other afterwards.
    void twoSideBySideHaveTheirTextsOnTheSameLines()
    {
        Theme::instance().apply(Theme::Mode::Light);
        QWidget window;
        window.resize(1000, 700);
        auto *row = new QHBoxLayout(&window);
        auto *early = new EmptyState;
        early->setTexts(u"Nothing is open"_s, u"Choose an entry in the list. Its values stay masked."_s);
        auto *late = new EmptyState;
        row->addWidget(early);
        row->addWidget(late);
        window.show();
        late->setTexts(
            u"A title that is so long that it takes more than one line of such a page"_s,
            u"And a sentence below it that is longer than a line, too: it tells what happened and what to do."_s);
        late->setTexts(u"Nothing matches"_s, u"No matches in 15 entries."_s);
        QTest::qWait(0);
        for (const QString &part : {u"emptyTitle"_s, u"emptyText"_s}) {
            const auto *left = early->findChild<QLabel *>(part);
            const auto *right = late->findChild<QLabel *>(part);
            QCOMPARE(left->mapTo(&window, QPoint()).y(), right->mapTo(&window, QPoint()).y());
            QCOMPARE(left->height(), right->height());
            QVERIFY(left->height() < 2 * left->fontMetrics().height()); // one line
        }
    }

    //! As the list of a small window is.
    void aNarrowAreaCutsNeitherTextsNorButtons()
    {
        Theme::instance().apply(Theme::Mode::Light);
        QWidget window;
        window.resize(1000, 700);
        auto *state = new EmptyState(&window);
        state->resize(900, 560);
        state->setTexts(u"You don't have permission to list secrets"_s,
                        u"AWS doesn't recognise this access key. It is wrong, deactivated or from another partition."_s,
                        u"Request ID 85df8f18-2aae-4ed3-ab3a-1b8e0cb6df40"_s);
        state->setActions(u"Show the permission"_s, u"Find in other regions…"_s);
        window.show();
        const auto *first = state->findChild<QPushButton *>(u"emptyPrimary"_s);
        const auto *second = state->findChild<QPushButton *>(u"emptySecondary"_s);
        QTRY_VERIFY(first->x() < second->x());
        QCOMPARE(first->y(), second->y()); // there is room for both
        state->resize(296, 560);
        QTRY_VERIFY(second->y() > first->y());
        const QRect inside = state->rect().adjusted(metrics::pageMargin, 0, -metrics::pageMargin, 0);
        for (const QPushButton *button : {first, second}) {
            QVERIFY2(inside.contains(button->geometry()), qPrintable(button->text()));
            QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(button->text()));
        }
        for (const QLabel *label : state->findChildren<QLabel *>()) {
            QVERIFY2(inside.contains(label->geometry()), qPrintable(label->text()));
            QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
        }
        state->resize(900, 560);
        QTRY_COMPARE(first->y(), second->y());
    }
};

} // namespace empty_state_test

KEYTURN_GUI_TEST(empty_state, empty_state_test::EmptyStateTest)
#include "empty_state_test.moc"
