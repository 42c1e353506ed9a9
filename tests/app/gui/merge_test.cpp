#include "tests/app/gui/save_bench.h"
#include "tests/support/test_main.h"
#include "ui/entry/detail_page.h"
#include "ui/review/merge_model.h"
#include "ui/versions/version_reader.h"
#include "ui/versions/versions_tab.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QPointer>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace merge_test {

namespace {

const QString name = u"team/prod/shared"_s;
const QByteArray opened = R"({"a":"1","b": 1.10,"c":"é","d":"4"})";

QAbstractItemView *table(MergeDialog *merge)
{
    return merge->findChild<QAbstractItemView *>(u"mergeTable"_s);
}

QPushButton *button(QWidget *dialog, const char *objectName)
{
    return dialog->findChild<QPushButton *>(QLatin1String(objectName));
}

} // namespace

//! Somebody saved the same entry meanwhile: three columns, and nothing overwritten without a choice.
class MergeTest : public QObject {
    Q_OBJECT

    //! Opened, edited here, and saved by somebody else; the merge that follows.
    MergeDialog *conflict(const QByteArray &theirs)
    {
        m_bench->create(name, opened);
        m_bench->workspace->listing().reload();
        SaveBench::wait([this] { return m_bench->workspace->listing().entry(idOf(Store::SecretsManager, name)); });
        m_bench->openSecret(name);
        if (!m_bench->workspace->staging().stage(setting(u"a"_s, "mine"))
            || !m_bench->workspace->staging().stage(removing(u"d"_s)))
            qFatal("not staged");
        m_bench->theyPut(name, theirs);
        m_bench->window->actions().action(Actions::Id::Review)->trigger();
        SaveBench::wait([this] { return m_bench->merge(); });
        return m_bench->merge();
    }
    ReviewDialog *review() const { return m_bench->window->findChild<ReviewDialog *>(u"reviewDialog"_s); }
    //! From the merge to the review, which saves; d was removed by us.
    void saveOn(MergeDialog *merge)
    {
        button(merge, "continueToReview")->click();
        QTRY_VERIFY_WITH_TIMEOUT(review() && review()->isVisible(), patience);
        if (auto *field = review()->findChild<QLineEdit *>(u"confirmField"_s); field->isVisible())
            QTest::keyClicks(field, u"d"_s);
        m_bench->save(review());
    }

private slots:
    void init() { m_bench = std::make_unique<SaveBench>(); }
    void cleanup() { m_bench.reset(); }

    void theirVersionIsShownInTheHistoryAndTheChangesStay()
    {
        MergeDialog *merge = conflict(R"({"a":"theirs","b": 1.10,"c":"é","d":"4"})");
        auto *show = button(merge, "showVersion");
        QVERIFY(show && show->isVisible());
        show->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->window->detail().versions()
                                     && m_bench->window->detail().versions()->reader().state()
                                            == VersionReader::State::Done,
                                 patience);
        VersionsTab *versions = m_bench->window->detail().versions();
        QVERIFY(versions->isVisible());
        QCOMPARE(versions->reader().history().rows().first().id, m_bench->currentVersion(name));
        QVERIFY(!m_bench->merge() && !m_bench->window->findChild<QWidget *>(u"dialogScrim"_s)->isVisible());
        QCOMPARE(m_bench->workspace->staging().edits().count(), 2);
        m_bench->window->actions().action(Actions::Id::Review)->trigger();
        SaveBench::wait([this] { return m_bench->merge(); }); // it is still to be decided
    }

    void keysWithoutOverlapMergeThemselves()
    {
        MergeDialog *merge = conflict(R"({"a":"1","b": 2.50,"c":"é","d":"4", "e":null})");
        QVERIFY(!review()->isVisible()); // the merge stands in its place
        QVERIFY(button(merge, "continueToReview")->isEnabled());
        saveOn(merge);
        QCOMPARE(m_bench->stored(name), QByteArray(R"({"a":"mine","b": 2.50,"c":"é","e":null})"));
    }

    void aConflictIsOursWhenWeSaySo()
    {
        MergeDialog *merge = conflict(R"({"a":"theirs","b": 1.10,"c":"é","d":"4"})");
        QVERIFY(!button(merge, "continueToReview")->isEnabled());
        QVERIFY(button(merge, "continueToReview")->toolTip().contains(u"Choose a result for a"_s));
        button(merge, "keepYours")->click();
        saveOn(merge);
        QCOMPARE(m_bench->stored(name), QByteArray(R"({"a":"mine","b": 1.10,"c":"é"})"));
    }

    void theBannerFollowsTheChoice()
    {
        MergeDialog *merge = conflict(R"({"a":"theirs","b": 1.10,"c":"é","d":"4"})");
        const auto *banner = merge->findChild<QLabel *>(u"mergeOutcome"_s);
        QVERIFY2(banner->text().contains(u"1 needs a decision"_s), qPrintable(banner->text()));
        button(merge, "keepYours")->click();
        QVERIFY2(banner->text().contains(u"All keys are decided"_s), qPrintable(banner->text()));
        QVERIFY(!banner->text().contains(u"needs"_s));
        merge->findChild<QAbstractButton *>(u"chooseAgain"_s)->click();
        QVERIFY2(banner->text().contains(u"1 needs a decision"_s), qPrintable(banner->text()));
    }

    void theChoicesAreInTheAccessibilityTree()
    {
        MergeDialog *merge = conflict(R"({"a":"theirs","b": 1.10,"c":"é","d":"4"})");
        QList<QAccessibleInterface *> left{QAccessible::queryAccessibleInterface(merge)};
        QStringList names;
        while (!left.isEmpty()) {
            QAccessibleInterface *at = left.takeFirst();
            names += at->text(QAccessible::Name);
            for (int i = 0; i < at->childCount(); ++i)
                left += at->child(i);
        }
        QVERIFY2(names.contains(u"Keep your a"_s) && names.contains(u"Take their a"_s), qPrintable(names.join(u'|')));
    }

    void aConflictIsTheirsWhenWeSaySo()
    {
        MergeDialog *merge = conflict(R"({"a":"theirs","b": 1.10,"c":"é","d":"4"})");
        table(merge)->setCurrentIndex(table(merge)->model()->index(0, 0));
        QTest::keyClick(table(merge), Qt::Key_Y);
        QVERIFY(button(merge, "continueToReview")->isEnabled());
        QTest::keyClick(table(merge), Qt::Key_Backspace);
        QVERIFY(!button(merge, "continueToReview")->isEnabled());
        QTest::keyClick(table(merge), Qt::Key_T);
        saveOn(merge);
        QCOMPARE(m_bench->stored(name), QByteArray(R"({"a":"theirs","b": 1.10,"c":"é"})"));
    }

    void theResultCanBeEditedAndSaved()
    {
        MergeDialog *merge = conflict(R"({"a":"theirs","b": 1.10,"c":"é","d":"4"})");
        auto *edit = merge->findChild<QAbstractButton *>(u"editResult"_s);
        edit->click();
        auto *field = merge->findChild<QLineEdit *>(u"resultEditor"_s);
        QVERIFY(field && field->isVisible());
        QCOMPARE(field->echoMode(), QLineEdit::Password);
        QTest::keyClicks(field, u"both of us"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(merge->isVisible()); // Return ended the edit, not the dialog
        QVERIFY(button(merge, "continueToReview")->isEnabled());
        saveOn(merge);
        QCOMPARE(m_bench->stored(name), QByteArray(R"({"a":"both of us","b": 1.10,"c":"é"})"));
    }

    void keepEditingLeavesTheEditsAsTheyWere()
    {
        MergeDialog *merge = conflict(R"({"a":"theirs"})");
        button(merge, "keepEditingMerge")->click();
        QTRY_VERIFY(!m_bench->merge());
        QVERIFY(!review() || !review()->isVisible());
        QCOMPARE(m_bench->workspace->staging().edits().count(), 2);
        QCOMPARE(m_bench->stored(name), QByteArray(R"({"a":"theirs"})"));
    }

    void aStillNewerVersionIsAnotherMerge()
    {
        // Guarded, because the next dialog may be made where the closed one was.
        const QPointer<MergeDialog> merge = conflict(R"({"a":"theirs","b": 1.10,"c":"é","d":"4"})");
        button(merge, "keepYours")->click();
        m_bench->theyPut(name, R"({"a":"again theirs","b": 1.10,"c":"é","d":"4"})");
        button(merge, "continueToReview")->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->merge() && m_bench->merge() != merge, patience);
        QVERIFY(!button(m_bench->merge(), "continueToReview")->isEnabled());
        button(m_bench->merge(), "takeTheirs")->click();
        saveOn(m_bench->merge());
        QCOMPARE(m_bench->stored(name), QByteArray(R"({"a":"again theirs","b": 1.10,"c":"é"})"));
    }

    void somebodyWhoSavesDuringTheReviewIsNotOverwritten()
    {
        m_bench->openSecret(u"amazon-api-access-token"_s);
        QVERIFY(m_bench->workspace->staging().stage(setting(u"lwa-auth-scope"_s, "mine")));
        ReviewDialog *dialog = m_bench->review();
        QTRY_VERIFY_WITH_TIMEOUT(SaveBench::saveButton(dialog)->isEnabled(), patience);
        m_bench->theyPut(u"amazon-api-access-token"_s, R"({"lwa-auth-scope":"theirs"})");
        SaveBench::saveButton(dialog)->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->merge(), patience);
        QCOMPARE(m_bench->stored(u"amazon-api-access-token"_s), QByteArray(R"({"lwa-auth-scope":"theirs"})"));
        QCOMPARE(m_bench->workspace->staging().edits().count(), 1);
    }

    void noValueIsToldUntilALineIsRevealed()
    {
        MergeDialog *merge = conflict(R"({"a":"their canary of sixteen","b": 1.10,"c":"é","d":"4"})");
        const QAbstractItemModel &model = *table(merge)->model();
        QString all;
        for (int row = 0; row < model.rowCount(); ++row) {
            for (int column = 0; column < model.columnCount(); ++column) {
                for (const int role :
                     {int(Qt::DisplayRole), int(Qt::EditRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)})
                    all += model.index(row, column).data(role).toString() + u'\n';
            }
        }
        QVERIFY2(!all.contains(u"canary"_s), qPrintable(all));
        QVERIFY2(all.contains(u"fingerprint"_s), qPrintable(all));
        table(merge)->setCurrentIndex(model.index(0, 0));
        QTest::keyClick(table(merge), Qt::Key_Space);
        const QModelIndex theirs = model.index(0, int(MergeModel::Column::Theirs));
        QCOMPARE(theirs.data(MergeModel::PlainTextRole).toString(), u"their canary of sixteen"_s);
    }

private:
    std::unique_ptr<SaveBench> m_bench;
};

} // namespace merge_test

KEYTURN_GUI_TEST(merge, merge_test::MergeTest)
#include "merge_test.moc"
