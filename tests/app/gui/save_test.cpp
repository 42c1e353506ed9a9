#include "tests/app/gui/save_bench.h"
#include "tests/support/test_main.h"
#include "ui/review/diff_model.h"

#include <QApplication>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace save_test {

namespace {

const QString name = u"amazon-api-access-token"_s;
const QString trio = u"/my-erp/lwa"_s;

const QAbstractItemModel &changes(QWidget *review)
{
    return *review->findChild<QAbstractItemView *>(u"reviewTable"_s)->model();
}

QString allText(const QAbstractItemModel &model)
{
    QString all;
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            for (const int role :
                 {int(Qt::DisplayRole), int(Qt::EditRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)})
                all += model.index(row, column).data(role).toString() + u'\n';
        }
    }
    return all;
}

//! What the review says a save does.
QString consequences(QWidget *review)
{
    QString all;
    for (const QLabel *label : review->findChild<QWidget *>(u"reviewFacts"_s)->findChildren<QLabel *>())
        all += label->text() + u'\n';
    return all;
}

} // namespace

//! Save is a review: what it shows, what it asks, and that nothing is written before.
class SaveTest : public QObject {
    Q_OBJECT

private slots:
    void theReviewShowsLengthAndFingerprintAndRevealsOneLine()
    {
        SaveBench bench;
        bench.openSecret(name);
        const QByteArray before = bench.stored(name);
        const QString old = bench.workspace->openEntry().content()->field(u"lwa-client-secret"_s)->value.reveal();
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-client-secret"_s, "amzn1.oa2-cs.v1.canary-canary")));
        ReviewDialog *review = bench.review();
        const QAbstractItemModel &model = changes(review);
        QCOMPARE(model.rowCount(), 2); // one key, and the fold of the others
        const QModelIndex after = model.index(0, int(DiffModel::Column::After));
        QVERIFY2(after.data().toString().contains(u"29 characters"_s), qPrintable(after.data().toString()));
        QVERIFY(!after.data(DiffModel::FingerprintRole).toString().isEmpty());
        QVERIFY(!allText(model).contains(u"canary"_s) && !allText(model).contains(old));

        auto *table = review->findChild<QAbstractItemView *>(u"reviewTable"_s);
        table->setCurrentIndex(after);
        QTest::keyClick(table, Qt::Key_Space);
        QCOMPARE(after.data(DiffModel::PlainTextRole).toString(), u"amzn1.oa2-cs.v1.canary-canary"_s);
        QVERIFY(after.data(Qt::AccessibleTextRole).toString().contains(u"canary"_s)); // spoken while it is shown
        QVERIFY(!after.data().toString().contains(u"canary"_s));
        QTest::keyClick(table, Qt::Key_Space);
        QVERIFY(!after.data(DiffModel::PlainTextRole).isValid());
        QVERIFY(!allText(model).contains(u"canary"_s));

        QCOMPARE(bench.stored(name), before);
        bench.save(review);
        QCOMPARE(bench.stored(name),
                 QByteArray(before).replace(old.toUtf8(), QByteArray("amzn1.oa2-cs.v1.canary-canary")));
    }

    void theConsequencesAreComputed()
    {
        SaveBench bench;
        bench.openSecret(name);
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-client-secret"_s, "amzn1.oa2-cs.v1.another")));
        bench.open(idOf(Store::ParameterStore, trio));
        QVERIFY(bench.workspace->staging().stage(setting(u"/my-erp/lwa/clientsecret"_s, "amzn1.oa2-cs.v1.new")));
        const QString all = consequences(bench.review());
        QVERIFY2(all.contains(u"becomes AWSCURRENT"_s), qPrintable(all));
        QVERIFY2(all.contains(u"The 180-day clock restarts: next due"_s), qPrintable(all));
        QVERIFY2(all.contains(u"This restarts the 150-day reminder of clientsecret"_s), qPrintable(all));
        QVERIFY2(all.contains(u"clientsecret: type"_s), qPrintable(all));
    }

    void aRemovedKeyAndAProductionProfileAskForTheirNames()
    {
        SaveBench bench(true);
        bench.openSecret(name);
        QVERIFY(!bench.workspace->staging().stage(removing(u"lwa-auth-scope"_s))); // guarded: locked to begin with
        bench.window->actions().action(Actions::Id::UnlockWriting)->trigger();
        QVERIFY(bench.workspace->staging().stage(removing(u"lwa-auth-scope"_s)));
        ReviewDialog *review = bench.review();
        auto *field = review->findChild<QLineEdit *>(u"confirmField"_s);
        QVERIFY(field->isVisible());
        QTRY_COMPARE(SaveBench::reason(review), u"Type the key name to enable"_s);
        QTest::keyClicks(field, u"lwa-auth-scope"_s);
        QTRY_VERIFY_WITH_TIMEOUT(SaveBench::saveButton(review)->isEnabled(), patience);
        review->reject();

        bench.workspace->staging().discardAll();
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "profile")));
        review = bench.review();
        QTRY_COMPARE(SaveBench::reason(review), u"Type the profile name to enable"_s);
        field = review->findChild<QLineEdit *>(u"confirmField"_s);
        QTest::keyClicks(field, u"asp-productioN"_s);
        QVERIFY(!SaveBench::saveButton(review)->isEnabled());
        field->clear();
        QTest::keyClicks(field, u"asp-production"_s);
        bench.save(review);
        QVERIFY(bench.stored(name).contains("\"lwa-auth-scope\":\"profile\""));
    }

    void aProfileIsMarkedAsProductionFromTheMenu()
    {
        SaveBench bench;
        QCOMPARE(bench.workspace->place().access(), Place::Access::Open);
        QAction *mark = bench.window->actions().action(Actions::Id::MarkProduction);
        QVERIFY(mark->isEnabled() && mark->isCheckable() && !mark->isChecked());
        mark->trigger();
        QCOMPARE(bench.workspace->place().access(), Place::Access::ReadOnly);
        QCOMPARE(bench.source->marked, (QList<std::pair<QString, bool>>{{u"asp-production"_s, true}}));
        QVERIFY(bench.workspace->place().profiles().constFirst().production);
        QVERIFY(bench.window->findChild<QWidget *>(u"writeGuard"_s)->isVisible());
        bench.openSecret(name);
        QVERIFY(!bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "x")));
        mark->trigger();
        QCOMPARE(bench.workspace->place().access(), Place::Access::Open);
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "x")));
        QVERIFY(!mark->isEnabled()); // not with something staged
    }

    void aSecretDeletedMeanwhileKeepsTheEdits_data()
    {
        QTest::addColumn<int>("recoveryDays");
        QTest::addColumn<QString>("words");
        QTest::newRow("gone") << 0 << u"amazon-api-access-token was deleted meanwhile. Your edits are kept."_s;
        QTest::newRow("pending")
            << 7
            << u"amazon-api-access-token is scheduled for deletion. Your edits are kept; restore it to save them."_s;
    }
    void aSecretDeletedMeanwhileKeepsTheEdits()
    {
        QFETCH(int, recoveryDays);
        QFETCH(QString, words);
        SaveBench bench;
        bench.openSecret(name);
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-client-secret"_s, "kept-by-the-review")));
        const auto deleted = run(bench.somebody->secretsManager().deleteSecret(name, recoveryDays));
        QVERIFY(deleted && *deleted);
        ReviewDialog *review = bench.review();
        QTRY_COMPARE_WITH_TIMEOUT(SaveBench::reason(review), words, patience);
        QVERIFY(!bench.merge());
        review->reject();
        QCOMPARE(bench.workspace->staging().edits().count(), 1);
        QVERIFY(bench.window->findChild<QWidget *>(u"stagedBar"_s)->isVisible());
        if (recoveryDays == 0)
            return;
        const auto restored = run(bench.somebody->secretsManager().restoreSecret(name));
        QVERIFY(restored && *restored);
        bench.save(bench.review());
        QVERIFY(bench.stored(name).contains("kept-by-the-review"));
    }

    void aSecretDeletedDuringTheReviewKeepsTheEdits()
    {
        SaveBench bench;
        bench.openSecret(name);
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-client-secret"_s, "kept-by-the-save")));
        ReviewDialog *review = bench.review();
        QTRY_VERIFY_WITH_TIMEOUT(SaveBench::saveButton(review)->isEnabled(), patience);
        const auto deleted = run(bench.somebody->secretsManager().deleteSecret(name, 7));
        QVERIFY(deleted && *deleted);
        SaveBench::saveButton(review)->click();
        QTRY_VERIFY_WITH_TIMEOUT(SaveBench::foot(review).contains(u"scheduled for deletion"_s), patience);
        QVERIFY(review->isVisible());
        QCOMPARE(bench.workspace->staging().edits().count(), 1);
    }

    void aWriteThatNeverArrivesKeepsTheEdits()
    {
        const QString secret = u"team/prod/plain"_s;
        SaveBench bench;
        bench.create(secret, R"({"a":"1"})");
        bench.workspace->listing().reload();
        SaveBench::wait([&] { return bench.workspace->listing().entry(idOf(Store::SecretsManager, secret)); });
        bench.openSecret(secret);
        QVERIFY(bench.workspace->staging().stage(setting(u"a"_s, "2")));
        ReviewDialog *review = bench.review();
        QTRY_VERIFY_WITH_TIMEOUT(SaveBench::saveButton(review)->isEnabled(), patience);
        bench.wire->cut("secretsmanager.PutSecretValue");
        SaveBench::saveButton(review)->click();
        QTRY_VERIFY_WITH_TIMEOUT(SaveBench::foot(review).contains(u"No connection to"_s), patience);
        QCOMPARE(bench.workspace->staging().edits().count(), 1);
        QCOMPARE(bench.stored(secret), QByteArray(R"({"a":"1"})"));
        bench.wire->mend();
        bench.save(review);
        QCOMPARE(bench.stored(secret), QByteArray(R"({"a":"2"})"));
    }

    void aMissingPermissionIsNamedAndTheEditsStay()
    {
        SaveBench bench(false, "reader");
        bench.openSecret(name);
        const QByteArray before = bench.stored(name);
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "profile")));
        ReviewDialog *review = bench.review();
        QTRY_VERIFY_WITH_TIMEOUT(SaveBench::saveButton(review)->isEnabled(), patience);
        SaveBench::saveButton(review)->click();
        QTRY_VERIFY_WITH_TIMEOUT(SaveBench::foot(review).contains(u"secretsmanager:PutSecretValue"_s), patience);
        QVERIFY(review->isVisible());
        QCOMPARE(bench.workspace->staging().edits().count(), 1);
        QCOMPARE(bench.stored(name), before);
    }

    void somebodyWithoutTheKmsKeyIsToldSo()
    {
        SaveBench bench(false, "nodecrypt");
        bench.window->openEntry(idOf(Store::ParameterStore, trio));
        auto *state = bench.window->findChild<QWidget *>(u"detailState"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.workspace->openEntry().isReading() && state->isVisible(), patience);
        QString said;
        for (const QLabel *label : state->findChildren<QLabel *>())
            said += label->text() + u'\n';
        QVERIFY2(said.contains(u"kms:Decrypt"_s), qPrintable(said));
    }

    void aHalfSavedGroupStaysUntilItIsResolved_data()
    {
        QTest::addColumn<bool>("finish");
        QTest::newRow("finished") << true;
        QTest::newRow("put back") << false;
    }
    void aHalfSavedGroupStaysUntilItIsResolved()
    {
        QFETCH(bool, finish);
        SaveBench bench;
        const EntryId id = idOf(Store::ParameterStore, trio);
        const QStringList names{u"/my-erp/lwa/clientidentifier"_s, u"/my-erp/lwa/clientsecret"_s,
                                u"/my-erp/refreshToken"_s};
        QHash<QString, Parameter> before;
        for (const QString &parameter : names)
            before.insert(parameter, bench.parameter(parameter));
        bench.open(id);
        for (const QString &parameter : names)
            QVERIFY(bench.workspace->staging().stage(setting(parameter, parameter.toLatin1() + "-new")));
        ReviewDialog *review = bench.review();
        QTRY_VERIFY_WITH_TIMEOUT(SaveBench::saveButton(review)->isEnabled(), patience);
        bench.wire->cut("AmazonSSM.PutParameter", 1); // the first is written; the second and the way back are lost
        SaveBench::saveButton(review)->click();
        QTRY_VERIFY_WITH_TIMEOUT(bench.workspace->halfSaves().find(id) && bench.workspace->running().count() == 0,
                                 60'000);

        auto *card = review->findChild<QWidget *>(u"halfSavedCard"_s);
        QVERIFY(card->isVisible());
        QString said;
        for (const QLabel *label : card->findChildren<QLabel *>())
            said += label->text() + u'\n';
        QVERIFY2(said.contains(u"holds the new value"_s) && said.contains(u"holds the old value"_s), qPrintable(said));
        QVERIFY(!SaveBench::saveButton(review)->isEnabled());
        bench.workspace->staging().discardAll();
        QCOMPARE(bench.workspace->staging().edits().count(), 3); // held
        QVERIFY(!bench.workspace->staging().stage(setting(names.constFirst(), "another")));
        review->reject();
        review = bench.review(); // still there in another review
        card = review->findChild<QWidget *>(u"halfSavedCard"_s);
        QVERIFY(card->isVisible());

        QVERIFY(!bench.window->close()); // the old values are kept nowhere else
        QVERIFY(!bench.window->actions().action(Actions::Id::DiscardAll)->isEnabled());

        bench.wire->mend();
        card->findChild<QPushButton *>(finish ? u"finishSave"_s : u"undoSave"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.workspace->halfSaves().find(id) && bench.workspace->running().count() == 0,
                                 patience);
        QCOMPARE(bench.workspace->staging().edits().count(), finish ? 0 : 3);
        QTRY_VERIFY(!bench.window->findChild<QWidget *>(u"messageBar"_s)->isVisible()); // it is not half saved any more
        if (!finish) // the old values under a new version: no merge, and the same edits can be saved again
            QTRY_VERIFY_WITH_TIMEOUT(SaveBench::saveButton(review)->isEnabled() && !bench.merge(), patience);
        for (const QString &parameter : names) {
            const Parameter now = bench.parameter(parameter);
            QCOMPARE(now.value.bytes().toByteArray(),
                     finish ? parameter.toLatin1() + "-new" : before[parameter].value.bytes().toByteArray());
            QCOMPARE(now.type, before[parameter].type);
        }
        const auto metadata = run(bench.somebody->parameterStore().describeNamed(names));
        QVERIFY(metadata && *metadata);
        for (const ParameterMetadata &one : **metadata) {
            QVERIFY(one.keyId.startsWith(u"arn:aws:kms:"_s)); // never the account's default key
            if (one.name.endsWith(u"clientsecret"_s)) {
                QCOMPARE(one.tier, u"Advanced"_s);
                QCOMPARE(one.policies.size(), 1);
                QCOMPARE(one.description, u"SP-API client secret; new one every 180 days"_s);
            }
        }
    }
};

} // namespace save_test

KEYTURN_GUI_TEST(save, save_test::SaveTest)
#include "save_test.moc"
