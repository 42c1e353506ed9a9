#include "ui/versions/version_diff_model.h"

#include "tests/support/sample_entries.h"
#include "tests/support/test_main.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace version_diff_model_test {

namespace {

using Column = VersionDiffModel::Column;
using Mode = VersionDiffModel::Mode;

constexpr auto canary = "canary-of-the-old-client-secret";

//! The sample with another client secret and without its scope.
EntryContent older()
{
    EntryContent content = sampleContent();
    content.fields.removeIf([](const EntryField &field) { return field.role == KeyRole::Scope; });
    for (EntryField &field : content.fields) {
        if (field.role == KeyRole::ClientSecret)
            field.value = SecretString(QByteArrayView(canary));
    }
    return content;
}

} // namespace

class VersionDiffModelTest : public QObject {
    Q_OBJECT

private slots:
    void showsWhatChangedOrEverything()
    {
        VersionDiffModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const EntryContent a = older();
        const EntryContent b = sampleContent();
        model.setSides(&a, &b);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.key(0), u"lwa-client-secret"_s);
        QCOMPARE(model.index(0, int(Column::Change)).data().toString(), u"changed"_s);
        QCOMPARE(model.index(1, int(Column::A)).data().toString(), u"not there"_s);
        QCOMPARE(model.index(1, int(Column::B)).data().toString(), u"alexa::enterprise:management profile"_s);
        QCOMPARE(model.index(1, int(Column::Change)).data().toString(), u"added"_s);
        model.setMode(Mode::All);
        QCOMPARE(model.rowCount(), 6);
        QCOMPARE(model.changed(), 2);
        model.setSides(&b, &b);
        model.setMode(Mode::Changed);
        QCOMPARE(model.rowCount(), 0);
        model.setSides(nullptr, nullptr);
        QCOMPARE(model.keys(), 0);
    }

    void noTextOfTheModelHoldsASensitiveValueButTheSpokenOneOfTheRevealedRow()
    {
        VersionDiffModel model;
        const EntryContent a = older();
        const EntryContent b = sampleContent();
        model.setSides(&a, &b);
        for (const Mode mode : {Mode::Changed, Mode::All, Mode::Raw}) {
            model.setMode(mode);
            for (int revealed : {-1, 0}) {
                model.reveal(revealed);
                for (int row = 0; row < model.rowCount(); ++row) {
                    for (int column = 0; column < model.columnCount(); ++column) {
                        for (int role = 0; role < VersionDiffModel::RawRole; ++role) {
                            const bool seen = row == model.revealedRow() && revealed == 0;
                            if (seen && (role == VersionDiffModel::RevealedTextRole || role == Qt::AccessibleTextRole))
                                continue;
                            QVERIFY(!model.index(row, column).data(role).toString().contains(QLatin1String(canary)));
                        }
                    }
                }
            }
        }
    }

    void oneRowAtATimeIsRevealedAndHiddenAgain()
    {
        VersionDiffModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const EntryContent a = older();
        const EntryContent b = sampleContent();
        model.setSides(&a, &b);
        model.setMode(Mode::Raw);
        int row = 0;
        while (model.key(row) != "lwa-client-secret"_L1)
            ++row;
        const QModelIndex side = model.index(row, int(Column::A));
        QCOMPARE(side.data(VersionDiffModel::PlainTextRole).toString(), u"\"lwa-client-secret\": \"••••••••••••\""_s);
        model.hold(row);
        QCOMPARE(side.data(VersionDiffModel::RevealedTextRole).toString(),
                 u"\"lwa-client-secret\": \"%1\""_s.arg(QLatin1String(canary)));
        model.hide();
        QVERIFY(!side.data(VersionDiffModel::RevealedTextRole).isValid());
        model.reveal(row);
        model.setMode(Mode::All); // another view masks
        QCOMPARE(model.revealedRow(), -1);
        int plain = 0;
        while (model.key(plain) != "lwa-client-id"_L1)
            ++plain;
        model.reveal(plain); // there is nothing hidden
        QCOMPARE(model.revealedRow(), -1);
    }

    void equalValuesOfTwoEntriesHaveEqualFingerprints()
    {
        const EntryContent a = sampleContent();
        EntryContent b = sampleContent();
        b.entry.arn = u"arn:aws:secretsmanager:us-east-1:111122223333:secret:other-a1b2c3"_s;
        VersionDiffModel model;
        model.setSides(&a, &b);
        model.setMode(Mode::All);
        const auto print = [&model](Column column) {
            return model.index(0, int(column)).data(VersionDiffModel::FingerprintRole).toString();
        };
        QVERIFY(!print(Column::A).isEmpty());
        QCOMPARE(print(Column::A), print(Column::B));
    }
};

} // namespace version_diff_model_test

KEYTURN_TEST(version_diff_model, version_diff_model_test::VersionDiffModelTest)
#include "version_diff_model_test.moc"
