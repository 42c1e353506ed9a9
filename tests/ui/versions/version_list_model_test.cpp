#include "ui/versions/version_list_model.h"

#include "tests/support/sample_entries.h"
#include "tests/support/test_main.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace version_list_model_test {

namespace {

using Column = VersionListModel::Column;

SecretValue value(const QByteArray &json)
{
    SecretValue value;
    value.value = SecretString(QByteArrayView(json));
    return value;
}

VersionHistory history()
{
    const QDateTime now = sampleNow();
    Entry entry = sampleEntry(u"a"_s, CredentialKind::Plain, now);
    VersionHistory history(entry,
                           {{u"7f3a0000-0000-4000-8000-0000000000c1"_s, {}, {u"AWSCURRENT"_s}, now.addSecs(-7200), {}},
                            {u"2d900000-0000-4000-8000-00000000004b"_s, {}, {u"AWSPREVIOUS"_s}, now.addDays(-2), {}},
                            {u"c58e0000-0000-4000-8000-000000000070"_s, {}, {}, now.addDays(-168), {}}});
    return history;
}

QString text(const VersionListModel &model, int row, Column column)
{
    return model.index(row, int(column)).data().toString();
}

} // namespace

class VersionListModelTest : public QObject {
    Q_OBJECT

private slots:
    void tellsVersionLabelsDateAgeAndWriter()
    {
        VersionListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setWriter([](const VersionRow &row) {
            return row.labels.contains(u"AWSCURRENT"_s) ? u"arn:aws:iam::1:user/j.moreno"_s : QString();
        });
        model.setHistory(history(), sampleNow());
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(text(model, 0, Column::Version), u"7f3a…c1"_s);
        QCOMPARE(model.index(0, int(Column::Version)).data(Qt::ToolTipRole).toString(),
                 u"7f3a0000-0000-4000-8000-0000000000c1"_s);
        QCOMPARE(text(model, 0, Column::Created), u"21 Nov 12:05"_s);
        QCOMPARE(text(model, 0, Column::Age), u"2 h"_s);
        QCOMPARE(text(model, 2, Column::Age), u"168 d"_s);
        QCOMPARE(text(model, 2, Column::Labels), u"none"_s);
        QCOMPARE(text(model, 0, Column::By), u"Keyturn, j.moreno"_s);
        QCOMPARE(text(model, 1, Column::By), u"not recorded here"_s);
        QCOMPARE(text(model, 0, Column::Keys), u"not read"_s);
        model.setReading(true);
        QCOMPARE(text(model, 0, Column::Keys), u"reading…"_s);
    }

    void tellsTheKeysThatChangedAsValuesArrive()
    {
        VersionListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        VersionHistory known = history();
        model.setHistory(known, sampleNow());
        known.setContent(0, value(R"({"k":"2","s":"2"})"));
        known.setContent(1, value(R"({"k":"1","s":"1"})"));
        model.setValues(known);
        QCOMPARE(text(model, 0, Column::Keys), u"k and 1 more"_s);
        QCOMPARE(model.index(0, int(Column::Keys)).data(Qt::ToolTipRole).toString(), u"k changed\ns changed"_s);
        known.setError(2, Error{ErrorKind::AccessDenied, u"AccessDeniedException"_s, {}});
        model.setValues(known);
        QCOMPARE(text(model, 1, Column::Keys), u"not known"_s);
        QCOMPARE(text(model, 2, Column::Keys), u"not permitted"_s);
        known.setContent(2, value(R"({"k":"1","s":"0"})"));
        model.setValues(known);
        QCOMPARE(text(model, 1, Column::Keys), u"s"_s);
        QCOMPARE(text(model, 2, Column::Keys), u"oldest version kept"_s);
        model.setOnlyKey(u"k"_s);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.historyRow(1), 2);
        model.setOnlyKey({});
        QCOMPARE(model.rowCount(), 3);
    }

    void comparesWithThePresentVersionUntilToldOtherwise()
    {
        VersionListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy marks(&model, &VersionListModel::marksChanged);
        model.setHistory(history(), sampleNow());
        QCOMPARE(model.b(), 0);
        QCOMPARE(model.a(), 1);
        model.setA(2);
        QCOMPARE(model.index(2, 0).data(VersionListModel::MarkRole).toString(), u"A"_s);
        QCOMPARE(model.index(1, 0).data(Qt::AccessibleTextRole).toString(), u"not compared"_s);
        model.setB(2); // they change places
        QCOMPARE(model.a(), 0);
        QCOMPARE(model.b(), 2);
        QCOMPARE(marks.count(), 3);

        QList<VersionRow> rows = history().rows();
        rows.prepend(VersionRow{u"new"_s, {}, {}, sampleNow(), {}});
        model.setHistory(VersionHistory(history().entry(), rows), sampleNow());
        QCOMPARE(model.a(), 1); // the choice follows its versions
        QCOMPARE(model.b(), 3);
    }
};

} // namespace version_list_model_test

KEYTURN_TEST(version_list_model, version_list_model_test::VersionListModelTest)
#include "version_list_model_test.moc"
