#pragma once
#include "tests/app/gui/window_walk.h"
#include "ui/details/details_reader.h"
#include "ui/details/details_tab.h"
#include "ui/list/bulk_edit_dialog.h"
#include "ui/list/list_page.h"
#include "ui/list/value_search_dialog.h"
#include "ui/review/diff_model.h"
#include "ui/review/merge_model.h"
#include "ui/versions/version_diff_model.h"
#include "ui/versions/version_reader.h"
#include "ui/versions/versions_tab.h"

#include <QComboBox>

//! What compares values: review, merge, history, several entries.
namespace keyturn::window_walk {

using namespace Qt::StringLiterals;

inline void walkReview(WindowWalk &w)
{
    auto *review = w.bench->review();
    w.masked(u"review"_s);
    auto *table = review->findChild<QAbstractItemView *>(u"reviewTable"_s);
    auto *model = qobject_cast<DiffModel *>(table->model());
    int row = 0;
    while (model->index(row, 0).data().toString() != u"lwa-client-secret"_s)
        ++row;
    model->reveal(row);
    w.told(u"review"_s, WindowWalk::canary("staged-secret"));
    w.told(u"review, before"_s, u"cnry7Q-second-secret-9xyZ"_s);
    model->reveal(-1);
    model->setExpanded(true);
    w.masked(u"review, unchanged keys"_s);
    for (QAbstractButton *mode : review->findChild<QWidget *>(u"reviewMode"_s)->findChildren<QAbstractButton *>()) {
        mode->click();
        w.masked(u"review, %1"_s.arg(mode->text()));
    }
    w.close(review);
    w.trigger(Actions::Id::DiscardAll);
    QDialog *discard = w.dialog("discardDialog");
    w.masked(u"discard"_s);
    w.close(discard);
}

inline void walkMerge(WindowWalk &w)
{
    w.bench->theyPut(w.name, WindowWalk::document("theirs"));
    w.bench->window->openReview();
    SaveBench::wait([&w] { return w.bench->merge(); });
    MergeDialog *merge = w.bench->merge();
    auto *model = qobject_cast<MergeModel *>(merge->findChild<QAbstractItemView *>(u"mergeTable"_s)->model());
    model->setExpanded(true);
    w.masked(u"merge"_s);
    model->reveal(0);
    w.told(u"merge, yours"_s, WindowWalk::canary("staged-secret"));
    w.told(u"merge, theirs"_s, u"cnry7Q-theirs-secret-9xyZ"_s);
    model->reveal(-1);
    w.button(merge, "editResult")->click();
    auto *own = merge->findChild<QLineEdit *>(u"resultEditor"_s);
    QTest::keyClicks(own, WindowWalk::canary("third"));
    w.masked(u"merge, a third value"_s);
    QTest::keyClick(own, Qt::Key_Return);
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 0).data(MergeModel::UndecidedRole).toBool())
            model->choose(row, ThreeWayMerge::Side::Theirs);
    }
    w.masked(u"merge, decided"_s);
    w.button(merge, "continueToReview")->click();
    auto *review = w.dialog("reviewDialog");
    w.masked(u"review after the merge"_s);
    w.close(review);
    w.bench->workspace->staging().discardAll();
}

inline void revealIn(WindowWalk &w, VersionDiffModel &diff, const QString &place, const QString &value)
{
    int row = 0;
    while (row < diff.rowCount() && diff.key(row) != u"lwa-client-secret"_s)
        ++row;
    diff.reveal(row);
    w.told(place, value);
    diff.hide();
}

inline void walkVersions(WindowWalk &w)
{
    w.bench->openSecret(w.name);
    w.bench->window->detail().showTab(DetailPage::Versions);
    VersionsTab *tab = w.bench->window->detail().versions();
    SaveBench::wait([tab, &w] {
        return tab->reader().state() == VersionReader::State::Done && tab->reader().history().entry().id.name == w.name
               && tab->reader().history().size() == 3;
    });
    for (const auto mode :
         {VersionDiffModel::Mode::Changed, VersionDiffModel::Mode::All, VersionDiffModel::Mode::Raw}) {
        tab->diff().setMode(mode);
        w.masked(u"versions"_s);
        revealIn(w, tab->diff(), u"versions"_s, u"cnry7Q-theirs-secret-9xyZ"_s);
        w.masked(u"versions, masked again"_s);
    }
    w.bench->window->openRollback(2);
    auto *rollback = w.dialog("rollbackDialog");
    w.masked(u"roll back"_s);
    revealIn(w, *rollback->findChild<VersionDiffModel *>(), u"roll back"_s, u"cnry7Q-first-secret-9xyZ"_s);
    w.close(rollback);
    w.bench->window->openLabels(1);
    w.masked(u"labels"_s);
    w.close(w.dialog("labelsDialog"));
    w.bench->window->openDeletion();
    w.masked(u"deletion"_s);
    w.close(w.dialog("deleteDialog"));
    w.bench->window->openComparison(idOf(Store::SecretsManager, w.name), idOf(Store::SecretsManager, w.twin));
    auto *compare = w.dialog("compareDialog");
    auto *diff = compare->findChild<VersionDiffModel *>();
    SaveBench::wait([diff] { return diff->rowCount() > 0; });
    w.masked(u"comparison"_s);
    revealIn(w, *diff, u"comparison"_s, u"cnry7Q-twin-secret-9xyZ"_s);
    w.close(compare);
    DetailsTab &details = w.bench->window->detail().details();
    w.bench->window->detail().showTab(DetailPage::Details);
    SaveBench::wait([&details] { return details.reader().details() && !details.reader().isReading(); });
    w.masked(u"details"_s);
    w.trigger(Actions::Id::Edit);
    w.masked(u"details, edited"_s);
    w.bench->window->detail().showTab(DetailPage::Values);
}

inline void walkSeveral(WindowWalk &w)
{
    w.choose({w.name, w.twin});
    QVERIFY(w.find<QWidget>("bulkPage")->isVisible());
    w.masked(u"several entries"_s);
    w.find<QAbstractButton>("bulkKeys")->click();
    auto *bulk = w.dialog<BulkEditDialog>("bulkEditDialog");
    auto *kind = bulk->findChild<QComboBox *>(u"bulkKind"_s);
    auto *model = bulk->findChild<BulkModel *>();
    SaveBench::wait([model] { return !model->isReading(); });
    for (int i = 0; i < kind->count(); ++i) {
        kind->setCurrentIndex(i);
        const auto change = BulkChange::Kind(kind->currentData().toInt());
        bulk->findChild<QLineEdit *>(u"bulkName"_s)->setText(u"lwa-client-secret"_s);
        bulk->findChild<QLineEdit *>(u"bulkText"_s)
            ->setText(change == BulkChange::Kind::SetKey ? WindowWalk::canary("bulk") : u"other"_s);
        SaveBench::wait([model] { return !model->isReading(); });
        w.masked(u"bulk change, %1"_s.arg(kind->currentText()));
    }
    kind->setCurrentIndex(0);
    bulk->findChild<QLineEdit *>(u"bulkName"_s)->setText(u"lwa-client-secret"_s);
    bulk->findChild<QLineEdit *>(u"bulkText"_s)->setText(WindowWalk::canary("bulk"));
    w.button(bulk, "bulkGo")->click();
    auto *review = w.dialog("reviewDialog");
    w.masked(u"review of a bulk change"_s);
    w.close(review);
    w.bench->workspace->staging().discardAll();

    for (const bool duplicates : {false, true}) {
        w.bench->window->list().searchValues(duplicates ? ValueSearch::What::Duplicates : ValueSearch::What::Value);
        const QPointer<ValueSearchDialog> search = w.dialog<ValueSearchDialog>("valueSearchDialog");
        if (!duplicates)
            search->findChild<QLineEdit *>(u"searchedValue"_s)->setText(WindowWalk::canary("twin-secret"));
        w.masked(u"search for a value"_s);
        w.button(search, "startValueSearch")->click();
        w.masked(u"search under way"_s);
        SaveBench::wait([search] {
            return !search || !search->isVisible() || WindowWalk::button(search, "startValueSearch")->isEnabled();
        });
        w.masked(u"search, done"_s);
        if (search && search->isVisible())
            w.close(search);
    }
    w.find<QLineEdit>("filterField")->clear();
}

} // namespace keyturn::window_walk
