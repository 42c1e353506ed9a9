#include "core/read/value_index.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace value_index_test {

namespace {

EntryContent content(const QString &name, const QList<std::pair<QByteArray, bool>> &values)
{
    EntryContent made;
    made.entry.id.name = name;
    made.entry.currentVersion = u"v1"_s;
    for (const auto &[value, sensitive] : values) {
        EntryField field;
        field.key = QString::number(made.fields.size());
        field.value = SecretString(QByteArrayView(value));
        field.sensitive = sensitive;
        made.fields.append(field);
    }
    return made;
}

QStringList names(const QSet<EntryId> &ids)
{
    QStringList list;
    for (const EntryId &id : ids)
        list << id.name;
    list.sort();
    return list;
}

} // namespace

class ValueIndexTest : public QObject {
    Q_OBJECT

private slots:
    void findsEveryEntryThatHoldsAValue()
    {
        ValueIndex index;
        index.put(content(u"a"_s, {{"secret-of-sixteen", true}, {"x", false}}));
        index.put(content(u"b"_s, {{"other", true}, {"secret-of-sixteen", true}}));
        QCOMPARE(names(index.find(SecretString(u"secret-of-sixteen"_s))), (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(names(index.find(SecretString(u"x"_s))), QStringList{u"a"_s});
        QVERIFY(index.find(SecretString(u"secret-of"_s)).isEmpty()); // whole values only
        QVERIFY(index.find(SecretString()).isEmpty());
    }

    void aNewVersionReplacesTheOld()
    {
        ValueIndex index;
        EntryContent entry = content(u"a"_s, {{"first-value-of-it", true}});
        index.put(entry);
        QVERIFY(index.knows(entry.entry));
        entry.entry.currentVersion = u"v2"_s;
        QVERIFY(!index.knows(entry.entry));
        entry.fields.first().value = SecretString(u"second-value-of-it"_s);
        index.put(entry);
        QVERIFY(index.find(SecretString(u"first-value-of-it"_s)).isEmpty());
        QCOMPARE(index.count(), 1);
    }

    void onlyLongSensitiveValuesAreDuplicates()
    {
        ValueIndex index;
        index.put(content(u"a"_s, {{"secret-of-sixteen", true}, {"https://api.amazon.com", false}, {"short", true}}));
        index.put(content(u"b"_s, {{"https://api.amazon.com", false}, {"short", true}}));
        QVERIFY(index.duplicates().isEmpty());
        index.put(content(u"c"_s, {{"secret-of-sixteen", true}}));
        QCOMPARE(names(index.duplicates()), (QStringList{u"a"_s, u"c"_s}));
        index.put(content(u"d"_s, {{"twice-in-one-entry", true}, {"twice-in-one-entry", true}}));
        QCOMPARE(names(index.duplicates()), (QStringList{u"a"_s, u"c"_s}));
        index.clear();
        QVERIFY(index.duplicates().isEmpty());
    }
};

} // namespace value_index_test

KEYTURN_TEST(value_index, value_index_test::ValueIndexTest)
#include "value_index_test.moc"
