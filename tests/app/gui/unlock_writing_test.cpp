#include "tests/app/gui/save_bench.h"
#include "tests/support/test_main.h"
#include "ui/editor/secret_value_model.h"
#include "ui/editor/values_tab.h"
#include "ui/editor/values_table.h"
#include "ui/entry/detail_page.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QSignalSpy>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace unlock_writing_test {

namespace {

const QString name = u"amazon-api-access-token"_s;

template <typename T = QAbstractButton>
T *find(const SaveBench &bench, const char *objectName)
{
    return bench.window->findChild<T *>(QLatin1String(objectName));
}

bool isOffered(const SaveBench &bench)
{
    const auto *action = find(bench, "messageAction");
    return action->isVisible() && action->text().startsWith(u"Unlock"_s);
}

} // namespace

//! On a production profile: what was asked for while writing was locked is done when it is unlocked, that and nothing
//! else.
class UnlockWritingTest : public QObject {
    Q_OBJECT

private slots:
    void whatAskedForWritingGoesOnWhenItIsUnlocked()
    {
        SaveBench bench(true);
        bench.openSecret(name);
        auto *action = find(bench, "messageAction");
        for (const auto id : {Actions::Id::Edit, Actions::Id::AddKey, Actions::Id::NewEntry, Actions::Id::RefreshToken,
                              Actions::Id::DeleteEntry}) {
            bench.workspace->place().lockWriting();
            QVERIFY(bench.window->actions().action(id)->isEnabled());
            bench.window->actions().action(id)->trigger();
            QTRY_VERIFY(isOffered(bench));
            find(bench, "messageClose")->click();
        }
        bench.window->actions().action(Actions::Id::Edit)->trigger();
        QVERIFY((!find<QLineEdit>(bench, "valueEditor")));
        action->click();
        QTRY_VERIFY(bench.workspace->place().canWrite());
        QTRY_VERIFY(find<QLineEdit>(bench, "valueEditor"));
        QTest::keyClick(find<QLineEdit>(bench, "valueEditor"), Qt::Key_Escape);

        bench.workspace->place().lockWriting();
        QSignalSpy started(&bench.workspace->refreshes(), &Refreshes::started);
        find(bench, "refreshButton")->click();
        QTRY_VERIFY(isOffered(bench));
        QCOMPARE(started.size(), 0);
        bench.workspace->place().unlockWriting(); // by the chip, say
        QCOMPARE(started.size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(bench.workspace->running().count() == 0, patience);
    }

    void whatAskedForWritingDoesNotGoOnInAnotherEntry()
    {
        SaveBench bench(true);
        bench.openSecret(name);
        QSignalSpy started(&bench.workspace->refreshes(), &Refreshes::started);
        find(bench, "refreshButton")->click();
        bench.openSecret(u"lwa-oauth"_s);
        bench.workspace->place().unlockWriting();
        QCOMPARE(started.size(), 0);
    }

    void whatAKeyDidInTheValuesIsDoneAndNotAnEdit_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<Qt::KeyboardModifier>("modifier");
        QTest::addColumn<QString>("expected");
        QTest::newRow("Delete") << int(Qt::Key_Delete) << Qt::NoModifier << u"removed"_s;
        QTest::newRow("Ctrl+V") << int(Qt::Key_V) << Qt::ControlModifier << u"pasted"_s;
        QTest::newRow("Alt+Down") << int(Qt::Key_Down) << Qt::AltModifier << u"moved"_s;
        QTest::newRow("F2") << int(Qt::Key_F2) << Qt::NoModifier << u"renaming"_s;
        QTest::newRow("Return") << int(Qt::Key_Return) << Qt::NoModifier << u"editing"_s;
    }
    void whatAKeyDidInTheValuesIsDoneAndNotAnEdit()
    {
        QFETCH(const int, key);
        QFETCH(const Qt::KeyboardModifier, modifier);
        QFETCH(const QString, expected);
        SaveBench bench(true);
        bench.openSecret(name);
        QGuiApplication::clipboard()->setText(u"from the clipboard"_s);
        auto *table = find<ValuesTable>(bench, "valuesTable");
        SecretValueModel &model = bench.window->detail().values().model();
        const int row = model.rowOf(u"lwa-auth-scope"_s);
        table->setCurrentIndex(model.index(row > 0 ? row : 0, 1));
        QTest::keyClick(table, Qt::Key(key), modifier);
        QTRY_VERIFY(isOffered(bench));
        QVERIFY(bench.workspace->staging().edits().isEmpty());
        find(bench, "messageAction")->click();
        QTRY_VERIFY(bench.workspace->place().canWrite());
        const StagedEdits &edits = bench.workspace->staging().edits();
        QString happened;
        if (find<QLineEdit>(bench, "keyEditor"))
            happened = u"renaming"_s;
        else if (find<QLineEdit>(bench, "valueEditor"))
            happened = u"editing"_s;
        else if (!edits.isEmpty()) {
            const FieldEdit edit = edits.item(edits.entries().constFirst())->edits.value(0);
            happened = edit.kind == FieldEdit::Kind::Remove             ? u"removed"_s
                       : edit.kind == FieldEdit::Kind::Move             ? u"moved"_s
                       : edit.value.reveal() == u"from the clipboard"_s ? u"pasted"_s
                                                                        : u"something else"_s;
        }
        QCOMPARE(happened, expected);
        QGuiApplication::clipboard()->clear();
    }
};

} // namespace unlock_writing_test

KEYTURN_GUI_TEST(unlock_writing, unlock_writing_test::UnlockWritingTest)
#include "unlock_writing_test.moc"
