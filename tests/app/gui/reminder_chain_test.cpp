#include "core/reminders/chain_export.h"
#include "tests/app/gui/chain_bench.h"
#include "tests/app/gui/save_bench.h"
#include "tests/support/test_main.h"
#include "ui/reminders/reminder_chain_dialog.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QPointer>
#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace reminder_chain_test {

//! The reminders that AWS sends by itself, in the window: made, looked at, broken and mended, deleted.
class ReminderChainTest : public QObject {
    Q_OBJECT

    struct Bench : SaveBench {
        explicit Bench(bool production = false) : SaveBench(production), chain(*somebody, http, server.url()) {}
        ReminderChainDialog *open()
        {
            window->actions().action(Actions::Id::ReminderChain)->trigger();
            return shown();
        }
        ReminderChainDialog *shown() const
        {
            auto *dialog = window->findChild<ReminderChainDialog *>(u"reminderChainDialog"_s);
            if (dialog)
                settle(dialog);
            return dialog;
        }
        static void settle(const ReminderChainDialog *dialog)
        {
            if (!QTest::qWaitFor([dialog] { return !dialog->chain().isBusy(); }, ChainBench::patienceMs))
                qFatal("it stays busy");
        }
        bool makeConfirmed() { return chain.make() && chain.confirm(); }

        ChainBench chain;
    };

    static QPushButton *button(QWidget *in, const char *name)
    {
        return in->findChild<QPushButton *>(QLatin1String(name));
    }
    static QString text(QWidget *in, const char *name) { return in->findChild<QLabel *>(QLatin1String(name))->text(); }
    static void type(QWidget *in, const char *name, const QString &text)
    {
        in->findChild<QLineEdit *>(QLatin1String(name))->setText(text);
    }
    static QStringList findings(QWidget *in)
    {
        QStringList all;
        for (const QLabel *one : in->findChildren<QLabel *>(u"chainFindingWhat"_s))
            all.append(one->text());
        return all;
    }
    static void click(ReminderChainDialog *dialog, const char *name)
    {
        QVERIFY2(button(dialog, name)->isEnabled(), qPrintable(button(dialog, name)->toolTip()));
        button(dialog, name)->click();
        Bench::settle(dialog);
    }

private slots:
    void theDueBoardLeadsToAFormThatMakesTheChain()
    {
        Bench bench;
        bench.window->openDueBoard();
        bench.window->findChild<QPushButton *>(u"dueChain"_s)->click();
        ReminderChainDialog *dialog = bench.shown();
        QVERIFY(dialog && dialog->isVisible());
        QCOMPARE(dialog->chain().state(), OpenChain::State::Absent);
        QCOMPARE(text(dialog, "chainSentence"), u"There is no reminder chain in this region."_s);
        QVERIFY(!button(dialog, "chainPut")->isEnabled()); // nobody is named
        QVERIFY(!button(dialog, "chainDelete")->isEnabled());
        type(dialog, "chainPrefixes", u"/my-erp/*"_s);
        type(dialog, "chainEmails", u"it@example.com"_s);
        QVERIFY(!button(dialog, "chainPut")->isEnabled());
        QVERIFY(text(dialog, "chainFault").contains(u"has no meaning"_s));
        type(dialog, "chainPrefixes", u"/my-erp/"_s);
        QCOMPARE(button(dialog, "chainPut")->text(), u"Create"_s);
        click(dialog, "chainPut");
        QVERIFY(text(dialog, "chainEvents").contains(u"Topic: CREATE_COMPLETE"_s));
        QVERIFY2(text(dialog, "chainNotice").contains(u"is made"_s), qPrintable(text(dialog, "chainNotice")));
        QCOMPARE(button(dialog, "chainPut")->text(), u"Update"_s);
        QCOMPARE(findings(dialog), QStringList(u"it@example.com has not confirmed the subscription."_s));
        QCOMPARE(text(dialog, "chainSentence"), u"A reminder would not arrive today."_s);
        QVERIFY(bench.chain.isThere() && bench.chain.confirm());
        click(dialog, "chainCheck");
        QCOMPARE(text(dialog, "chainSentence"), u"A reminder would arrive today."_s);
        QCOMPARE(findings(dialog), QStringList());
        click(dialog, "chainPut");
        QVERIFY2(text(dialog, "chainNotice").contains(u"nothing was written"_s),
                 qPrintable(text(dialog, "chainNotice")));
    }

    void whatIsThereFillsTheForm()
    {
        Bench bench;
        QVERIFY(bench.makeConfirmed());
        ReminderChainDialog *dialog = bench.open();
        QCOMPARE(dialog->chain().state(), OpenChain::State::Works);
        QCOMPARE(dialog->findChild<QLineEdit *>(u"chainPrefixes"_s)->text(), u"/my-erp/"_s);
        QCOMPARE(dialog->findChild<QLineEdit *>(u"chainEmails"_s)->text(), u"it@example.com"_s);
        // A number more, and somebody who is wanted and not there yet is found before anything is written.
        type(dialog, "chainPhones", u"+4915112345678"_s);
        click(dialog, "chainCheck");
        QCOMPARE(findings(dialog), QStringList(u"+4915112345678 is not subscribed to the topic."_s));
        QCOMPARE(text(dialog, "chainSentence"), u"A reminder would arrive today, but not for everyone."_s);
        click(dialog, "chainPut");
        QCOMPARE(findings(dialog).size(), 1);
        QVERIFY(findings(dialog).constFirst().contains(u"SMS sandbox"_s));
        QCOMPARE(button(dialog, "chainRepair"), nullptr); // only AWS can end it
    }

    void enterInAFieldUnsubscribesNobody()
    {
        Bench bench;
        QVERIFY(bench.makeConfirmed());
        ReminderChainDialog *dialog = bench.open();
        auto *field = dialog->findChild<QLineEdit *>(u"chainEmails"_s);
        field->setText(u"other@example.com"_s);
        QVERIFY(button(dialog, "chainPut")->isEnabled());
        field->setFocus();
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!dialog->chain().isWriting() && !dialog->chain().isWaiting());
        Bench::settle(dialog);
        const SnsClient sns(bench.somebody->transport());
        const auto subscriptions = run(sns.listSubscriptionsByTopic(bench.chain.topic()));
        QVERIFY(subscriptions && *subscriptions);
        QCOMPARE((*subscriptions)->size(), 1);
        QCOMPARE((*subscriptions)->constFirst().endpoint, u"it@example.com"_s);
    }

    void eachBreakIsNamedAndRepaired_data()
    {
        QTest::addColumn<QString>("broken");
        QTest::addColumn<QString>("finding");
        QTest::addColumn<bool>("arrives");
        QTest::newRow("policy removed") << u"policy"_s << u"does not let events.amazonaws.com publish"_s << false;
        QTest::newRow("pattern made literal") << u"literal"_s << u"does not let the events of /my-erp/"_s << false;
        QTest::newRow("rule disabled") << u"disabled"_s << u"is disabled"_s << false;
        QTest::newRow("message raw") << u"raw"_s << u"sends the event as JSON"_s << true;
    }
    void eachBreakIsNamedAndRepaired()
    {
        QFETCH(QString, broken);
        QFETCH(QString, finding);
        QFETCH(bool, arrives);
        Bench bench;
        QVERIFY(bench.makeConfirmed());
        ReminderChainDialog *dialog = bench.open();
        QCOMPARE(findings(dialog), QStringList());
        const SnsClient sns(bench.somebody->transport());
        const EventBridgeClient events(bench.somebody->transport());
        const QString name = ChainBench::chain().name;
        const QString pattern = u"{\"source\": [\"aws.ssm\"]}"_s;
        const QString literal = u"{\"source\": [\"aws.ssm\"], \"detail\": {\"parameter-name\": [\"/my-erp/*\"]}}"_s;
        if (broken == u"policy")
            QVERIFY(run(sns.setTopicAttribute(bench.chain.topic(), u"Policy"_s, {}))->has_value());
        else if (broken == u"literal")
            QVERIFY(run(events.putRule({name, {}, literal, {}, true}))->has_value());
        else if (broken == u"disabled")
            QVERIFY(run(events.putRule({name, {}, pattern, {}, false}))->has_value());
        else
            QVERIFY(run(events.putTargets(name, {{u"keyturn"_s, bench.chain.topic(), {}}}))->has_value());
        click(dialog, "chainCheck");
        QVERIFY(!findings(dialog).isEmpty());
        QVERIFY2(findings(dialog).constFirst().contains(finding), qPrintable(findings(dialog).constFirst()));
        QCOMPARE(text(dialog, "chainSentence"),
                 arrives ? u"A reminder would arrive today."_s : u"A reminder would not arrive today."_s);
        click(dialog, "chainRepair");
        QCOMPARE(text(dialog, "chainNotice"), u"Repaired."_s);
        QCOMPARE(findings(dialog), QStringList());
        QCOMPARE(text(dialog, "chainSentence"), u"A reminder would arrive today."_s);
    }

    void whoHasNotConfirmedIsSentTheMailAgain()
    {
        Bench bench;
        QVERIFY(bench.chain.make());
        ReminderChainDialog *dialog = bench.open();
        const qsizetype before = bench.chain.messages().size();
        QCOMPARE(button(dialog, "chainRepair")->text(), u"Send again"_s);
        click(dialog, "chainRepair");
        QCOMPARE(bench.chain.messages().size(), before + 1);
        QCOMPARE(findings(dialog), QStringList(u"it@example.com has not confirmed the subscription."_s));
    }

    void deletingAsksFirst()
    {
        Bench bench;
        QVERIFY(bench.makeConfirmed());
        ReminderChainDialog *dialog = bench.open();
        QVERIFY(!button(dialog, "chainDelete")->isDefault());
        const auto ask = [dialog] {
            button(dialog, "chainDelete")->click();
            return dialog->findChild<QDialog *>(u"deleteChainDialog"_s);
        };
        QPointer<QDialog> question = ask();
        QVERIFY(question && question->isVisible());
        QVERIFY(!button(question, "actionButton")->isEnabled() && !button(question, "actionButton")->isDefault());
        question->reject();
        QTRY_VERIFY(!question);
        Bench::settle(dialog);
        QVERIFY(bench.chain.isThere());
        question = ask();
        type(question, "confirmField", ChainBench::chain().name);
        button(question, "actionButton")->click();
        Bench::settle(dialog);
        QCOMPARE(dialog->chain().state(), OpenChain::State::Absent);
        QVERIFY(text(dialog, "chainEvents").contains(u"Topic: DELETE_COMPLETE"_s));
        QVERIFY(!bench.chain.isThere());
    }

    void waitingIsGivenUpAndAwsGoesOn()
    {
        Bench bench;
        ReminderChainDialog *dialog = bench.open();
        bench.chain.fault(R"({"fault": "stall", "service": "cloudformation", "operation": "DescribeStackEvents"})");
        type(dialog, "chainEmails", u"it@example.com"_s);
        button(dialog, "chainPut")->click();
        QTRY_VERIFY_WITH_TIMEOUT(dialog->chain().isWaiting(), 20'000);
        QVERIFY(button(dialog, "chainStop")->isVisible());
        button(dialog, "chainStop")->click();
        QVERIFY(!dialog->chain().isBusy() && !button(dialog, "chainStop")->isVisible());
        QCOMPARE(text(dialog, "chainNotice"), QString());
        bench.chain.fault(R"({"clear": true})");
        click(dialog, "chainCheck"); // waits for what is left of it
        QCOMPARE(dialog->chain().state(), OpenChain::State::Broken);
        QCOMPARE(findings(dialog), QStringList(u"it@example.com has not confirmed the subscription."_s));
    }

    void closingThePageEndsNothing()
    {
        Bench bench;
        QPointer<ReminderChainDialog> dialog = bench.open();
        type(dialog, "chainEmails", u"it@example.com"_s);
        button(dialog, "chainPut")->click();
        dialog->reject();
        QTRY_VERIFY(!dialog);
        QTRY_VERIFY_WITH_TIMEOUT(bench.chain.isThere(), 20'000);
    }

    void whatAwsUndoesIsSaidWithTheReason()
    {
        Bench bench;
        const EventBridgeClient events(bench.somebody->transport());
        ReminderChainDialog *dialog = bench.open();
        type(dialog, "chainEmails", u"it@example.com"_s);
        // Somebody takes the name of the rule while the form is open.
        const QString pattern = u"{\"source\": [\"other\"]}"_s;
        QVERIFY(run(events.putRule({ChainBench::chain().name, {}, pattern, {}, true}))->has_value());
        click(dialog, "chainPut");
        QVERIFY2(text(dialog, "chainNotice").contains(u"ROLLBACK"_s), qPrintable(text(dialog, "chainNotice")));
        QCOMPARE(dialog->chain().state(), OpenChain::State::Broken);
    }

    void productionIsReadOnlyUntilItIsUnlockedInThePage()
    {
        Bench bench(true);
        QVERIFY(bench.makeConfirmed());
        ReminderChainDialog *dialog = bench.open();
        auto *unlock = dialog->findChild<QWidget *>(u"unlockRow"_s);
        QVERIFY(unlock->isVisible());
        QCOMPARE(text(dialog, "chainSentence"), u"A reminder would arrive today."_s); // looking is no writing
        for (const char *name : {"chainPut", "chainTest", "chainDelete"})
            QCOMPARE(button(dialog, name)->toolTip(), u"Production is read-only"_s);
        button(dialog, "unlockWriting")->click();
        QVERIFY(!unlock->isVisible());
        for (const char *name : {"chainPut", "chainTest", "chainDelete"})
            QVERIFY(button(dialog, name)->isEnabled());
    }

    void aTestMessageGoesToThoseWhoHaveConfirmed()
    {
        Bench bench;
        QVERIFY(bench.makeConfirmed());
        ReminderChainDialog *dialog = bench.open();
        click(dialog, "chainTest");
        const QJsonObject last = bench.chain.messages().constLast();
        QCOMPARE(last[u"endpoint"_s].toString(), u"it@example.com"_s);
        QCOMPARE(last[u"subject"_s].toString(), u"Keyturn test message"_s);
        QVERIFY(text(dialog, "chainNotice").contains(u"on its way"_s));
    }

    void theChainIsExportedAsWhatIsTyped()
    {
        Bench bench;
        const QTemporaryDir folder;
        ReminderChainDialog *dialog = bench.open();
        QVERIFY(!button(dialog, "chainExport")->isEnabled());
        type(dialog, "chainPrefixes", u"/my-erp/"_s);
        type(dialog, "chainEmails", u"it@example.com"_s);
        QVERIFY(button(dialog, "chainExport")->isEnabled());
        const ReminderChain wanted = ChainBench::chain();
        const std::pair<const char *, QByteArray> all[] = {
            {"chainExportTemplate", chainTemplate(wanted)},
            {"chainExportCommands", chainCommands(wanted, dialog->chain().place())},
            {"chainExportTerraform", chainTerraform(wanted)}};
        for (const auto &[action, whole] : all) {
            dialog->findChild<QAction *>(QLatin1String(action))->trigger();
            QPointer<QFileDialog> chooser = dialog->findChild<QFileDialog *>(u"chainExportFile"_s);
            QVERIFY(chooser);
            const QString path = folder.filePath(QLatin1String(action));
            emit chooser->fileSelected(path);
            chooser->close();
            QTRY_VERIFY(!chooser);
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QCOMPARE(file.readAll(), whole);
            QVERIFY(text(dialog, "chainNotice").contains(path));
        }
        dialog->findChild<QAction *>(u"chainExportTemplate"_s)->trigger();
        auto *chooser = dialog->findChild<QFileDialog *>(u"chainExportFile"_s);
        emit chooser->fileSelected(folder.filePath(u"no/such/folder"_s));
        chooser->close();
        QVERIFY(text(dialog, "chainNotice").startsWith(u"Couldn't write the file"_s));
    }

    void aLookThatFailsIsSaidAndRepeated()
    {
        Bench bench;
        bench.wire->cut("Action=GetCallerIdentity");
        ReminderChainDialog *dialog = bench.open();
        QCOMPARE(dialog->chain().state(), OpenChain::State::NotKnown);
        QVERIFY(text(dialog, "chainNotice").endsWith(u'.'));
        QVERIFY(!button(dialog, "chainPut")->isEnabled());
        bench.wire->mend();
        click(dialog, "chainCheck");
        QCOMPARE(text(dialog, "chainNotice"), QString());
        QCOMPARE(dialog->chain().state(), OpenChain::State::Absent);
    }

    void aLockedWindowKeepsNoPage()
    {
        Bench bench;
        QPointer<ReminderChainDialog> dialog = bench.open();
        bench.workspace->lock().lock(WorkspaceLock::Reason::Idle);
        QTRY_VERIFY(!dialog);
    }
};

} // namespace reminder_chain_test

KEYTURN_GUI_TEST(reminder_chain, reminder_chain_test::ReminderChainTest)
#include "reminder_chain_test.moc"
