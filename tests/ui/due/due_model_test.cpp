#include "ui/due/due_model.h"

#include "core/due/due_rules.h"
#include "core/entry/entries.h"
#include "tests/support/sample_entries.h"
#include "tests/support/test_main.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace due_model_test {

using Column = DueModel::Column;

class DueModelTest : public QObject {
    Q_OBJECT

    QStringList column(Column column) const
    {
        QStringList list;
        for (int row = 0; row < m_model->rowCount(); ++row)
            list << m_model->index(row, int(column)).data().toString();
        return list;
    }

private slots:
    void init()
    {
        m_model = std::make_unique<DueModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_model->setItems(sampleBoard(sampleEntries()), sampleNow());
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void listsEveryDateWithTheEarliestFirst()
    {
        QCOMPARE(column(Column::When), (QStringList{u"rotation stuck"_s, u"overdue 3 days"_s, u"in 5 days"_s,
                                                    u"in 12 days"_s, u"in 27 days"_s, u"in 96 days"_s}));
        QCOMPARE(column(Column::Date),
                 (QStringList{u"14 Nov"_s, u"18 Nov"_s, u"26 Nov"_s, u"3 Dec"_s, u"18 Dec"_s, u"25 Feb 2027"_s}));
    }

    void preparesItsSearchWhileNobodyIsWaiting()
    {
        QList<DueItem> many;
        for (int i = 0; i < 1000; ++i) {
            DueItem item = sampleBoard(sampleEntries()).at(3);
            item.entry.name = item.due.name = u"team/%1"_s.arg(i);
            many << item;
        }
        m_model->setItems({}, sampleNow());
        m_model->setItems(many, sampleNow());
        QCOMPARE(m_model->preparedRows(), 0); // the board stands first
        QCoreApplication::processEvents();
        QVERIFY(m_model->preparedRows() > 0);
        QVERIFY(m_model->preparedRows() < 500); // in pieces, so that a key pressed meanwhile is not kept waiting
        QTRY_COMPARE(m_model->preparedRows(), 1000);
        QVERIFY(m_model->searchText(999).contains(
            m_model->index(999, 0).data(DueModel::PartRole).toString().toCaseFolded()));

        many.first().due.dueAt = sampleNow().addDays(40);
        m_model->setItems(many, sampleNow());
        QCOMPARE(m_model->preparedRows(), 0); // other rows, other texts
        QVERIFY(m_model->searchText(999).contains(u"in 40 days"_s));
        QTRY_COMPARE(m_model->preparedRows(), 1000);
    }

    void saysWhyAndWhatResetsIt()
    {
        QCOMPARE(column(Column::Why)[3], u"Client secrets expire after 180 days (changed 6 Jun)"_s);
        QCOMPARE(column(Column::Resets)[3], u"A new client secret"_s);
        QCOMPARE(column(Column::Source)[3], u"LWA rule"_s);
        QCOMPARE(m_model->index(3, 0).data(DueModel::TitleRole).toString(), u"Client secret, due 3 December"_s);
        QCOMPARE(m_model->index(3, 0).data(DueModel::PartRole).toString(), u"lwa-client-secret"_s);
    }

    void rowsThatStayKeepTheirIndexOnReload()
    {
        const QPersistentModelIndex alexa(m_model->index(3, 0));
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        QList<Entry> entries = sampleEntries();
        entries.removeFirst(); // the overdue one
        entries[0].due << sampleDue(DueReason::ScheduledDeletion, entries[0].id.name, sampleNow(), 1); // a new one
        m_model->setItems(sampleBoard(entries), sampleNow());
        QCOMPARE(reset.count(), 0);
        QVERIFY(alexa.isValid());
        QCOMPARE(alexa.data(DueModel::NameRole).toString(), u"amazon-api-access-token"_s);
        QCOMPARE(m_model->rowCount(), 6);
        m_model->setItems(sampleBoard({}), sampleNow());
        QCOMPARE(m_model->rowCount(), 0);
    }

    void everyDateIsExactInItsTooltip()
    {
        QVERIFY(m_model->index(3, int(Column::Date)).data(Qt::ToolTipRole).toString().endsWith(u"UTC"_s));
    }

    void everyLwaSecretHasADateOrSaysThatItIsNotKnown()
    {
        QList<Entry> entries;
        for (int i = 0; i < 5000; ++i) {
            // As a script made it: no tag of ours, and every third name tells nothing.
            SecretMetadata secret;
            secret.name = i % 3 == 0 ? u"team-%1/credentials"_s.arg(i) : u"team-%1/lwa"_s.arg(i);
            secret.arn = u"arn:aws:secretsmanager:us-east-1:111122223333:secret:%1-a1b2c3"_s.arg(secret.name);
            secret.createdAt = sampleNow().addDays(-(i % 400));
            secret.versionStages = {{u"v1"_s, {u"AWSCURRENT"_s}}};
            if (i % 2 == 0)
                secret.versionStages.insert(u"v0"_s, {u"AWSPREVIOUS"_s});
            entries << entryFromSecret(secret, u"us-east-1"_s, sampleNow());
        }
        QSet<QString> dated;
        DueModel board;
        board.setItems(sampleBoard(entries), sampleNow());
        for (int row = 0; row < board.rowCount(); ++row)
            dated.insert(board.due(row).name);
        for (const Entry &entry : std::as_const(entries)) {
            const EntryStatus status = statusOf(entry, sampleNow());
            QVERIFY2(status.status != Status::NoDueDate, qPrintable(entry.id.name));
            QCOMPARE(dated.contains(entry.id.name), !entry.due.isEmpty());
            QCOMPARE(StatusText::chip(status) == u"not known"_s, entry.due.isEmpty());
            if (entry.id.name.endsWith(u"lwa"_s))
                QCOMPARE(entry.due.constFirst().dueAt, entry.createdAt.addDays(lwaSecretLifeDays));
        }
    }

private:
    std::unique_ptr<DueModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

} // namespace due_model_test

KEYTURN_TEST(due_model, due_model_test::DueModelTest)
#include "due_model_test.moc"
