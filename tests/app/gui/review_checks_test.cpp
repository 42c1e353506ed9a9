#include "core/save/secret_lifecycle.h"
#include "tests/app/gui/save_bench.h"
#include "tests/support/test_main.h"
#include "ui/review/check_row.h"
#include "ui/review/diff_model.h"

#include <QAccessible>
#include <QListWidget>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace review_checks_test {

namespace {

const QString name = u"amazon-api-access-token"_s;
const QString trio = u"/my-erp/lwa"_s;

} // namespace

//! What the review finds out before a save, and what it offers where that did not work.
class ReviewChecksTest : public QObject {
    Q_OBJECT

    static CheckRow *row(QWidget *review, const char *object)
    {
        return review->findChild<CheckRow *>(QLatin1String(object));
    }
    static QString said(QWidget *review, const char *object)
    {
        QString all;
        for (const QLabel *label : row(review, object)->findChildren<QLabel *>())
            all += label->text() + u'\n';
        return all;
    }
    static QAbstractButton *button(QWidget *in, const char *object)
    {
        return in->findChild<QAbstractButton *>(QLatin1String(object));
    }
    void stageAndBreak(SaveBench &bench, const QByteArray &request)
    {
        bench.openSecret(name);
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "profile")));
        bench.wire->cut(request);
    }

private slots:
    void aCheckThatFailedSaysWhyAndIsTriedAgain()
    {
        SaveBench bench;
        stageAndBreak(bench, "secretsmanager.DescribeSecret");
        ReviewDialog *review = bench.window->openReview();
        QTRY_COMPARE_WITH_TIMEOUT(row(review, "checkUnchanged")->state(), SaveCheck::State::Failed, 60'000);
        QVERIFY2(said(review, "checkUnchanged").contains(u"127.0.0.1"_s), qPrintable(said(review, "checkUnchanged")));
        QVERIFY(row(review, "checkUnchanged")->accessibleName().startsWith(u"Changed by others?"_s));
        QVERIFY(!SaveBench::saveButton(review)->isEnabled());
        QVERIFY(button(review, "checkAgain")->isVisible());
        bench.wire->mend();
        button(review, "checkAgain")->click();
        QTRY_VERIFY_WITH_TIMEOUT(SaveBench::saveButton(review)->isEnabled(), patience);
        QCOMPARE(row(review, "checkUnchanged")->state(), SaveCheck::State::Passed);
        QVERIFY(row(review, "checkUnchanged")->accessibleName().startsWith(u"No changes by others"_s));
        QVERIFY(!button(review, "checkAgain")->isVisible());
        bench.save(review);
        QVERIFY(bench.stored(name).contains("\"lwa-auth-scope\":\"profile\""));
    }

    void versionsThatCouldNotBeCountedAreNoGreenTick()
    {
        SaveBench bench;
        stageAndBreak(bench, "secretsmanager.ListSecretVersionIds");
        ReviewDialog *review = bench.window->openReview();
        QTRY_COMPARE_WITH_TIMEOUT(row(review, "checkBudget")->state(), SaveCheck::State::Unknown, 60'000);
        const QString why = said(review, "checkBudget");
        QVERIFY2(why.contains(u"Can't count versions"_s) && why.contains(u"127.0.0.1"_s), qPrintable(why));
        QVERIFY2(!why.contains(u"permission"_s), qPrintable(why)); // it was the wire
        const auto *spoken = QAccessible::queryAccessibleInterface(row(review, "checkBudget"));
        QVERIFY2(spoken->text(QAccessible::Name).contains(u"not known"_s), qPrintable(spoken->text(QAccessible::Name)));
        QTRY_VERIFY_WITH_TIMEOUT(SaveBench::saveButton(review)->isEnabled(), patience); // AWS keeps the limit itself
        bench.wire->mend();
        button(review, "checkAgain")->click();
        QTRY_COMPARE_WITH_TIMEOUT(row(review, "checkBudget")->state(), SaveCheck::State::Passed, patience);
    }

    void whatWasDeletedMeanwhileIsRestoredFromTheReview()
    {
        SaveBench bench;
        bench.openSecret(name);
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "profile")));
        const Entry entry = bench.workspace->openEntry().content()->entry;
        const auto deleted = run(SecretLifecycle(*bench.somebody).deleteSecret(entry, 7));
        QVERIFY(deleted && *deleted);
        ReviewDialog *review = bench.review();
        QTRY_VERIFY_WITH_TIMEOUT(button(review, "restoreEntry")->isVisible(), patience);
        QVERIFY(!SaveBench::saveButton(review)->isEnabled());
        QVERIFY2(SaveBench::reason(review).contains(name + u" is scheduled for deletion"_s),
                 qPrintable(SaveBench::reason(review)));
        button(review, "restoreEntry")->click();
        QTRY_VERIFY_WITH_TIMEOUT(SaveBench::saveButton(review)->isEnabled(), patience);
        QVERIFY(!button(review, "restoreEntry")->isVisible());
        bench.save(review);
        QVERIFY(bench.stored(name).contains("\"lwa-auth-scope\":\"profile\""));
    }

    void afterHalfASaveTheReviewShowsWhatAwsHoldsNow()
    {
        SaveBench bench;
        const EntryId id = idOf(Store::ParameterStore, trio);
        bench.open(id);
        const QStringList names{u"/my-erp/lwa/clientidentifier"_s, u"/my-erp/lwa/clientsecret"_s};
        for (const QString &parameter : names)
            QVERIFY(bench.workspace->staging().stage(setting(parameter, parameter.toLatin1() + "-new")));
        ReviewDialog *review = bench.review();
        QTRY_VERIFY_WITH_TIMEOUT(SaveBench::saveButton(review)->isEnabled(), patience);
        bench.wire->cut("AmazonSSM.PutParameter", 1); // the first is written; the second and the way back are lost
        SaveBench::saveButton(review)->click();
        QTRY_VERIFY_WITH_TIMEOUT(bench.workspace->halfSaves().find(id) && bench.workspace->running().count() == 0,
                                 60'000);
        const QAbstractItemModel &model = *review->findChild<QAbstractItemView *>(u"reviewTable"_s)->model();
        const HalfSaved &half = *bench.workspace->halfSaves().find(id);
        int written = 0;
        for (int at = 0; at < 2; ++at) {
            const QString key = model.index(at, 0).data(DiffModel::KeyNameRole).toString();
            const QModelIndex now = model.index(at, int(DiffModel::Column::Before));
            const QModelIndex after = model.index(at, int(DiffModel::Column::After));
            for (const HalfSaved::Part &part : half.parts) {
                if (part.name() != key || !part.touched || part.written == 0)
                    continue;
                QCOMPARE(now.data().toString(), after.data().toString());
                ++written;
            }
        }
        QVERIFY(written > 0);
        QCOMPARE(SaveBench::saveButton(review)->text(), u"Save"_s); // nothing is chosen, so it counts nothing
        QVERIFY2(SaveBench::foot(review).startsWith(trio + u" is partly saved"_s), qPrintable(SaveBench::foot(review)));
        QCOMPARE(review->findChild<QListWidget *>(u"reviewEntries"_s)->item(0)->text(), trio);
        QString words;
        for (const QLabel *label : review->findChildren<QLabel *>())
            words += label->text() + u'\n';
        QVERIFY2(words.contains(u"Stopped because the connection was lost."_s), qPrintable(words));
        bench.wire->mend();
        button(review, "undoSave")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.workspace->halfSaves().find(id) && bench.workspace->running().count() == 0,
                                 patience);
    }

    void whatCannotBeSavedSaysSoOnTheReviewButton()
    {
        SaveBench bench;
        bench.openSecret(name);
        auto *open = bench.window->findChild<QAbstractButton *>(u"stagedReview"_s);
        const QByteArray text = bench.stored(name);
        QVERIFY(bench.workspace->staging().stage({FieldEdit::raw(SecretString(QByteArrayView(text.chopped(1))))}));
        QTRY_VERIFY(!open->isEnabled());
        QVERIFY2(open->toolTip().contains(u"not JSON"_s) && open->toolTip().contains(u"Correct the text"_s),
                 qPrintable(open->toolTip()));
        bench.workspace->staging().undo();
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, QByteArray(70'000, 'x'))));
        QTRY_VERIFY(!open->isEnabled() && open->toolTip().contains(u"the limit is 65,536"_s));
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "profile")));
        QTRY_VERIFY(open->isEnabled() && open->toolTip().isEmpty());
    }

    void theViewsAreRadioButtonsAndTheFoldHasAName()
    {
        SaveBench bench;
        bench.openSecret(name);
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "profile")));
        ReviewDialog *review = bench.review();
        for (const char *control : {"reviewMode", "valuesMode"}) {
            auto *modes = bench.window->findChild<QWidget *>(QLatin1String(control));
            QVERIFY(!modes->accessibleName().isEmpty());
            for (QAbstractButton *mode : modes->findChildren<QAbstractButton *>())
                QCOMPARE(QAccessible::queryAccessibleInterface(mode)->role(), QAccessible::RadioButton);
        }
        const QAbstractItemModel &model = *review->findChild<QAbstractItemView *>(u"reviewTable"_s)->model();
        for (int at = 0; at < model.rowCount(); ++at) {
            for (int column = 0; column < model.columnCount(); ++column)
                QVERIFY(!model.index(at, column).data(Qt::AccessibleTextRole).toString().isEmpty());
        }
    }
};

} // namespace review_checks_test

KEYTURN_GUI_TEST(review_checks, review_checks_test::ReviewChecksTest)
#include "review_checks_test.moc"
