#include "tests/support/sample_entries.h"
#include "tests/support/test_main.h"
#include "ui/editor/secret_value_model.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace secret_value_model_test {

using Column = SecretValueModel::Column;

namespace {

FieldEdit edit(FieldEdit::Kind kind, const QString &key, const QString &value = {})
{
    return {kind, key, SecretString(value)};
}

} // namespace

class SecretValueModelTest : public QObject {
    Q_OBJECT

    // Every text a view, a tooltip or a screen reader could get from the model.
    QString everything() const
    {
        QString all;
        for (int row = 0; row < m_model->rowCount(); ++row) {
            for (int column = 0; column < m_model->columnCount(); ++column) {
                const QModelIndex index = m_model->index(row, column);
                for (int role = 0; role < Qt::UserRole + 40; ++role)
                    all += index.data(role).toString() + u'\n';
            }
        }
        return all;
    }

private slots:
    void init()
    {
        m_content = sampleContent();
        m_content.fields[3].value = SecretString(u"canary-client-secret-value"_s);
        m_model = std::make_unique<SecretValueModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_model->setContent(&m_content, sampleNow());
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void masksSensitiveValuesInEveryRole()
    {
        QVERIFY(!everything().contains(u"canary"_s));
        QCOMPARE(m_model->index(3, int(Column::Value)).data().toString(), u"hidden, 26 characters"_s);
        QCOMPARE(m_model->index(3, int(Column::Value)).data(Qt::AccessibleTextRole).toString(),
                 u"hidden, 26 characters"_s);
        QVERIFY(m_model->index(2, int(Column::Value)).data().toString().startsWith(u"amzn1."_s));
    }

    void warnsInTheRowWhereAValueChangesItsKind()
    {
        m_content.document = SecretDocument(SecretString(u"{\"ssl\":true,\"port\":5432}"_s));
        m_model->setContent(&m_content, sampleNow());
        m_model->setEdits(
            {edit(FieldEdit::Kind::Set, u"ssl"_s, u"ture"_s), edit(FieldEdit::Kind::Set, u"port"_s, u"5433"_s)});
        const auto hint = [this](const QString &key) {
            return m_model->index(m_model->rowOf(key), 1).data(SecretValueModel::HintRole).toString();
        };
        QCOMPARE(hint(u"ssl"_s), u"Changes type: Text, was Yes or no"_s);
        QCOMPARE(hint(u"port"_s), QString());
    }

    void masksStagedValuesToo()
    {
        m_model->setEdits({edit(FieldEdit::Kind::Set, u"lwa-client-secret"_s, u"canary-two"_s),
                           edit(FieldEdit::Kind::Add, u"unknown-key"_s, u"canary-three"_s)});
        QVERIFY(!everything().contains(u"canary"_s));
    }

    void aDraggedRowCarriesItsNameOnly()
    {
        QVERIFY(!m_model->index(3, 1).flags().testFlag(Qt::ItemIsDragEnabled));
        const std::unique_ptr<QMimeData> mime(m_model->mimeData({m_model->index(3, 1)}));
        QVERIFY(!mime || !mime->data(mime->formats().value(0)).contains("canary"));
        m_model->setEditable(true);
        QVERIFY(m_model->index(3, 1).flags().testFlag(Qt::ItemIsDragEnabled));
        const std::unique_ptr<QMimeData> name(m_model->mimeData({m_model->index(3, 1)}));
        QCOMPARE(name->formats(), QStringList{u"application/x-keyturn-key"_s});
        QCOMPARE(name->data(u"application/x-keyturn-key"_s), "lwa-client-secret");
        QSignalSpy moves(m_model.get(), &SecretValueModel::moveRequested);
        QVERIFY(!m_model->dropMimeData(name.get(), Qt::MoveAction, 1, 0, {}));
        QCOMPARE(moves.value(0), (QVariantList{3, 1}));
        QVERIFY(!m_model->dropMimeData(name.get(), Qt::MoveAction, 6, 0, {}));
        QCOMPARE(moves.value(1), (QVariantList{3, 5}));
    }

    void revealsOneRowAtATimeToTheEyeAndToScreenReaders()
    {
        m_model->reveal(3);
        const QModelIndex value = m_model->index(3, int(Column::Value));
        QCOMPARE(value.data(SecretValueModel::RevealedTextRole).toString(), u"canary-client-secret-value"_s);
        QCOMPARE(value.data().toString(), u"hidden, 26 characters"_s);
        QCOMPARE(value.data(Qt::AccessibleTextRole).toString(), u"canary-client-secret-value"_s);
        QVERIFY(!value.data(Qt::ToolTipRole).toString().contains(u"canary"_s));
        m_model->reveal(1);
        QCOMPARE(value.data(Qt::AccessibleTextRole).toString(), u"hidden, 26 characters"_s);
        QVERIFY(!value.data(SecretValueModel::RevealedTextRole).isValid());
        m_model->hide();
        QCOMPARE(m_model->revealedRow(), -1);
    }

    void aPlainOrRemovedRowIsNotRevealed()
    {
        m_model->reveal(2);
        QCOMPARE(m_model->revealedRow(), -1);
        m_model->setEdits({edit(FieldEdit::Kind::Remove, u"lwa-client-secret"_s)});
        m_model->reveal(3);
        QCOMPARE(m_model->revealedRow(), -1);
        QVERIFY(m_model->value(3).isEmpty());
    }

    void anotherContentMasksAgain()
    {
        m_model->reveal(3);
        m_model->setContent(&m_content, sampleNow());
        QCOMPARE(m_model->revealedRow(), -1);
        m_model->reveal(3);
        m_model->setContent(nullptr, sampleNow());
        QCOMPARE(m_model->rowCount(), 0);
        QCOMPARE(m_model->revealedRow(), -1);
    }

    void showsWhatIsStaged()
    {
        m_model->setEdits({edit(FieldEdit::Kind::Set, u"lwa-client-secret"_s, u"new"_s),
                           edit(FieldEdit::Kind::Remove, u"lwa-auth-scope"_s),
                           edit(FieldEdit::Kind::Add, u"extra"_s, u"x"_s)});
        const auto change = [this](const QString &key) {
            return m_model->index(m_model->rowOf(key), 0).data(SecretValueModel::ChangeRole);
        };
        QCOMPARE(Status(change(u"lwa-client-secret"_s).toInt()), Status::Edited);
        QCOMPARE(Status(change(u"lwa-auth-scope"_s).toInt()), Status::Removed);
        QCOMPARE(Status(change(u"extra"_s).toInt()), Status::Added);
        QVERIFY(!change(u"lwa-auth-url"_s).isValid());
        QCOMPARE(m_model->value(m_model->rowOf(u"lwa-client-secret"_s)).reveal(), u"new"_s);
        m_model->setEdits({});
        QCOMPARE(m_model->rowCount(), 6);
        QVERIFY(!change(u"lwa-client-secret"_s).isValid());
    }

    void changesOnlyTheRowsThatDiffer()
    {
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        m_model->setEdits({edit(FieldEdit::Kind::Set, u"lwa-client-id"_s, u"other"_s)});
        QCOMPARE(reset.count(), 0);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().first().toModelIndex().row(), 2);
    }

    void hintsAtALineBreakAndHowToRemoveIt()
    {
        m_model->setEditable(true);
        m_model->setEdits({edit(FieldEdit::Kind::Set, u"lwa-client-secret"_s, u"secret-value\n"_s)});
        const QModelIndex index = m_model->index(3, int(Column::Value));
        QCOMPARE(index.data(SecretValueModel::HintRole).toString(), u"Ends with a line break"_s);
        QCOMPARE(index.data(SecretValueModel::HintFixRole).toString(), u"Remove it"_s);
        QCOMPARE(m_model->hint(3)->edits.value(0).value.reveal(), u"secret-value"_s);
        m_model->setEditable(false);
        QVERIFY(index.data(SecretValueModel::HintFixRole).toString().isEmpty());
    }

    void tellsTheAgeOfEachValue()
    {
        QCOMPARE(m_model->index(0, int(Column::Age)).data().toString(), u"2 h"_s);
        QCOMPARE(m_model->index(1, int(Column::Age)).data().toString(), u"168 d"_s);
        QCOMPARE(m_model->index(2, int(Column::Age)).data().toString(), u"2 y"_s);
        QVERIFY(m_model->index(2, int(Column::Age)).data(Qt::ToolTipRole).toString().startsWith(u"This value since"_s));
        m_content.fields[2].isOlder = true;
        m_model->setContent(&m_content, sampleNow());
        QCOMPARE(m_model->index(2, int(Column::Age)).data().toString(), u"> 2 y"_s);
        QCOMPARE(m_model->index(2, int(Column::Age)).data(Qt::AccessibleTextRole).toString(), u"more than 2 y"_s);
        m_content.fields[2].changedAt = {};
        m_model->setContent(&m_content, sampleNow());
        const QModelIndex unknown = m_model->index(2, int(Column::Age));
        QCOMPARE(unknown.data().toString(), u"—"_s);
        QCOMPARE(unknown.data(SecretValueModel::AgeTextRole).toString(), u"—"_s);
        QCOMPARE(unknown.data(Qt::AccessibleTextRole).toString(), u"not known"_s);
        QVERIFY(unknown.data(Qt::ToolTipRole).toString().startsWith(u"Not known"_s));
    }

private:
    EntryContent m_content;
    std::unique_ptr<SecretValueModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

} // namespace secret_value_model_test

KEYTURN_TEST(secret_value_model, secret_value_model_test::SecretValueModelTest)
#include "secret_value_model_test.moc"
