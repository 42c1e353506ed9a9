#include "tests/support/test_main.h"
#include "ui/review/save_facts.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace save_facts_test {

using Kind = FieldEdit::Kind;

namespace {

const QDateTime now(QDate(2026, 11, 21), QTime(14, 5), Qt::UTC);

FieldEdit edit(Kind kind, const QString &key, QByteArrayView value = {})
{
    FieldEdit edit;
    edit.kind = kind;
    edit.key = key;
    edit.value = SecretString(value);
    return edit;
}

StagedEdits::Item secret(const QByteArray &text, const QList<FieldEdit> &edits)
{
    StagedEdits::Item item;
    item.base.entry.id.name = u"app/prod/service"_s;
    item.base.versionId = u"7f3a0000-0000-4000-8000-0000000000c1"_s;
    item.base.document = SecretDocument(SecretString(QByteArrayView(text)));
    QStringList keys;
    for (const SecretDocument::Member &member : item.base.document.members()) {
        EntryField field;
        field.key = member.key;
        field.value = member.value;
        item.base.fields.append(field);
        keys.append(member.key);
    }
    item.base.keyMap = KeyMap::recognise(keys);
    item.edits = edits;
    return item;
}

StagedEdits::Item parameter(const QString &name, const QByteArray &value, const ParameterMetadata &metadata)
{
    StagedEdits::Item item;
    item.base.entry.id.store = Store::ParameterStore;
    item.base.entry.id.name = name;
    ParameterMetadata known = metadata;
    known.name = name;
    item.base.entry.parameters = {known};
    EntryField field;
    field.key = name;
    field.value = SecretString(QByteArrayView("old"));
    item.base.fields = {field};
    item.edits = {edit(Kind::Set, name, value)};
    return item;
}

QString all(const StagedEdits::Item &item)
{
    QString text;
    for (const SaveFact &fact : SaveFacts::of(item, now))
        text += fact.text + u'\n';
    return text;
}

} // namespace

class SaveFactsTest : public QObject {
    Q_OBJECT

private slots:
    void tellsWhichValuesBecomeAnotherKind()
    {
        const QByteArray text = R"({"port":5432,"ssl":true,"user":"x"})";
        const QString told = all(secret(text, {edit(Kind::Set, u"ssl"_s, "ture"), edit(Kind::Set, u"port"_s, "5433")}));
        QVERIFY2(told.contains(u"ssl changes type: Text, was Yes or no"_s), qPrintable(told));
        QVERIFY(!told.contains(u"port"_s));
    }

    void warnsWhenARenameChangesTheAlphabeticalOrder()
    {
        const QByteArray text = R"({"cliensecret":"s","clientid":"i"})";
        const QString renamed = all(secret(text, {FieldEdit::rename(u"cliensecret"_s, u"clientsecret"_s)}));
        QVERIFY2(renamed.contains(u"Renaming cliensecret to clientsecret changes the alphabetical order"_s),
                 qPrintable(renamed));
        QVERIFY(!all(secret(text, {FieldEdit::rename(u"cliensecret"_s, u"clienssecret"_s)})).contains(u"order"_s));
    }

    void warnsWhenTheKeysChangePlaces()
    {
        const QByteArray text = R"({"a":"1","b":"2","c":"3"})";
        QVERIFY(all(secret(text, {FieldEdit::move(u"c"_s, 0)})).contains(u"The order of the keys changes"_s));
        QVERIFY(!all(secret(text, {edit(Kind::Remove, u"b"_s)})).contains(u"order"_s));
        QVERIFY(!all(secret(text, {edit(Kind::Add, u"d"_s, "4")})).contains(u"order"_s));
    }

    void warnsWhenTheTextIsNoSetOfKeysAnyMore()
    {
        QVERIFY(all(secret(R"({"a":"1"})", {FieldEdit::raw(SecretString(QByteArrayView("{")))}))
                    .contains(u"no longer a JSON object"_s));
    }

    void namesTheKeysThatReadersWillMiss()
    {
        const QByteArray text = R"({"a":"1","b":"2","c":"3"})";
        QCOMPARE(SaveFacts::removedKeys(secret(text, {edit(Kind::Remove, u"b"_s), FieldEdit::rename(u"c"_s, u"d"_s)})),
                 (QStringList{u"b"_s, u"c"_s}));
    }

    void tellsWhichReminderStartsAgainAndWhatStays()
    {
        ParameterMetadata metadata;
        metadata.type = u"SecureString"_s;
        metadata.keyId = u"alias/erp"_s;
        metadata.tier = u"Advanced"_s;
        metadata.version = 7;
        ParameterPolicy policy;
        policy.type = ParameterPolicy::Type::NoChangeNotification;
        policy.amount = 150 * 24;
        metadata.policies = {policy};
        const QString text = all(parameter(u"/erp/clientsecret"_s, "new", metadata));
        QVERIFY2(text.contains(u"writes version 8; version 7 stays"_s), qPrintable(text));
        QVERIFY2(text.contains(u"type, key, tier and policy don't change"_s), qPrintable(text));
        QVERIFY2(text.contains(u"This restarts the 150-day reminder of clientsecret"_s), qPrintable(text));
    }

    void knowsWhatCannotBeSavedBeforeAnythingIsSent()
    {
        QVERIFY(SaveFacts::obstacle(secret(R"({"a":"1"})", {edit(Kind::Set, u"a"_s, "2")})).isEmpty());
        QVERIFY(
            !SaveFacts::obstacle(secret(R"({"a":"1"})", {edit(Kind::Set, u"a"_s, QByteArray(65'536, 'x'))})).isEmpty());
        QVERIFY(!SaveFacts::obstacle(secret("x", {FieldEdit::raw(SecretString())})).isEmpty());
        QVERIFY(!SaveFacts::obstacle(parameter(u"/a"_s, QByteArray(4'097, 'x'), {})).isEmpty());
        QVERIFY(!SaveFacts::obstacle(parameter(u"/a"_s, "", {})).isEmpty());
        ParameterMetadata advanced;
        advanced.tier = u"Advanced"_s;
        QVERIFY(SaveFacts::obstacle(parameter(u"/a"_s, QByteArray(8'192, 'x'), advanced)).isEmpty());
    }
};

} // namespace save_facts_test

KEYTURN_TEST(save_facts, save_facts_test::SaveFactsTest)
#include "save_facts_test.moc"
