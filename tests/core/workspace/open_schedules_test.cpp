#include "core/workspace/open_schedules.h"

#include "tests/support/test_main.h"
#include "tests/support/workspace_bench.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace open_schedules_test {

//! EventBridge Scheduler with one group.
struct Scheduler {
    QMap<QString, QJsonObject> entries;
    QStringList writes;
    bool hasGroup = true;
    QByteArray fault; //!< of the next write, as its code
    std::function<void()> onWrite = {};

    WireServer::Answer answer(const WireServer::Request &request)
    {
        const QUrl url(QString::fromLatin1(request.target));
        const QString name = url.path().section(u'/', 2);
        if (!hasGroup)
            return refuse("404 Not Found", "ResourceNotFoundException");
        if (name.isEmpty()) {
            QJsonArray all;
            for (const QJsonObject &one : std::as_const(entries))
                all.append(QJsonObject{{"Name", one["Name"]}});
            return say({{"Schedules", all}});
        }
        const bool isThere = entries.contains(name);
        if (request.method == "GET")
            return isThere ? say(entries[name]) : refuse("404 Not Found", "ResourceNotFoundException");
        if (!fault.isEmpty())
            return refuse("403 Forbidden", std::exchange(fault, {}));
        writes.append(QString::fromLatin1(request.method) + u' ' + name);
        if (request.method == "DELETE") {
            entries.remove(name);
        } else {
            QJsonObject body = QJsonDocument::fromJson(request.body).object();
            body.insert("Name"_L1, name);
            entries.insert(name, body);
        }
        if (onWrite)
            onWrite();
        return say({{"ScheduleArn", "arn"}});
    }
    static WireServer::Answer say(const QJsonObject &body)
    {
        return {WireServer::ok(QJsonDocument(body).toJson(), "Content-Type: application/json\r\n")};
    }
    static WireServer::Answer refuse(const QByteArray &status, const QByteArray &code)
    {
        return {WireServer::status(status, R"({"message": "as scripted"})", "x-amzn-ErrorType: " + code + "\r\n")};
    }
    void move(const QString &name, const QString &expression)
    {
        entries[name].insert("ScheduleExpression"_L1, expression);
    }
};

struct Bench : WorkspaceBench {
    Scheduler scheduler;
    std::unique_ptr<OpenSchedules> schedules;

    //! A secret that is deleted in 20 days: reminders 7 and 1 days before.
    explicit Bench(bool production = false)
    {
        aws.schedulerAnswer = [this](const WireServer::Request &request) { return scheduler.answer(request); };
        source.known[0].production = production;
        secret(u"skill/plain"_s).extra.insert("DeletedDate"_L1, double(clock.now.addDays(20).toSecsSinceEpoch()));
        if (!enter())
            qFatal("not entered");
        schedules = make();
    }
    std::unique_ptr<OpenSchedules> make()
    {
        return std::make_unique<OpenSchedules>(
            workspace.place(), workspace.listing(), workspace.dates(), workspace.writes(), u"reminders"_s,
            [](const DueItem &item, int days) { return u"%1 in %2"_s.arg(item.due.name).arg(days); });
    }
    bool settle() const
    {
        return QTest::qWaitFor([this] { return !schedules->isBusy(); });
    }
    bool open()
    {
        schedules->open(u"Europe/Berlin"_s, QTime(9, 0));
        return settle();
    }
    bool mend(bool prune = false) { return schedules->mend(prune) && settle(); }
    int count(ScheduleDrift::Kind kind) const { return schedules->count(kind); }
};

using State = OpenSchedules::State;
using Kind = ScheduleDrift::Kind;

class OpenSchedulesTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsMissingIsListedWrittenAndReadBackAndASecondRunWritesNothing()
    {
        Bench bench;
        QCOMPARE(bench.schedules->state(), State::NotKnown);
        QVERIFY(!bench.schedules->mend(true)); // nothing has been looked at
        QVERIFY(bench.open());
        QCOMPARE(bench.schedules->state(), State::Drift);
        QCOMPARE(bench.count(Kind::Missing), 2);
        QCOMPARE(bench.schedules->wanted().size(), 2);
        QCOMPARE(bench.schedules->target().topicArn, u"arn:aws:sns:us-east-1:123456789012:reminders"_s);
        QVERIFY(bench.schedules->target().roleArn.startsWith(u"arn:aws:iam::123456789012:role/"_s));
        QVERIFY(bench.scheduler.writes.isEmpty());
        const QSignalSpy done(bench.schedules.get(), &OpenSchedules::done);
        QVERIFY(bench.mend());
        QCOMPARE(done.count(), 1);
        QCOMPARE(bench.schedules->written(), 2);
        QCOMPARE(bench.schedules->state(), State::InStep);
        QCOMPARE(bench.scheduler.entries.size(), 2);
        const QString name = bench.schedules->wanted().constFirst().name;
        QCOMPARE(bench.scheduler.entries[name]["ScheduleExpressionTimezone"_L1].toString(), u"Europe/Berlin"_s);
        QVERIFY(!bench.schedules->mend(true));
        QCOMPARE(bench.scheduler.writes.size(), 2);
    }

    void whatWasMovedIsMovedBackAndWhatIsLeftOverStaysUnlessItIsPruned()
    {
        Bench bench;
        QVERIFY(bench.open() && bench.mend());
        const QString name = bench.schedules->wanted().constFirst().name;
        bench.scheduler.move(name, u"at(2030-01-01T09:00:00)"_s);
        QJsonObject left = bench.scheduler.entries[name];
        left.insert("Name"_L1, "keyturn-old-7d");
        bench.scheduler.entries.insert(u"keyturn-old-7d"_s, left);
        left.insert("Name"_L1, "theirs");
        bench.scheduler.entries.insert(u"theirs"_s, left);
        bench.schedules->lookAgain();
        QVERIFY(bench.settle());
        QCOMPARE(bench.count(Kind::Differs), 1);
        QCOMPARE(bench.count(Kind::Unknown), 1);
        QCOMPARE(bench.schedules->drift().constLast().found.expression, u"at(2030-01-01T09:00:00)"_s);
        bench.scheduler.writes.clear();
        QVERIFY(bench.mend());
        QCOMPARE(bench.scheduler.writes, QStringList(u"PUT "_s + name));
        QCOMPARE(bench.schedules->state(), State::InStep);
        QCOMPARE(bench.count(Kind::Unknown), 1);
        QVERIFY(!bench.schedules->mend(false));
        QVERIFY(bench.mend(true));
        QCOMPARE(bench.scheduler.writes.constLast(), u"DELETE keyturn-old-7d"_s);
        QVERIFY(bench.scheduler.entries.contains(u"theirs"_s));
        QVERIFY(bench.schedules->drift().isEmpty());
    }

    void aListThatIsNotWholeIsNoReasonToSeeAnythingAsGone()
    {
        Bench bench;
        QVERIFY(bench.open() && bench.mend());
        bench.aws.fail(u"ListSecrets"_s, ScriptedAws::Fault::Denied, 0);
        QSignalSpy listed(&bench.workspace.listing(), &Listing::finished);
        bench.workspace.listing().reload();
        QTRY_COMPARE(listed.count(), 1);
        bench.schedules->lookAgain();
        QVERIFY(bench.settle());
        QCOMPARE(bench.schedules->state(), State::NotListed);
        QVERIFY(!bench.schedules->mend(true));
        QCOMPARE(bench.scheduler.entries.size(), 2);
    }

    void entriesThatAllGoByAnotherClockAreInStepByIt()
    {
        Bench bench;
        bench.schedules->look(u"America/New_York"_s, QTime(7, 30));
        QVERIFY(bench.settle() && bench.mend());
        bench.schedules = bench.make();
        QVERIFY(bench.open());
        QCOMPARE(bench.schedules->state(), State::InStep);
        QCOMPARE(bench.schedules->target().zone, u"America/New_York"_s);
        QCOMPARE(bench.schedules->target().at, QTime(7, 30));
        bench.schedules->look(u"Europe/Berlin"_s, QTime(7, 30)); // which is then what somebody has chosen
        QVERIFY(bench.settle());
        QCOMPARE(bench.count(Kind::Differs), 2);
    }

    void oneEntryThatWasChangedByHandIsNoOtherClock()
    {
        Bench bench;
        QVERIFY(bench.open() && bench.mend());
        const QString name = bench.schedules->wanted().constFirst().name;
        bench.scheduler.entries[name].insert("ScheduleExpressionTimezone"_L1, "Asia/Tokyo");
        QVERIFY(bench.open());
        QCOMPARE(bench.schedules->target().zone, u"Europe/Berlin"_s);
        QCOMPARE(bench.count(Kind::Differs), 1);
    }

    void stoppedItBeginsNoFurtherEntryAndSaysWhatIsLeft()
    {
        Bench bench;
        QVERIFY(bench.open());
        bench.scheduler.onWrite = [&bench] { bench.schedules->stop(); };
        QVERIFY(bench.mend());
        QCOMPARE(bench.scheduler.writes.size(), 1);
        QCOMPARE(bench.schedules->written(), 1);
        QCOMPARE(bench.schedules->toWrite(), 2);
        QCOMPARE(bench.count(Kind::Missing), 1);
    }

    void whoLeavesWhileItWritesBeginsNoFurtherEntry()
    {
        Bench bench;
        QVERIFY(bench.open());
        QVERIFY(bench.schedules->mend(false));
        bench.schedules.reset();
        QTRY_COMPARE(bench.workspace.running().count(), 0);
        QVERIFY(bench.scheduler.writes.size() <= 1);
    }

    void aRefusalIsToldAndWhatWasWrittenBeforeItIsReadBack()
    {
        Bench bench;
        QVERIFY(bench.open());
        bench.scheduler.onWrite = [&bench] { bench.scheduler.fault = "AccessDeniedException"; };
        const QSignalSpy failed(bench.schedules.get(), &OpenSchedules::failed);
        QVERIFY(bench.mend());
        QCOMPARE(failed.count(), 1);
        QCOMPARE(failed.constFirst().constFirst().value<Error>().kind, ErrorKind::AccessDenied);
        QCOMPARE(bench.schedules->written(), 1);
        QCOMPARE(bench.count(Kind::Missing), 1);
    }

    void withoutItsGroupNothingIsWritten()
    {
        Bench bench;
        bench.scheduler.hasGroup = false;
        QVERIFY(bench.open());
        QCOMPARE(bench.schedules->state(), State::NoGroup);
        QVERIFY(!bench.schedules->mend(true));
    }

    void whereNoDateLiesAheadNothingIsDue()
    {
        Bench bench;
        bench.clock.now = bench.clock.now.addDays(20);
        QVERIFY(bench.open());
        QCOMPARE(bench.schedules->state(), State::NothingDue);
        QVERIFY(!bench.schedules->mend(true));
    }

    void productionIsReadOnlyUntilItIsUnlocked()
    {
        Bench bench(true);
        QVERIFY(bench.open());
        QCOMPARE(bench.schedules->state(), State::Drift); // looking is no writing
        QVERIFY(!bench.schedules->mend(false));
        QVERIFY(bench.scheduler.writes.isEmpty());
        bench.workspace.place().unlockWriting();
        QVERIFY(bench.mend());
        QCOMPARE(bench.scheduler.writes.size(), 2);
    }
};

} // namespace open_schedules_test

KEYTURN_TEST(open_schedules, open_schedules_test::OpenSchedulesTest)
#include "open_schedules_test.moc"
