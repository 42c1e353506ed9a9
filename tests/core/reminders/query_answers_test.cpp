#include "core/reminders/cloud_formation_client.h"
#include "core/reminders/sns_client.h"

#include "core/credentials/static_credentials.h"
#include "tests/core/stores/declared_operations.h"
#include "tests/support/fake_clock.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"
#include "tests/support/wire_server.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace query_answers_test {

struct Bench {
    WireServer server;
    HttpClient http;
    FakeClock clock;
    std::unique_ptr<CredentialProvider> credentials = StaticCredentials::ofSandbox();
    AwsTransport transport{http, *credentials, clock, u"us-east-1"_s, server.url()};
    SnsClient sns{transport};
    CloudFormationClient stacks{transport};
};

using Outcome = std::optional<Error>; //!< none: a success

template <typename T>
Outcome outcomeOf(const std::optional<Result<T>> &result)
{
    if (!result)
        return Error{ErrorKind::Timeout, u"test"_s, {}};
    return *result ? Outcome() : Outcome(result->error());
}

//! An operation with a result that it takes; whatever text or element is missing there, it is none.
struct Operation {
    const char *name; //!< of the function
    QByteArray action;
    QByteArray good; //!< inside of <ActionResult>; empty: AWS gives no result at all
    std::function<Outcome(Bench &)> call;
};

const QString topic = u"arn:aws:sns:us-east-1:123456789012:t"_s;

QList<Operation> topicOperations()
{
    return {
        {"createTopic", "CreateTopic", "<TopicArn>a</TopicArn>",
         [](Bench &bench) { return outcomeOf(run(bench.sns.createTopic(u"t"_s))); }},
        {"getTopicAttributes", "GetTopicAttributes",
         "<Attributes><entry><key>TopicArn</key><value>a</value></entry></Attributes>",
         [](Bench &bench) { return outcomeOf(run(bench.sns.getTopicAttributes(topic))); }},
        {"setTopicAttribute", "SetTopicAttributes", "",
         [](Bench &bench) { return outcomeOf(run(bench.sns.setTopicAttribute(topic, u"Policy"_s, u"{}"_s))); }},
        {"subscribe", "Subscribe", "<SubscriptionArn>pending confirmation</SubscriptionArn>",
         [](Bench &bench) { return outcomeOf(run(bench.sns.subscribe(topic, u"email"_s, u"a@example.com"_s))); }},
        {"listSubscriptionsByTopic", "ListSubscriptionsByTopic",
         "<Subscriptions><member><SubscriptionArn>PendingConfirmation</SubscriptionArn><Protocol>email</Protocol>"
         "</member></Subscriptions>",
         [](Bench &bench) { return outcomeOf(run(bench.sns.listSubscriptionsByTopic(topic))); }},
        {"publish", "Publish", "<MessageId>m</MessageId>",
         [](Bench &bench) { return outcomeOf(run(bench.sns.publish(topic, u"s"_s, u"m"_s))); }},
        {"isInSmsSandbox", "GetSMSSandboxAccountStatus", "<IsInSandbox>false</IsInSandbox>",
         [](Bench &bench) { return outcomeOf(run(bench.sns.isInSmsSandbox())); }},
        {"listVerifiedNumbers", "ListSMSSandboxPhoneNumbers",
         "<PhoneNumbers><member><PhoneNumber>+49</PhoneNumber><Status>Verified</Status></member></PhoneNumbers>",
         [](Bench &bench) { return outcomeOf(run(bench.sns.listVerifiedNumbers())); }},
    };
}

QList<Operation> stackOperations()
{
    return {
        {"validateTemplate", "ValidateTemplate", " ",
         [](Bench &bench) { return outcomeOf(run(bench.stacks.validateTemplate(u"{}"_s))); }},
        {"createStack", "CreateStack", "<StackId>s</StackId>",
         [](Bench &bench) { return outcomeOf(run(bench.stacks.createStack(u"s"_s, u"{}"_s, u"t"_s))); }},
        {"updateStack", "UpdateStack", "<StackId>s</StackId>",
         [](Bench &bench) { return outcomeOf(run(bench.stacks.updateStack(u"s"_s, u"{}"_s, u"t"_s))); }},
        {"deleteStack", "DeleteStack", "",
         [](Bench &bench) { return outcomeOf(run(bench.stacks.deleteStack(u"s"_s, u"t"_s))); }},
        {"describeStack", "DescribeStacks",
         "<Stacks><member><StackId>s</StackId><StackStatus>CREATE_COMPLETE</StackStatus></member></Stacks>",
         [](Bench &bench) { return outcomeOf(run(bench.stacks.describeStack(u"s"_s))); }},
        {"describeStackEvents", "DescribeStackEvents",
         "<StackEvents><member><EventId>e</EventId></member></StackEvents>",
         [](Bench &bench) { return outcomeOf(run(bench.stacks.describeStackEvents(u"s"_s))); }},
    };
}

QByteArray answerWith(const Operation &operation, const QByteArray &result)
{
    return '<' + operation.action + "Response>" + result
           + "<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></" + operation.action + "Response>";
}

QByteArray answerOf(const Operation &operation, const QByteArray &inside)
{
    const QByteArray result = '<' + operation.action + "Result>" + inside + "</" + operation.action + "Result>";
    return answerWith(operation, operation.good.isEmpty() ? QByteArray() : result);
}

//! \p xml with each of its elements emptied, taken away and called otherwise in turn.
QList<QByteArray> damaged(const QByteArray &xml)
{
    QList<QByteArray> all;
    for (qsizetype at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at + 1)) {
        if (xml.at(at + 1) == '/')
            continue;
        const QByteArray name = xml.mid(at + 1, xml.indexOf('>', at) - at - 1);
        if (name == "member" || name == "entry")
            continue; // a list may have none
        const QByteArray close = "</" + name + '>';
        const qsizetype end = xml.indexOf(close, at) + close.size();
        const QByteArray inside = xml.mid(at + name.size() + 2, end - close.size() - at - name.size() - 2);
        const QByteArray before = xml.left(at);
        const QByteArray after = xml.mid(end);
        all << before + after << before + "<Other>" + inside + "</Other>" + after;
        const bool mayBeEmpty = name.endsWith('s') && inside.contains('<'); // a list
        if (!mayBeEmpty)
            all << before + '<' + name + "/>" + after;
    }
    return all;
}

//! What answers in XML; hollow_answers does the same for what answers in JSON.
class QueryAnswersTest : public QObject {
    Q_OBJECT

    Bench m_bench;

    static QList<Operation> operations() { return topicOperations() + stackOperations(); }

    QByteArray refused(const Operation &operation, const QByteArray &body)
    {
        m_bench.server.setAnswer({WireServer::ok(body, "Content-Type: text/xml\r\n")});
        const Outcome outcome = operation.call(m_bench);
        const QByteArray where = operation.action + ' ' + body + ": ";
        if (!outcome)
            return where + "taken for a success";
        if (outcome->kind != ErrorKind::Protocol)
            return where + outcome->code.toUtf8() + ' ' + outcome->detail.toUtf8();
        if (outcome->host != m_bench.server.url().authority())
            return where + "names no host";
        return {};
    }

private slots:
    void namesEveryOperation()
    {
        QStringList declared = declared_operations::of(u"reminders/sns_client.h"_s)
                               + declared_operations::of(u"reminders/cloud_formation_client.h"_s);
        QStringList tried;
        for (const Operation &operation : operations())
            tried.append(QString::fromLatin1(operation.name));
        declared.sort();
        tried.sort();
        QCOMPARE(tried, declared);
    }

    void takesTheGoodAnswers()
    {
        for (const Operation &operation : operations()) {
            m_bench.server.setAnswer({WireServer::ok(answerOf(operation, operation.good))});
            const Outcome outcome = operation.call(m_bench);
            QVERIFY2(!outcome, operation.action + (outcome ? ' ' + outcome->detail.toUtf8() : QByteArray()));
        }
    }

    void takesNoHollowAnswer()
    {
        for (const Operation &operation : operations()) {
            for (const QByteArray &body :
                 {QByteArray(), QByteArray(" "), QByteArray("{}"), QByteArray("null"), QByteArray("<html></html>"),
                  QByteArray("<Response/>"), '<' + operation.action + "Result/>", '<' + operation.action + "Response>",
                  '<' + operation.action + "ResponseX/>"}) {
                const QByteArray problem = refused(operation, body);
                QVERIFY2(problem.isEmpty(), problem);
            }
        }
    }

    void takesNoResultWithoutWhatItMustHave()
    {
        for (const Operation &operation : operations()) {
            if (operation.good.isEmpty())
                continue; // AWS gives no result
            const QByteArray noResult = refused(operation, answerWith(operation, {}));
            QVERIFY2(noResult.isEmpty(), noResult);
            for (const QByteArray &inside : damaged(operation.good)) {
                const QByteArray problem = refused(operation, answerOf(operation, inside));
                QVERIFY2(problem.isEmpty(), problem);
            }
        }
    }

    void takesNoAnswerWithoutAResultThatIsNotOfARequest()
    {
        for (const Operation &operation : operations()) {
            const QByteArray response = operation.action + "Response";
            for (const QByteArray inside : {"", "<ResponseMetadata/>", "<RequestId>r</RequestId>",
                                            "<ResponseMetadata><RequestId/></ResponseMetadata>",
                                            "<ResponseMetadata><RequestId> </RequestId></ResponseMetadata>"}) {
                for (const QByteArray &result : {QByteArray(), '<' + operation.action + "Result/>"}) {
                    const QByteArray body = '<' + response + '>' + result + inside + "</" + response + '>';
                    const QByteArray problem = refused(operation, body);
                    QVERIFY2(problem.isEmpty(), problem);
                }
            }
        }
    }

    void saysOfAWriteWithoutAProofThatItsOutcomeIsNotKnown()
    {
        m_bench.server.setAnswer({WireServer::ok("<SetTopicAttributesResponse/>")});
        const Outcome policy = outcomeOf(run(m_bench.sns.setTopicAttribute(topic, u"Policy"_s, u"{}"_s)));
        m_bench.server.setAnswer({WireServer::ok("<DeleteStackResponse/>")});
        const Outcome deletion = outcomeOf(run(m_bench.stacks.deleteStack(u"s"_s, u"t"_s)));
        for (const Outcome &outcome : {policy, deletion}) {
            QVERIFY(outcome);
            QVERIFY(outcome->answerLost && outcome->detail.contains(u"RequestId"_s));
        }
    }

    void takesOnlyTrueOrFalseForAFlag()
    {
        for (const QByteArray flag : {"", "1", "0", "yes", "null", "{}"}) {
            const QByteArray inside = "<IsInSandbox>" + flag + "</IsInSandbox>";
            m_bench.server.setAnswer({WireServer::ok("<GetSMSSandboxAccountStatusResponse>"
                                                     "<GetSMSSandboxAccountStatusResult>"
                                                     + inside
                                                     + "</GetSMSSandboxAccountStatusResult>"
                                                       "</GetSMSSandboxAccountStatusResponse>")});
            const auto answer = run(m_bench.sns.isInSmsSandbox());
            QVERIFY2(answer && !*answer, flag);
        }
    }
};

} // namespace query_answers_test

KEYTURN_TEST(query_answers, query_answers_test::QueryAnswersTest)
#include "query_answers_test.moc"
