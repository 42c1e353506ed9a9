#include "core/read/entry_store.h"

#include "core/connection/connection.h"
#include "core/credentials/static_credentials.h"
#include "core/entry/entries.h"
#include "core/save/entry_save.h"
#include "tests/support/fake_clock.h"
#include "tests/support/run.h"
#include "tests/support/scripted_aws.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace entry_store_test {

namespace {

const QString arn = ScriptedAws::arnOf(u"skill/lwa"_s);
const QByteArray
    lwaText("{\n  \"api-access-token\": \"Atza|old\",\n  \"note\": \"\\u00e9\\/\",\n  \"lwa-refresh-token\": "
            "\"Atzr|1\",\n  \"lwa-client-id\": \"amzn1.x\",\n  \"lwa-client-secret\": \"s1\",\n  \"n\": 1.10\n}\n");
const QString identifierName = u"/my-erp/lwa/clientidentifier"_s;
const QString secretName = u"/my-erp/lwa/clientsecret"_s;
const QString tokenName = u"/my-erp/refreshToken"_s;

SecretString secret(QByteArrayView text)
{
    return SecretString(text);
}

FieldEdit set(const QString &key, QByteArrayView value)
{
    return FieldEdit{FieldEdit::Kind::Set, key, SecretString(value)};
}

} // namespace

class EntryStoreTest : public QObject {
    Q_OBJECT

    struct Bench {
        ScriptedAws aws;
        HttpClient http;
        FakeClock clock;
        std::unique_ptr<Connection> connection;
        std::unique_ptr<EntryStore> store;
        std::unique_ptr<EntrySave> writer;

        Bench()
        {
            aws.secrets.insert(arn, {{{u"v1"_s, lwaText}}, u"v1"_s, {}, {{"KmsKeyId", "alias/ours"}}, {}});
            const QJsonObject trio{{"Type", "SecureString"}, {"KeyId", "alias/ours"},  {"Tier", "Advanced"},
                                   {"DataType", "text"},     {"Description", "about"}, {"AllowedPattern", ".*"}};
            aws.parameters.insert(identifierName, {"amzn1.id", 4, trio});
            aws.parameters.insert(secretName, {"secret-1", 7, trio});
            aws.parameters.insert(tokenName, {"Atzr|1", 2, trio});
            Profile profile;
            profile.endpoint = aws.url();
            connection =
                std::make_unique<Connection>(http, clock, profile, u"us-east-1"_s, StaticCredentials::ofSandbox());
            store = std::make_unique<EntryStore>(*connection);
            writer = std::make_unique<EntrySave>(*connection);
        }
        Entry entry() const
        {
            Entry entry;
            entry.arn = arn;
            entry.id.name = u"skill/lwa"_s;
            return entry;
        }
        EntryContent opened(const Entry &which)
        {
            std::optional<Result<EntryContent>> content = run(store->open(which));
            if (!content || !*content)
                qFatal("cannot open: %s", content ? qPrintable(content->error().detail) : "timeout");
            aws.forgetCalls();
            return **content;
        }
        EntryContent opened() { return opened(entry()); }
        EntryContent openedGroup()
        {
            std::optional<Result<Entry>> group = run(store->find(u"/my-erp/lwa"_s));
            if (!group || !*group)
                qFatal("cannot find the group");
            return opened(**group);
        }
        Result<SaveReceipt> save(const EntryContent &content, const QList<FieldEdit> &edits,
                                 const QString &token = newVersionId())
        {
            std::optional<Result<SaveReceipt>> receipt = run(writer->values(content, edits, token), 30000);
            return receipt ? *receipt : Result<SaveReceipt>(Error{ErrorKind::Timeout, u"test"_s, {}});
        }
        QByteArray currentText() const { return aws.secrets[arn].versions.value(aws.secrets[arn].current); }
    };

private slots:
    void opensASecretWithRolesAndMasks()
    {
        Bench bench;
        const EntryContent content = bench.opened();
        QCOMPARE(content.versionId, u"v1"_s);
        QCOMPARE(content.entry.kind, CredentialKind::LwaSkill);
        QCOMPARE(content.fields.size(), 6);
        QCOMPARE(content.fields.at(0).key, u"api-access-token"_s);
        QVERIFY(content.fields.at(0).sensitive);
        QVERIFY(!content.field(u"lwa-client-id"_s)->sensitive);
        QVERIFY(!content.field(u"n"_s)->isString);
        QCOMPARE(content.readAt, bench.clock.now);
    }

    void findsAParameterByItsArn_data()
    {
        QTest::addColumn<QStringList>("parameters");
        QTest::addColumn<QString>("resource");
        QTest::addColumn<QString>("found");
        QTest::newRow("in a folder") << QStringList{u"/it/a"_s} << u"it/a"_s << u"/it/a"_s;
        QTest::newRow("with a slash") << QStringList{u"/x"_s} << u"x"_s << u"/x"_s;
        QTest::newRow("without one") << QStringList{u"x"_s} << u"x"_s << u"x"_s;
        QTest::newRow("both") << QStringList{u"/x"_s, u"x"_s} << u"x"_s << u"/x"_s;
        QTest::newRow("another") << QStringList{u"/y"_s} << u"x"_s << QString();
    }
    void findsAParameterByItsArn()
    {
        QFETCH(QStringList, parameters);
        QFETCH(QString, resource);
        QFETCH(QString, found);
        Bench bench;
        for (const QString &name : parameters)
            bench.aws.parameters.insert(name, {"v", 1, {{"Type", "String"}}});
        const QString named = u"arn:aws:ssm:us-east-1:123456789012:parameter/"_s + resource;
        for (const std::optional<Store> store : {std::optional<Store>(), std::optional(Store::ParameterStore)}) {
            const std::optional<Result<Entry>> entry = run(bench.store->find(named, store));
            QVERIFY(entry);
            QCOMPARE(entry->has_value(), !found.isEmpty());
            if (*entry)
                QCOMPARE((*entry)->id.name, found);
            else
                QCOMPARE(entry->error().kind, ErrorKind::NotFound);
        }
    }

    void saysWhereAnArnIsThatIsNotHere_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<Refusal>("refusal");
        QTest::addColumn<QString>("fact");
        QTest::newRow("secret of another region") << u"arn:aws:secretsmanager:eu-west-1:123456789012:secret:a-aB3dE6"_s
                                                  << Refusal::OtherRegion << u"eu-west-1"_s;
        QTest::newRow("parameter of another region")
            << u"arn:aws:ssm:eu-west-1:123456789012:parameter/my-erp/refreshToken"_s << Refusal::OtherRegion
            << u"eu-west-1"_s;
        QTest::newRow("parameter of another account")
            << u"arn:aws:ssm:us-east-1:210987654321:parameter/my-erp/refreshToken"_s << Refusal::OtherAccount
            << u"123456789012"_s;
        QTest::newRow("version") << u"/my-erp/refreshToken:1"_s << Refusal::VersionInName << u":1"_s;
        QTest::newRow("label") << u"x:prod"_s << Refusal::VersionInName << u":prod"_s;
        QTest::newRow("version of an ARN") << u"arn:aws:ssm:us-east-1:123456789012:parameter/my-erp/refreshToken:2"_s
                                           << Refusal::VersionInName << u":2"_s;
    }
    void saysWhereAnArnIsThatIsNotHere()
    {
        QFETCH(QString, name);
        QFETCH(Refusal, refusal);
        QFETCH(QString, fact);
        Bench bench;
        const std::optional<Result<Entry>> entry = run(bench.store->find(name));
        QVERIFY(entry && !*entry);
        QCOMPARE(entry->error().refusal, refusal);
        QCOMPARE(entry->error().detail,
                 fact); // a fact: the sentence is made by the program that knows what can be done
    }

    void saysThatAnArnIsOfTheOtherStore()
    {
        Bench bench;
        const std::optional<Result<Entry>> secret = run(bench.store->find(arn, Store::ParameterStore));
        QVERIFY(secret && !*secret);
        QCOMPARE(secret->error().refusal, Refusal::OtherStore);
        const QString parameter = u"arn:aws:ssm:us-east-1:123456789012:parameter/my-erp/refreshToken"_s;
        const std::optional<Result<Entry>> other = run(bench.store->find(parameter, Store::SecretsManager));
        QVERIFY(other && !*other);
        QCOMPARE(other->error().refusal, Refusal::OtherStore);
        QCOMPARE(bench.aws.calls(), QStringList());
    }

    void tellsAnAgeOnlyWhereItIsKnown()
    {
        Bench bench;
        std::optional<Result<Entry>> found = run(bench.store->find(arn));
        QVERIFY(found && *found);
        Entry entry = **found;
        QCOMPARE(entry.versionCount, 1);
        entry.tags.insert(QLatin1String(rotatedAtTag), u"2026-06-06T08:00:00Z"_s);
        const QDateTime rotatedAt(QDate(2026, 6, 6), QTime(8, 0), Qt::UTC);
        const EntryContent only = bench.opened(entry);
        QVERIFY(only.field(u"n"_s)->changedAt.isValid());
        QVERIFY(only.field(u"api-access-token"_s)->changedAt.isValid());
        QCOMPARE(only.field(u"lwa-client-secret"_s)->changedAt, rotatedAt);

        // Another version, which the metadata of before does not know yet: all but the secret may be old or new.
        QVERIFY(bench.save(only, {set(u"note"_s, "mine")}));
        EntryContent second = bench.opened(only.entry);
        for (int again = 0; again < 2; ++again) {
            QVERIFY(!second.field(u"n"_s)->changedAt.isValid());
            QVERIFY(!second.field(u"api-access-token"_s)->changedAt.isValid());
            QCOMPARE(second.field(u"lwa-client-secret"_s)->changedAt, rotatedAt);
            second = bench.opened(second.entry);
        }

        entry.tags.clear();
        entry.versionCount = 2;
        QVERIFY(!bench.opened(entry).field(u"lwa-client-secret"_s)->changedAt.isValid());
        QVERIFY(bench.openedGroup().fields.first().changedAt.isValid());
    }

    void savesOneValueAndNoOtherByte()
    {
        Bench bench;
        const QString token = newVersionId();
        const Result<SaveReceipt> receipt = bench.save(bench.opened(), {set(u"api-access-token"_s, "Atza|new")}, token);
        QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
        QVERIFY(receipt->changed);
        QCOMPARE(receipt->versionId, token);
        QCOMPARE(bench.currentText(), QByteArray(lwaText).replace("Atza|old", "Atza|new"));
        QCOMPARE(bench.aws.calls(),
                 (QStringList{u"DescribeSecret"_s, u"PutSecretValue"_s, u"UpdateSecretVersionStage"_s,
                              u"DescribeSecret"_s, u"UpdateSecretVersionStage"_s}));
        const QJsonObject put = bench.aws.bodies(u"PutSecretValue"_s).first();
        QCOMPARE(put.value(QLatin1String("SecretId")).toString(), arn);
        QVERIFY(!put.contains(QLatin1String("KmsKeyId"))); // PutSecretValue keeps the key by itself
    }

    void sendsNothingWhenNothingChanged()
    {
        Bench bench;
        const Result<SaveReceipt> receipt =
            bench.save(bench.opened(), {set(u"note"_s, "\xC3\xA9/"), set(u"n"_s, "1.10")});
        QVERIFY(receipt.has_value());
        QVERIFY(!receipt->changed);
        QVERIFY(receipt->versionId.isEmpty());
        QVERIFY(bench.aws.calls().isEmpty());
    }

    void keepsANumberANumber()
    {
        Bench bench;
        const EntryContent content = bench.opened();
        QVERIFY(content.applied({set(u"n"_s, "1.25")})->text().bytes().toByteArray().contains("\"n\": 1.25\n"));
        QVERIFY(content.applied({set(u"n"_s, "x")})->text().bytes().toByteArray().contains("\"n\": \"x\"\n"));
        QVERIFY(content.applied({set(u"note"_s, "5")})->text().bytes().toByteArray().contains("\"note\": \"5\""));
    }

    void refusesToWriteOverSomebodyElsesVersion()
    {
        Bench bench;
        const EntryContent content = bench.opened();
        bench.aws.secrets[arn].versions.insert(u"v2"_s, "{\"theirs\":1}");
        bench.aws.secrets[arn].current = u"v2"_s;
        const Result<SaveReceipt> receipt = bench.save(content, {set(u"note"_s, "mine")});
        QCOMPARE(receipt.error().kind, ErrorKind::Conflict);
        QCOMPARE(bench.aws.calls(), QStringList{u"DescribeSecret"_s});
        QCOMPARE(bench.currentText(), QByteArray("{\"theirs\":1}"));
    }

    void sendsTheSameTokenAgainWhenTheAnswerWasLost()
    {
        Bench bench;
        const EntryContent content = bench.opened();
        bench.aws.fail(u"PutSecretValue"_s, ScriptedAws::Fault::LostSent);
        const QString token = newVersionId();
        const Result<SaveReceipt> receipt = bench.save(content, {set(u"note"_s, "mine")}, token);
        QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
        const QList<QJsonObject> puts = bench.aws.bodies(u"PutSecretValue"_s);
        QCOMPARE(puts.size(), 2);
        QCOMPARE(puts.at(0), puts.at(1));
        QCOMPARE(bench.aws.secrets[arn].versions.size(), 2);
        QCOMPARE(bench.aws.secrets[arn].current, token);
    }

    void aRepeatedSaveIsTheSameWrite()
    {
        Bench bench;
        const EntryContent content = bench.opened();
        const QString token = newVersionId();
        QVERIFY(bench.save(content, {set(u"note"_s, "mine")}, token));
        const Result<SaveReceipt> again = bench.save(content, {set(u"note"_s, "mine")}, token);
        QVERIFY2(again.has_value(), again ? "" : qPrintable(again.error().detail));
        QCOMPARE(bench.aws.secrets[arn].versions.size(), 2);
    }

    void refusesWhatCannotBeWritten_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("code");
        QTest::newRow("deleted") << u"DeletedDate"_s << QJsonValue(1795269900.5) << u"deleted"_s;
        QTest::newRow("replica") << u"PrimaryRegion"_s << QJsonValue(u"eu-west-1"_s) << u"replica"_s;
        QTest::newRow("owned") << u"OwningService"_s << QJsonValue(u"appflow"_s) << u"owned"_s;
    }
    void refusesWhatCannotBeWritten()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QFETCH(QString, code);
        Bench bench;
        const EntryContent content = bench.opened();
        bench.aws.secrets[arn].extra.insert(member, value);
        const Result<SaveReceipt> receipt = bench.save(content, {set(u"note"_s, "mine")});
        QCOMPARE(receipt.error().code, code);
        QCOMPARE(bench.currentText(), lwaText);
    }

    void countsTheLimitInBytes()
    {
        Bench bench;
        const EntryContent content = bench.opened();
        const qsizetype room = 65536 - lwaText.size() + qsizetype(qstrlen("\\u00e9\\/"));
        const QByteArray fits(room, 'x');
        const Result<SaveReceipt> tooLong = bench.save(content, {set(u"note"_s, fits + "x")});
        QCOMPARE(tooLong.error().kind, ErrorKind::Limit);
        const QByteArray wide = QByteArray("\xE2\x82\xAC").repeated(room / 3 + 1); // fewer characters, more bytes
        QCOMPARE(bench.save(content, {set(u"note"_s, wide)}).error().kind, ErrorKind::Limit);
        QVERIFY(bench.aws.calls().isEmpty());
        QVERIFY(bench.save(content, {set(u"note"_s, fits)}));
        QCOMPARE(bench.currentText().size(), 65536);
    }

    void notesWhenTheClientSecretChanged()
    {
        Bench bench;
        const Result<SaveReceipt> receipt = bench.save(bench.opened(), {set(u"lwa-client-secret"_s, "s2")});
        QVERIFY(receipt.has_value());
        QVERIFY(!receipt->tagError);
        QCOMPARE(bench.aws.secrets[arn].tags.value(QLatin1String(rotatedAtTag)), u"2026-11-21T14:05:00Z"_s);
    }

    void savesEvenIfTheDateCannotBeNoted()
    {
        Bench bench;
        bench.aws.fail(u"TagResource"_s, ScriptedAws::Fault::Denied);
        const Result<SaveReceipt> receipt = bench.save(bench.opened(), {set(u"lwa-client-secret"_s, "s2")});
        QVERIFY(receipt.has_value());
        QVERIFY(receipt->changed);
        QCOMPARE(receipt->tagError->kind, ErrorKind::AccessDenied);
    }

    void editsTextThatIsNoJsonAsAWhole()
    {
        Bench bench;
        bench.aws.secrets[arn].versions[u"v1"_s] = "hunter2";
        const EntryContent content = bench.opened();
        QCOMPARE(content.fields.size(), 1);
        QVERIFY(content.fields.first().sensitive);
        QVERIFY(bench.save(content, {set(QString(), "hunter3")}));
        QCOMPARE(bench.currentText(), QByteArray("hunter3"));
    }

    void keepsAByteOrderMarkThroughOpenAndEdit()
    {
        Bench bench;
        bench.aws.secrets[arn].versions[u"v1"_s] = "{\"a\":\"\xEF\xBB\xBFx\",\"b\":\"1\"}";
        QVERIFY(bench.save(bench.opened(), {set(u"b"_s, "2")}));
        QCOMPARE(bench.currentText(), QByteArray("{\"a\":\"\xEF\xBB\xBFx\",\"b\":\"2\"}"));
    }

    void findsAGroupByItsFolderAndOpensItInOrder()
    {
        Bench bench;
        const EntryContent group = bench.openedGroup();
        QCOMPARE(group.entry.kind, CredentialKind::SpApi);
        QCOMPARE(group.fields.size(), 3);
        QCOMPARE(group.fields.at(0).key, identifierName);
        QCOMPARE(group.fields.at(1).key, secretName);
        QCOMPARE(group.fields.at(2).key, tokenName);
        QCOMPARE(group.fields.at(1).role, KeyRole::ClientSecret);
        QCOMPARE(group.fields.at(1).value.bytes().toByteArray(), QByteArray("secret-1"));
        std::optional<Result<Entry>> single = run(bench.store->find(tokenName));
        QVERIFY(single && *single);
        QVERIFY(!(*single)->isGroup());
        std::optional<Result<Entry>> nothing = run(bench.store->find(u"/nowhere"_s));
        QCOMPARE(nothing->error().kind, ErrorKind::NotFound);
    }

    void refusesToChooseBetweenASecretAndAParameterOfOneName()
    {
        Bench bench;
        const QString name = u"my-app"_s;
        bench.aws.secrets.insert(ScriptedAws::arnOf(name), {{{u"v1"_s, "{}"}}, u"v1"_s, {}, {}, {}});
        const auto find = [&bench, &name](std::optional<Store> store = {}) {
            return *run(bench.store->find(name, store));
        };
        QCOMPARE(find()->id.store, Store::SecretsManager);
        bench.aws.parameters.insert(name, {"v", 1, {{"Type", "String"}}});
        QCOMPARE(find().error().code, u"two-entries"_s);
        QCOMPARE(find(Store::SecretsManager)->id.store, Store::SecretsManager);
        QCOMPARE(find(Store::ParameterStore)->id.store, Store::ParameterStore);
        bench.aws.forgetCalls();
        QVERIFY(find(Store::ParameterStore));
        QCOMPARE(bench.aws.calls(), QStringList{u"DescribeParameters"_s});
        bench.aws.fail(u"DescribeParameters"_s, ScriptedAws::Fault::Denied, 0);
        QCOMPARE(find()->id.store, Store::SecretsManager); // what nobody may see, nobody means
        bench.aws.fail(u"DescribeParameters"_s, ScriptedAws::Fault::Lost, 0);
        QCOMPARE(find().error().kind, ErrorKind::Network); // it may be there
        bench.aws.mend();
        bench.aws.fail(u"DescribeSecret"_s, ScriptedAws::Fault::Denied, 0);
        QCOMPARE(find()->id.store, Store::ParameterStore);
        QCOMPARE(find(Store::SecretsManager).error().kind, ErrorKind::AccessDenied);
        bench.aws.mend();
        bench.aws.secrets.remove(ScriptedAws::arnOf(name));
        QCOMPARE(find()->id.store, Store::ParameterStore);
        QCOMPARE(find(Store::SecretsManager).error().kind, ErrorKind::NotFound);
        bench.aws.parameters.remove(name);
        QCOMPARE(find().error().kind, ErrorKind::NotFound);
        QCOMPARE(find(Store::ParameterStore).error().kind, ErrorKind::NotFound);
        bench.aws.forgetCalls();
        QVERIFY(*run(bench.store->find(arn)));
        QCOMPARE(bench.aws.calls(), QStringList{u"DescribeSecret"_s}); // an ARN is of one store
    }

    void tellsNamesApartThatDifferByTheSlashInFront()
    {
        Bench bench;
        const QString name = u"my-app/q"_s;
        const QString withSlash = u"/my-app/q"_s;
        const auto find = [&bench](const QString &asked, std::optional<Store> store = {}) {
            return *run(bench.store->find(asked, store));
        };
        bench.aws.parameters.insert(withSlash, {"v", 1, {{"Type", "String"}}});
        QVERIFY(find(name, Store::SecretsManager).error().kind == ErrorKind::NotFound);
        for (const std::optional<Store> store : {std::optional<Store>(), std::optional(Store::ParameterStore)}) {
            const Result<Entry> nothing = find(name, store);
            QVERIFY(!nothing);
            QCOMPARE(nothing.error().kind, ErrorKind::NotFound);
            QCOMPARE(nothing.error().detail, u"there is a parameter /my-app/q"_s);
        }
        bench.aws.secrets.insert(ScriptedAws::arnOf(name), {{{u"v1"_s, "{}"}}, u"v1"_s, {}, {}, {}});
        QCOMPARE(find(name)->id.store, Store::SecretsManager);
        QCOMPARE(find(withSlash)->id.store, Store::ParameterStore);
        QCOMPARE(find(name, Store::ParameterStore).error().kind, ErrorKind::NotFound);
        QCOMPARE(bench.opened(*find(name)).document.text().bytes().toByteArray(), QByteArray("{}"));
    }

    void savesAParameterWithEverythingElseAsItWas()
    {
        Bench bench;
        const Result<SaveReceipt> receipt = bench.save(bench.openedGroup(), {set(secretName, "secret-2")});
        QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
        QCOMPARE(receipt->versions, (QHash<QString, qint64>{{secretName, 8}}));
        QCOMPARE(bench.aws.calls(), (QStringList{u"DescribeParameters"_s, u"PutParameter"_s}));
        const QJsonObject expected{{"Name", secretName},     {"Value", "secret-2"},    {"Type", "SecureString"},
                                   {"Overwrite", true},      {"KeyId", "alias/ours"},  {"Tier", "Advanced"},
                                   {"Description", "about"}, {"AllowedPattern", ".*"}, {"DataType", "text"}};
        QCOMPARE(bench.aws.bodies(u"PutParameter"_s).first(), expected);
    }

    void sendsNoParameterWhoseValueStayed()
    {
        Bench bench;
        const Result<SaveReceipt> receipt = bench.save(bench.openedGroup(), {set(secretName, "secret-1")});
        QVERIFY(receipt.has_value());
        QVERIFY(!receipt->changed);
        QVERIFY(bench.aws.calls().isEmpty());
    }

    void refusesAParameterThatChangedMeanwhile()
    {
        Bench bench;
        const EntryContent group = bench.openedGroup();
        bench.aws.parameters[secretName].version = 8;
        QCOMPARE(bench.save(group, {set(secretName, "mine")}).error().kind, ErrorKind::Conflict);
        QVERIFY(!bench.aws.calls().contains(u"PutParameter"_s));
    }

    void countsTheLimitOfATier()
    {
        Bench bench;
        QCOMPARE(bench.save(bench.openedGroup(), {set(secretName, QByteArray(8193, 'x'))}).error().kind,
                 ErrorKind::Limit);
        QVERIFY(bench.save(bench.openedGroup(), {set(secretName, QByteArray(8192, 'x'))}));
        bench.aws.parameters[tokenName].metadata.insert(QLatin1String("Tier"), u"Standard"_s);
        QCOMPARE(bench.save(bench.openedGroup(), {set(tokenName, QByteArray(4097, 'x'))}).error().kind,
                 ErrorKind::Limit);
    }

    void refusesToAddOrRemoveParameters()
    {
        Bench bench;
        const EntryContent group = bench.openedGroup();
        QCOMPARE(bench.save(group, {FieldEdit{FieldEdit::Kind::Remove, secretName, {}}}).error().kind,
                 ErrorKind::Invalid);
        QCOMPARE(bench.save(group, {FieldEdit{FieldEdit::Kind::Add, u"/my-erp/x"_s, secret("1")}}).error().kind,
                 ErrorKind::Invalid);
        QVERIFY(bench.aws.calls().isEmpty());
    }
};

} // namespace entry_store_test

KEYTURN_TEST(entry_store, entry_store_test::EntryStoreTest)
#include "entry_store_test.moc"
