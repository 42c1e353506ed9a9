#include "core/lint/value_lint.h"

#include "app/sandbox/seeds/seeds.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace seeds_lint_test {

//! Against the data that people rehearse with: a finding there would be the first thing they see, and wrong.
class SeedsLintTest : public QObject {
    Q_OBJECT

    sandbox::Store m_store;
    const sandbox::Scope m_home{u"123456789012"_s, u"us-east-1"_s};

private slots:
    void initTestCase()
    {
        const FakeClock clock;
        QVERIFY(m_store.open({}, false));
        QVERIFY(sandbox::seed(m_store, clock.now));
    }

    void findsNothingInTheLayoutsOfTheSeeds()
    {
        int versions = 0;
        for (const auto &[name, secret] : m_store.secrets(m_home)) {
            for (const auto &version : secret.versions) {
                ++versions;
                for (const LintFinding &finding : lint(SecretDocument(SecretString(QByteArrayView(version.value))))) {
                    // Google's token endpoint is not on Keyturn's list: a note, and true.
                    QVERIFY2(name == u"reporting/prod/google-oauth"
                                 && finding.kind == LintFinding::Kind::UnknownTokenHost,
                             qPrintable(name + u' ' + finding.key));
                }
            }
        }
        QVERIFY(versions > 20);
    }

    void findsNothingInTheSeededParameters()
    {
        QList<EntryField> group;
        for (const auto &[name, parameter] : m_store.parameters(m_home)) {
            EntryField field;
            field.key = parameter.name;
            field.value = SecretString(QByteArrayView(parameter.latest().value));
            QVERIFY2(lint(QList<EntryField>{field}).isEmpty(), qPrintable(name));
            if (parameter.name.startsWith(u"/my-erp/"))
                group.append(field);
        }
        QCOMPARE(group.size(), 3);
        QVERIFY(lint(group).isEmpty());
    }
};

} // namespace seeds_lint_test

KEYTURN_TEST(seeds_lint, seeds_lint_test::SeedsLintTest)
#include "seeds_lint_test.moc"
