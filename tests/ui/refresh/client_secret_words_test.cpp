#include "ui/refresh/client_secret_runbook.h"

#include "tests/support/test_main.h"
#include "ui/refresh/client_secret_words.h"
#include "ui/refresh/probe_words.h"
#include "ui/refresh/secret_order_words.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace client_secret_words_test {

namespace {

const QDateTime now = QDateTime::fromString(u"2026-11-21T14:05:00Z"_s, Qt::ISODate);

ClientSecretChange halfWritten()
{
    ClientSecretChange change;
    change.entry = {Store::SecretsManager, u"123456789012"_s, u"us-east-1"_s, u"team/_app_*"_s};
    change.provider = u"Acme"_s;
    change.state = ClientSecretChange::State::Writing;
    change.at = change.testedAt = now;
    change.graceUntil = now.addDays(7);
    change.copies = {{change.entry, {}, {u"client_secret"_s}, true, u"v2"_s, {}},
                     {{Store::ParameterStore, {}, {}, u"/erp/secret"_s}, {}, {u"/erp/secret"_s}, false, {}, {}}};
    change.consumers = {{u"the [night] job"_s, true}, {u"the Lambda"_s, false}};
    return change;
}

} // namespace

class ClientSecretWordsTest : public QObject {
    Q_OBJECT

private slots:
    void theRunbookTellsWhatIsDoneAndWhatIsNot()
    {
        const QString text = ClientSecretRunbook(halfWritten(), now).markdown();
        QVERIFY(text.startsWith(u"# Client secret of team/\\_app\\_\\*"_s));
        QVERIFY(text.contains(u"- [x] team/\\_app\\_\\* (client\\_secret): written, version v2"_s));
        QVERIFY(text.contains(u"- [ ] /erp/secret (/erp/secret): not written yet"_s));
        QVERIFY(text.contains(u"1 of 2"_s));
        QVERIFY(text.contains(u"2026-11-28 14:05 UTC"_s));
        QVERIFY(text.contains(u"- [x] the \\[night\\] job"_s));
        QVERIFY(text.contains(u"- [ ] the Lambda"_s));
    }

    void theRunbookIsWrittenAsMarkdownAndAsPdf()
    {
        const QTemporaryDir folder;
        const QString markdown = folder.filePath(u"runbook.md"_s);
        QCOMPARE(ClientSecretRunbook(halfWritten(), now).write(markdown), QString());
        QFile text(markdown);
        QVERIFY(text.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(text.readAll()), ClientSecretRunbook(halfWritten(), now).markdown());
        const QString pdf = folder.filePath(u"runbook.pdf"_s);
        QCOMPARE(ClientSecretRunbook(halfWritten(), now).write(pdf), QString());
        QFile paper(pdf);
        QVERIFY(paper.open(QIODevice::ReadOnly));
        QVERIFY(paper.read(5) == "%PDF-" && paper.size() > 2000);
        QVERIFY(!ClientSecretRunbook(halfWritten(), now).write(folder.filePath(u"no/such.md"_s)).isEmpty());
    }

    void theGraceIsCountedDown()
    {
        ClientSecretChange change = halfWritten();
        change.state = ClientSecretChange::State::Grace;
        QVERIFY(ClientSecretWords::state(change, now.addDays(2)).contains(u"5 days 0 h left"_s));
        QVERIFY(ClientSecretWords::state(change, now.addDays(8)).contains(u"has expired"_s));
    }

    void oneThatWasOrderedIsNotDoneBeforeItsMessageIsDeleted()
    {
        ClientSecretChange change = halfWritten();
        change.state = ClientSecretChange::State::Grace;
        change.notice.queues = {u"http://127.0.0.1/1/q"_s};
        QVERIFY(ClientSecretWords::state(change, now).contains(u"still in the queue"_s));
        QVERIFY(ClientSecretRunbook(change, now).markdown().contains(u"- [ ] Delete the message"_s));
        QVERIFY(ClientSecretRunbook(change, now).markdown().contains(u"- [x] Order a new client secret"_s));
        change.notice.isDeleted = true;
        QVERIFY(ClientSecretWords::state(change, now.addDays(2)).contains(u"5 days 0 h left"_s));
        QVERIFY(ClientSecretRunbook(change, now).markdown().contains(u"- [x] Delete the message"_s));
    }

    void whyThereIsNoApiAndWhatAnOrderWasRefusedForIsSaid()
    {
        QCOMPARE(SecretOrderWords::noWay({ErrorKind::Unsupported, Refusal::NoSecretApi, u"Acme"_s}),
                 u"Acme has no API that makes client secrets."_s);
        QVERIFY(SecretOrderWords::noWay({ErrorKind::Unsupported, Refusal::NoClientId, {}}).contains(u"no client id"_s));
        const Error scope{ErrorKind::Auth, u"invalid_scope"_s, {}, {}, {}, u"refresh_token"_s};
        QVERIFY(ClientSecretWords::failure(scope, u"team"_s).contains(u"order client secrets (invalid_scope)"_s));
        const Error enrolment{ErrorKind::Unsupported, Refusal::NotEnrolled, {}, {}, {}, u"client-secret"_s};
        QVERIFY(ClientSecretWords::failure(enrolment, u"team"_s).contains(u"made no client secret"_s));
        const Error secret{ErrorKind::Auth, u"invalid_client"_s, {}, {}, {}, u"refresh_token"_s};
        QVERIFY(ClientSecretWords::failure(secret, u"team"_s).contains(u"doesn't accept"_s));
    }

    void anOldTokenThatDiedIsNoTrouble()
    {
        VersionCheck check{u"AWSPREVIOUS"_s, u"v1"_s};
        check.answer = ProbeAnswer{ProbeAnswer::Kind::Refused, 401, u"api.example.com"_s, {}, now};
        QCOMPARE(ProbeWords::status(check, false), Status::NoDueDate);
        check.stage = u"AWSCURRENT"_s;
        QCOMPARE(ProbeWords::status(check, false), Status::Overdue);
        check.propagatingSince = now;
        QCOMPARE(ProbeWords::status(check, true), Status::Propagating);
        QVERIFY(ProbeWords::chip(check, true).startsWith(u"propagating since"_s));
    }
};

} // namespace client_secret_words_test

KEYTURN_GUI_TEST(client_secret_words, client_secret_words_test::ClientSecretWordsTest)
#include "client_secret_words_test.moc"
