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
