#include "tests/app/gui/window_bench.h"
#include "tests/support/test_main.h"
#include "ui/review/review_dialog.h"
#include "ui/widgets/message_bar.h"

#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace clock_guard_test {

//! An edit that puts a reminder of AWS off says so before it is saved.
class ClockGuardTest : public QObject {
    Q_OBJECT

    const QString m_name = u"/my-erp/lwa/clientsecret"_s;

    //! The description alone: AWS writes the value once more for that.
    ReviewDialog *reviewOfADescription()
    {
        m_bench->open(u"/my-erp/lwa"_s);
        const DetailKey key{m_name, DetailField::Description, {}};
        QString before;
        for (const ParameterMetadata &parameter : m_bench->workspace->openEntry().content()->entry.parameters) {
            if (parameter.name != m_name)
                continue;
            m_dueBefore = parameter.lastModifiedAt.addDays(150);
            before = parameter.description;
        }
        m_bench->workspace->staging().stageDetails({{key, {before, u"for the shop"_s}}}, u"a description"_s);
        return m_bench->window->openReview();
    }
    void save(ReviewDialog *review)
    {
        auto *button = review->findChild<QPushButton *>(u"saveChanges"_s);
        WindowBench::wait([button] { return button->isEnabled(); });
        button->click();
        WindowBench::wait([this] { return m_bench->workspace->staging().edits().isEmpty(); });
    }

private slots:
    void init()
    {
        m_bench = std::make_unique<WindowBench>();
        m_folder = std::make_unique<QTemporaryDir>();
        KnownDates::Files files;
        files.reminders = ReminderFile(m_folder->filePath(u"config/reminders"_s));
        m_bench->workspace->dates().keepIn(files);
    }
    void cleanup() { m_bench.reset(); }

    void offersAReminderOnTheDayThatWouldBeLost()
    {
        ReviewDialog *review = reviewOfADescription();
        QVERIFY(m_dueBefore.isValid());
        auto *guard = review->findChild<QWidget *>(u"clockGuard"_s);
        QVERIFY(guard->isVisible());
        QVERIFY(guard->findChild<QLabel *>(u"clockGuardText"_s)->text().contains(u"clientsecret"_s));
        guard->findChild<QCheckBox *>(u"keepReminder"_s)->setChecked(true);
        QVERIFY(m_bench->workspace->dates().reminders().isEmpty()); // nothing is kept before the save
        save(review);
        const QList<Reminder> kept = m_bench->workspace->dates().reminders();
        QCOMPARE(kept.size(), 1);
        QCOMPARE(kept.first().dueOn, m_dueBefore.toLocalTime().date());
        QCOMPARE(kept.first().entry, m_bench->id(u"/my-erp/lwa"_s));
    }

    void saysSoWhereTheReminderCannotBeKept()
    {
        ReviewDialog *review = reviewOfADescription();
        review->findChild<QCheckBox *>(u"keepReminder"_s)->setChecked(true);
        QVERIFY(QDir().mkpath(m_folder->filePath(u"config/reminders"_s))); // a folder in the place of the file
        save(review);
        const auto *bar = m_bench->window->findChild<MessageBar *>(u"messageBar"_s);
        const auto told = [bar] { return bar->isVisible() ? bar->accessibleName() : QString(); };
        QTRY_VERIFY2(told().contains(u"Couldn't keep a Keyturn reminder for "_s + m_name), qPrintable(told()));
        QVERIFY2(told().contains(u"Saved "_s), qPrintable(told())); // which is true all the same
        QVERIFY(m_bench->workspace->dates().reminders().isEmpty());
    }

    void keepsNoneWithoutBeingAsked()
    {
        save(reviewOfADescription());
        QVERIFY(m_bench->workspace->dates().reminders().isEmpty());
    }

    void isAwayWhenTheValueBecomesAnotherOne()
    {
        m_bench->open(u"/my-erp/lwa"_s);
        FieldEdit edit;
        edit.key = m_name;
        edit.value = SecretString(QByteArrayView("amzn1.oa2-cs.v1.another"));
        QVERIFY(m_bench->workspace->staging().stage(edit));
        const ReviewDialog *review = m_bench->window->openReview();
        QVERIFY(!review->findChild<QWidget *>(u"clockGuard"_s)->isVisible());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WindowBench> m_bench;
    QDateTime m_dueBefore;
};

} // namespace clock_guard_test

KEYTURN_GUI_TEST(clock_guard, clock_guard_test::ClockGuardTest)
#include "clock_guard_test.moc"
