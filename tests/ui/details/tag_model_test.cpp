#include "tests/support/test_main.h"
#include "ui/details/tag_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace tag_model_test {

using Column = TagModel::Column;

namespace {

const QString name = u"shop/oauth"_s;

DetailKey key(const QString &tag)
{
    return {name, DetailField::Tag, tag};
}

} // namespace

class TagModelTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_model = std::make_unique<TagModel>();
        new QAbstractItemModelTester(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                     m_model.get());
        m_wanted.clear();
        connect(m_model.get(), &TagModel::changesWanted, this, [this](const DetailChanges &changes) {
            m_wanted = changes;
            m_staged = applied(m_staged, changes);
            m_model->setTags(name, m_read, m_staged);
        });
        m_read = {{key(u"aws:stack"_s), u"x"_s}, {key(u"env"_s), u"prod"_s}, {key(u"owner"_s), u""_s}};
        m_staged = m_read;
        m_model->setTags(name, m_read, m_staged);
        m_model->setEditable(true);
    }

    void keepsARemovedTagInItsPlaceAndBringsItBack()
    {
        m_model->toggle(1);
        QCOMPARE(m_wanted.value(key(u"env"_s)), (DetailChange{u"prod"_s, std::nullopt}));
        QCOMPARE(m_model->rowCount(), 3);
        QCOMPARE(m_model->count(), 2);
        QVERIFY(m_model->isRemoved(1));
        QVERIFY(!(m_model->flags(m_model->index(1, 0)) & Qt::ItemIsEditable));
        m_model->toggle(1);
        QCOMPARE(m_staged, m_read);
    }

    void noCellIsWithoutAName()
    {
        for (int row = 0; row < m_model->rowCount(); ++row) {
            for (int column = 0; column < m_model->columnCount(); ++column)
                QVERIFY(!m_model->index(row, column).data(Qt::AccessibleTextRole).toString().isEmpty());
        }
        QVERIFY(!m_model->headerData(int(Column::State), Qt::Horizontal, Qt::AccessibleTextRole).toString().isEmpty());
    }

    void aRenamedTagIsARemovedAndAnAddedOne()
    {
        QVERIFY(m_model->setData(m_model->index(1, int(Column::Name)), u"environment"_s));
        QCOMPARE(m_wanted.size(), 2);
        QCOMPARE(m_staged.value(key(u"environment"_s)), u"prod"_s);
        QVERIFY(!m_staged.contains(key(u"env"_s)));
        QCOMPARE(m_model->index(1, int(Column::State)).data().toString(), u"removed"_s);
        QCOMPARE(m_model->index(2, int(Column::State)).data().toString(), u"added"_s);
    }

    void refusesNamesThatAreTakenOrReserved()
    {
        QSignalSpy refused(m_model.get(), &TagModel::warned);
        QVERIFY(!m_model->setData(m_model->index(1, int(Column::Name)), u"owner"_s));
        QVERIFY(!m_model->setData(m_model->index(1, int(Column::Name)), u"aws:env"_s));
        QVERIFY(!m_model->setData(m_model->index(1, int(Column::Value)), QString(257, u'v')));
        QCOMPARE(refused.size(), 3);
        QCOMPARE(m_staged, m_read);
        QVERIFY(!(m_model->flags(m_model->index(0, 0)) & Qt::ItemIsEditable)); // of AWS itself
        m_model->toggle(0);
        QCOMPARE(m_staged, m_read);
    }

    void readsOnlyWhereItIsNotEditable()
    {
        m_model->setEditable(false);
        QVERIFY(!m_model->setData(m_model->index(1, int(Column::Value)), u"test"_s));
    }

private:
    std::unique_ptr<TagModel> m_model;
    DetailTexts m_read;
    DetailTexts m_staged;
    DetailChanges m_wanted;
};

} // namespace tag_model_test

KEYTURN_TEST(tag_model, tag_model_test::TagModelTest)
#include "tag_model_test.moc"
