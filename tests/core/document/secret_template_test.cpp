#include "core/document/secret_template.h"

#include "core/document/secret_document.h"
#include "core/lint/value_lint.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace secret_template_test {

class SecretTemplateTest : public QObject {
    Q_OBJECT

private slots:
    void makesTextsThatOpenAsTheLayoutTheyAreFor()
    {
        int layouts = 0;
        for (const SecretTemplate &layout : secretTemplates()) {
            if (layout.keys.isEmpty() || layout.isParameters)
                continue;
            ++layouts;
            const SecretDocument document(textOf(layout));
            QVERIFY2(!document.isRaw(), qPrintable(document.rawReason()));
            QStringList keys;
            for (const SecretDocument::Member &member : document.members())
                keys.append(member.key);
            QStringList wanted;
            for (const TemplateKey &key : layout.keys)
                wanted.append(key.key);
            QCOMPARE(keys, wanted);
            const KeyMap map = KeyMap::recognise(keys);
            QCOMPARE(map.kind, layout.kind);
            for (const TemplateKey &key : layout.keys) {
                QCOMPARE(map.role(key.key), key.role);
                QCOMPARE(document.member(key.key)->isString, key.isString);
            }
            for (const LintFinding &finding : lint(document)) // what is missing in a new secret is only its values
                QCOMPARE(finding.kind, LintFinding::Kind::EmptyRequired);
        }
        QCOMPARE(layouts, 4);
    }

    void namesTheParametersOfAnSpApiApplication()
    {
        const SecretTemplate &layout = secretTemplate(TemplateId::SpApi);
        QVERIFY(layout.isParameters);
        QStringList names;
        for (const TemplateKey &key : layout.keys) {
            names.append(layout.name + u'/' + key.key);
            QCOMPARE(parameterRole(names.constLast()), key.role);
        }
        const KeyMap map = KeyMap::recognise(names);
        QCOMPARE(map.kind, CredentialKind::SpApi);
        QVERIFY(map.missing.isEmpty());
    }

    void startsOtherKindsWithAnEmptyText()
    {
        QVERIFY(textOf(secretTemplate(TemplateId::PlainText)).isEmpty());
        QVERIFY(textOf(secretTemplate(TemplateId::Binary)).isEmpty());
        QCOMPARE(textOf(secretTemplate(TemplateId::Json)).bytes().toByteArray(), QByteArray("{}"));
        QVERIFY(!templateOf(CredentialKind::Plain));
        QCOMPARE(templateOf(CredentialKind::Upwork)->id, TemplateId::Upwork);
    }
};

} // namespace secret_template_test

KEYTURN_TEST(secret_template, secret_template_test::SecretTemplateTest)
#include "secret_template_test.moc"
