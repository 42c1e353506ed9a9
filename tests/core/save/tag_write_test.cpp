#include "core/save/tag_write.h"

#include "tests/support/faulty_sandbox.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace tag_write_test {

using Fault = FaultySandbox::Fault;

class TagWriteTest : public QObject {
    Q_OBJECT

    struct Bench {
        FaultySandbox aws;
        Entry secret = aws.secret(u"a"_s, {"1"});
        TagWrite ofSecret{*aws.connection, Store::SecretsManager, secret.arn};
        TagWrite ofParameter{*aws.connection, Store::ParameterStore, u"/erp/a"_s};
        const QMap<QString, QString> tags{{u"team"_s, u"pay"_s}, {u"empty"_s, QString()}};
        const QStringList keys{u"team"_s, u"never there"_s};

        Bench() { aws.put(u"/erp/a"_s, "1"); }
    };

private slots:
    void tagsComeAndGo()
    {
        Bench bench;
        for (const TagWrite *write : {&bench.ofSecret, &bench.ofParameter}) {
            QVERIFY(*run(write->set(bench.tags)));
            QVERIFY(*run(write->remove(bench.keys)));
        }
    }

    void aSuccessThatIsNoneIsFoundOut()
    {
        Bench bench;
        for (const TagWrite *write : {&bench.ofSecret, &bench.ofParameter})
            QVERIFY(*run(write->set(bench.tags)));
        for (const QString &operation :
             {u"TagResource"_s, u"UntagResource"_s, u"AddTagsToResource"_s, u"RemoveTagsFromResource"_s})
            bench.aws.pretend(operation, {});
        const QMap<QString, QString> others{{u"team"_s, u"shop"_s}};
        for (const TagWrite *write : {&bench.ofSecret, &bench.ofParameter}) {
            const std::optional<Result<>> set = run(write->set(others));
            const std::optional<Result<>> removed = run(write->remove(bench.keys));
            for (const std::optional<Result<>> &done : {set, removed}) {
                QVERIFY(done && !*done);
                QCOMPARE(done->error().code, u"bad-answer"_s);
                QCOMPARE(done->error().host, bench.aws.server.url().authority());
            }
            QVERIFY(*run(write->set(bench.tags))); // they are there already
        }
    }

    void whereLookingIsDeniedAwsIsBelieved()
    {
        Bench bench;
        bench.aws.fail(u"DescribeSecret"_s, Fault::Denied);
        QVERIFY(*run(bench.ofSecret.set(bench.tags)));
        bench.aws.fail(u"ListTagsForResource"_s, Fault::Denied);
        QVERIFY(*run(bench.ofParameter.remove(bench.keys)));
    }

    void saysWhatWasRefused()
    {
        Bench bench;
        bench.aws.fail(u"TagResource"_s, Fault::Denied);
        QCOMPARE(run(bench.ofSecret.set(bench.tags))->error().kind, ErrorKind::AccessDenied);
    }
};

} // namespace tag_write_test

KEYTURN_TEST(tag_write, tag_write_test::TagWriteTest)
#include "tag_write_test.moc"
