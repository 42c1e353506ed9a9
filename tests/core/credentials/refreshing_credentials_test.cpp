#include "core/credentials/refreshing_credentials.h"

#include "core/async/when_all.h"
#include "tests/support/fake_clock.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"

using namespace keyturn;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace refreshing_credentials_test {

//! Gives numbered keys that live for an hour, after a turn of the event loop; or fails.
class CountingSource final : public CredentialSource {
public:
    CountingSource(const Clock &clock, int &count, const bool &fails, bool asks) :
        m_clock(clock), m_count(count), m_fails(fails), m_asks(asks)
    {}
    Task<Result<Credentials>> fetch() override
    {
        ++m_count;
        Completion<int> turn;
        turn.completer()(0);
        co_await turn;
        if (m_fails)
            co_return Error{ErrorKind::Network, u"test"_s, u"no network"_s};
        co_return Credentials{QByteArray::number(m_count), {}, {}, m_clock.utcNow().addSecs(3600)};
    }
    QString description() const override { return u"test"_s; }
    bool asksPeople() const override { return m_asks; }

private:
    const Clock &m_clock;
    int &m_count;
    const bool &m_fails;
    const bool m_asks;
};

class RefreshingCredentialsTest : public QObject {
    Q_OBJECT

    FakeClock m_clock;
    int m_count = 0;
    bool m_fails = false;
    std::unique_ptr<RefreshingCredentials> m_provider;

    void make(bool asks)
    {
        m_provider = std::make_unique<RefreshingCredentials>(
            std::make_unique<CountingSource>(m_clock, m_count, m_fails, asks), m_clock);
    }
    QByteArray key()
    {
        const std::optional<Result<Credentials>> got = run(m_provider->credentials());
        return got && *got ? (*got)->accessKeyId : QByteArray("none");
    }

private slots:
    void init()
    {
        m_clock = FakeClock();
        m_count = 0;
        m_fails = false;
        make(false);
    }

    void asksOnceForAllWhoComeAtTheSameTime()
    {
        std::vector<Task<Result<Credentials>>> tasks;
        for (int i = 0; i < 50; ++i)
            tasks.push_back(m_provider->credentials());
        const auto all = run(whenAll(std::move(tasks)));
        QVERIFY(all);
        for (const Result<Credentials> &one : *all)
            QCOMPARE(one->accessKeyId, QByteArray("1"));
        QCOMPARE(m_count, 1);
        QCOMPARE(key(), QByteArray("1"));
        QCOMPARE(m_count, 1);
    }

    void tellsAllOfThemWhyThereIsNothingAndAsksAgainTheNextTime()
    {
        m_fails = true;
        std::vector<Task<Result<Credentials>>> tasks;
        for (int i = 0; i < 3; ++i)
            tasks.push_back(m_provider->credentials());
        const auto all = run(whenAll(std::move(tasks)));
        for (const Result<Credentials> &one : *all)
            QCOMPARE(one.error().detail, u"no network"_s);
        QCOMPARE(m_count, 1);
        m_fails = false;
        QCOMPARE(key(), QByteArray("2"));
    }

    void oneWhoGoesAwayTakesNothingFromTheOthers()
    {
        std::optional<Task<Result<Credentials>>> gone = m_provider->credentials();
        {
            TaskScope scope;
            scope.launch(std::move(*gone), [](const Result<Credentials> &) {});
        }
        QCOMPARE(key(), QByteArray("1"));
        QCOMPARE(m_count, 1);
    }

    void renewsAheadOfTheEnd()
    {
        QCOMPARE(key(), QByteArray("1"));
        m_clock.advance(44min);
        QCOMPARE(key(), QByteArray("1"));
        m_clock.advance(2min);
        QCOMPARE(key(), QByteArray("2"));
    }

    void usesWhatThereIsWhileRenewingFailsAndSaysSoAtTheEnd()
    {
        QCOMPARE(key(), QByteArray("1"));
        m_fails = true;
        m_clock.advance(50min);
        QCOMPARE(key(), QByteArray("1"));
        QCOMPARE(key(), QByteArray("1"));
        QCOMPARE(m_count, 2); // not at every request
        m_clock.advance(61s);
        QCOMPARE(key(), QByteArray("1"));
        QCOMPARE(m_count, 3);
        m_clock.advance(10min);
        QCOMPARE(key(), QByteArray("none"));
    }

    void asksAPersonAheadOfTheEndOnceOnly()
    {
        make(true);
        QCOMPARE(key(), QByteArray("1"));
        m_fails = true;
        m_clock.advance(50min);
        QCOMPARE(key(), QByteArray("1"));
        m_clock.advance(5min);
        QCOMPARE(key(), QByteArray("1"));
        QCOMPARE(m_count, 2);
        m_fails = false;
        m_clock.advance(6min);
        QCOMPARE(key(), QByteArray("3"));
    }

    void asksAgainWhereTheServiceSaidThatTheyHaveExpired()
    {
        QCOMPARE(key(), QByteArray("1"));
        m_provider->invalidate();
        QCOMPARE(key(), QByteArray("2"));
    }
};

} // namespace refreshing_credentials_test

KEYTURN_TEST(refreshing_credentials, refreshing_credentials_test::RefreshingCredentialsTest)
#include "refreshing_credentials_test.moc"
