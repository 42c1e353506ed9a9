#include "core/save/details_save.h"

#include "core/entry/parameter_change.h"
#include "core/read/entry_store.h"
#include "core/save/entry_save.h"
#include "core/stores/resource_policy_client.h"
#include "tests/support/changes_between.h"
#include "tests/support/faulty_sandbox.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace details_save_test {

using Field = DetailField;

namespace {

const QString name = u"shop/oauth"_s;
const QString parameter = u"/my-erp/lwa/clientsecret"_s;
const QString policy =
    uR"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"secretsmanager:GetSecretValue","Resource":"*"}]})"_s;
const QString reminder =
    uR"([{"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"150","Unit":"Days"}}])"_s;

DetailKey key(Field field, const QString &of = {}, const QString &owner = name)
{
    return {owner, field, of};
}

FieldEdit setting(const QString &of, QByteArrayView value)
{
    FieldEdit edit;
    edit.key = of;
    edit.value = SecretString(value);
    return edit;
}

} // namespace

//! Description, tags, key, replicas and policies of what exists already.
class DetailsSaveTest : public QObject {
    Q_OBJECT

    Entry secret()
    {
        const Entry entry = m_aws->secret(name, {R"({"user":"a"})"});
        m_aws->call(u"TagResource"_s,
                    {{"SecretId", name}, {"Tags", QJsonArray{QJsonObject{{"Key", "env"}, {"Value", "test"}}}}});
        m_aws->calls.clear();
        return entry;
    }
    Entry parameterEntry(const QJsonObject &more = {})
    {
        m_aws->put(parameter, "secret-1", more);
        return m_aws->parameters({parameter});
    }
    EntryDetails read(const Entry &entry)
    {
        const std::optional<Result<EntryDetails>> details = run(readDetails(m_aws->connection.get(), entry));
        if (!details || !*details)
            qFatal("not read: %s", details ? qPrintable(details->error().detail) : "timeout");
        return **details;
    }
    QByteArray stored()
    {
        const std::optional<Result<Parameter>> found = run(m_aws->connection->parameterStore().getParameter(parameter));
        return found && *found ? (*found)->value.bytes().toByteArray() : QByteArray();
    }
    Result<DetailsReceipt> save(const Entry &entry, const DetailChanges &changes)
    {
        const DetailsSave details(*m_aws->connection);
        return *run(details.run(entry, changes), 30'000);
    }
    Result<EntrySaved> saveBoth(const Entry &entry, const QList<FieldEdit> &edits, const DetailChanges &changes)
    {
        const EntryStore store(*m_aws->connection);
        const EntrySave save(*m_aws->connection);
        const std::optional<Result<EntryContent>> content = run(store.open(entry));
        if (!content || !*content)
            qFatal("not opened");
        return *run(save.run(**content, edits, changes, newVersionId()), 30'000);
    }
    //! Changes of what is there now to \p after.
    DetailChanges changesTo(const Entry &entry, const std::function<void(DetailTexts &)> &after)
    {
        const DetailTexts before = read(entry).texts;
        DetailTexts texts = before;
        after(texts);
        m_aws->calls.clear();
        return changesBetween(before, texts);
    }

private slots:
    void init() { m_aws = std::make_unique<FaultySandbox>(); }

    void readsEverythingOfASecret()
    {
        const Entry entry = secret();
        m_aws->call(u"UpdateSecret"_s, {{"SecretId", name}, {"Description", "For a test"}});
        m_aws->call(u"PutResourcePolicy"_s, {{"SecretId", name}, {"ResourcePolicy", policy}});
        m_aws->call(u"ReplicateSecretToRegions"_s,
                    {{"SecretId", name}, {"AddReplicaRegions", QJsonArray{QJsonObject{{"Region", "eu-west-1"}}}}});
        const EntryDetails details = read(entry);
        const DetailTexts wanted{{key(Field::Description), u"For a test"_s},
                                 {key(Field::Tag, u"env"_s), u"test"_s},
                                 {key(Field::Replica, u"eu-west-1"_s), QString()},
                                 {key(Field::ResourcePolicy), policy}};
        QCOMPARE(details.texts, wanted);
        QCOMPARE(details.replica(u"eu-west-1"_s)->status, u"InSync"_s);
        QVERIFY(details.unread.isEmpty());
    }

    void whatMayNotBeReadIsNotKnown()
    {
        const Entry entry = secret();
        m_aws->fail(u"GetResourcePolicy"_s, FaultySandbox::Fault::Denied);
        QCOMPARE(read(entry).unread.firstKey(), key(Field::ResourcePolicy));
        const Entry other = parameterEntry();
        m_aws->fail(u"ListTagsForResource"_s, FaultySandbox::Fault::Denied);
        QCOMPARE(read(other).unread.firstKey(), key(Field::Tag, {}, parameter));
    }

    void writesEveryDetailOfASecretAndNoVersion()
    {
        const Entry entry = secret();
        const DetailChanges changes = changesTo(entry, [](DetailTexts &texts) {
            texts.insert(key(Field::Description), u"Ours"_s);
            texts.insert(key(Field::Tag, u"owner"_s), u"team"_s);
            texts.remove(key(Field::Tag, u"env"_s));
            texts.insert(key(Field::ResourcePolicy), policy);
            texts.insert(key(Field::Replica, u"eu-west-1"_s), QString());
        });
        QCOMPARE(changes.size(), 5);
        const Result<DetailsReceipt> receipt = save(entry, changes);
        QVERIFY2(receipt, receipt ? "" : qPrintable(receipt.error().detail));
        QVERIFY(receipt->failures.isEmpty());
        QCOMPARE(receipt->saved.size(), 5);
        const EntryDetails now = read(entry);
        QCOMPARE(openChanges(changes, now.texts).size(), 0);
        QCOMPARE(now.entry.versionCount, entry.versionCount);

        const DetailChanges back = changesTo(entry, [](DetailTexts &texts) {
            texts.remove(key(Field::ResourcePolicy));
            texts.remove(key(Field::Replica, u"eu-west-1"_s));
            texts.remove(key(Field::Description));
        });
        QVERIFY(save(entry, back)->failures.isEmpty());
        const DetailTexts left{{key(Field::Tag, u"owner"_s), u"team"_s}};
        QCOMPARE(read(entry).texts, left);
    }

    void changesTheKeyOfASecretAndGoesBackToTheServicesOwn()
    {
        const Entry entry = secret();
        DetailChanges changes{{key(Field::KmsKey), {std::nullopt, u"alias/credentials"_s}}};
        QVERIFY(save(entry, changes)->failures.isEmpty());
        QCOMPARE(read(entry).texts.value(key(Field::KmsKey)), u"alias/credentials"_s);
        changes = {{key(Field::KmsKey), {u"alias/credentials"_s, std::nullopt}}};
        QVERIFY(save(entry, changes)->failures.isEmpty());
        QVERIFY(!read(entry).texts.contains(key(Field::KmsKey)));
    }

    void somebodyElsesChangeOfTheSameDetailIsAConflictAndNothingIsWritten()
    {
        const Entry entry = secret();
        const DetailChanges changes = changesTo(entry, [](DetailTexts &texts) {
            texts.insert(key(Field::Description), u"Ours"_s);
            texts.insert(key(Field::Tag, u"owner"_s), u"team"_s);
        });
        m_aws->call(u"UpdateSecret"_s, {{"SecretId", name}, {"Description", "Theirs"}});
        const Result<DetailsReceipt> receipt = save(entry, changes);
        QVERIFY(!receipt);
        QCOMPARE(receipt.error().code, u"details-changed"_s);
        const EntryDetails now = read(entry);
        QCOMPARE(now.texts.value(key(Field::Description)), u"Theirs"_s);
        QVERIFY(!now.texts.contains(key(Field::Tag, u"owner"_s)));
        QCOMPARE(conflictsOf(changes, now.texts).keys(), QList<DetailKey>{key(Field::Description)});
    }

    void somebodyElsesChangeOfAnotherDetailStays()
    {
        const Entry entry = secret();
        const DetailChanges changes =
            changesTo(entry, [](DetailTexts &texts) { texts.insert(key(Field::Tag, u"owner"_s), u"team"_s); });
        m_aws->call(u"UpdateSecret"_s, {{"SecretId", name}, {"Description", "Theirs"}});
        QVERIFY(save(entry, changes)->failures.isEmpty());
        const EntryDetails now = read(entry);
        QCOMPARE(now.texts.value(key(Field::Description)), u"Theirs"_s);
        QCOMPARE(now.texts.value(key(Field::Tag, u"owner"_s)), u"team"_s);
    }

    void aRefusedCallLeavesTheOthersAlone()
    {
        const Entry entry = secret();
        const DetailChanges changes = changesTo(entry, [](DetailTexts &texts) {
            texts.insert(key(Field::Description), u"Ours"_s);
            texts.insert(key(Field::Tag, u"owner"_s), u"team"_s);
        });
        m_aws->fail(u"TagResource"_s, FaultySandbox::Fault::Denied);
        const Result<DetailsReceipt> receipt = save(entry, changes);
        QVERIFY(receipt);
        QCOMPARE(receipt->saved, QList<DetailKey>{key(Field::Description)});
        QCOMPARE(receipt->failures.size(), 1);
        QCOMPARE(receipt->failures.first().keys, (QList<DetailKey>{key(Field::Tag, u"owner"_s)}));
        QCOMPARE(receipt->failures.first().error.kind, ErrorKind::AccessDenied);
        const Result<DetailsReceipt> again = save(entry, changes); // what is there already is not written twice
        QCOMPARE(again->saved.size(), 2);
        QCOMPARE(m_aws->calls.count(u"UpdateSecret"_s), 1);
    }

    void aLostAnswerIsFoundOutByTheNextSave()
    {
        const Entry entry = secret();
        const DetailChanges changes{{key(Field::Replica, u"eu-west-1"_s), {std::nullopt, QString()}}};
        m_aws->fail(u"ReplicateSecretToRegions"_s, FaultySandbox::Fault::LostSent);
        QCOMPARE(save(entry, changes)->failures.size(), 1);
        QCOMPARE(save(entry, changes)->saved.size(), 1);
        QCOMPARE(m_aws->calls.count(u"ReplicateSecretToRegions"_s), 1);
    }

    void aPolicyThatLetsEverybodyInIsRefused()
    {
        const Entry entry = secret();
        const QString open = QString(policy).replace(u"{\"AWS\":\"arn:aws:iam::123456789012:root\"}"_s, u"\"*\""_s);
        const DetailChanges changes{{key(Field::ResourcePolicy), {std::nullopt, open}}};
        const Result<DetailsReceipt> receipt = save(entry, changes);
        QCOMPARE(receipt->failures.first().error.code, u"PublicPolicyException"_s);
    }

    void makesRoomForTagsFirstWhereThereIsNone()
    {
        const Entry entry = secret();
        QJsonArray tags;
        for (int i = 0; i < 49; ++i)
            tags.append(QJsonObject{{"Key", u"tag-%1"_s.arg(i)}, {"Value", "x"}});
        m_aws->call(u"TagResource"_s, {{"SecretId", name}, {"Tags", tags}});
        const DetailChanges changes = changesTo(entry, [](DetailTexts &texts) {
            texts.remove(key(Field::Tag, u"env"_s));
            texts.insert(key(Field::Tag, u"environment"_s), u"test"_s);
        });
        QVERIFY(save(entry, changes)->failures.isEmpty());
        QVERIFY(m_aws->calls.indexOf(u"UntagResource"_s) < m_aws->calls.indexOf(u"TagResource"_s));
    }

    void aSecretThatIsGoingAwayOrOfAnotherServiceIsLeftAlone()
    {
        const Entry entry = secret();
        const DetailChanges changes{{key(Field::Description), {std::nullopt, u"Ours"_s}}};
        m_aws->change(name, [](sandbox::Secret &s) { s.owningService = u"rds"_s; });
        QCOMPARE(save(entry, changes).error().code, u"owned"_s);
        m_aws->change(name, [](sandbox::Secret &s) { s.owningService.clear(); });
        m_aws->call(u"DeleteSecret"_s, {{"SecretId", name}});
        QCOMPARE(save(entry, changes).error().code, u"deleted"_s);
    }

    void writesTheDetailsOfAParameterWithItsValueAsItIs()
    {
        const Entry entry = parameterEntry({{"Description", "about"}, {"AllowedPattern", "secret-.*"}});
        const DetailChanges changes = changesTo(entry, [](DetailTexts &texts) {
            texts.insert(key(Field::Tier, {}, parameter), u"Advanced"_s);
            texts.insert(key(Field::Policies, {}, parameter), reminder);
            texts.insert(key(Field::Tag, u"owner"_s, parameter), u"team"_s);
        });
        const Result<DetailsReceipt> receipt = save(entry, changes);
        QVERIFY2(receipt && receipt->failures.isEmpty(), receipt ? "" : qPrintable(receipt.error().detail));
        QCOMPARE(receipt->versions.value(parameter), 2);
        const EntryDetails now = read(entry);
        QCOMPARE(now.texts.value(key(Field::Policies, {}, parameter)), reminder);
        QCOMPARE(now.texts.value(key(Field::Description, {}, parameter)), u"about"_s);
        QCOMPARE(now.texts.value(key(Field::AllowedPattern, {}, parameter)), u"secret-.*"_s);
        QCOMPARE(stored(), QByteArray("secret-1"));

        const DetailChanges back =
            changesTo(entry, [](DetailTexts &texts) { texts.remove(key(Field::Policies, {}, parameter)); });
        QVERIFY(save(entry, back)->failures.isEmpty());
        QVERIFY(!read(entry).texts.contains(key(Field::Policies, {}, parameter)));
    }

    void keepsAParametersValueThatSomebodyWroteMeanwhile()
    {
        const Entry entry = parameterEntry();
        const DetailChanges changes{{key(Field::Description, {}, parameter), {std::nullopt, u"Ours"_s}}};
        m_aws->put(parameter, "theirs");
        QVERIFY(save(entry, changes)->failures.isEmpty());
        QCOMPARE(stored(), QByteArray("theirs"));
        // and in the last moment
        bool wrote = false;
        m_aws->onCall = [&](const QString &operation) {
            if (operation == u"PutParameter"_s && !std::exchange(wrote, true))
                m_aws->put(parameter, "theirs again", {{"Description", "Ours"}});
        };
        const DetailChanges next{{key(Field::Policies, {}, parameter), {std::nullopt, reminder}},
                                 {key(Field::Tier, {}, parameter), {u"Standard"_s, u"Advanced"_s}}};
        const Result<DetailsReceipt> receipt = save(entry, next);
        QCOMPARE(receipt->failures.first().error.kind, ErrorKind::Conflict);
        QCOMPARE(stored(), QByteArray("theirs again"));
        QVERIFY(!read(entry).texts.contains(key(Field::Policies, {}, parameter)));
    }

    void aParametersValueAndDetailsAreOneVersion()
    {
        const Entry entry = parameterEntry({{"Description", "about"}});
        const DetailChanges changes{{key(Field::Description, {}, parameter), {u"about"_s, u"Ours"_s}},
                                    {key(Field::Tag, u"owner"_s, parameter), {std::nullopt, u"team"_s}}};
        const Result<EntrySaved> saved = saveBoth(entry, {setting(parameter, "secret-2")}, changes);
        QVERIFY2(saved, saved ? "" : qPrintable(saved.error().detail));
        QCOMPARE(saved->values.versions.value(parameter), 2);
        QCOMPARE(saved->details.saved.size(), 2);
        const EntryDetails now = read(entry);
        QCOMPARE(now.parameter(parameter)->version, 2);
        QCOMPARE(now.texts.value(key(Field::Description, {}, parameter)), u"Ours"_s);
        QCOMPARE(now.texts.value(key(Field::Tag, u"owner"_s, parameter)), u"team"_s);
    }

    void aGroupThatIsPutBackTakesItsDetailsBackToo()
    {
        const QString first = u"/my-erp/lwa/clientidentifier"_s;
        m_aws->put(first, "id-1", {{"Description", "about"}});
        m_aws->put(parameter, "secret-1");
        const Entry entry = m_aws->parameters({first, parameter});
        const DetailChanges changes{{key(Field::Description, {}, first), {u"about"_s, u"Ours"_s}},
                                    {key(Field::Tier, {}, first), {u"Standard"_s, u"Advanced"_s}},
                                    {key(Field::Policies, {}, first), {std::nullopt, reminder}}};
        int puts = 0;
        m_aws->onCall = [&](const QString &operation) {
            if (operation == u"PutParameter"_s && ++puts == 2)
                m_aws->fail(operation, FaultySandbox::Fault::Denied);
        };
        const Result<EntrySaved> saved =
            saveBoth(entry, {setting(first, "id-2"), setting(parameter, "secret-2")}, changes);
        QCOMPARE(saved.error().kind, ErrorKind::AccessDenied);
        const DetailTexts now = read(entry).texts;
        QCOMPARE(now.value(key(Field::Description, {}, first)), u"about"_s);
        QVERIFY(!now.contains(key(Field::Policies, {}, first)));
        QCOMPARE(now.value(key(Field::Tier, {}, first)), u"Advanced"_s); // there is no way back
    }

    void valuesOfASecretAreSavedBeforeItsDetails()
    {
        const Entry entry = secret();
        const DetailChanges changes{{key(Field::Tag, u"owner"_s), {std::nullopt, u"team"_s}}};
        m_aws->fail(u"TagResource"_s, FaultySandbox::Fault::Denied);
        const Result<EntrySaved> saved = saveBoth(entry, {setting(u"user"_s, "b")}, changes);
        QVERIFY(saved);
        QVERIFY(saved->values.changed);
        QCOMPARE(saved->details.failures.size(), 1);
        QVERIFY(m_aws->calls.indexOf(u"PutSecretValue"_s) < m_aws->calls.indexOf(u"TagResource"_s));
    }

    void aConflictOfDetailsIsFoundBeforeAnyValueIsWritten()
    {
        const Entry entry = secret();
        const DetailChanges changes{{key(Field::Description), {std::nullopt, u"Ours"_s}}};
        m_aws->call(u"UpdateSecret"_s, {{"SecretId", name}, {"Description", "Theirs"}});
        const Result<EntrySaved> saved = saveBoth(entry, {setting(u"user"_s, "b")}, changes);
        QCOMPARE(saved.error().code, u"details-changed"_s);
        QVERIFY(!m_aws->calls.contains(u"PutSecretValue"_s));
    }

    void aConflictOfValuesLeavesTheDetailsUnwritten()
    {
        const Entry entry = secret();
        const DetailChanges changes{{key(Field::Description), {std::nullopt, u"Ours"_s}}};
        m_aws->onCall = [this](const QString &operation) {
            if (operation == u"GetResourcePolicy"_s) // after the values were opened
                m_aws->call(u"PutSecretValue"_s, {{"SecretId", name},
                                                  {"ClientRequestToken", FaultySandbox::versionId(7)},
                                                  {"SecretString", R"({"user":"theirs"})"}});
        };
        const Result<EntrySaved> saved = saveBoth(entry, {setting(u"user"_s, "b")}, changes);
        QCOMPARE(saved.error().code, u"changed-elsewhere"_s);
        QVERIFY(!m_aws->calls.contains(u"UpdateSecret"_s));
    }

private:
    std::unique_ptr<FaultySandbox> m_aws;
};

} // namespace details_save_test

KEYTURN_TEST(details_save, details_save_test::DetailsSaveTest)
#include "details_save_test.moc"
