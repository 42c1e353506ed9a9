#include "ui/due/due_marks.h"

#include "tests/support/sample_entries.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace due_marks_test {

using Shape = TimelineMark::Shape;

class DueMarksTest : public QObject {
    Q_OBJECT

    DueMarks marks(const QList<Entry> &entries) const
    {
        m_model.setItems(sampleBoard(entries), sampleNow());
        QList<DueRow> rows;
        for (int row = 0; row < m_model.rowCount(); ++row)
            rows.append(m_model.row(row));
        return {rows, sampleNow()};
    }
    static QList<TimelineMark> of(const TimelineContent &content, const QString &lane)
    {
        QList<TimelineMark> found;
        for (const TimelineMark &mark : content.marks) {
            if (content.lanes[mark.lane].name == lane)
                found.append(mark);
        }
        return found;
    }

private slots:
    void everyEntryIsALaneAndTheEarliestDateComesFirst()
    {
        const TimelineContent content = marks(sampleEntries()).content();
        QStringList names;
        for (const TimelineLane &lane : content.lanes)
            names.append(lane.name);
        QCOMPARE(names.first(), u"genesys-oauth"_s);
        QCOMPARE(content.lanes.first().detail, u"contact-center/prod"_s);
        QCOMPARE(names.last(), u"lwa-oauth"_s);
        QCOMPARE(content.lanes.size(), 6);
    }

    void aClientSecretHasItsDateAndTheRemindersAheadOfIt()
    {
        const TimelineContent content = marks(sampleEntries()).content();
        const QList<TimelineMark> alexa = of(content, u"amazon-api-access-token"_s);
        int sent = 0;
        int ahead = 0;
        int due = 0;
        for (const TimelineMark &mark : alexa) {
            sent += mark.shape == Shape::ReminderSent;
            ahead += mark.shape == Shape::ReminderAhead;
            due += mark.shape == Shape::Due;
        }
        // Both secrets of that name: 12 and 27 days before their end.
        QCOMPARE(due, 2);
        QCOMPARE(sent + ahead, 12);
        QCOMPARE(ahead, 2 + 3);
    }

    void theOldSecretIsMarkedWhileItStillWorks()
    {
        Entry fresh = sampleEntry(u"fresh"_s, CredentialKind::LwaSkill, sampleNow().addDays(-3));
        fresh.due << sampleDue(DueReason::ClientSecretAge, u"fresh"_s, sampleNow().addDays(-3), 180);
        const DueMarks all = marks({fresh});
        const TimelineContent content = all.content();
        const auto grace = std::find_if(content.marks.begin(), content.marks.end(),
                                        [](const TimelineMark &mark) { return mark.shape == Shape::GraceEnd; });
        QVERIFY(grace != content.marks.end());
        QCOMPARE(all.title(*grace), u"fresh: the old client secret works until 25 November, in 4 days"_s);
        fresh.due.first().since = sampleNow().addDays(-8);
        for (const TimelineMark &mark : marks({fresh}).content().marks)
            QVERIFY(mark.shape != Shape::GraceEnd);
    }

    void aTitleTellsWhatWhereWhenAndHowLong()
    {
        const DueMarks all = marks(sampleEntries());
        QStringList titles;
        for (const TimelineMark &mark : all.content().marks)
            titles.append(all.title(mark));
        QVERIFY2(
            titles.contains(u"amazon-api-access-token, lwa-client-secret: Client secret, due 3 December, in 12 days"_s),
            qPrintable(titles.join(u'\n')));
        QVERIFY(titles.contains(
            u"amazon-api-access-token, lwa-client-secret: reminder on 2 December, 1 day before the end (client secret)"_s));
        QVERIFY2(titles.filter(u"rotation stuck"_s).size() == 1, qPrintable(titles.join(u'\n')));
    }

    void onlyTheDateItselfHasALabel()
    {
        const DueMarks all = marks(sampleEntries());
        for (const TimelineMark &mark : all.content().marks) {
            const bool isDate = mark.at == all.rows()[mark.source].item.due.dueAt.toMSecsSinceEpoch();
            QCOMPARE(!all.label(mark).isEmpty(), isDate);
        }
    }

    void aReminderOfAPolicyIsSentOrAhead()
    {
        Entry entry = sampleEntry(u"/shop/token"_s, CredentialKind::Plain, sampleNow().addDays(-100));
        entry.due << sampleDue(DueReason::NoChangeNotification, entry.id.name, sampleNow().addDays(-100), 90)
                  << sampleDue(DueReason::NoChangeNotification, entry.id.name, sampleNow().addDays(-100), 150);
        const TimelineContent content = marks({entry}).content();
        QCOMPARE(content.marks.size(), 2);
        QCOMPARE(content.marks[0].shape, Shape::ReminderSent);
        QCOMPARE(content.marks[1].shape, Shape::ReminderAhead);
        QVERIFY(content.spans.isEmpty());
    }

private:
    mutable DueModel m_model;
};

} // namespace due_marks_test

KEYTURN_TEST(due_marks, due_marks_test::DueMarksTest)
#include "due_marks_test.moc"
