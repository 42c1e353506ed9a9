#include "ui/editor/secret_tree_model.h"

#include "core/stores/secret_metadata.h"
#include "tests/support/test_main.h"
#include "ui/editor/secret_value_model.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace secret_tree_model_test {

using Column = SecretTreeModel::Column;

class SecretTreeModelTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_model = std::make_unique<SecretTreeModel>();
        show({});
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get());
        m_model->fetchMore(m_model->index(0, 0));
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void theKeysOfTheSecretHaveTheirAgeAndWhatIsNestedHasNone()
    {
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        m_model->setAges({{u"limits"_s, {u"> 2 y"_s, u"more than 2 y"_s, u"tip"_s}},
                          {u"token"_s, {u"168 d"_s, u"168 d"_s, u"This value since 6 June"_s}},
                          {u"perMinute"_s, {u"1 d"_s, u"1 d"_s, u"of another key"_s}}});
        QCOMPARE(changed.size(), 1);
        const int age = int(Column::Age);
        const QModelIndex limits = m_model->index(0, age);
        QCOMPARE(limits.data().toString(), u"> 2 y"_s);
        QCOMPARE(limits.data(SecretValueModel::AgeTextRole).toString(), u"> 2 y"_s);
        QCOMPARE(limits.data(Qt::AccessibleTextRole).toString(), u"more than 2 y"_s);
        const QModelIndex token = m_model->index(1, age);
        QCOMPARE(token.data().toString(), u"168 d"_s);
        QCOMPARE(token.data(Qt::ToolTipRole).toString(), u"This value since 6 June"_s);
        const QModelIndex nested = m_model->index(0, age, m_model->index(0, 0));
        QVERIFY(nested.isValid());
        QCOMPARE(nested.siblingAtColumn(0).data().toString(), u"perMinute"_s);
        QVERIFY(nested.data().toString().isEmpty());
        QVERIFY(nested.data(Qt::ToolTipRole).toString().contains(u"top-level"_s));
        QCOMPARE(m_model->headerData(age, Qt::Horizontal).toString(), u"Age"_s);
    }

    void anAgeTellsNothingOfAValue()
    {
        m_model->reveal(m_model->index(1, int(Column::Value)));
        const QModelIndex age = m_model->index(1, int(Column::Age));
        for (int role = 0; role < SecretValueModel::EditableRole + 1; ++role)
            QVERIFY(!age.data(role).toString().contains(u"canary"_s));
        QCOMPARE(age.siblingAtColumn(int(Column::Value)).data(Qt::AccessibleTextRole).toString(), u"canary-one"_s);
    }

    void changesHaveTheMarksOfTheTableAtEveryDepth()
    {
        m_tester.reset(); // it fetches while it is told of a reset
        const auto set = [](const QStringList &path, const char *value) {
            return FieldEdit{FieldEdit::Kind::Set, path.value(0), SecretString(QByteArrayView(value)), path.mid(1)};
        };
        FieldEdit added{FieldEdit::Kind::Add, u"limits"_s, SecretString(QByteArrayView("x")), {u"perDay"_s}};
        show({set({u"limits"_s, u"perMinute"_s}, "70"), added, FieldEdit{FieldEdit::Kind::Remove, u"token"_s, {}}});
        const auto mark = [](const QModelIndex &index) { return index.data(SecretValueModel::ChangeRole); };
        const QModelIndex limits = m_model->index(0, 1);
        QCOMPARE(mark(limits).toInt(), int(Status::Edited)); // something in it is
        const QModelIndex above = m_model->index(0, 0);
        m_model->fetchMore(above);
        QCOMPARE(m_model->rowCount(above), 2);
        QCOMPARE(mark(m_model->index(0, 1, above)).toInt(), int(Status::Edited));
        QCOMPARE(mark(m_model->index(1, 1, above)).toInt(), int(Status::Added));
        const QModelIndex token = m_model->index(1, 1);
        QCOMPARE(mark(token).toInt(), int(Status::Removed));
        QVERIFY(!m_model->isStaged(token));
        QVERIFY(!m_model->indexOf(QStringList{u"token"_s}).isValid()); // it is in no text any more
        m_model->reveal(token);
        QVERIFY(!token.data(SecretValueModel::RevealedRole).toBool());

        show({FieldEdit{FieldEdit::Kind::Remove, u"limits"_s, {}, {u"perMinute"_s}}});
        m_model->fetchMore(m_model->index(0, 0));
        const QModelIndex gone = m_model->index(0, 1, m_model->index(0, 0));
        QCOMPARE(mark(gone).toInt(), int(Status::Removed));
        QVERIFY(!mark(m_model->index(1, 1)).isValid()); // nothing was done to it
    }

private:
    void show(const QList<FieldEdit> &edits)
    {
        SecretValue value;
        value.value = SecretString(QByteArrayView(R"({"limits":{"perMinute":60},"token":"canary-one"})"));
        const EntryContent content = EntryContent::ofSecret(Entry(), value, QDateTime());
        m_model->setFields(*content.applied(edits), content.document, stagedFields(content, edits));
    }

    std::unique_ptr<SecretTreeModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

} // namespace secret_tree_model_test

KEYTURN_GUI_TEST(secret_tree_model, secret_tree_model_test::SecretTreeModelTest)
#include "secret_tree_model_test.moc"
