#include "core/workspace/open_entry.h"

#include "tests/support/test_main.h"
#include "tests/support/workspace_bench.h"

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace open_entry_test {

class OpenEntryTest : public QObject {
    Q_OBJECT

private slots:
    void readsOneEntryAndTeachesTheListItsKind()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter());
        const EntryId id = bench.id(u"skill/lwa"_s);
        QVERIFY(bench.open(u"skill/lwa"_s));
        QCOMPARE(bench.workspace.openEntry().content()->fields.size(), 4);
        QCOMPARE(bench.workspace.listing().entry(id)->kind, CredentialKind::LwaSkill);
        bench.workspace.openEntry().close();
        QVERIFY(!bench.workspace.openEntry().content() && !bench.workspace.openEntry().id());
    }

    void theNextOneTakesThePlaceOfOneThatIsStillBeingRead()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter());
        QSignalSpy shown(&bench.workspace.openEntry(), &OpenEntry::contentChanged);
        bench.workspace.openEntry().open(bench.id(u"skill/lwa"_s));
        bench.workspace.openEntry().open(bench.id(u"skill/plain"_s));
        QTRY_VERIFY(bench.workspace.openEntry().content());
        QCOMPARE(bench.workspace.openEntry().content()->entry.id.name, u"skill/plain"_s);
        QCOMPARE(shown.count(), 1);
    }

    void aRefusedReadIsToldAndShowsNothing()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter());
        bench.aws.fail(u"GetSecretValue"_s, ScriptedAws::Fault::Denied, 0);
        QSignalSpy failed(&bench.workspace.openEntry(), &OpenEntry::failed);
        bench.workspace.openEntry().open(bench.id(u"skill/plain"_s));
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(!bench.workspace.openEntry().content() && !bench.workspace.openEntry().isReading());
    }

    void itsAgesAreReadBehindItAndStayWhenItIsReadAgain()
    {
        WorkspaceBench bench;
        bench.secret(u"skill/plain"_s).versions.insert(u"v2"_s, R"({"a":"9","b":"2"})");
        bench.secret(u"skill/plain"_s).previous = u"v1"_s;
        bench.secret(u"skill/plain"_s).current = u"v2"_s;
        QVERIFY(bench.enter());
        QSignalSpy learnt(&bench.workspace.openEntry(), &OpenEntry::agesLearnt);
        QVERIFY(bench.open(u"skill/plain"_s)); // there at once, whatever the history takes
        QTRY_COMPARE(learnt.count(), 1);
        const auto ages = [&bench] {
            QList<bool> known;
            for (const EntryField &field : bench.workspace.openEntry().content()->fields)
                known.append(field.changedAt.isValid());
            return known;
        };
        const QList<bool> all{true, true};
        QCOMPARE(ages(), all);
        bench.aws.forgetCalls();
        QVERIFY(bench.open(u"skill/plain"_s));
        QCOMPARE(ages(), all);
        QVERIFY(!bench.aws.calls().contains(u"ListSecretVersionIds"_s)); // the same version is not dated twice

        QVERIFY(bench.stage(u"a"_s, u"10"_s));
        bench.workspace.saves().save(bench.workspace.staging().edits().entries());
        QTRY_VERIFY(bench.workspace.openEntry().content()->field(u"a"_s)->value == SecretString(u"10"_s));
        QCOMPARE(ages(), all);
    }

    void aHistoryThatMayNotBeReadLeavesTheEntryOpen()
    {
        WorkspaceBench bench;
        bench.secret(u"skill/plain"_s).versions.insert(u"v2"_s, R"({"a":"9","b":"2"})");
        bench.secret(u"skill/plain"_s).previous = u"v1"_s;
        bench.secret(u"skill/plain"_s).current = u"v2"_s;
        QVERIFY(bench.enter());
        bench.aws.fail(u"ListSecretVersionIds"_s, ScriptedAws::Fault::Denied, 0);
        QSignalSpy failed(&bench.workspace.openEntry(), &OpenEntry::failed);
        QVERIFY(bench.open(u"skill/plain"_s));
        QTRY_VERIFY(bench.aws.calls().contains(u"ListSecretVersionIds"_s));
        QTest::qWait(0);
        QVERIFY(bench.workspace.openEntry().content());
        QCOMPARE(failed.count(), 0);
    }

    void anEntryThatIsFoundGoneIsClosed()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter() && bench.open(u"skill/plain"_s));
        bench.aws.secrets.remove(ScriptedAws::arnOf(u"skill/plain"_s));
        bench.workspace.listing().reread(bench.id(u"skill/plain"_s));
        QTRY_VERIFY(!bench.workspace.openEntry().id());
    }
};

} // namespace open_entry_test

KEYTURN_TEST(open_entry, open_entry_test::OpenEntryTest)
#include "open_entry_test.moc"
