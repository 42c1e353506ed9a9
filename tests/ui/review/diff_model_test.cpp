#include "core/document/fingerprint.h"
#include "tests/support/sample_entries.h"
#include "tests/support/test_main.h"
#include "ui/review/diff_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace diff_model_test {

using Column = DiffModel::Column;

class DiffModelTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_content = sampleContent();
        m_model = std::make_unique<DiffModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_model->setChanges(m_content,
                            {{FieldEdit::Kind::Set, u"lwa-client-secret"_s, SecretString(u"canary-of-a-new-secret"_s)},
                             {FieldEdit::Kind::Remove, u"lwa-auth-scope"_s, {}},
                             {FieldEdit::Kind::Add, u"extra"_s, SecretString(u"canary"_s)}});
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void namesWhatChangesAndFoldsTheRest()
    {
        QCOMPARE(m_model->rowCount(), 4);
        QCOMPARE(m_model->changed(), 1);
        QCOMPARE(m_model->added(), 1);
        QCOMPARE(m_model->removed(), 1);
        QCOMPARE(m_model->removedKeys(), QStringList{u"lwa-auth-scope"_s});
        QCOMPARE(m_model->index(3, 0).data().toString(), u"4 keys unchanged"_s);
        QVERIFY(m_model->index(3, 0).data(DiffModel::FoldRole).toBool());
    }

    void opensAndClosesTheFold()
    {
        m_model->setExpanded(true);
        QCOMPARE(m_model->rowCount(), 8);
        QCOMPARE(m_model->index(4, 0).data().toString(), u"api-access-token"_s);
        QVERIFY(!m_model->index(4, 0).data(DiffModel::ChangeRole).isValid());
        m_model->setExpanded(false);
        QCOMPARE(m_model->rowCount(), 4);
    }

    void showsFingerprintsAndLengthsInsteadOfValues()
    {
        const QModelIndex after = m_model->index(0, int(Column::After));
        QCOMPARE(after.data(DiffModel::FingerprintRole).toString(),
                 fingerprint(SecretString(u"canary-of-a-new-secret"_s), m_content.entry.arn));
        QCOMPARE(after.data(DiffModel::LengthRole).toLongLong(), 22);
        QVERIFY(
            m_model->index(2, int(Column::After)).data(DiffModel::FingerprintRole).toString().isEmpty()); // too short
        m_model->setExpanded(true);
        for (int row = 0; row < m_model->rowCount(); ++row) {
            for (int column = 0; column < m_model->columnCount(); ++column) {
                for (int role = 0; role < Qt::UserRole + 40; ++role)
                    QVERIFY(!m_model->index(row, column).data(role).toString().contains(u"canary"_s));
            }
        }
    }

    void aRemovedKeyHasNothingAfterwardsAndAnAddedOneNothingBefore()
    {
        QVERIFY(!m_model->index(1, int(Column::After)).data(DiffModel::PresentRole).toBool());
        QCOMPARE(m_model->index(1, int(Column::After)).data().toString(), u"removed"_s);
        QVERIFY(!m_model->index(2, int(Column::Before)).data(DiffModel::PresentRole).toBool());
        QCOMPARE(m_model->index(1, int(Column::Before)).data().toString(), u"alexa::enterprise:management profile"_s);
    }

private:
    EntryContent m_content;
    std::unique_ptr<DiffModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

} // namespace diff_model_test

KEYTURN_TEST(diff_model, diff_model_test::DiffModelTest)
#include "diff_model_test.moc"
