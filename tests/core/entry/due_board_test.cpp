#include "core/entry/due_board.h"

#include "core/entry/entries.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_main.h"

#include <QTest>
#include <ctime>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace due_board_test {

namespace {

const QString usEast = u"us-east-1"_s;

QDateTime utc(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODate).toUTC();
}

QString reasonOf(const DueItem &item)
{
    static const QHash<DueReason, QString> words{{DueReason::ClientSecretAge, u"ClientSecretAge"_s},
                                                 {DueReason::NoChangeNotification, u"NoChangeNotification"_s},
                                                 {DueReason::ExpirationNotification, u"ExpirationNotification"_s},
                                                 {DueReason::Expiration, u"Expiration"_s},
                                                 {DueReason::Rotation, u"Rotation"_s},
                                                 {DueReason::ScheduledDeletion, u"ScheduledDeletion"_s},
                                                 {DueReason::PendingRotation, u"PendingRotation"_s},
                                                 {DueReason::TokenExpiry, u"TokenExpiry"_s},
                                                 {DueReason::RefreshIdle, u"RefreshIdle"_s},
                                                 {DueReason::RefreshAbsolute, u"RefreshAbsolute"_s},
                                                 {DueReason::Reminder, u"Reminder"_s},
                                                 {DueReason::UnreadablePolicy, u"UnreadablePolicy"_s}};
    return words.value(item.due.reason);
}

QString stateOf(const DueItem &item)
{
    static const QHash<DueState, QString> words{{DueState::Unknown, u"unknown"_s}, {DueState::Fine, u"fine"_s},
                                                {DueState::Soon, u"soon"_s},       {DueState::Overdue, u"overdue"_s},
                                                {DueState::Stuck, u"stuck"_s},     {DueState::Deleting, u"deleting"_s}};
    return words.value(item.state);
}

QString basisOf(const DueItem &item)
{
    static const QHash<DueBasis, QString> words{{DueBasis::Known, u"known"_s},
                                                {DueBasis::AtTheLatest, u"at-the-latest"_s},
                                                {DueBasis::Creation, u"creation"_s},
                                                {DueBasis::LastSeen, u"last-seen"_s}};
    return words.value(item.due.basis);
}

QString lineOf(const DueItem &item)
{
    const QString when = item.due.dueAt.isValid() ? item.due.dueAt.toUTC().toString(Qt::ISODate) : u"-"_s;
    return QStringList{reasonOf(item), when, stateOf(item)}.join(u' ');
}

QString linesOf(const QList<DueItem> &items)
{
    QStringList lines;
    for (const DueItem &item : items)
        lines.append(lineOf(item));
    return lines.join(u"; "_s);
}

SecretMetadata secretCalled(const QString &name)
{
    SecretMetadata made;
    made.name = name;
    made.arn = u"arn:aws:secretsmanager:us-east-1:123456789012:secret:"_s + name + u"-AbCdEf"_s;
    made.versionStages = {{u"v1"_s, {u"AWSCURRENT"_s}}};
    made.createdAt = utc(u"2026-05-01T12:00:00Z"_s);
    made.lastChangedAt = utc(u"2026-11-18T12:00:00Z"_s);
    return made;
}

Entry entryOf(const SecretMetadata &secret)
{
    return entryFromSecret(secret, usEast, FakeClock().utcNow());
}

} // namespace

// The computer's clock stands at Saturday 2026-11-21, 14:05 UTC.
class DueBoardTest : public QObject {
    Q_OBJECT

    const QDateTime m_now = FakeClock().utcNow();

    QString board(const SecretMetadata &secret) const { return linesOf(dueBoard({entryOf(secret)}, {}, m_now)); }

private slots:
    void computesTheDatesOfParameterPolicies_data();
    void computesTheDatesOfParameterPolicies();
    void tellsWhenAProviderEndsALogin_data();
    void tellsWhenAProviderEndsALogin();
    void tellsRotationsOfSecrets_data();
    void tellsRotationsOfSecrets();
    void aClientSecretHasItsGraceAndSpApisReminders();
    void whatAProviderSaysOfATokenGoesBeforeItsUsualLife();
    void aDeletedSecretHasOneDateOnly();
    void showsThePolicyStatusOfEachDate();
    void putsRemindersBesideAllOtherDates();
    void leavesOutRemindersOfAnotherAccountOrRegion();
    void within14DaysAreTheOverdueTheUnknownAndTheNext();
    void aUidStaysWhenTheDateMovesAndDiffersForEveryOtherDate();
};

void DueBoardTest::computesTheDatesOfParameterPolicies_data()
{
    QTest::addColumn<QString>("modified");
    QTest::addColumn<QStringList>("policies");
    QTest::addColumn<QString>("dates");
    const auto row = [](const char *name, const char *modified, const QByteArrayList &policies, const char *dates) {
        QStringList texts;
        for (const QByteArray &policy : policies)
            texts.append(QString::fromLatin1(policy));
        QTest::newRow(name) << QString::fromLatin1(modified) << texts << QString::fromLatin1(dates);
    };
    row("not changed for 1 Days", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"1\", \"Unit\": "
         "\"Days\"}}"},
        "NoChangeNotification 2026-06-02T08:30:00Z overdue");
    row("not changed for 30 Days", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"30\", \"Unit\": "
         "\"Days\"}}"},
        "NoChangeNotification 2026-07-01T08:30:00Z overdue");
    row("not changed for 150 Days", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"150\", \"Unit\": "
         "\"Days\"}}"},
        "NoChangeNotification 2026-10-29T08:30:00Z overdue");
    row("not changed for 173 Days", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"173\", \"Unit\": "
         "\"Days\"}}"},
        "NoChangeNotification 2026-11-21T08:30:00Z overdue");
    row("not changed for 174 Days", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"174\", \"Unit\": "
         "\"Days\"}}"},
        "NoChangeNotification 2026-11-22T08:30:00Z soon");
    row("not changed for 180 Days", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"180\", \"Unit\": "
         "\"Days\"}}"},
        "NoChangeNotification 2026-11-28T08:30:00Z soon");
    row("not changed for 365 Days", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"365\", \"Unit\": "
         "\"Days\"}}"},
        "NoChangeNotification 2027-06-01T08:30:00Z fine");
    row("not changed for 1 Hours", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"1\", \"Unit\": "
         "\"Hours\"}}"},
        "NoChangeNotification 2026-06-01T09:30:00Z overdue");
    row("not changed for 36 Hours", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"36\", \"Unit\": "
         "\"Hours\"}}"},
        "NoChangeNotification 2026-06-02T20:30:00Z overdue");
    row("not changed for 4159 Hours", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"4159\", \"Unit\": "
         "\"Hours\"}}"},
        "NoChangeNotification 2026-11-21T15:30:00Z soon");
    row("not changed for 4160 Hours", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"4160\", \"Unit\": "
         "\"Hours\"}}"},
        "NoChangeNotification 2026-11-21T16:30:00Z soon");
    row("over the change to summer time", "2027-03-20T01:30:00Z",
        {"{\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"30\", \"Unit\": "
         "\"Days\"}}"},
        "NoChangeNotification 2027-04-19T01:30:00Z fine");
    row("over the change to winter time", "2026-10-20T01:30:00Z",
        {"{\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"30\", \"Unit\": "
         "\"Days\"}}"},
        "NoChangeNotification 2026-11-19T01:30:00Z overdue");
    row("over a leap day", "2028-02-28T12:00:00Z",
        {"{\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"2\", \"Unit\": "
         "\"Days\"}}"},
        "NoChangeNotification 2028-03-01T12:00:00Z fine");
    row("over a February without one", "2027-02-28T12:00:00Z",
        {"{\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"1\", \"Unit\": "
         "\"Days\"}}"},
        "NoChangeNotification 2027-03-01T12:00:00Z fine");
    row("from a leap day on, a year", "2028-02-29T00:00:00Z",
        {"{\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"365\", \"Unit\": "
         "\"Days\"}}"},
        "NoChangeNotification 2029-02-28T00:00:00Z fine");
    row("from the last second of a year", "2026-12-31T23:59:59Z",
        {"{\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"1\", \"Unit\": "
         "\"Days\"}}"},
        "NoChangeNotification 2027-01-01T23:59:59Z fine");
    row("an expiration alone", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"Expiration\", \"Version\": \"1.0\", \"Attributes\": {\"Timestamp\": "
         "\"2026-12-02T21:34:33.000Z\"}}"},
        "Expiration 2026-12-02T21:34:33Z soon");
    row("expiration with a notification 15 Days before", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"Expiration\", \"Version\": \"1.0\", \"Attributes\": {\"Timestamp\": "
         "\"2026-12-02T21:34:33.000Z\"}}",
         "{\"Type\": \"ExpirationNotification\", \"Version\": \"1.0\", \"Attributes\": {\"Before\": \"15\", \"Unit\": "
         "\"Days\"}}"},
        "ExpirationNotification 2026-11-17T21:34:33Z overdue; Expiration 2026-12-02T21:34:33Z soon");
    row("expiration with a notification 30 Days before", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"Expiration\", \"Version\": \"1.0\", \"Attributes\": {\"Timestamp\": "
         "\"2026-12-02T21:34:33.000Z\"}}",
         "{\"Type\": \"ExpirationNotification\", \"Version\": \"1.0\", \"Attributes\": {\"Before\": \"30\", \"Unit\": "
         "\"Days\"}}"},
        "ExpirationNotification 2026-11-02T21:34:33Z overdue; Expiration 2026-12-02T21:34:33Z soon");
    row("expiration with a notification 1 Days before", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"Expiration\", \"Version\": \"1.0\", \"Attributes\": {\"Timestamp\": "
         "\"2026-12-02T21:34:33.000Z\"}}",
         "{\"Type\": \"ExpirationNotification\", \"Version\": \"1.0\", \"Attributes\": {\"Before\": \"1\", \"Unit\": "
         "\"Days\"}}"},
        "ExpirationNotification 2026-12-01T21:34:33Z soon; Expiration 2026-12-02T21:34:33Z soon");
    row("expiration with a notification 1 Hours before", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"Expiration\", \"Version\": \"1.0\", \"Attributes\": {\"Timestamp\": "
         "\"2026-12-02T21:34:33.000Z\"}}",
         "{\"Type\": \"ExpirationNotification\", \"Version\": \"1.0\", \"Attributes\": {\"Before\": \"1\", \"Unit\": "
         "\"Hours\"}}"},
        "ExpirationNotification 2026-12-02T20:34:33Z soon; Expiration 2026-12-02T21:34:33Z soon");
    row("expiration with a notification 12 Hours before", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"Expiration\", \"Version\": \"1.0\", \"Attributes\": {\"Timestamp\": "
         "\"2026-12-02T21:34:33.000Z\"}}",
         "{\"Type\": \"ExpirationNotification\", \"Version\": \"1.0\", \"Attributes\": {\"Before\": \"12\", \"Unit\": "
         "\"Hours\"}}"},
        "ExpirationNotification 2026-12-02T09:34:33Z soon; Expiration 2026-12-02T21:34:33Z soon");
    row("expiration with a notification 276 Hours before", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"Expiration\", \"Version\": \"1.0\", \"Attributes\": {\"Timestamp\": "
         "\"2026-12-02T21:34:33.000Z\"}}",
         "{\"Type\": \"ExpirationNotification\", \"Version\": \"1.0\", \"Attributes\": {\"Before\": \"276\", \"Unit\": "
         "\"Hours\"}}"},
        "ExpirationNotification 2026-11-21T09:34:33Z overdue; Expiration 2026-12-02T21:34:33Z soon");
    row("several notifications", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"ExpirationNotification\", \"Version\": \"1.0\", \"Attributes\": {\"Before\": \"1\", \"Unit\": "
         "\"Days\"}}",
         "{\"Type\": \"Expiration\", \"Version\": \"1.0\", \"Attributes\": {\"Timestamp\": \"2026-12-02T21:34:33Z\"}}",
         "{\"Type\": \"ExpirationNotification\", \"Version\": \"1.0\", \"Attributes\": {\"Before\": \"15\", \"Unit\": "
         "\"Days\"}}",
         "{\"Type\": \"ExpirationNotification\", \"Version\": \"1.0\", \"Attributes\": {\"Before\": \"30\", \"Unit\": "
         "\"Days\"}}"},
        "ExpirationNotification 2026-11-02T21:34:33Z overdue; ExpirationNotification 2026-11-17T21:34:33Z overdue; "
        "ExpirationNotification 2026-12-01T21:34:33Z soon; Expiration 2026-12-02T21:34:33Z soon");
    row("all three kinds", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"Expiration\", \"Version\": \"1.0\", \"Attributes\": {\"Timestamp\": \"2026-12-02T21:34:33Z\"}}",
         "{\"Type\": \"ExpirationNotification\", \"Version\": \"1.0\", \"Attributes\": {\"Before\": \"15\", \"Unit\": "
         "\"Days\"}}",
         "{\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"180\", \"Unit\": "
         "\"Days\"}}"},
        "ExpirationNotification 2026-11-17T21:34:33Z overdue; NoChangeNotification 2026-11-28T08:30:00Z soon; "
        "Expiration 2026-12-02T21:34:33Z soon");
    row("a notification without an expiration", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"ExpirationNotification\", \"Version\": \"1.0\", \"Attributes\": {\"Before\": \"15\", \"Unit\": "
         "\"Days\"}}"},
        "");
    row("expires 2026-12-03T08:04:33+10:30", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"Expiration\", \"Version\": \"1.0\", \"Attributes\": {\"Timestamp\": "
         "\"2026-12-03T08:04:33+10:30\"}}"},
        "Expiration 2026-12-02T21:34:33Z soon");
    row("expires 2026-12-03T08:04:33+10:30:00", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"Expiration\", \"Version\": \"1.0\", \"Attributes\": {\"Timestamp\": "
         "\"2026-12-03T08:04:33+10:30:00\"}}"},
        "Expiration 2026-12-02T21:34:33Z soon");
    row("expires 2026-12-02T16:34:33-05:00", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"Expiration\", \"Version\": \"1.0\", \"Attributes\": {\"Timestamp\": "
         "\"2026-12-02T16:34:33-05:00\"}}"},
        "Expiration 2026-12-02T21:34:33Z soon");
    row("expires 2028-02-29T00:00:00Z", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"Expiration\", \"Version\": \"1.0\", \"Attributes\": {\"Timestamp\": \"2028-02-29T00:00:00Z\"}}"},
        "Expiration 2028-02-29T00:00:00Z fine");
    row("expires 2026-11-21T14:05:00Z", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"Expiration\", \"Version\": \"1.0\", \"Attributes\": {\"Timestamp\": \"2026-11-21T14:05:00Z\"}}"},
        "Expiration 2026-11-21T14:05:00Z overdue");
    row("expires 2026-11-21T14:05:01Z", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"Expiration\", \"Version\": \"1.0\", \"Attributes\": {\"Timestamp\": \"2026-11-21T14:05:01Z\"}}"},
        "Expiration 2026-11-21T14:05:01Z soon");
    row("expires 2026-12-21T14:05:00Z", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"Expiration\", \"Version\": \"1.0\", \"Attributes\": {\"Timestamp\": \"2026-12-21T14:05:00Z\"}}"},
        "Expiration 2026-12-21T14:05:00Z soon");
    row("expires 2026-12-21T14:05:01Z", "2026-06-01T08:30:00Z",
        {"{\"Type\": \"Expiration\", \"Version\": \"1.0\", \"Attributes\": {\"Timestamp\": \"2026-12-21T14:05:01Z\"}}"},
        "Expiration 2026-12-21T14:05:01Z fine");
    row("not known: {\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"0\", "
        "\"Unit\": "
        "\"Days\"}}",
        "2026-06-01T08:30:00Z",
        {"{\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"0\", \"Unit\": "
         "\"Days\"}}"},
        "UnreadablePolicy - unknown");
    row("not known: {\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"-1\", "
        "\"Unit\": \"Days\"}}",
        "2026-06-01T08:30:00Z",
        {"{\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"-1\", \"Unit\": "
         "\"Days\"}}"},
        "UnreadablePolicy - unknown");
    row("not known: {\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"5\", "
        "\"Unit\": "
        "\"Weeks\"}}",
        "2026-06-01T08:30:00Z",
        {"{\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"5\", \"Unit\": "
         "\"Weeks\"}}"},
        "UnreadablePolicy - unknown");
    row("not known: {\"Type\": \"Expiration\", \"Version\": \"1.0\", \"Attributes\": {\"Timestamp\": \"tomorrow\"}}",
        "2026-06-01T08:30:00Z",
        {"{\"Type\": \"Expiration\", \"Version\": \"1.0\", \"Attributes\": {\"Timestamp\": \"tomorrow\"}}"},
        "UnreadablePolicy - unknown");
    row("not known: {\"Type\": \"Expiration\", \"Version\": \"1.0\", \"Attributes\": {\"Timestamp\": "
        "\"2027-02-29T00:00:00Z\"}}",
        "2026-06-01T08:30:00Z",
        {"{\"Type\": \"Expiration\", \"Version\": \"1.0\", \"Attributes\": {\"Timestamp\": \"2027-02-29T00:00:00Z\"}}"},
        "UnreadablePolicy - unknown");
    row("none: {\"Type\": \"SomethingNew\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"1\", \"Unit\": "
        "\"Days\"}}",
        "2026-06-01T08:30:00Z",
        {"{\"Type\": \"SomethingNew\", \"Version\": \"1.0\", \"Attributes\": {\"After\": \"1\", \"Unit\": \"Days\"}}"},
        "");
    row("not known: {}", "2026-06-01T08:30:00Z", {"{}"}, "UnreadablePolicy - unknown");
    row("not known: no JSON", "2026-06-01T08:30:00Z", {"no JSON"}, "UnreadablePolicy - unknown");
    row("a number instead of its text", "2026-06-01T08:30:00Z",
        {"{\"Type\":\"NoChangeNotification\",\"Version\":\"1.0\",\"Attributes\":{\"After\":10,\"Unit\":\"Days\"}}"},
        "NoChangeNotification 2026-06-11T08:30:00Z overdue");
}

void DueBoardTest::computesTheDatesOfParameterPolicies()
{
    QFETCH(const QString, modified);
    QFETCH(const QStringList, policies);
    QFETCH(const QString, dates);
    ParameterMetadata parameter;
    parameter.name = u"/my-erp/port"_s;
    parameter.arn = u"arn:aws:ssm:us-east-1:123456789012:parameter/my-erp/port"_s;
    parameter.lastModifiedAt = utc(modified);
    for (const QString &policy : policies)
        parameter.policies.append(ParameterPolicy::fromText(policy, u"Pending"_s));
    const QByteArray before = qgetenv("TZ");
    for (const char *zone : {"UTC", "Europe/Berlin", "America/Los_Angeles"}) { // days of policies are 24 hours
        qputenv("TZ", zone);
        tzset();
        const QList<DueItem> items = dueBoard(entriesFromParameters({parameter}, usEast, m_now), {}, m_now);
        QCOMPARE(linesOf(items), dates);
    }
    before.isEmpty() ? qunsetenv("TZ") : qputenv("TZ", before);
    tzset();
}

// Lives as the table of providers has them; the secret was made on 2026-05-01, and last changed three days ago.
void DueBoardTest::tellsWhenAProviderEndsALogin_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<bool>("known");
    QTest::addColumn<QString>("dates");
    QTest::newRow("upwork, metadata alone")
        << u"upwork"_s << false << u"RefreshIdle 2026-12-02T12:00:00Z fine at-the-latest"_s;
    QTest::newRow("upwork, dates known") << u"upwork"_s << true << u"RefreshIdle 2026-12-04T09:00:00Z fine known"_s;
    QTest::newRow("google, metadata alone")
        << u"google"_s << false << u"RefreshIdle 2027-05-17T12:00:00Z fine last-seen"_s;
    QTest::newRow("google, dates known") << u"google"_s << true << u"RefreshIdle 2027-05-19T09:00:00Z fine last-seen"_s;
    QTest::newRow("entra, metadata alone")
        << u"entra"_s << false << u"RefreshIdle 2027-02-16T12:00:00Z fine at-the-latest"_s;
    QTest::newRow("entra, dates known") << u"entra"_s << true << u"RefreshIdle 2027-02-18T09:00:00Z fine known"_s;
    QTest::newRow("linkedin, metadata alone")
        << u"linkedin"_s << false << u"RefreshAbsolute 2027-05-01T12:00:00Z fine creation"_s;
    QTest::newRow("linkedin, dates known")
        << u"linkedin"_s << true << u"RefreshAbsolute 2027-04-01T00:00:00Z fine known"_s;
    QTest::newRow("ebay, metadata alone")
        << u"ebay"_s << false << u"RefreshAbsolute 2027-10-31T00:00:00Z fine creation"_s;
    QTest::newRow("ebay, dates known") << u"ebay"_s << true << u"RefreshAbsolute 2027-09-30T12:00:00Z fine known"_s;
    QTest::newRow("github, metadata alone")
        << u"github"_s << false << u"RefreshIdle 2027-05-17T12:00:00Z fine at-the-latest"_s;
    QTest::newRow("github, dates known") << u"github"_s << true << u"RefreshIdle 2027-05-19T09:00:00Z fine known"_s;
    QTest::newRow("quickbooks, metadata alone")
        << u"quickbooks"_s << false
        << u"RefreshIdle 2027-02-26T12:00:00Z fine at-the-latest; RefreshAbsolute 2031-04-30T12:00:00Z fine creation"_s;
    QTest::newRow("quickbooks, dates known")
        << u"quickbooks"_s << true
        << u"RefreshIdle 2027-02-28T09:00:00Z fine known; RefreshAbsolute 2031-03-31T00:00:00Z fine known"_s;
    QTest::newRow("xero, metadata alone")
        << u"xero"_s << false << u"RefreshIdle 2027-01-17T12:00:00Z fine at-the-latest"_s;
    QTest::newRow("xero, dates known") << u"xero"_s << true << u"RefreshIdle 2027-01-19T09:00:00Z fine known"_s;
    QTest::newRow("atlassian, metadata alone")
        << u"atlassian"_s << false
        << u"RefreshIdle 2027-02-16T12:00:00Z fine at-the-latest; RefreshAbsolute 2027-05-01T12:00:00Z fine creation"_s;
    QTest::newRow("atlassian, dates known")
        << u"atlassian"_s << true
        << u"RefreshIdle 2027-02-18T09:00:00Z fine known; RefreshAbsolute 2027-04-01T00:00:00Z fine known"_s;
    QTest::newRow("box, metadata alone") << u"box"_s << false
                                         << u"RefreshIdle 2027-01-17T12:00:00Z fine at-the-latest"_s;
    QTest::newRow("box, dates known") << u"box"_s << true << u"RefreshIdle 2027-01-19T09:00:00Z fine known"_s;
    QTest::newRow("zoom, metadata alone")
        << u"zoom"_s << false << u"RefreshIdle 2027-02-16T12:00:00Z fine at-the-latest"_s;
    QTest::newRow("zoom, dates known") << u"zoom"_s << true << u"RefreshIdle 2027-02-18T09:00:00Z fine known"_s;
    QTest::newRow("ringcentral, metadata alone")
        << u"ringcentral"_s << false << u"RefreshIdle 2026-11-25T12:00:00Z fine at-the-latest"_s;
    QTest::newRow("ringcentral, dates known")
        << u"ringcentral"_s << true << u"RefreshIdle 2026-11-27T09:00:00Z fine known"_s;
    QTest::newRow("slack, metadata alone") << u"slack"_s << false << u""_s;
    QTest::newRow("slack, dates known") << u"slack"_s << true << u""_s;
    QTest::newRow("lwa, metadata alone") << u"lwa"_s << false << u""_s;
    QTest::newRow("lwa, dates known") << u"lwa"_s << true << u""_s;
    QTest::newRow("hubspot, metadata alone") << u"hubspot"_s << false << u""_s;
    QTest::newRow("hubspot, dates known") << u"hubspot"_s << true << u""_s;
}

void DueBoardTest::tellsWhenAProviderEndsALogin()
{
    QFETCH(const QString, provider);
    QFETCH(const bool, known);
    QFETCH(const QString, dates);
    SecretMetadata secret = secretCalled(u"some/login"_s);
    secret.tags.insert(u"keyturn:provider"_s, provider);
    secret.tags.insert(u"keyturn:kind"_s, u"oauth"_s);
    LoginFacts facts;
    if (known) {
        facts.refreshedAt = utc(u"2026-11-20T09:00:00Z"_s);
        facts.consentedAt = utc(u"2026-04-01T00:00:00Z"_s);
    }
    QStringList lines;
    for (const DueItem &item : dueBoard({entryOf(secret)}, {[&facts](const Entry &) { return facts; }}, m_now))
        lines.append(lineOf(item) + u' ' + basisOf(item));
    QCOMPARE(lines.join(u"; "_s), dates);
}

void DueBoardTest::tellsRotationsOfSecrets_data()
{
    QTest::addColumn<bool>("enabled");
    QTest::addColumn<QString>("next");
    QTest::addColumn<bool>("pending");
    QTest::addColumn<QString>("changed");
    QTest::addColumn<QString>("dates");
    const auto row = [](const char *name, bool enabled, const char *next, bool pending, const char *changed,
                        const char *dates) {
        QTest::newRow(name) << enabled << QString::fromLatin1(next) << pending << QString::fromLatin1(changed)
                            << QString::fromLatin1(dates);
    };
    row("never rotated", false, "", false, "2026-11-01T00:00:00Z", "");
    row("next month", true, "2026-12-21T23:59:59Z", false, "2026-11-01T00:00:00Z",
        "Rotation 2026-12-21T23:59:59Z fine");
    row("tonight", true, "2026-11-21T23:59:59Z", false, "2026-11-01T00:00:00Z", "Rotation 2026-11-21T23:59:59Z fine");
    row("a second ago", true, "2026-11-21T14:04:59Z", false, "2026-11-01T00:00:00Z",
        "Rotation 2026-11-21T14:04:59Z stuck");
    row("last week", true, "2026-11-14T23:59:59Z", false, "2026-11-01T00:00:00Z",
        "Rotation 2026-11-14T23:59:59Z stuck");
    row("switched off, with an old date", false, "2026-11-14T23:59:59Z", false, "2026-11-01T00:00:00Z", "");
    row("under way for ten minutes", true, "2026-12-21T23:59:59Z", true, "2026-11-21T13:55:00Z",
        "PendingRotation 2026-11-21T14:55:00Z fine; Rotation 2026-12-21T23:59:59Z fine");
    row("left unfinished", true, "2026-12-21T23:59:59Z", true, "2026-11-20T00:00:00Z",
        "PendingRotation 2026-11-20T01:00:00Z stuck; Rotation 2026-12-21T23:59:59Z fine");
    row("left unfinished, and switched off since", false, "", true, "2026-11-20T00:00:00Z",
        "PendingRotation 2026-11-20T01:00:00Z stuck");
    row("left unfinished, nobody knows when", true, "", true, "", "PendingRotation - unknown");
}

void DueBoardTest::tellsRotationsOfSecrets()
{
    QFETCH(const bool, enabled);
    QFETCH(const QString, next);
    QFETCH(const bool, pending);
    QFETCH(const QString, changed);
    QFETCH(const QString, dates);
    SecretMetadata secret = secretCalled(u"db"_s);
    secret.rotationEnabled = enabled;
    secret.nextRotationAt = utc(next);
    secret.lastChangedAt = utc(changed);
    if (pending)
        secret.versionStages.insert(u"v2"_s, {u"AWSPENDING"_s});
    QCOMPARE(board(secret), dates);
}

void DueBoardTest::aClientSecretHasItsGraceAndSpApisReminders()
{
    SecretMetadata secret = secretCalled(u"lwa-skill"_s);
    secret.tags = {{u"keyturn:kind"_s, u"lwa-skill"_s}, {QLatin1String(rotatedAtTag), u"2026-11-18T10:00:00Z"_s}};
    const QList<DueItem> items = dueBoard({entryOf(secret)}, {}, m_now);
    QCOMPARE(linesOf(items), u"ClientSecretAge 2027-05-17T10:00:00Z fine"_s);
    QCOMPARE(items.first().graceEnd, utc(u"2026-11-25T10:00:00Z"_s));
    QCOMPARE(items.first().leadDays, (QList<int>{90, 60, 30, 15, 7, 1}));
    QCOMPARE(items.first().source, DueSource::ProviderRule);
    secret.tags.remove(QLatin1String(rotatedAtTag)); // when the secret before it ended, nobody knows then
    QVERIFY(!dueBoard({entryOf(secret)}, {}, m_now).first().graceEnd.isValid());
}

void DueBoardTest::whatAProviderSaysOfATokenGoesBeforeItsUsualLife()
{
    SecretMetadata secret = secretCalled(u"some/login"_s);
    secret.tags.insert(u"keyturn:provider"_s, u"linkedin"_s);
    LoginFacts facts;
    facts.tokenExpiresAt = m_now.addDays(25);
    const auto tokenLine = [&] {
        for (const DueItem &item : dueBoard({entryOf(secret)}, {[&facts](const Entry &) { return facts; }}, m_now)) {
            if (item.due.reason == DueReason::TokenExpiry)
                return lineOf(item);
        }
        return QString();
    };
    QCOMPARE(tokenLine(), u"TokenExpiry 2026-12-16T14:05:00Z fine"_s); // 25 of 60 days are left
    facts.tokenExpiresAt = m_now.addDays(20);
    QCOMPARE(tokenLine(), u"TokenExpiry 2026-12-11T14:05:00Z soon"_s);
    facts.tokenExpiresAt = m_now.addSecs(-1);
    QCOMPARE(tokenLine(), u"TokenExpiry 2026-11-21T14:04:59Z overdue"_s);
}

void DueBoardTest::aDeletedSecretHasOneDateOnly()
{
    SecretMetadata secret = secretCalled(u"some/login"_s);
    secret.tags.insert(u"keyturn:provider"_s, u"xero"_s);
    secret.versionStages.insert(u"v2"_s, {u"AWSPENDING"_s});
    secret.deletedAt = m_now.addDays(7);
    QCOMPARE(board(secret), u"ScheduledDeletion 2026-11-28T14:05:00Z deleting"_s);
}

void DueBoardTest::showsThePolicyStatusOfEachDate()
{
    ParameterMetadata parameter;
    parameter.name = u"/a"_s;
    parameter.arn = u"arn:aws:ssm:us-east-1:123456789012:parameter/a"_s;
    parameter.lastModifiedAt = m_now;
    const auto before = [](const char *days) {
        return u"{\"Type\":\"ExpirationNotification\",\"Version\":\"1.0\",\"Attributes\":{\"Before\":\"%1\","
               "\"Unit\":\"Days\"}}"_s.arg(QLatin1String(days));
    };
    parameter.policies = {
        ParameterPolicy::fromText(u"{\"Type\":\"Expiration\",\"Version\":\"1.0\",\"Attributes\":{\"Timestamp\":"
                                  "\"2027-01-01T00:00:00Z\"}}"_s,
                                  u"Pending"_s),
        ParameterPolicy::fromText(before("60"), u"Finished"_s), ParameterPolicy::fromText(before("30"), u"Failed"_s)};
    QStringList statuses;
    for (const DueItem &item : dueBoard(entriesFromParameters({parameter}, usEast, m_now), {}, m_now))
        statuses.append(item.policyStatus);
    QCOMPARE(statuses, (QStringList{u"Finished"_s, u"Failed"_s, u"Pending"_s}));
}

void DueBoardTest::putsRemindersBesideAllOtherDates()
{
    const Entry entry = entryOf(secretCalled(u"db"_s));
    Reminder ofKey;
    ofKey.note = {u"1"_s, u"Ask for a new password"_s, u"ops"_s, u"https://example.com/"_s, 90};
    ofKey.entry = entry.id;
    ofKey.key = u"password"_s;
    ofKey.dueOn = QDate(2026, 11, 20);
    Reminder ofNothing;
    ofNothing.note = {u"2"_s, u"Renew the certificate"_s, {}, {}, 0};
    ofNothing.dueOn = QDate(2026, 12, 1);
    const QList<DueItem> items = dueBoard({entry}, {{}, {ofNothing, ofKey}}, m_now);
    QCOMPARE(items.size(), 2);
    QCOMPARE(items.at(0).note, ofKey.note);
    QCOMPARE(items.at(0).due.key, u"password"_s);
    QCOMPARE(items.at(0).state, DueState::Overdue);
    QCOMPARE(items.at(1).note, ofNothing.note);
    QCOMPARE(items.at(1).state, DueState::Soon);
}

void DueBoardTest::leavesOutRemindersOfAnotherAccountOrRegion()
{
    const Entry entry = entryOf(secretCalled(u"db"_s));
    Reminder elsewhere;
    elsewhere.note = {u"1"_s, u"Not here"_s, {}, {}, 0};
    elsewhere.dueOn = QDate(2026, 12, 1);
    elsewhere.entry = entry.id;
    elsewhere.entry.region = u"eu-west-1"_s;
    QVERIFY(dueBoard({entry}, {{}, {elsewhere}}, m_now).isEmpty());
    elsewhere.entry = entry.id;
    elsewhere.entry.account = u"210987654321"_s;
    QVERIFY(dueBoard({entry}, {{}, {elsewhere}}, m_now).isEmpty());
    elsewhere.entry = entry.id;
    elsewhere.entry.name = u"gone"_s; // its entry was deleted: somebody has noted it all the same
    QCOMPARE(dueBoard({entry}, {{}, {elsewhere}}, m_now).size(), 1);
}

void DueBoardTest::within14DaysAreTheOverdueTheUnknownAndTheNext()
{
    const auto item = [this](int days, DueState state) {
        DueItem made;
        made.due.dueAt = m_now.addDays(days);
        made.state = state;
        return made;
    };
    DueItem undated;
    undated.state = DueState::Unknown;
    const QList<DueItem> all{item(-300, DueState::Overdue), item(-2, DueState::Stuck), item(14, DueState::Soon),
                             item(15, DueState::Soon),      item(90, DueState::Fine),  undated};
    QCOMPARE(dueWithin(all, m_now, 14), (QList<DueItem>{all.at(0), all.at(1), all.at(2), all.at(5)}));
}

void DueBoardTest::aUidStaysWhenTheDateMovesAndDiffersForEveryOtherDate()
{
    DueItem item;
    item.entry = {Store::ParameterStore, u"123456789012"_s, usEast, u"/a"_s};
    item.due.name = u"/a"_s;
    item.due.reason = DueReason::ExpirationNotification;
    item.due.spanHours = 24;
    item.due.dueAt = m_now;
    const QString uid = dueUid(item);
    DueItem moved = item;
    moved.due.dueAt = m_now.addDays(90);
    moved.due.since = m_now;
    moved.state = DueState::Overdue;
    QCOMPARE(dueUid(moved), uid);
    QSet<QString> others{uid};
    DueItem other = item;
    other.due.spanHours = 48;
    others.insert(dueUid(other));
    other = item;
    other.due.reason = DueReason::Expiration;
    others.insert(dueUid(other));
    other = item;
    other.due.key = u"k"_s;
    others.insert(dueUid(other));
    other = item;
    other.entry.region = u"eu-west-1"_s;
    others.insert(dueUid(other));
    other = item;
    other.entry.store = Store::SecretsManager;
    others.insert(dueUid(other));
    QCOMPARE(others.size(), 6);
    for (const QChar c : uid)
        QVERIFY(c.unicode() < 128);
}

} // namespace due_board_test

KEYTURN_TEST(due_board, due_board_test::DueBoardTest)
#include "due_board_test.moc"
