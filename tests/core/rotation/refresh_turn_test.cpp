#include "core/rotation/refresh_turn.h"

#include "tests/support/run.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

using namespace keyturn;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace refresh_turn_test {

//! One refresh of an entry at a time, whoever asks for it.
class RefreshTurnTest : public QObject {
    Q_OBJECT

private slots:
    void whoWaitsTooLongIsToldThatAnotherProgramRefreshesIt()
    {
        const QTemporaryDir folder;
        const auto held = take(folder, u"a"_s);
        QVERIFY(held && *held);
        const auto refused = take(folder, u"a"_s);
        QVERIFY(refused && !*refused);
        QCOMPARE(refused->error().kind, ErrorKind::Conflict);
        QCOMPARE(refused->error().refusal, Refusal::RefreshRunning);
    }

    void anotherEntryNeedNotWait()
    {
        const QTemporaryDir folder;
        const auto held = take(folder, u"a"_s);
        const auto other = take(folder, u"b"_s);
        QVERIFY(held && *held);
        QVERIFY(other && *other);
    }

    void theNextOneReadsWhatWasLeft()
    {
        const QTemporaryDir folder;
        {
            auto held = take(folder, u"a"_s);
            QVERIFY(held && *held);
            RefreshTurn::Note note;
            note.endedAt = RefreshTurn::now();
            note.versionId = u"v2"_s;
            note.refreshTokenRotated = true;
            (*held)->leave(note);
        }
        const auto next = take(folder, u"a"_s);
        QVERIFY(next && *next);
        QCOMPARE((*next)->note().versionId, u"v2"_s);
        QVERIFY((*next)->note().refreshTokenRotated);
        QVERIFY((*next)->note().endedAt <= RefreshTurn::now());
    }

private:
    static std::optional<Result<RefreshTurn>> take(const QTemporaryDir &folder, const QString &key)
    {
        return run(RefreshTurn::take(folder.path(), key, 30ms));
    }
};

} // namespace refresh_turn_test

KEYTURN_TEST(refresh_turn, refresh_turn_test::RefreshTurnTest)
#include "refresh_turn_test.moc"
