#include "core/versions/history_reader.h"

#include "core/read/entry_store.h"
#include "tests/support/faulty_sandbox.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace history_reader_test {

namespace {

EntryContent opened(FaultySandbox &aws, const Entry &entry)
{
    const EntryStore store(*aws.connection);
    return *run(store.open(entry)).value();
}

} // namespace

class HistoryReaderTest : public QObject {
    Q_OBJECT

private slots:
    void readsNoMoreValuesThanItTakesToDateEveryKey()
    {
        FaultySandbox aws;
        const Entry entry = aws.secret(u"a"_s, {R"({"k":"1"})", R"({"k":"2"})", R"({"k":"3"})"});
        const EntryContent content = opened(aws, entry);
        aws.calls.clear();
        const auto history = run(readForAges(aws.connection.get(), content));
        QVERIFY(history && *history);
        QCOMPARE(aws.calls.count(u"GetSecretValue"_s), 1); // the one before the last change
        const KeyAge age = (*history)->ages().value(u"k"_s);
        QVERIFY(age.known);
        QCOMPARE(age.versionId, content.versionId);
    }

    void stopsAtALimitWhereAValueNeverChanged()
    {
        FaultySandbox aws;
        QList<QByteArray> texts;
        for (int i = 0; i < mostVersionsForAges + 5; ++i)
            texts.append("{\"id\":\"same\",\"n\":\"" + QByteArray::number(i) + "\"}");
        const Entry entry = aws.secret(u"a"_s, texts);
        const EntryContent content = opened(aws, entry);
        aws.calls.clear();
        const auto history = run(readForAges(aws.connection.get(), content));
        QVERIFY(history && *history);
        QCOMPARE(aws.calls.count(u"GetSecretValue"_s), mostVersionsForAges);
        const QHash<QString, KeyAge> ages = (*history)->ages();
        QVERIFY(ages.value(u"n"_s).known);
        QVERIFY(ages.value(u"id"_s).since.isValid() && !ages.value(u"id"_s).known); // that old at least
    }

    void aValueThatMayNotBeReadEndsItWithoutAnError()
    {
        FaultySandbox aws;
        const Entry entry = aws.secret(u"a"_s, {R"({"k":"1"})", R"({"k":"2"})"});
        const EntryContent content = opened(aws, entry);
        aws.fail(u"GetSecretValue"_s, FaultySandbox::Fault::Denied);
        const auto history = run(readForAges(aws.connection.get(), content));
        QVERIFY(history && *history);
        QVERIFY(!(*history)->ages().value(u"k"_s).known);
    }
};

} // namespace history_reader_test

KEYTURN_TEST(history_reader, history_reader_test::HistoryReaderTest)
#include "history_reader_test.moc"
