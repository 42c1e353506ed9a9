#include "core/lint/lint_fixes.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace lint_fixes_test {

namespace {

SecretDocument document(QByteArrayView text)
{
    return SecretDocument(SecretString(text));
}

QByteArray after(const SecretDocument &text, const QList<FieldEdit> &edits)
{
    const Result<SecretDocument> result = applied(text, edits);
    return result ? result->text().bytes().toByteArray() : QByteArray("refused");
}

} // namespace

class LintFixesTest : public QObject {
    Q_OBJECT

private slots:
    void everyFlawGoesAlsoThoseBehindAnotherOne()
    {
        const QByteArray rest =
            "\"lwa-client-id\":\"amzn1.application-oa2-client.00\", \"lwa-refresh-token\":\"Atzr|00\", "
            "\"lwa-auth-url\":\"https://api.amazon.com/auth/o2/token\", \"other\" : 1.10, ";
        const SecretDocument text = document("{ \"lwa-client-secret\":\"\\u200b\\\"amzn1.oa2-cs.v1.00\\\" \\n\", "
                                             + rest + "\"note\":\" kept?\\n\"}");
        const QList<FieldEdit> edits = safeFixes(text);
        QCOMPARE(edits.size(), 2); // one for each key, whatever the number of its flaws
        QCOMPARE(after(text, edits),
                 QByteArray("{ \"lwa-client-secret\":\"amzn1.oa2-cs.v1.00\", " + rest + "\"note\":\"kept?\"}"));
        QVERIFY(safeFixes(document(after(text, edits))).isEmpty());
    }

    void whatGuessesIsLeftToThePeople()
    {
        // A misspelt key, missing keys and an expiry in seconds have fixes, but not safe ones.
        const SecretDocument text = document("{\"access_token\":\"a\",\"refresh_token\":\"Atzr|1\",\"expires_at\":"
                                             "1700000000,\"lwa-clent-secret\":\"x\"}");
        for (const LintFinding &finding : lint(text))
            QVERIFY(!isSafeFix(finding));
        QVERIFY(safeFixes(text).isEmpty());
    }

    void aWholeTextIsRepairedAsOneValue()
    {
        const SecretDocument text = document("plain text\n");
        QCOMPARE(after(text, safeFixes(text)), QByteArray("plain text"));
    }

    void parametersAreRepairedOneByOne()
    {
        EntryField secret;
        secret.key = u"/erp/lwa/clientsecret"_s;
        secret.value = SecretString(u"\"amzn1.oa2-cs.v1.00\"\n"_s);
        secret.role = KeyRole::ClientSecret;
        EntryField fine;
        fine.key = u"/erp/lwa/clientidentifier"_s;
        fine.value = SecretString(u"amzn1.application-oa2-client.00"_s);
        const QList<FieldEdit> edits = safeFixes(QList<EntryField>{secret, fine});
        QCOMPARE(edits.size(), 1);
        QCOMPARE(edits.constFirst().key, secret.key);
        QCOMPARE(edits.constFirst().value.reveal(), u"amzn1.oa2-cs.v1.00"_s);
    }
};

} // namespace lint_fixes_test

KEYTURN_TEST(lint_fixes, lint_fixes_test::LintFixesTest)
#include "lint_fixes_test.moc"
