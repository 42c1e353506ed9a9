#include "core/save/secret_save.h"
#include "tests/app/gui/save_bench.h"
#include "tests/support/group_saver.h"
#include "tests/support/test_main.h"
#include "ui/search/entry_filter_proxy.h"
#include "ui/search/entry_list_model.h"

#include <QDir>
#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace interrupted_save_test {

namespace {

const QString trio = u"/my-erp/lwa"_s;
const QStringList names{u"/my-erp/lwa/clientidentifier"_s, u"/my-erp/lwa/clientsecret"_s, u"/my-erp/refreshToken"_s};

QString words(QWidget *parent, const QString &label)
{
    return parent->findChild<QLabel *>(label)->text();
}

} // namespace

//! What a process leaves behind that is killed between two writes, and what the next one makes of it.
class InterruptedSaveTest : public QObject {
    Q_OBJECT

    struct Home {
        QTemporaryDir home;
    };
    struct Bench : Home, SaveBench { // the folder outlives what locks files in it
        QHash<QString, QByteArray> before;

        Bench()
        {
            for (const QString &name : names)
                before.insert(name, valueOf(name));
            GroupSaver saver(wire->url(), home.path(), trio, u"arn:aws:iam::123456789012:user/testing"_s);
            wire->cut("AmazonSSM.PutParameter", 1);
            wire->onCut = [&saver] { saver.kill(); };
            wait([&saver] { return saver.process.state() == QProcess::NotRunning; });
            wire->mend();
            wire->onCut = {};
            if (saver.process.exitStatus() != QProcess::CrashExit)
                qFatal("it was not killed");
            workspace->halfSaves().keepJournal(home.path());
            begin();
        }
        //! As after a start.
        void begin()
        {
            workspace->open(workspace->place().profile(), workspace->place().region());
            wait([this] { return workspace->listing().listedAt().isValid(); });
        }
        QByteArray valueOf(const QString &name) { return parameter(name).value.bytes().toByteArray(); }
        QPushButton *messageButton() { return window->findChild<QPushButton *>(u"messageAction"_s); }
        QDialog *dialog()
        {
            wait([this] { return messageButton()->isVisible(); });
            messageButton()->click();
            auto *shown = window->findChild<QDialog *>(u"halfSavedDialog"_s);
            if (!shown || !shown->isVisible())
                qFatal("no dialog");
            return shown;
        }
    };
    const EntryId m_id = idOf(Store::ParameterStore, trio);

private slots:
    void theNextProcessShowsItAndPutsTheOldValuesBack()
    {
        Bench bench;
        QTRY_VERIFY_WITH_TIMEOUT(bench.workspace->halfSaves().find(m_id), patience);
        QVERIFY(words(bench.window.get(), u"messageSentence"_s).contains(u"partly saved"_s));
        const auto &entries = *bench.window->findChild<EntryListModel *>();
        int unfinished = 0;
        for (int row = 0; row < entries.rowCount(); ++row)
            unfinished += entries.index(row, 0).data(EntryListModel::StatusRole).toInt() == int(Status::Unfinished);
        QCOMPARE(unfinished, 1);
        bench.open(m_id);
        QVERIFY(!bench.workspace->staging().stage(setting(names.constFirst(), "another")));
        QVERIFY(!bench.window->actions().action(Actions::Id::Edit)->isEnabled());

        QDialog *dialog = bench.dialog();
        const QString parts = words(dialog, u"halfSavedParts"_s);
        QVERIFY2(parts.contains(u"clientidentifier holds the new value (version "_s)
                     && parts.contains(u"clientsecret holds the old value"_s)
                     && parts.contains(u"refreshToken holds the old value"_s),
                 qPrintable(parts));
        QVERIFY(words(dialog, u"halfSavedWhy"_s).contains(u"3 parameters"_s));
        QVERIFY(!dialog->findChild<QWidget *>(u"finishSave"_s)); // nobody knows the new values
        QPointer<QDialog> open = dialog;
        dialog->findChild<QPushButton *>(u"actionButton"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(!open, patience);
        QVERIFY(!bench.workspace->halfSaves().find(m_id));
        for (const QString &name : names)
            QCOMPARE(bench.valueOf(name), bench.before[name]);
        QVERIFY(QDir(bench.home.path()).isEmpty());
        QTRY_COMPARE(words(bench.window.get(), u"messageSentence"_s), u"/my-erp/lwa is consistent again."_s);
        QTRY_VERIFY_WITH_TIMEOUT(bench.window->actions().action(Actions::Id::Edit)->isEnabled(), patience);
        QVERIFY(bench.workspace->staging().stage(setting(names.constFirst(), "another")));
    }

    void aRefusedWayBackIsToldAndCanBeRepeated()
    {
        Bench bench;
        QDialog *dialog = bench.dialog();
        bench.wire->cut("AmazonSSM.PutParameter");
        auto *back = dialog->findChild<QPushButton *>(u"actionButton"_s);
        back->click();
        QTRY_VERIFY_WITH_TIMEOUT(bench.workspace->running().count() == 0 && back->isEnabled(), 60'000);
        QVERIFY(bench.workspace->halfSaves().find(m_id));
        QVERIFY(!words(dialog, u"problemText"_s).isEmpty());
        QVERIFY(!QDir(bench.home.path()).isEmpty());
        bench.wire->mend();
        QPointer<QDialog> open = dialog;
        back->click();
        QTRY_VERIFY_WITH_TIMEOUT(!open, patience);
        QCOMPARE(bench.valueOf(names.constFirst()), bench.before[names.constFirst()]);
        QVERIFY(QDir(bench.home.path()).isEmpty());
    }

    void itMayStayAsItIs()
    {
        Bench bench;
        QDialog *dialog = bench.dialog();
        QVERIFY(words(dialog, u"keepHalfSaveText"_s).contains(u"clientidentifier"_s));
        dialog->findChild<QPushButton *>(u"keepHalfSave"_s)->click();
        QVERIFY(!bench.workspace->halfSaves().find(m_id));
        QVERIFY(QDir(bench.home.path()).isEmpty());
        QCOMPARE(bench.valueOf(names.constFirst()), names.constFirst().toUtf8() + "-new");
        QCOMPARE(bench.valueOf(names.at(1)), bench.before[names.at(1)]);
        bench.begin();
        QVERIFY(!bench.workspace->halfSaves().find(m_id));
    }

    void itIsStillThereAfterAnotherPlaceAndAfterAnotherStart()
    {
        Bench bench;
        QTRY_VERIFY_WITH_TIMEOUT(bench.workspace->halfSaves().find(m_id), patience);
        bench.begin();
        QTRY_VERIFY_WITH_TIMEOUT(bench.workspace->halfSaves().find(m_id), patience);
        bench.workspace->open(bench.workspace->place().profile(), u"eu-west-1"_s);
        QVERIFY(!bench.workspace->halfSaves().find(m_id));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.workspace->place().identity().account.isEmpty(), patience);
        bench.workspace->open(bench.workspace->place().profile(), u"us-east-1"_s);
        QTRY_VERIFY_WITH_TIMEOUT(bench.workspace->halfSaves().find(m_id), patience);
        QVERIFY(bench.window->close()); // nothing would be lost
        QVERIFY(!QDir(bench.home.path()).isEmpty());
    }

    void aSecretsSaveThatWasCutOffIsGivenUpAndTold()
    {
        struct : Home, SaveBench { // the folder outlives what locks files in it
        } bench;
        const QString name = u"lwa-oauth"_s;
        const QByteArray before = bench.stored(name);
        const auto described = run(bench.somebody->secretsManager().describeSecret(name));
        SaveJournal::Record record{newVersionId(), u"123456789012"_s, u"us-east-1"_s, name, {}, {}, {}};
        record.secret = (*described)->arn;
        const QStringList label{SecretSave::stagingLabel(record.id)};
        const SecretString value(QByteArrayView("half"));
        QVERIFY(*run(bench.somebody->secretsManager().putSecretValue(name, value, false, record.id, label)));
        QVERIFY(SaveJournal(bench.home.path()).write(record));

        bench.workspace->halfSaves().keepJournal(bench.home.path());
        bench.workspace->open(bench.workspace->place().profile(), bench.workspace->place().region());
        QTRY_VERIFY_WITH_TIMEOUT(words(bench.window.get(), u"messageSentence"_s).contains(u"was interrupted"_s),
                                 patience);
        QVERIFY(words(bench.window.get(), u"messageSentence"_s).contains(u"was dropped"_s));
        const auto after = run(bench.somebody->secretsManager().describeSecret(name));
        QVERIFY((*after)->versionWithStage(label.first()).isEmpty());
        QCOMPARE(bench.stored(name), before);
        QVERIFY(QDir(bench.home.path()).isEmpty());
    }

    void thatItCouldNotBeLookedAtIsTold()
    {
        Bench bench;
        QTRY_VERIFY_WITH_TIMEOUT(bench.workspace->halfSaves().find(m_id), patience);
        bench.wire->cut("AmazonSSM.GetParameterHistory");
        bench.begin();
        QTRY_VERIFY_WITH_TIMEOUT(words(bench.window.get(), u"messageSentence"_s).contains(u"interrupted"_s), 60'000);
        QVERIFY(!bench.workspace->halfSaves().find(m_id));
        bench.wire->mend();
        bench.messageButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(bench.workspace->halfSaves().find(m_id), patience);
    }
};

} // namespace interrupted_save_test

KEYTURN_GUI_TEST(interrupted_save, interrupted_save_test::InterruptedSaveTest)
KEYTURN_TEST_ROLE(save_group, &GroupSaver::main)
#include "interrupted_save_test.moc"
