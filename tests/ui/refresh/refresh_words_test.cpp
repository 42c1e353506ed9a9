#include "ui/refresh/refresh_words.h"

#include "tests/support/test_main.h"

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace refresh_words_test {

namespace {

const QDateTime now = QDateTime(QDate(2026, 11, 21), QTime(14, 5, 10), Qt::UTC);

RefreshBatch::Item unfit(Refusal obstacle)
{
    RefreshBatch::Item item;
    item.entry.id.name = u"team/crm"_s;
    item.state = RefreshBatch::State::Unfit;
    item.obstacle = obstacle;
    return item;
}

} // namespace

class RefreshWordsTest : public QObject {
    Q_OBJECT

private slots:
    void theCountdownRunsInSecondsInItsLastTwoHours()
    {
        QCOMPARE(RefreshWords::countdown(now.addSecs(41 * 60 + 12), now), u"41 min 12 s left"_s);
        QCOMPARE(RefreshWords::countdown(now.addSecs(59), now), u"59 s left"_s);
        QCOMPARE(RefreshWords::countdown(now.addSecs(7 * 3600), now), u"7 h left"_s);
        QCOMPARE(RefreshWords::countdown(now.addSecs(-1), now), u"expired"_s);
    }

    void thePlanSaysWhatIsMissingAndNeverWhatItMightBe()
    {
        RefreshBatch::Item half = unfit(Refusal::NoClientSecret);
        half.missing = {KeyRole::ClientSecret};
        QCOMPARE(RefreshWords::plan(half), u"Missing: Client secret"_s);
        QCOMPARE(RefreshWords::plan(unfit(Refusal::NoRefreshToken)), u"Holds no credentials that can be refreshed"_s);
        RefreshBatch::Item elsewhere = unfit(Refusal::TokenUrlConsent);
        elsewhere.host = u"id.example.com"_s;
        QVERIFY(RefreshWords::plan(elsewhere).contains(u"id.example.com"_s));
    }

    void everyObstacleHasWordsOfItsOwn()
    {
        QStringList sentences;
        for (const Refusal why :
             {Refusal::Deleted, Refusal::Replica, Refusal::Owned, Refusal::Binary, Refusal::Raw,
              Refusal::RotationPending, Refusal::TokenUrl, Refusal::TokenUrlConsent, Refusal::Unsaved,
              Refusal::HalfSaved, Refusal::Unfinished, Refusal::Refreshing, Refusal::Rotation}) {
            const QString word = refusalWord(why);
            const QString sentence = RefreshWords::plan(unfit(why));
            QVERIFY2(sentence != word && sentence.size() > 12, qPrintable(word));
            QVERIFY2(!sentences.contains(sentence), qPrintable(word));
            sentences.append(sentence);
        }
    }

    void anEntryThatKeepsNoAccessTokenIsTestedOnly()
    {
        RefreshBatch::Item item;
        item.state = RefreshBatch::State::Ready;
        QCOMPARE(RefreshWords::plan(item), u"Will be refreshed"_s);
        item.isTest = true;
        QVERIFY(RefreshWords::plan(item).startsWith(u"Tests the refresh token"_s));
        item.state = RefreshBatch::State::Done;
        QCOMPARE(RefreshWords::result(item), u"The refresh token works"_s);
    }

    void aDateAmongTheClaimsIsTold()
    {
        const Jwt::Member member{u"exp"_s, u"1795270000"_s, now.toSecsSinceEpoch()};
        QCOMPARE(RefreshWords::claim(member, now), u"1795270000 (today, 14:05)"_s);
    }
};

} // namespace refresh_words_test

KEYTURN_TEST(refresh_words, refresh_words_test::RefreshWordsTest)
#include "refresh_words_test.moc"
