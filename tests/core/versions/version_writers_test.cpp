#include "core/versions/version_writers.h"

#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace version_writers_test {

namespace {

const QString arn = u"arn:aws:secretsmanager:us-east-1:123456789012:secret:a/b-AbCdEf"_s;
const QDateTime noon = QDateTime::fromSecsSinceEpoch(1715938200, Qt::UTC);

TrailEvent called(const QString &name, const QString &secretId, const QString &by, int second = 0)
{
    return {u"id"_s, name, noon.addSecs(second), by, secretId, {}, u"v1"_s, false};
}

QString writer(const QList<TrailEvent> &events)
{
    const auto found = writerOf({u"v1"_s, {}, {}, noon, {}}, arn, events);
    return found ? found->by : QString();
}

} // namespace

class VersionWritersTest : public QObject {
    Q_OBJECT

private slots:
    void knowsTheSecretByNameAndByArnWithAndWithoutItsLetters()
    {
        for (const QString &id : {u"a/b"_s, arn, arn.chopped(7)})
            QCOMPARE(writer({called(u"PutSecretValue"_s, id, u"me"_s)}), u"me"_s);
        for (const QString &id : {u"a"_s, u"b"_s, u"a/b-other"_s, QString()})
            QCOMPARE(writer({called(u"PutSecretValue"_s, id, u"me"_s)}), QString());
        TrailEvent other = called(u"PutSecretValue"_s, u"a/b"_s, u"me"_s); // the same name, made anew since
        other.secretArn = arn.chopped(6) + u"GhIjKl"_s;
        QCOMPARE(writer({other}), QString());
    }

    void blamesNobodyForACallThatWasRefusedOrMadeAnotherVersion()
    {
        TrailEvent refused = called(u"PutSecretValue"_s, u"a/b"_s, u"me"_s);
        refused.isRefused = true;
        TrailEvent elsewhere = called(u"PutSecretValue"_s, u"a/b"_s, u"me"_s);
        elsewhere.token = u"v2"_s;
        const TrailEvent read = called(u"GetSecretValue"_s, u"a/b"_s, u"me"_s);
        QCOMPARE(writer({refused, elsewhere, read}), QString());
    }

    void whoWroteGoesBeforeWhoAskedForTheRotationAndTheFirstBeforeARepetition()
    {
        const TrailEvent asked = called(u"RotateSecret"_s, u"a/b"_s, u"admin"_s);
        const TrailEvent wrote = called(u"PutSecretValue"_s, u"a/b"_s, u"function"_s, 3);
        const TrailEvent again = called(u"PutSecretValue"_s, u"a/b"_s, u"somebody"_s, 5);
        QCOMPARE(writer({again, wrote, asked}), u"function"_s);
        QCOMPARE(writer({asked}), u"admin"_s);
    }
};

} // namespace version_writers_test

KEYTURN_TEST(version_writers, version_writers_test::VersionWritersTest)
#include "version_writers_test.moc"
