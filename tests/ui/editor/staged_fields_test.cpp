#include "tests/support/staged_content.h"
#include "tests/support/test_main.h"
#include "ui/editor/staged_fields.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace staged_fields_test {

using Kind = FieldEdit::Kind;

const QByteArray text = R"({ "a" : "one", "b": 2.50, "c":"three", "d": {"x": [1, 2]} })";

class StagedFieldsTest : public QObject {
    Q_OBJECT

private slots:
    void aRenamedAndEditedKeyIsOneRow()
    {
        const EntryContent content = contentOf(text);
        const QList<FieldEdit> edits{edit(Kind::Set, u"a"_s, u"new"_s), FieldEdit::rename(u"a"_s, u"z"_s)};
        const QList<StagedField> rows = stagedFields(content, edits);
        QCOMPARE(rows.size(), 4);
        QCOMPARE(rows[0].field.key, u"z"_s);
        QCOMPARE(rows[0].opened, u"a"_s);
        QVERIFY(rows[0].renamed && rows[0].change == Status::Edited);
        QVERIFY(!rows[1].change);
    }

    void textThatIsNoJsonIsOneRow()
    {
        const auto raw = FieldEdit::raw(SecretString(QByteArrayView("{ \"a\": ")));
        QCOMPARE(stagedFields(contentOf(text), {raw}).size(), 1);
    }

    void whatWasSensitiveStaysSoUnderEveryName()
    {
        const EntryContent content =
            contentOf(R"({"lwa-client-id":"id","lwa-client-secret":"s","lwa-refresh-token":"r"})");
        const QList<FieldEdit> edits{edit(Kind::Remove, u"lwa-client-id"_s),
                                     FieldEdit::rename(u"lwa-client-secret"_s, u"lwa-client-id"_s)};
        bool isThere = false;
        for (const StagedField &row : stagedFields(content, edits)) {
            if (row.field.key != u"lwa-client-id"_s || row.isRemoved())
                continue;
            isThere = true;
            QVERIFY(row.field.sensitive);
        }
        QVERIFY(isThere);
    }

    void aWholeTextThatIsSetIsEdited()
    {
        const QList<FieldEdit> edits{edit(Kind::Set, {}, u"another"_s)};
        QCOMPARE(stagedFields(contentOf("just a password"), edits).first().change, Status::Edited);
    }
};

} // namespace staged_fields_test

KEYTURN_TEST(staged_fields, staged_fields_test::StagedFieldsTest)
#include "staged_fields_test.moc"
