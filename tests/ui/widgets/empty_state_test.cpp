#include "ui/widgets/empty_state.h"

#include "tests/support/test_main.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
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
};

} // namespace empty_state_test

KEYTURN_GUI_TEST(empty_state, empty_state_test::EmptyStateTest)
#include "empty_state_test.moc"
