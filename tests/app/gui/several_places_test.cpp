#include "tests/app/gui/places_bench.h"
#include "tests/support/test_main.h"
#include "ui/due/due_list.h"
#include "ui/list/entry_view.h"
#include "ui/places/places_page.h"
#include "ui/search/entry_list_model.h"
#include "ui/widgets/elided_label.h"

#include <QAction>
#include <QMenu>
#include <QSettings>
#include <QTableView>
#include <QTreeWidget>
#include <QUuid>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace several_places_test {

//! One list and one board over several profiles and regions, and the way from a row to its place.
class SeveralPlacesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<PlacesBench> m_bench;

    PlacesPage *page() const { return m_bench->find<PlacesPage>("placesPage"); }
    QTreeWidgetItem *item(const QString &profile, const QString &region) const
    {
        auto *tree = m_bench->find<QTreeWidget>("placesTree");
        for (int i = 0; i < tree->topLevelItemCount(); ++i) {
            QTreeWidgetItem *above = tree->topLevelItem(i);
            for (int row = 0; above->text(0) == profile && row < above->childCount(); ++row) {
                if (above->child(row)->text(0) == region)
                    return above->child(row);
            }
        }
        return nullptr;
    }
    void tick(const QString &profile, const QString &region, Qt::CheckState state = Qt::Checked) const
    {
        item(profile, region)->setCheckState(0, state);
        SaveBench::wait([this] { return !page()->places().isRunning() && !page()->summary().isEmpty(); });
    }
    QString sentence() const { return m_bench->find<ElidedLabel>("placesSentence")->text(); }
    QAbstractItemView *entries() const { return m_bench->find<QAbstractItemView>("placesEntries"); }
    //! The first row whose name is \p name and whose region is \p region.
    QModelIndex row(const QString &name, const QString &region) const
    {
        for (int i = 0; i < entries()->model()->rowCount(); ++i) {
            const QModelIndex found = entries()->model()->index(i, 0);
            const bool isThere = found.data(EntryListModel::PlaceRole).toString().startsWith(region);
            if (isThere && found.data(EntryListModel::NameRole).toString() == name)
                return found;
        }
        return {};
    }
    void createIn(const QString &region, const QString &name = u"only/there"_s, const QString &value = u"{}"_s) const
    {
        Connection connection(m_bench->http, m_bench->clock, m_bench->workspace->place().profiles().constFirst(),
                              region, StaticCredentials::ofSandbox());
        SecretsManagerClient::NewSecret secret;
        secret.name = name;
        secret.value = SecretString(value);
        const std::optional<Result<SecretWrite>> created =
            run(connection.secretsManager().createSecret(secret, QUuid::createUuid().toString(QUuid::WithoutBraces)));
        QVERIFY(created && *created);
    }

private slots:
    void init()
    {
        QSettings().clear();
        m_bench = std::make_unique<PlacesBench>(u"dev"_s);
        createIn(u"eu-west-1"_s);
        m_bench->window->actions().action(Actions::Id::SeveralPlaces)->trigger();
    }
    void cleanup() { m_bench.reset(); }

    void nothingIsReadBeforeAPlaceIsChosen()
    {
        QVERIFY(page()->isVisible());
        QVERIFY(m_bench->find<QWidget>("placesState")->isVisible());
        QCOMPARE(page()->places().count(), 0);
        QVERIFY(m_bench->window->actions().action(Actions::Id::SeveralPlaces)->isChecked());
    }

    void entriesOfEveryPlaceStandInOneListWithTheirPlace()
    {
        page()->findChild<QAction *>(u"placesRegion-eu-west-1"_s)->trigger();
        tick(u"prod"_s, u"us-east-1"_s);
        const int here = entries()->model()->rowCount();
        QVERIFY(here > 3);
        tick(u"reader"_s, u"eu-west-1"_s);
        QTRY_COMPARE_WITH_TIMEOUT(entries()->model()->rowCount(), here + 1, patience);
        const QModelIndex there = row(u"only/there"_s, u"eu-west-1"_s);
        QVERIFY(there.isValid());
        QCOMPARE(there.siblingAtColumn(int(EntryListModel::Column::Region)).data().toString(),
                 u"reader · eu-west-1 · 1234-5678-9012"_s);
        QTRY_COMPARE_WITH_TIMEOUT(item(u"reader"_s, u"eu-west-1"_s)->text(1), u"1"_s, patience);
        QTRY_VERIFY_WITH_TIMEOUT(sentence().contains(u" in 2 place"_s), patience);
        entries()->setCurrentIndex(there);
        QVERIFY(m_bench->find<ElidedLabel>("placesArn")->text().startsWith(u"arn:aws:secretsmanager:eu-west-1:"_s));
        QCOMPARE(m_bench->workspace->place().profile().name, u"dev"_s);
    }

    void enterGoesToThePlaceOfARowAndOpensItThere()
    {
        page()->findChild<QAction *>(u"placesRegion-eu-west-1"_s)->trigger();
        tick(u"reader"_s, u"eu-west-1"_s);
        QTRY_VERIFY_WITH_TIMEOUT(row(u"only/there"_s, u"eu-west-1"_s).isValid(), patience);
        entries()->setCurrentIndex(row(u"only/there"_s, u"eu-west-1"_s));
        QTest::keyClick(entries(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->workspace->place().region(), u"eu-west-1"_s, patience);
        QCOMPARE(m_bench->workspace->place().profile().name, u"reader"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->workspace->openEntry().content(), patience);
        QCOMPARE(m_bench->workspace->openEntry().id()->name, u"only/there"_s);
        QVERIFY(!page()->isVisible());
        QVERIFY(!m_bench->window->actions().action(Actions::Id::SeveralPlaces)->isChecked());
    }

    void unsavedChangesKeepOneHere()
    {
        m_bench->window->openEntry(idOf(Store::SecretsManager, u"lwa-oauth"_s));
        SaveBench::wait([this] { return m_bench->workspace->openEntry().content() != nullptr; });
        QVERIFY(m_bench->workspace->staging().stage(setting(u"lwa-client-id"_s, "another")));
        m_bench->window->actions().action(Actions::Id::SeveralPlaces)->trigger();
        tick(u"prod"_s, u"us-east-1"_s);
        entries()->setCurrentIndex(row(u"lwa-oauth"_s, u"us-east-1"_s));
        QTest::keyClick(entries(), Qt::Key_Return);
        QCOMPARE(m_bench->workspace->place().profile().name, u"dev"_s);
        QVERIFY(!m_bench->workspace->staging().edits().isEmpty());
    }

    void datesOfEveryPlaceStandOnOneBoard()
    {
        tick(u"prod"_s, u"us-east-1"_s);
        const QList<QAbstractButton *> choices =
            m_bench->find<QWidget>("placesView")->findChildren<QAbstractButton *>();
        choices.at(1)->click();
        auto *dates = m_bench->find<DueList>("placesDue");
        QTRY_VERIFY_WITH_TIMEOUT(dates->isVisible() && dates->model()->rowCount() > 0, patience);
        QVERIFY(dates->model()->index(0, 2).data(Qt::AccessibleTextRole).toString().contains(u"prod · us-east-1"_s));
    }

    void aValueIsCopiedToAnotherPlaceThroughItsReview()
    {
        createIn(u"us-east-1"_s, u"shop/dev/mail"_s, uR"({"host":"mail","password":"one"})"_s);
        createIn(u"eu-west-1"_s, u"shop/prod/mail"_s, uR"({"host":"mail","password":"two"})"_s);
        page()->findChild<QAction *>(u"placesRegion-eu-west-1"_s)->trigger();
        tick(u"prod"_s, u"us-east-1"_s);
        tick(u"reader"_s, u"eu-west-1"_s);
        m_bench->find<QWidget>("placesView")->findChildren<QAbstractButton *>().constLast()->click();
        auto *start = m_bench->find("driftStart");
        QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), patience);
        m_bench->find<QLineEdit>("driftApp")->setText(u"shop"_s);
        start->click();
        auto *table = m_bench->find<QTableView>("driftTable");
        QTRY_VERIFY_WITH_TIMEOUT(table->isVisible() && start->text() == u"Compare"_s, patience);
        QCOMPARE(table->model()->rowCount(), 1); // the host is the same
        QVERIFY(!m_bench->find("driftCopy")->isEnabled());
        const bool isDevFirst = table->model()->headerData(2, Qt::Horizontal).toString().startsWith(u"dev"_s);
        table->setCurrentIndex(table->model()->index(0, isDevFirst ? 2 : 3));
        QVERIFY(m_bench->find("driftCopy")->isEnabled());
        auto *menu = m_bench->find<QMenu>("driftCopyMenu");
        emit menu->aboutToShow();
        QCOMPARE(menu->actions().size(), 1);
        menu->actions().constFirst()->trigger();
        QDialog *review = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((review = m_bench->find<QDialog>("reviewDialog")) && review->isVisible(), patience);
        QCOMPARE(m_bench->workspace->place().region(), u"eu-west-1"_s);
        QCOMPARE(m_bench->workspace->openEntry().id()->name, u"shop/prod/mail"_s);
        const auto &staged = m_bench->workspace->staging().edits();
        QCOMPARE(staged.item(*m_bench->workspace->openEntry().id())->edits.constFirst().value.reveal(), u"one"_s);
        review->reject();
    }

    void whatWasChosenIsListedAgainNextTime()
    {
        tick(u"prod"_s, u"us-east-1"_s);
        QSettings settings;
        m_bench->window->saveLayout(settings);
        m_bench = std::make_unique<PlacesBench>(u"dev"_s);
        m_bench->window->actions().action(Actions::Id::SeveralPlaces)->trigger();
        QCOMPARE(page()->places().count(), 1);
        QCOMPARE(page()->places().at(0).profile.name, u"prod"_s);
    }

    void aPlaceThatIsUntickedTakesItsEntriesAlong()
    {
        tick(u"prod"_s, u"us-east-1"_s);
        QVERIFY(entries()->model()->rowCount() > 3);
        tick(u"prod"_s, u"us-east-1"_s, Qt::Unchecked);
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->find<QWidget>("placesState")->isVisible(), patience);
        QCOMPARE(entries()->model()->rowCount(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(item(u"prod"_s, u"us-east-1"_s)->text(1), QString(), patience);
    }
};

} // namespace several_places_test

KEYTURN_GUI_TEST(several_places, several_places_test::SeveralPlacesTest)
#include "several_places_test.moc"
