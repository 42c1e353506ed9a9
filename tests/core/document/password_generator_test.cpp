#include "core/document/password_generator.h"
#include "tests/support/test_main.h"

#include <QHash>
#include <QTest>

#include <cmath>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace password_generator_test {

namespace {

const QByteArray lower = "abcdefghijklmnopqrstuvwxyz";
const QByteArray upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const QByteArray digits = "0123456789";
const QByteArray punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

QByteArray made(const PasswordOptions &options)
{
    const Result<SecretString> password = generatePassword(options);
    return password ? password->bytes().toByteArray() : "error: " + password.error().code.toUtf8();
}

bool holdsOneOf(const QByteArray &password, const QByteArray &characters)
{
    return std::any_of(password.begin(), password.end(), [&](char c) { return characters.contains(c); });
}

bool holdsOnly(const QByteArray &password, const QByteArray &characters)
{
    return std::all_of(password.begin(), password.end(), [&](char c) { return characters.contains(c); });
}

//! Chi-squared of \p counts against equal chances, in standard deviations from what is expected.
double deviation(const QHash<QByteArray, int> &counts, int outcomes, int draws)
{
    const double expected = static_cast<double>(draws) / outcomes;
    double squares = (outcomes - static_cast<int>(counts.size())) * expected;
    for (const int count : counts)
        squares += (count - expected) * (count - expected) / expected;
    const double freedom = outcomes - 1;
    return (squares - freedom) / std::sqrt(2 * freedom);
}

} // namespace

class PasswordGeneratorTest : public QObject {
    Q_OBJECT

private slots:
    void hasTheDefaultsOfGetRandomPassword()
    {
        for (int i = 0; i < 200; ++i) {
            const QByteArray password = made({});
            QCOMPARE(password.size(), 32);
            QVERIFY(holdsOnly(password, lower + upper + digits + punctuation));
            for (const QByteArray &type : {lower, upper, digits, punctuation})
                QVERIFY(holdsOneOf(password, type));
        }
        QVERIFY(made({}) != made({}));
    }

    void obeysEveryExclusion()
    {
        PasswordOptions options;
        options.passwordLength = 400;
        options.excludeNumbers = true;
        options.excludePunctuation = true;
        options.excludeCharacters = u"abcXYZ\u00E9"_s;
        options.includeSpace = true;
        const QByteArray password = made(options);
        QVERIFY(holdsOnly(password, QByteArray(lower + upper + " ").replace("abc", "").replace("XYZ", "")));
        QVERIFY(password.contains(' ')); // missing by chance: 1 in 10^3
        options.excludeUppercase = true;
        options.includeSpace = false;
        QVERIFY(holdsOnly(made(options), lower));
        options.excludeLowercase = true;
        QCOMPARE(made(options), QByteArray("error: alphabet"));
    }

    void makesTheShortestAndTheLongest()
    {
        PasswordOptions options;
        for (const int length : {4, 4096}) {
            options.passwordLength = length;
            QCOMPARE(made(options).size(), length);
        }
        for (const int length : {0, -1, 4097}) {
            options.passwordLength = length;
            QCOMPARE(made(options), QByteArray("error: length"));
        }
        options.passwordLength = 3;
        QCOMPARE(made(options), QByteArray("error: types"));
        options.requireEachIncludedType = false;
        QCOMPARE(made(options).size(), 3);
    }

    void requiresOnlyTypesThatAreLeft()
    {
        PasswordOptions options;
        options.passwordLength = 1;
        options.excludeCharacters = QString::fromLatin1(digits + punctuation + upper);
        QVERIFY(holdsOnly(made(options), lower));
    }

    //! 62 does not divide 256: a generator that takes the remainder makes the first 8 characters 25 % likelier, which
    //! is over 100 deviations here; a fair one stays within 8 but once in 10^12 runs.
    void makesEveryCharacterEquallyLikely()
    {
        PasswordOptions options;
        options.passwordLength = 4096;
        options.excludePunctuation = true;
        options.requireEachIncludedType = false;
        QHash<QByteArray, int> counts;
        constexpr int passwords = 100;
        for (int i = 0; i < passwords; ++i) {
            const QByteArray password = made(options);
            for (qsizetype k = 0; k < password.size(); ++k)
                ++counts[password.mid(k, 1)];
        }
        const double sigma = deviation(counts, 62, passwords * options.passwordLength);
        QVERIFY2(std::abs(sigma) < 8, qPrintable(QString::number(sigma)));
    }

    //! Two types of 2 and 1 characters, length 3, each required: 18 passwords of 27. Putting the missing type in
    //! afterwards would make some likelier.
    void makesEveryAllowedPasswordEquallyLikely()
    {
        PasswordOptions options;
        options.passwordLength = 3;
        options.excludePunctuation = true;
        options.excludeUppercase = true;
        options.excludeCharacters =
            QString::fromLatin1(QByteArray(lower).remove(0, 2) + QByteArray(digits).remove(0, 1));
        QHash<QByteArray, int> counts;
        constexpr int draws = 36'000;
        for (int i = 0; i < draws; ++i)
            ++counts[made(options)];
        QCOMPARE(counts.size(), 18);
        const double sigma = deviation(counts, 18, draws);
        QVERIFY2(std::abs(sigma) < 10, qPrintable(QString::number(sigma)));
    }

    void tellsHowMuchChanceIsInIt()
    {
        QCOMPARE(qRound(passwordEntropy({})), 210); // 32 of 94
        PasswordOptions none;
        none.excludeLowercase = none.excludeUppercase = none.excludeNumbers = none.excludePunctuation = true;
        QCOMPARE(passwordEntropy(none), 0.0);
    }
};

} // namespace password_generator_test

KEYTURN_TEST(password_generator, password_generator_test::PasswordGeneratorTest)
#include "password_generator_test.moc"
