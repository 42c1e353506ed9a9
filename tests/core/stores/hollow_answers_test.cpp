#include "tests/core/stores/declared_operations.h"
#include "tests/core/stores/queue_operations.h"
#include "tests/core/stores/reminder_operations.h"
#include "tests/core/stores/trail_operations.h"
#include "tests/support/test_main.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace hollow_answers_test {

using namespace client_operations;

namespace {

QList<Operation> operations()
{
    return secretReads() + secretWrites() + parameterOperations() + eventOperations() + scheduleOperations()
           + queueOperations() + trailOperations();
}

QList<Operation> silentOperations()
{
    return silentStoreOperations() + silentReminderOperations() + silentQueueOperations();
}

//! Headers whose operations are in a table of another test, which looks for them as this one does.
const QStringList elsewhere{
    u"http/http_client.h"_s, // how it is asked, not what
    u"aws/json_client.h"_s,
    u"aws/query_client.h"_s,
    u"aws/sso_client.h"_s, // core/aws/sign_in_answers
    u"aws/sts_client.h"_s,
    u"aws/federation_client.h"_s, // core/aws/federation_client
    u"aws/sign_in_client.h"_s,    // core/credentials/login_source
    u"reminders/sns_client.h"_s,  // core/reminders/query_answers
    u"reminders/cloud_formation_client.h"_s,
};

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

//! \p answer with the member at \p path replaced; undefined: taken away.
QJsonObject changed(QJsonObject answer, const QString &path, const QJsonValue &to)
{
    const QString head = path.section(u'.', 0, 0);
    const QString rest = path.section(u'.', 1);
    if (rest.isEmpty()) {
        to.isUndefined() ? answer.remove(head) : void(answer.insert(head, to));
        return answer;
    }
    const bool isList = answer.value(head).isArray();
    const QJsonObject inside = isList ? answer.value(head).toArray().first().toObject() : answer.value(head).toObject();
    const QJsonObject made = changed(inside, rest, to);
    answer.insert(head, isList ? QJsonValue(QJsonArray{made}) : QJsonValue(made));
    return answer;
}

QStringList pathsOf(const QJsonObject &answer)
{
    QStringList paths = answer.keys();
    for (const QString &key : answer.keys()) {
        const QJsonValue member = answer.value(key);
        const QJsonObject inside = member.isArray() ? member.toArray().first().toObject() : QJsonObject();
        for (const QString &name : inside.keys())
            paths.append(key + u'.' + name);
    }
    return paths;
}

QJsonValue at(const QJsonObject &answer, const QString &path)
{
    const QJsonValue member = answer.value(path.section(u'.', 0, 0));
    const QString rest = path.section(u'.', 1);
    if (rest.isEmpty())
        return member;
    return at(member.isArray() ? member.toArray().first().toObject() : member.toObject(), rest);
}

} // namespace

class HollowAnswersTest : public QObject {
    Q_OBJECT

    Bench m_bench;

    QByteArray refused(const Operation &operation, const QByteArray &body, const QString &member = {})
    {
        m_bench.answer(body);
        const Outcome outcome = operation.call(m_bench);
        const QByteArray where = QByteArray(operation.name) + ' ' + body + ": ";
        if (!outcome)
            return where + "taken for a success";
        if (outcome->kind != ErrorKind::Protocol)
            return where + outcome->code.toUtf8() + ' ' + outcome->detail.toUtf8();
        if (outcome->host != m_bench.server.url().authority())
            return where + "names no host";
        if (!outcome->operation.endsWith(u':' + QLatin1String(operation.name)))
            return where + "names another operation: " + outcome->operation.toUtf8();
        if (!member.isEmpty() && !outcome->detail.contains(member.section(u'.', -1)))
            return where + "does not name " + member.toUtf8() + " but says: " + outcome->detail.toUtf8();
        return {};
    }

private slots:
    void namesEveryOperationOfEveryClient()
    {
        QStringList tried;
        for (const Operation &operation : operations() + silentOperations())
            tried.append(QString::fromLatin1(operation.name));
        QStringList declared;
        for (const QString &header : declared_operations::clientHeaders())
            declared += elsewhere.contains(header) ? QStringList() : declared_operations::of(header);
        QVERIFY2(declared.size() > 35, "the headers were not found");
        for (QString name : declared) {
            if (name == "describeNamed"_L1)
                name = u"describeParameters"_s;
            name[0] = name.at(0).toUpper();
            QVERIFY2(tried.removeOne(name), qPrintable(name + u" is not in the table"_s));
        }
    }

    void takesNothingForAnAnswerOnlyWhereAwsGivesNothing()
    {
        for (const Operation &operation : silentOperations()) {
            for (const QByteArray body : {"", "{}", "{\"a\":null}"}) {
                m_bench.answer(body);
                QVERIFY2(!operation.call(m_bench), operation.name);
            }
            for (const QByteArray body :
                 {"[]", "null", "true", "17", "\"text\"", "{", "{}}", "<html></html>", "\xff\xfe"}) {
                const QByteArray problem = refused(operation, body);
                QVERIFY2(problem.isEmpty(), problem);
            }
        }
    }

    void readsNoPartOfAListForTheWhole()
    {
        for (const QByteArray body :
             {R"({"Aliases":[],"Truncated":true})", R"({"Aliases":[],"Truncated":true,"NextMarker":""})",
              R"({"Aliases":[],"Truncated":true,"NextMarker":7})"}) {
            m_bench.answer(body);
            QVERIFY2(outcomeOf(run(KmsClient(m_bench.transport).listAliases())), body);
        }
    }

    void takesTheGoodAnswers()
    {
        for (const Operation &operation : operations()) {
            m_bench.answer(json(operation.good));
            const Outcome outcome = operation.call(m_bench);
            QVERIFY2(!outcome, operation.name + (outcome ? " " + outcome->detail.toUtf8() : QByteArray()));
        }
    }

    void takesNoHollowAnswer()
    {
        for (const Operation &operation : operations()) {
            for (const QByteArray body : {"", " ", "{}", "[]", "null", "true", "17", "\"text\"", "{", "{}}",
                                          "{\"a\":1}", "<html></html>", "\xff\xfe"}) {
                const QByteArray problem = refused(operation, body);
                QVERIFY2(problem.isEmpty(), problem);
            }
            QJsonObject nulls = operation.good;
            for (const QString &key : operation.good.keys())
                nulls.insert(key, QJsonValue::Null);
            const QByteArray problem = refused(operation, json(nulls));
            QVERIFY2(problem.isEmpty(), problem);
        }
    }

    void takesNoAnswerWithoutWhatItMustHave()
    {
        for (const Operation &operation : operations()) {
            for (const QString &path : operation.needed) {
                const bool mayBeAbsent = path == u"InvalidParameters"_s || path == u"RemovedLabels"_s;
                for (const QJsonValue &to : {QJsonValue(QJsonValue::Undefined), QJsonValue()}) {
                    const QByteArray body = json(changed(operation.good, path, to));
                    const QByteArray problem = refused(operation, body, mayBeAbsent ? QString() : path);
                    QVERIFY2(problem.isEmpty(), problem);
                }
                const bool isValue = path.endsWith(u"Value"_s) || path.startsWith(u"Secret"_s);
                if (at(operation.good, path).isString() && (!isValue || path.contains(u'.'))
                    && !path.endsWith(u"Value"_s)) { // a value may be empty, what names something may not
                    const QByteArray problem = refused(operation, json(changed(operation.good, path, u""_s)));
                    QVERIFY2(problem.isEmpty(), problem);
                }
            }
        }
    }

    void takesNoMemberOfAnotherType()
    {
        const QJsonValue others[] = {true, 17, u"text"_s, QJsonArray{1}, QJsonObject{{"a", 1}}};
        for (const Operation &operation : operations()) {
            for (const QString &path : pathsOf(operation.good)) {
                for (const QJsonValue &other : others) {
                    if (other.type() == at(operation.good, path).type() && !other.isArray())
                        continue;
                    const QByteArray problem = refused(operation, json(changed(operation.good, path, other)));
                    QVERIFY2(problem.isEmpty(), problem);
                }
            }
        }
    }

    void takesNoMomentOutOfRange()
    {
        for (const Operation &operation : operations()) {
            for (const QString &path : pathsOf(operation.good)) {
                if (!path.endsWith(u"Date"_s))
                    continue;
                for (const double moment : {-1.0, 253402300800.0, 1715938200123.0, 1e300}) {
                    const QByteArray body = json(changed(operation.good, path, moment));
                    const QByteArray problem = refused(operation, body, path);
                    QVERIFY2(problem.isEmpty(), problem);
                }
            }
        }
    }

    void inventsNoBytes_data()
    {
        QTest::addColumn<QByteArray>("base64");
        for (const char *text : {"AP+", "AP+A=", "AP+A!", "AP A", "AP-A", "A", "AQ", "AQ=", "AR==", "AP+A\\n", "===="})
            QTest::newRow(text) << QByteArray(text);
    }
    void inventsNoBytes()
    {
        QFETCH(QByteArray, base64);
        m_bench.answer("{\"ARN\":\"a\",\"Name\":\"n\",\"VersionId\":\"v\",\"SecretBinary\":\"" + base64 + "\"}");
        const auto value = run(m_bench.secrets.getSecretValue(u"n"_s, u"v"_s));
        QVERIFY(value);
        QVERIFY2(!*value, "broken base64 became bytes");
        QVERIFY(value->error().detail.contains(u"SecretBinary"_s));
    }

    void takesNoValueThatIsTwoOrOfAnotherVersion()
    {
        const QByteArray head(R"({"ARN":"a","Name":"n","VersionId":"v","VersionStages":["AWSCURRENT"])");
        m_bench.answer(head + R"(,"SecretString":"s","SecretBinary":"AP+A"})");
        QVERIFY(!*run(m_bench.secrets.getSecretValue(u"n"_s)));
        m_bench.answer(head + R"(,"SecretString":"s"})");
        QVERIFY(!*run(m_bench.secrets.getSecretValue(u"n"_s, u"w"_s)));
        m_bench.answer(head + ",\"SecretString\":\"\\ud83d\"}"); // half a character is none
        QVERIFY(!*run(m_bench.secrets.getSecretValue(u"n"_s)));
        m_bench.answer(R"({"ARN":"a","VersionId":"other"})");
        QVERIFY(!*run(m_bench.secrets.putSecretValue(u"n"_s, value, false, u"t"_s)));
    }

    void takesNothingThatItDidNotAskFor()
    {
        m_bench.answer(
            R"({"ARN":"arn:aws:secretsmanager:us-east-1:1:secret:m-AbCdEf","Name":"m","VersionId":"v","VersionStages":["AWSCURRENT"],)"
            R"("SecretString":"s"})");
        for (const QString &id : {u"n"_s, u"arn:aws:secretsmanager:us-east-1:1:secret:n-AbCdEf"_s}) {
            QVERIFY(outcomeOf(run(m_bench.secrets.getSecretValue(id))));
            QVERIFY(outcomeOf(run(m_bench.secrets.describeSecret(id))));
        }
        for (const QString &id : {u"m"_s, u"arn:aws:secretsmanager:us-east-1:1:secret:m"_s,
                                  u"arn:aws:secretsmanager:us-east-1:1:secret:m-AbCdEf"_s}) {
            QVERIFY(!outcomeOf(run(m_bench.secrets.getSecretValue(id))));
            QVERIFY(!outcomeOf(run(m_bench.secrets.describeSecret(id))));
        }
        QVERIFY(outcomeOf(run(m_bench.secrets.getSecretValue(u"m"_s, u"w"_s)))); // another version
        m_bench.answer(R"({"Parameter":{"Name":"b","ARN":"arn:b","Value":"v","Version":1}})");
        QVERIFY(outcomeOf(run(m_bench.parameters.getParameter(u"a"_s))));
        for (const QString &name : {u"b"_s, u"/b"_s, u"b:1"_s, u"arn:b"_s, u"arn:b:old"_s})
            QVERIFY(!outcomeOf(run(m_bench.parameters.getParameter(name))));
        m_bench.answer(R"({"Parameters":[{"Name":"/b"}]})");
        QVERIFY(outcomeOf(run(m_bench.parameters.describeNamed({u"/a"_s, u"/c"_s}))));
        QVERIFY(!outcomeOf(run(m_bench.parameters.describeNamed({u"/a"_s, u"/b"_s}))));
    }

    void takesNoSecretWhoseNameAndArnAreNotOfOne()
    {
        const QString start = u"arn:aws:secretsmanager:us-east-1:1:secret:"_s;
        const auto isTaken = [this, &start](const char *arn, const char *name, const QString &id) {
            const QJsonObject answer{{"VersionId", "v"},
                                     {"VersionStages", QJsonArray{"AWSCURRENT"}},
                                     {"SecretString", "s"},
                                     {"ARN", start + QLatin1String(arn)},
                                     {"Name", name}};
            m_bench.answer(QJsonDocument(answer).toJson());
            const Outcome value = outcomeOf(run(m_bench.secrets.getSecretValue(id)));
            const Outcome metadata = outcomeOf(run(m_bench.secrets.describeSecret(id)));
            for (const Outcome &outcome : {value, metadata}) {
                if (outcome && (outcome->kind != ErrorKind::Protocol || !outcome->detail.contains(u"another secret"_s)))
                    qFatal("%s", qPrintable(outcome->detail));
            }
            return !value && !metadata;
        };
        for (const char *arn : {"m-AbCdEf", "n-other-AbCdEf", "nn-AbCdEf", "N-AbCdEf"}) {
            QVERIFY2(!isTaken(arn, "n", u"n"_s), arn);
        }
        QVERIFY(!isTaken("n-other-AbCdEf", "n-other", start + u'n')); // no letters, but a name
        QVERIFY(!isTaken("n-AbCdEf", "m", start + u"n-AbCdEf"_s));
        for (const char *arn : {"n-AbCdEf", "n-rIjad", "n"}) { // as AWS and two emulators make them
            QVERIFY2(isTaken(arn, "n", u"n"_s) && isTaken(arn, "n", start + QLatin1String(arn)), arn);
            QVERIFY2(isTaken(arn, "n", start + u'n'), arn);
        }
        QVERIFY(isTaken("a/b-c-AbCdEf", "a/b-c", start + u"a/b-c"_s));
    }

    void takesNoVersionWithoutTheLabelThatWasAskedFor()
    {
        const QByteArray head(R"({"ARN":"a","Name":"n","VersionId":"v","SecretString":"s")");
        const auto told = [this, &head](const QByteArray &stages, const QString &version, const QString &stage) {
            m_bench.answer(head + stages + '}');
            const Outcome outcome = outcomeOf(run(m_bench.secrets.getSecretValue(u"n"_s, version, stage)));
            return outcome ? outcome->detail : QString();
        };
        const QString none;
        for (const QByteArray stages :
             {"", R"(,"VersionStages":null)", R"(,"VersionStages":[])", R"(,"VersionStages":["AWSPREVIOUS"])",
              R"(,"VersionStages":["awscurrent","x"])"}) {
            QVERIFY2(told(stages, none, none).contains(u"lack AWSCURRENT"_s), stages);
            QVERIFY2(told(stages, none, u"AWSPENDING"_s).contains(u"lack AWSPENDING"_s), stages);
            QVERIFY2(told(stages, u"v"_s, u"y"_s).contains(u"lack y"_s), stages);
            QCOMPARE(told(stages, u"v"_s, none), none); // a version may have any labels, or none
        }
        const QByteArray current(R"(,"VersionStages":["x","AWSCURRENT"])");
        const QByteArray previous(R"(,"VersionStages":["AWSPREVIOUS"])");
        QCOMPARE(told(current, none, none), none);
        QCOMPARE(told(previous, none, u"AWSPREVIOUS"_s), none);
    }

    void takesAParameterThatTheFilterGivesBesidesForNoneThatWasAskedFor()
    {
        m_bench.answer(R"({"Parameters":[{"Name":"/a/b"},{"Name":"/c"}]})");
        const auto found = run(m_bench.parameters.describeNamed({u"a/b"_s, u"/c"_s}));
        QVERIFY(found && *found);
        QCOMPARE((*found)->size(), 1);
        QCOMPARE((*found)->first().name, u"/c"_s);
        for (const QString &name : {u"b"_s, u"a"_s, u"/a"_s}) // no slash in front is missing there
            QVERIFY(outcomeOf(run(m_bench.parameters.describeNamed({name, u"/c"_s}))));
    }

    void accountsForEveryParameterThatWasAskedFor()
    {
        m_bench.answer(R"({"Parameters":[{"Name":"/a","Value":"v","Version":1}],"InvalidParameters":[]})");
        const auto found = run(m_bench.parameters.getParameters({u"/a"_s, u"/b"_s}));
        QVERIFY(found && !*found);
        QVERIFY(found->error().detail.contains(u"/b"_s));
    }

    void endsAListingThatGoesInACircle()
    {
        int asked = 0;
        m_bench.server.setScript([&asked](const WireServer::Request &) {
            const QByteArray token = ++asked % 2 ? "A" : "B";
            return WireServer::Answer{WireServer::ok("{\"SecretList\":[],\"NextToken\":\"" + token + "\"}")};
        });
        PageStream<SecretMetadata> stream = m_bench.secrets.listSecrets();
        Outcome outcome;
        for (int page = 0; page < 10 && !outcome; ++page)
            outcome = outcomeOf(run(stream.next()));
        QVERIFY(outcome);
        QCOMPARE(outcome->code, u"bad-answer"_s);
        QCOMPARE(outcome->host, m_bench.server.url().authority());
        QCOMPARE(asked, 3);
        const auto after = run(stream.next()); // and it is over
        QVERIFY(after && *after && !(*after)->has_value());
        QCOMPARE(asked, 3);
    }
};

} // namespace hollow_answers_test

KEYTURN_TEST(hollow_answers, hollow_answers_test::HollowAnswersTest)
#include "hollow_answers_test.moc"
