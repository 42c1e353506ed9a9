#include "core/workspace/listing_cache.h"

#include "core/base/json_writer.h"
#include "core/workspace/cached_rows.h"
#include "tests/support/test_main.h"
#include "tests/support/workspace_bench.h"

#include <QDir>
#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace listing_cache_test {

const QDateTime aMoment(QDate(2026, 11, 21), QTime(12, 5, 7, 250), Qt::UTC);

Entry fullSecret()
{
    Entry entry;
    entry.id = {Store::SecretsManager, u"123456789012"_s, u"eu-west-1"_s, u"app/prod/“lwa”"_s};
    entry.arn = u"arn:aws:secretsmanager:eu-west-1:123456789012:secret:app/prod/lwa-AbCdEf"_s;
    entry.kind = CredentialKind::LwaCli;
    entry.createdAt = aMoment.addDays(-400);
    entry.lastChangedAt = aMoment;
    entry.deletedAt = aMoment.addDays(7);
    entry.tokenExpiresAt = aMoment.addSecs(3600);
    entry.editedBy = u"us-east-1"_s;
    entry.isReplica = entry.rotationEnabled = entry.rotationPending = true;
    entry.currentVersion = u"v-1"_s;
    entry.versionCount = 3;
    DueDate due{DueReason::ClientSecretAge, entry.id.name, {}, aMoment.addDays(-170), aMoment.addDays(10)};
    due.basis = DueBasis::AtTheLatest;
    due.days = 180;
    due.spanHours = 5;
    entry.due = {due, {DueReason::ScheduledDeletion, u"another"_s, {}, {}, aMoment.addDays(7)}};
    return entry;
}

Entry fullGroup()
{
    Entry entry;
    entry.id = {Store::ParameterStore, u"123456789012"_s, u"eu-west-1"_s, u"/erp/lwa"_s};
    entry.kind = CredentialKind::SpApi;
    for (const QString &leaf : {u"/erp/lwa/id"_s, u"/erp/lwa/secret"_s}) {
        ParameterMetadata parameter;
        parameter.name = leaf;
        parameter.arn = u"arn:aws:ssm:eu-west-1:123456789012:parameter"_s + leaf;
        parameter.type = u"SecureString"_s;
        parameter.tier = u"Advanced"_s;
        parameter.version = 7;
        parameter.lastModifiedAt = aMoment;
        entry.parameters.append(parameter);
    }
    return entry;
}

QByteArray rowOf(const Entry &entry)
{
    JsonWriter json;
    writeCachedEntry(json, entry);
    return json.text().toByteArray();
}

//! A workspace that keeps its lists; the cache outlives several of them, as it does several runs of the program.
struct CacheBench {
    QTemporaryDir folder;
    ListingCache cache{folder.filePath(u"lists"_s)};
    Profile profile;

    CacheBench() { profile.name = u"plain"_s; }
    QStringList files() const { return QDir(folder.filePath(u"lists"_s)).entryList({u"*.list"_s}, QDir::Files); }
    QString path() const { return folder.filePath(u"lists/"_s + files().value(0)); }
    void keepTwo()
    {
        cache.write(profile, u"eu-west-1"_s, {fullSecret(), fullGroup()}, aMoment);
        cache.flush();
    }
    void rewrite(const std::function<void(QByteArray &)> &change) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray text = file.readAll();
        change(text);
        QVERIFY(file.resize(0) && file.seek(0) && file.write(text) == text.size());
    }
};

class ListingCacheTest : public QObject {
    Q_OBJECT

private slots:
    void anEntryComesBackAsItWas()
    {
        for (const Entry &entry : {fullSecret(), fullGroup()})
            QCOMPARE(readCachedEntry(rowOf(entry), u"eu-west-1"_s), entry);
    }

    void aDateComesBackWithItsKeyOrItWouldBeToldAgain()
    {
        Entry entry = fullSecret();
        entry.due[0].key = u"lwa-client-secret"_s;
        QCOMPARE(readCachedEntry(rowOf(entry), u"eu-west-1"_s), entry);
    }

    void whatMayHoldASecretIsLeftOut()
    {
        Entry entry = fullSecret();
        entry.description = u"canary description"_s;
        entry.tags = {{u"canary-tag"_s, u"canary value"_s}};
        entry.parameters = fullGroup().parameters;
        entry.parameters[0].description = entry.parameters[0].allowedPattern = u"canary"_s;
        entry.parameters[0].lastModifiedUser = entry.parameters[0].keyId = u"canary"_s;
        QVERIFY2(!rowOf(entry).contains("canary"), rowOf(entry).constData());
    }

    void aLineThatIsNoneIsNoEntry()
    {
        const QByteArray whole = rowOf(fullSecret());
        for (qsizetype size = 0; size < whole.size(); ++size)
            readCachedEntry(whole.first(size), {}); // no crash; what is cut ends up nameless or shorter
        for (const char *line : {"", "[]", "null", "{\"name\":[]}", "{\"name\":1}", "{\"due\":[[[", "\"x\""})
            QCOMPARE(readCachedEntry(line, {}).id.name, QString());
        const Entry odd = readCachedEntry(R"({"name":"n","kind":"new","due":[{"reason":"new"},7,null],"changed":1e300,)"
                                          R"("versions":-5,"parameters":[{"name":7}]})",
                                          {});
        QCOMPARE(odd.id.name, u"n"_s);
        QVERIFY(odd.due.isEmpty() && odd.parameters.isEmpty() && !odd.lastChangedAt.isValid());
        QCOMPARE(odd.versionCount, 0);
    }

    void aListIsReadAgainAPieceAtATime()
    {
        CacheBench bench;
        bench.keepTwo();
        std::optional<CachedListing> found = bench.cache.read(bench.profile, u"eu-west-1"_s);
        QVERIFY(found);
        QCOMPARE(found->listedAt(), aMoment);
        QCOMPARE(found->next(1), QList<Entry>{fullSecret()});
        QCOMPARE(found->next(5), QList<Entry>{fullGroup()});
        QVERIFY(found->next(5).isEmpty());
    }

    void theFileIsTheUsersAlone()
    {
        CacheBench bench;
        bench.keepTwo();
        QCOMPARE(QFile::permissions(bench.path()),
                 QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadUser | QFileDevice::WriteUser);
    }

    void eachPlaceHasItsOwnList()
    {
        CacheBench bench;
        bench.keepTwo();
        QVERIFY(!bench.cache.read(bench.profile, u"eu-west-2"_s));
        Profile other = bench.profile;
        other.name = u"other"_s;
        QVERIFY(!bench.cache.read(other, u"eu-west-1"_s));
        other = bench.profile;
        other.endpoint = QUrl(u"https://elsewhere.example"_s);
        QVERIFY(!bench.cache.read(other, u"eu-west-1"_s));
        other = bench.profile;
        other.kind = ProfileKind::Keychain;
        QVERIFY(!bench.cache.read(other, u"eu-west-1"_s));
    }

    void nothingIsKeptOfTheRehearsal()
    {
        CacheBench bench;
        bench.profile.kind = ProfileKind::Sandbox;
        bench.keepTwo();
        QVERIFY(bench.files().isEmpty());
    }

    void aBrokenForeignOrTooLargeFileCountsAsNone_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("a letter changed") << QByteArray("prod") << QByteArray("test");
        QTest::newRow("cut") << QByteArray("\"parameters\"") << QByteArray();
        QTest::newRow("another format") << QByteArray("\"keyturn\":1") << QByteArray("\"keyturn\":2");
        QTest::newRow("another place") << QByteArray("\"plain\"") << QByteArray("\"plane\"");
        QTest::newRow("no date") << QByteArray("\"listedAt\"") << QByteArray("\"listed\"");
        QTest::newRow("no checksum") << QByteArray("\"sha256\"") << QByteArray("\"sha\"");
        QTest::newRow("no JSON") << QByteArray("{\"keyturn\"") << QByteArray("keyturn");
    }

    void aBrokenForeignOrTooLargeFileCountsAsNone()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        CacheBench bench;
        bench.keepTwo();
        bench.rewrite([&](QByteArray &text) {
            QVERIFY(text.contains(from));
            to.isEmpty() ? text.truncate(text.indexOf(from)) : void(text.replace(from, to));
        });
        QVERIFY(!bench.cache.read(bench.profile, u"eu-west-1"_s));
    }

    void aTooLargeFileIsNotRead()
    {
        CacheBench bench;
        bench.keepTwo();
        QVERIFY(QFile::resize(bench.path(), ListingCache::largestFile + 1)); // sparse
        QVERIFY(!bench.cache.read(bench.profile, u"eu-west-1"_s));
    }

    void aLinkIsNotFollowed()
    {
        CacheBench bench;
        bench.keepTwo();
        const QString kept = bench.folder.filePath(u"elsewhere"_s);
        const QString path = bench.path();
        QVERIFY(QFile::rename(path, kept) && QFile::link(kept, path));
        QVERIFY(!bench.cache.read(bench.profile, u"eu-west-1"_s));
    }

    void switchedOffItForgetsAndKeepsNothing()
    {
        CacheBench bench;
        bench.keepTwo();
        QCOMPARE(bench.files().size(), 1);
        bench.cache.setKept(false);
        QVERIFY(bench.files().isEmpty());
        bench.keepTwo();
        QVERIFY(bench.files().isEmpty() && !bench.cache.read(bench.profile, u"eu-west-1"_s));
        bench.cache.setKept(true);
        bench.keepTwo();
        QCOMPARE(bench.files().size(), 1);
    }

    void theListStandsAtOnceWithItsAgeAndIsReplacedByTheListing()
    {
        CacheBench kept;
        WorkspaceBench first;
        first.workspace.listing().keepIn(kept.cache);
        QVERIFY(first.workspace.open(first.source.known.constFirst(), u"us-east-1"_s));
        QSignalSpy finished(&first.workspace.listing(), &Listing::finished);
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(!first.workspace.listing().cachedAt().isValid());
        kept.cache.flush();

        WorkspaceBench second;
        second.clock.advance(std::chrono::hours(2));
        second.aws.secrets.remove(ScriptedAws::arnOf(u"skill/plain"_s));
        second.put(u"skill/new"_s, "{}");
        Listing &listing = second.workspace.listing();
        listing.keepIn(kept.cache);
        QSignalSpy again(&listing, &Listing::finished);
        QVERIFY(second.workspace.open(second.source.known.constFirst(), u"us-east-1"_s));
        QCOMPARE(listing.entries().size(), 2); // before anything was asked
        QVERIFY(!second.id(u"skill/plain"_s).name.isEmpty());
        QCOMPARE(listing.cachedAt(), first.clock.now);
        QVERIFY(!listing.listedAt().isValid());
        QTRY_COMPARE(again.count(), 1);
        QCOMPARE(listing.entries().size(), 2);
        QVERIFY(second.id(u"skill/plain"_s).name.isEmpty() && !second.id(u"skill/new"_s).name.isEmpty());
        QVERIFY(!listing.cachedAt().isValid());
    }

    void withoutANetworkTheListStaysWithItsAge()
    {
        CacheBench kept;
        WorkspaceBench first;
        first.workspace.listing().keepIn(kept.cache);
        QVERIFY(first.workspace.open(first.source.known.constFirst(), u"us-east-1"_s));
        QTRY_VERIFY(first.workspace.listing().listedAt().isValid());
        kept.cache.flush();

        WorkspaceBench second;
        for (const auto &operation : {u"ListSecrets"_s, u"DescribeParameters"_s})
            second.aws.fail(operation, ScriptedAws::Fault::Denied, 0);
        Listing &listing = second.workspace.listing();
        listing.keepIn(kept.cache);
        QVERIFY(second.workspace.open(second.source.known.constFirst(), u"us-east-1"_s));
        QTRY_VERIFY(listing.listedAt().isValid());
        QVERIFY(!listing.errors().isEmpty());
        QCOMPARE(listing.entries().size(), 2);
        QCOMPARE(listing.cachedAt(), first.clock.now);
        QVERIFY(second.workspace.open(second.source.known.constFirst(), u"eu-west-1"_s));
        QVERIFY(listing.entries().isEmpty() && !listing.cachedAt().isValid());
    }

    void anotherAccountsEntriesGoWhenItTellsWhoItIs()
    {
        CacheBench kept;
        WorkspaceBench bench;
        Entry foreign = fullSecret();
        foreign.id.account = u"999999999999"_s;
        foreign.arn.replace(u"123456789012"_s, foreign.id.account);
        kept.cache.write(bench.source.known.constFirst(), u"us-east-1"_s, {foreign}, aMoment);
        kept.cache.flush();
        for (const auto &operation : {u"ListSecrets"_s, u"DescribeParameters"_s})
            bench.aws.fail(operation, ScriptedAws::Fault::Denied, 0);
        bench.workspace.listing().keepIn(kept.cache);
        QSignalSpy gone(&bench.workspace.listing(), &Listing::entriesGone);
        QVERIFY(bench.workspace.open(bench.source.known.constFirst(), u"us-east-1"_s));
        QCOMPARE(bench.workspace.listing().entries().size(), 1);
        QTRY_COMPARE(gone.count(), 1);
        QVERIFY(bench.workspace.listing().entries().isEmpty());
    }
};

} // namespace listing_cache_test

KEYTURN_TEST(listing_cache, listing_cache_test::ListingCacheTest)
#include "listing_cache_test.moc"
