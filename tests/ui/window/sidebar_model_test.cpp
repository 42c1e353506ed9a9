#include "tests/support/sample_entries.h"
#include "tests/support/test_main.h"
#include "ui/search/entry_list_model.h"
#include "ui/window/sidebar_model.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace sidebar_model_test {

class SidebarModelTest : public QObject {
    Q_OBJECT

    static QStringList titles(const SidebarModel &model, const QModelIndex &parent)
    {
        QStringList list;
        for (int row = 0; row < model.rowCount(parent); ++row)
            list << model.index(row, 0, parent).data().toString();
        return list;
    }
    static EntryScope path(const QString &path) { return {EntryScope::Kind::Path, {}, {}, path}; }

private slots:
    void init()
    {
        m_table = std::make_unique<EntryTable>();
        m_entries = std::make_unique<EntryListModel>(*m_table, sampleNow());
        m_entries->setNow(sampleNow());
        m_table->upsert(sampleEntries());
        m_model = std::make_unique<SidebarModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
        m_entries.reset();
    }

    void countsWhatEachSmartFolderHolds()
    {
        m_model->setEntries(*m_entries);
        const auto count = [this](EntryScope::Kind kind) {
            return m_model->indexOf({kind, {}, {}, {}}).data(SidebarModel::CountRole).toLongLong();
        };
        QCOMPARE(count(EntryScope::Kind::All), 9);
        QCOMPARE(count(EntryScope::Kind::Overdue), 1);
        QCOMPARE(count(EntryScope::Kind::DueSoon), 2);
        QCOMPARE(count(EntryScope::Kind::Unfinished), 0);
        QCOMPARE(count(EntryScope::Kind::Stuck), 1);
        QCOMPARE(count(EntryScope::Kind::Deleting), 1);
    }

    void whatIsNotKnownIsNoZero()
    {
        m_table->clear();
        m_model->setProfiles({{u"dev"_s, ProfileKind::SharedConfig, {u"us-east-1"_s}, true, {}}});
        const auto all = [this] {
            QStringList words;
            for (const int section : {0, 1}) {
                const QModelIndex above = m_model->section(section);
                for (int row = 0; row < m_model->rowCount(above); ++row) {
                    const QModelIndex index = m_model->index(row, 0, above);
                    words +=
                        index.data(Qt::AccessibleTextRole).toString() + index.data(SidebarModel::CountRole).toString();
                }
            }
            return words.join(u'\n');
        };
        m_model->setEntries(*m_entries, false); // still reading, or refused
        QVERIFY2(!all().contains(u'0') || all().count(u'0') == all().count(u"30"_s), qPrintable(all()));
        m_model->setEntries(*m_entries, true);
        QVERIFY2(all().contains(u"All, 0"_s) && all().contains(u"dev, 0"_s), qPrintable(all()));
    }

    void onlyAlertStatesWearABadgeAndOnlyWhileThereIsSomething()
    {
        m_model->setEntries(*m_entries);
        const auto alert = [this](EntryScope::Kind kind) {
            return m_model->indexOf({kind, {}, {}, {}}).data(SidebarModel::AlertRole).isValid();
        };
        QVERIFY(alert(EntryScope::Kind::Overdue));
        QVERIFY(alert(EntryScope::Kind::Stuck));
        QVERIFY(!alert(EntryScope::Kind::Unfinished)); // none
        QVERIFY(!alert(EntryScope::Kind::Deleting));
        QVERIFY(!alert(EntryScope::Kind::All));
    }

    void buildsATreeOfTheFolders()
    {
        m_model->setEntries(*m_entries);
        const QModelIndex names = m_model->section(2);
        QCOMPARE(titles(*m_model, names),
                 (QStringList{u"/guest-wifi"_s, u"/my-erp"_s, u"billing"_s, u"contact-center"_s, u"old-skill"_s,
                              u"senior-living"_s, u"upwork"_s}));
        const QModelIndex prod = m_model->indexOf(path(u"/guest-wifi/prod"_s));
        QVERIFY(prod.isValid());
        QCOMPARE(prod.data().toString(), u"prod"_s);
        QCOMPARE(prod.data(SidebarModel::CountRole).toInt(), 1);
        QCOMPARE(prod.data(SidebarModel::DepthRole).toInt(), 1);
    }

    void nodesThatStayKeepTheirIndex()
    {
        m_model->setEntries(*m_entries);
        const QPersistentModelIndex upwork(m_model->indexOf(path(u"upwork"_s)));
        const QPersistentModelIndex billing(m_model->indexOf(path(u"billing"_s)));
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        m_table->remove({sampleEntries()[5].id}); // the only one in billing
        Entry fresh = sampleEntry(u"hospitality/prod/lwa-oauth"_s, CredentialKind::LwaCli, sampleNow());
        Entry second = sampleEntry(u"upwork/prod/second"_s, CredentialKind::Plain, sampleNow());
        m_table->upsert({fresh, second});
        m_model->setEntries(*m_entries);
        QCOMPARE(reset.count(), 0);
        QVERIFY(upwork.isValid());
        QCOMPARE(upwork.data(SidebarModel::CountRole).toInt(), 2);
        QVERIFY(!billing.isValid());
        QVERIFY(m_model->indexOf(path(u"hospitality/prod"_s)).isValid());
    }

    void showsProfilesWithTheirRegions()
    {
        m_model->setProfiles(
            {{u"asp-production"_s, ProfileKind::SharedConfig, {u"us-east-1"_s, u"eu-west-1"_s}, true, {}},
             {u"contact-center"_s, ProfileKind::SharedConfig, {}, false, u"sign in"_s}});
        m_model->setEntries(*m_entries);
        const QModelIndex profiles = m_model->section(1);
        QCOMPARE(titles(*m_model, profiles), (QStringList{u"asp-production"_s, u"contact-center"_s}));
        const QModelIndex active = m_model->index(0, 0, profiles);
        QCOMPARE(active.data(SidebarModel::CountRole).toInt(), 9);
        QCOMPARE(m_model->index(0, 0, active).data(SidebarModel::CountRole).toInt(), 8);
        QCOMPARE(m_model->index(1, 0, profiles).data(SidebarModel::RemarkRole).toString(), u"sign in"_s);
        QVERIFY(m_model->index(1, 0, profiles).data(Qt::AccessibleTextRole).toString().contains(u"sign in"_s));
    }

    void profilesMayChangePlaces()
    {
        const SidebarProfile a{u"a"_s, ProfileKind::SharedConfig, {}, false, {}};
        const SidebarProfile b{u"b"_s, ProfileKind::SharedConfig, {u"us-east-1"_s}, false, {}};
        const SidebarProfile c{u"c"_s, ProfileKind::SharedConfig, {}, false, {}};
        m_model->setProfiles({a, b, c});
        m_model->setProfiles({c, a, b});
        QCOMPARE(titles(*m_model, m_model->section(1)), (QStringList{u"c"_s, u"a"_s, u"b"_s}));
        m_model->setProfiles({});
        QCOMPARE(m_model->rowCount(m_model->section(1)), 0);
    }

    void sectionHeadsCannotBeSelected()
    {
        for (int i = 0; i < 3; ++i)
            QVERIFY(!m_model->section(i).flags().testFlag(Qt::ItemIsSelectable));
    }

private:
    std::unique_ptr<EntryTable> m_table;
    std::unique_ptr<EntryListModel> m_entries;
    std::unique_ptr<SidebarModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

} // namespace sidebar_model_test

KEYTURN_TEST(sidebar_model, sidebar_model_test::SidebarModelTest)
#include "sidebar_model_test.moc"
