#include "core/versions/version_labels.h"

#include "core/versions/history_reader.h"
#include "tests/support/faulty_sandbox.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace version_labels_test {

using Fault = FaultySandbox::Fault;

namespace {

QList<VersionRow> rowsOf(FaultySandbox &aws, const Entry &entry)
{
    const auto rows = run(readVersions(aws.connection.get(), entry));
    if (!rows || !*rows)
        qFatal("no versions");
    return **rows;
}

QString id(int i)
{
    return FaultySandbox::versionId(i);
}

} // namespace

class VersionLabelsTest : public QObject {
    Q_OBJECT

private slots:
    void movingTheCurrentLabelLeavesThePreviousOneBehind()
    {
        FaultySandbox aws;
        const Entry entry = aws.secret(u"a"_s, {"1", "2", "3"});
        LabelPlan plan(Store::SecretsManager, rowsOf(aws, entry));
        QCOMPARE(plan.put(u"AWSCURRENT"_s, 2), LabelFault::None);
        QCOMPARE(plan.put(u"mine"_s, 2), LabelFault::None);
        QCOMPARE(plan.labels(0), QStringList{u"AWSPREVIOUS"_s});
        const QList<LabelCall> calls = plan.calls();
        QCOMPARE(calls, (QList<LabelCall>{{u"AWSCURRENT"_s, id(2), id(0), {}}, {u"mine"_s, {}, id(0), {}}}));
        QVERIFY(*run(LabelSurgery(*aws.connection).run(entry, calls)));
        QCOMPARE(aws.holder(u"a"_s, u"AWSCURRENT"_s), id(0));
        QCOMPARE(aws.holder(u"a"_s, u"AWSPREVIOUS"_s), id(2));
        QCOMPARE(aws.holder(u"a"_s, u"mine"_s), id(0));
        QCOMPARE(plan.put(u"AWSCURRENT"_s, 0), LabelFault::None);
        QCOMPARE(plan.calls(), (QList<LabelCall>{{u"mine"_s, {}, id(0), {}}})); // back where it was
    }

    void theCurrentLabelIsNeverTakenOff()
    {
        FaultySandbox aws;
        const Entry entry = aws.secret(u"a"_s, {"1", "2"});
        LabelPlan plan(Store::SecretsManager, rowsOf(aws, entry));
        QCOMPARE(plan.remove(u"AWSCURRENT"_s, 0), LabelFault::Current);
        QCOMPARE(plan.remove(u"AWSPREVIOUS"_s, 1), LabelFault::None);
        QCOMPARE(plan.calls(), (QList<LabelCall>{{u"AWSPREVIOUS"_s, id(0), {}, {}}}));
        plan.reset();
        QVERIFY(plan.calls().isEmpty());
    }

    void namesFollowTheRulesOfTheirStore()
    {
        const LabelPlan secrets(Store::SecretsManager, {});
        QCOMPARE(secrets.fault(u"before audit!"_s), LabelFault::None);
        QCOMPARE(secrets.fault(u"AWSMINE"_s), LabelFault::Reserved);
        QCOMPARE(secrets.fault({}), LabelFault::Empty);
        QCOMPARE(secrets.fault(QString(257, u'x')), LabelFault::TooLong);
        const LabelPlan parameters(Store::ParameterStore, {});
        QCOMPARE(parameters.fault(u"before-audit_1.0"_s), LabelFault::None);
        QCOMPARE(parameters.fault(u"before audit"_s), LabelFault::Characters);
        for (const QString &label : {u"1st"_s, u"aws-x"_s, u"SSMx"_s})
            QCOMPARE(parameters.fault(label), LabelFault::Reserved);
        QCOMPARE(parameters.fault(QString(101, u'x')), LabelFault::TooLong);
    }

    void aVersionOfAParameterTakesTenLabels()
    {
        FaultySandbox aws;
        aws.put(u"/a"_s, "1");
        LabelPlan plan(Store::ParameterStore, rowsOf(aws, aws.parameters({u"/a"_s})));
        for (int i = 0; i < 10; ++i)
            QCOMPARE(plan.put(u"label%1"_s.arg(i), 0), LabelFault::None);
        QCOMPARE(plan.put(u"one-more"_s, 0), LabelFault::TooMany);
        QCOMPARE(plan.put(u"label3"_s, 0), LabelFault::None); // is there already
    }

    void labelsOfParametersArePutMovedAndTakenOff()
    {
        FaultySandbox aws;
        aws.put(u"/a"_s, "1");
        aws.put(u"/a"_s, "2");
        const Entry entry = aws.parameters({u"/a"_s});
        const LabelSurgery surgery(*aws.connection);
        const auto apply = [&](const std::function<void(LabelPlan &)> &change) {
            LabelPlan plan(Store::ParameterStore, rowsOf(aws, entry));
            change(plan);
            const auto done = run(surgery.run(entry, plan.calls()));
            return done && *done;
        };
        QVERIFY(apply([](LabelPlan &plan) { plan.put(u"good"_s, 1); }));
        QCOMPARE(rowsOf(aws, entry).at(1).labels, QStringList{u"good"_s});
        QVERIFY(apply([](LabelPlan &plan) { plan.put(u"good"_s, 0); }));
        QCOMPARE(rowsOf(aws, entry).at(0).labels, QStringList{u"good"_s});
        QVERIFY(rowsOf(aws, entry).at(1).labels.isEmpty());
        QVERIFY(apply([](LabelPlan &plan) { plan.remove(u"good"_s, 0); }));
        QVERIFY(rowsOf(aws, entry).at(0).labels.isEmpty());
    }

    void aLabelThatMovedMeanwhileIsAConflict()
    {
        FaultySandbox aws;
        const Entry entry = aws.secret(u"a"_s, {"1", "2", "3"});
        LabelPlan plan(Store::SecretsManager, rowsOf(aws, entry));
        QCOMPARE(plan.put(u"AWSCURRENT"_s, 2), LabelFault::None);
        aws.call(u"PutSecretValue"_s, {{"SecretId", "a"}, {"ClientRequestToken", id(9)}, {"SecretString", "theirs"}});
        const auto done = run(LabelSurgery(*aws.connection).run(entry, plan.calls()));
        QCOMPARE(done->error().kind, ErrorKind::Conflict);
        QCOMPARE(aws.holder(u"a"_s, u"AWSCURRENT"_s), id(9));
        QVERIFY(!aws.calls.contains(u"UpdateSecretVersionStage"_s));
    }

    void aLostAnswerIsFoundOut()
    {
        FaultySandbox aws;
        const Entry entry = aws.secret(u"a"_s, {"1", "2", "3"});
        LabelPlan plan(Store::SecretsManager, rowsOf(aws, entry));
        QCOMPARE(plan.put(u"mine"_s, 2), LabelFault::None);
        aws.fail(u"UpdateSecretVersionStage"_s, Fault::LostSent);
        QVERIFY(*run(LabelSurgery(*aws.connection).run(entry, plan.calls())));
        QCOMPARE(aws.calls.count(u"UpdateSecretVersionStage"_s), 1);
        QCOMPARE(aws.holder(u"a"_s, u"mine"_s), id(0));
    }

    void aMoveThatOnlySaysItIsDoneIsFoundOut()
    {
        FaultySandbox aws;
        const Entry secret = aws.secret(u"a"_s, {"1", "2"});
        LabelPlan plan(Store::SecretsManager, rowsOf(aws, secret));
        QCOMPARE(plan.put(u"mine"_s, 1), LabelFault::None);
        aws.pretend(u"UpdateSecretVersionStage"_s, {{"ARN", secret.arn}, {"Name", "a"}});
        const LabelSurgery surgery(*aws.connection);
        QCOMPARE(run(surgery.run(secret, plan.calls()))->error().code, u"bad-answer"_s);

        aws.put(u"/a"_s, "1");
        const Entry parameter = aws.parameters({u"/a"_s});
        LabelPlan labels(Store::ParameterStore, rowsOf(aws, parameter));
        QCOMPARE(labels.put(u"good"_s, 0), LabelFault::None);
        aws.pretend(u"LabelParameterVersion"_s, {{"ParameterVersion", 1}, {"InvalidLabels", QJsonArray()}});
        const Error error = run(surgery.run(parameter, labels.calls()))->error();
        QCOMPARE(error.code, u"bad-answer"_s);
        QCOMPARE(error.operation, u"ssm:LabelParameterVersion"_s);
    }

    void theErrorNamesWhatWasMovedBeforeIt()
    {
        FaultySandbox aws;
        const Entry entry = aws.secret(u"a"_s, {"1", "2", "3"});
        LabelPlan plan(Store::SecretsManager, rowsOf(aws, entry));
        QCOMPARE(plan.put(u"first"_s, 2), LabelFault::None);
        QCOMPARE(plan.put(u"second"_s, 2), LabelFault::None);
        aws.onCall = [&aws](const QString &operation) {
            if (operation == "UpdateSecretVersionStage"_L1 && aws.calls.count(operation) == 2)
                aws.fail(operation, Fault::Denied);
        };
        const Error error = run(LabelSurgery(*aws.connection).run(entry, plan.calls()))->error();
        QVERIFY(error.detail.contains(u"first"_s) && !error.detail.contains(u"second"_s));
    }
};

} // namespace version_labels_test

KEYTURN_TEST(version_labels, version_labels_test::VersionLabelsTest)
#include "version_labels_test.moc"
