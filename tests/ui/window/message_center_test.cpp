#include "ui/window/message_center.h"

#include "tests/support/test_main.h"
#include "ui/style/theme.h"
#include "ui/widgets/actions.h"

#include <QAbstractButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace keyturn;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace message_center_test {

//! Which message stands in the bar, for how long, and what comes after it.
class MessageCenterTest : public QObject {
    Q_OBJECT

    struct Bench {
        Bench()
        {
            Theme::instance().apply(Theme::Mode::Light);
            auto *column = new QVBoxLayout(&window);
            column->addWidget(bar);
            window.show();
        }
        QAbstractButton *button(const char *name) const
        {
            return bar->findChild<QAbstractButton *>(QLatin1String(name));
        }
        QString shown() const { return bar->isHidden() ? QString() : bar->sentence(); }
        //! One that comes back while \p isTrue.
        Message lasting(const QString &sentence, const bool &isTrue) const
        {
            Message message{MessageBar::Kind::Success, sentence};
            message.topic = Message::Topic::UndoSave;
            message.isStillTrue = [&isTrue] { return isTrue; };
            return message;
        }

        QWidget window;
        MessageBar *bar = new MessageBar;
        Actions actions{&window};
        MessageCenter center{*bar, actions};
    };

private slots:
    void theNewestMessageIsShownAndGoesWhenItIsClosed()
    {
        Bench bench;
        bench.center.tell(u"One."_s);
        bench.center.warn(u"Two."_s);
        QCOMPARE(bench.shown(), u"Two."_s);
        bench.button("messageClose")->click();
        QCOMPARE(bench.shown(), QString());
    }

    void oneThatLastsComesBackWhenTheOtherIsClosed()
    {
        Bench bench;
        bool isTrue = true;
        bench.center.show(bench.lasting(u"Saved."_s, isTrue));
        bench.center.warn(u"Something else."_s);
        QCOMPARE(bench.shown(), u"Something else."_s);
        bench.button("messageClose")->click();
        QCOMPARE(bench.shown(), u"Saved."_s);
        bench.button("messageClose")->click();
        QCOMPARE(bench.shown(), QString());
        bench.center.show(bench.lasting(u"Saved."_s, isTrue));
        bench.center.warn(u"Something else."_s);
        isTrue = false;
        bench.button("messageClose")->click();
        QCOMPARE(bench.shown(), QString());
    }

    void oneThatLastsComesBackWhenTheOtherLeavesByItself()
    {
        Bench bench;
        const bool isTrue = true;
        bench.center.show(bench.lasting(u"Saved."_s, isTrue));
        Message brief{MessageBar::Kind::Info, u"Brief."_s};
        brief.life = 1ms;
        bench.center.show(brief);
        QTRY_COMPARE(bench.shown(), u"Saved."_s);
    }

    void whatIsNotTrueAnyMoreGoesByItself()
    {
        Bench bench;
        bool isTrue = true;
        bench.center.show(bench.lasting(u"Wait for the save."_s, isTrue));
        bench.center.dropUntrue();
        QCOMPARE(bench.shown(), u"Wait for the save."_s);
        isTrue = false;
        bench.center.dropUntrue();
        QCOMPARE(bench.shown(), QString());
        bench.center.warn(u"An ordinary one."_s);
        bench.center.dropUntrue();
        QCOMPARE(bench.shown(), u"An ordinary one."_s);
    }

    void whatIsSettledGoesShownOrCovered()
    {
        Bench bench;
        const bool isTrue = true;
        bench.center.show(bench.lasting(u"Saved."_s, isTrue));
        bench.center.warn(u"Something else."_s);
        bench.center.settle(Message::Topic::UndoSave);
        QCOMPARE(bench.shown(), u"Something else."_s);
        bench.center.dismiss();
        QCOMPARE(bench.shown(), QString());
        bench.center.showError({ErrorKind::Network, {}, u"refused"_s}, u"x"_s, {});
        QVERIFY(bench.center.isShown(Message::Topic::Connection));
        bench.center.settle(Message::Topic::Listing); // something else
        QVERIFY(!bench.shown().isEmpty());
        bench.center.settle(Message::Topic::Connection);
        QCOMPARE(bench.shown(), QString());
    }

    void theButtonRunsItsOwnMessagesActionAfterThatHasGone()
    {
        Bench bench;
        QStringList ran;
        const bool isTrue = true;
        bench.center.show(bench.lasting(u"Saved."_s, isTrue));
        bench.center.show({MessageBar::Kind::Error, u"Failed."_s, u"Try again"_s,
                           [&] { ran += u"again, with “%1” in the bar"_s.arg(bench.shown()); }});
        bench.button("messageAction")->click();
        QCOMPARE(ran, QStringList{u"again, with “Saved.” in the bar"_s});
    }

    void theFocusIsGivenAwayBeforeAButtonMeansSomethingElse()
    {
        Bench bench;
        QSignalSpy left(&bench.center, &MessageCenter::focusLeft);
        bench.center.show({MessageBar::Kind::Info, u"One."_s, u"Do it"_s, [] {}});
        bench.center.warn(u"Two."_s);
        QCOMPARE(left.size(), 0); // it was elsewhere
        bench.center.show({MessageBar::Kind::Info, u"Three."_s, u"Do it"_s, [] {}});
        bench.button("messageAction")->setFocus();
        bench.center.warn(u"Four."_s);
        QCOMPARE(left.size(), 1);
        bench.button("messageClose")->setFocus();
        bench.button("messageClose")->click();
        QCOMPARE(left.size(), 2);
    }
};

} // namespace message_center_test

KEYTURN_GUI_TEST(message_center, message_center_test::MessageCenterTest)
#include "message_center_test.moc"
