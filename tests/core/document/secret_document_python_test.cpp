#include "core/document/field_edit.h"
#include "core/document/value_size.h"
#include "tests/support/json_generator.h"
#include "tests/support/python.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace secret_document_python_test {

namespace {

SecretString secret(QByteArrayView text)
{
    return SecretString(text);
}

QByteArray plain(const SecretString &text)
{
    return text.bytes().toByteArray();
}

QString base64(const SecretString &text)
{
    return QString::fromLatin1(plain(text).toBase64());
}

//! In the oracle's words.
QString verdictOf(const SecretDocument &doc)
{
    switch (doc.rawCause().kind) {
    case RawReason::Kind::None:
        return u"object"_s;
    case RawReason::Kind::ByteOrderMark:
        return u"BOM"_s;
    case RawReason::Kind::InvalidUtf8:
        return u"UTF-8"_s;
    case RawReason::Kind::NotAnObject:
        return u"not object"_s;
    case RawReason::Kind::DuplicateKey:
        return u"duplicate"_s;
    case RawReason::Kind::HalfSurrogate:
        return u"surrogate"_s;
    case RawReason::Kind::Empty:
    case RawReason::Kind::NulByte:
    case RawReason::Kind::NotJson:
        break;
    }
    return u"JSON"_s;
}

QByteArray manyKeys(int count)
{
    QByteArray text("{");
    for (int i = 0; i < count; ++i)
        text += (i ? ",\"key" : "\"key") + QByteArray::number(i) + "\":" + QByteArray::number(i);
    return text + "}";
}

//! What breaks others. All but the deepest, for which Python has no stack, are judged by it, too.
QList<QByteArray> hostileDocuments()
{
    QList<QByteArray> texts{
        "",
        " \r\n\t",
        "hunter2",
        "\"text\"",
        "[1, {\"a\": 2}]",
        "12",
        "null",
        "{",
        "{}",
        "{ \r\n }\n",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"o\":{\"a\":1,\"a\":2},\"b\":3}",
        "\xEF\xBB\xBF{\"a\":1}",
        "{\"a\":\"\xFF\"}",
        "{\"a\":\"\xC0\x80\"}",
        "{\"a\":\"\xED\xA0\x80\"}",
        "{\"a\":\"\xF4\x90\x80\x80\"}",
        QByteArray("{\"a\":\"x\0y\"}", 11),
        QByteArray("{\"a\":1}\0", 8),
        "{\"a\":\"x\\u0000y\"}",
        "{\r\n\t\"a\" : 1.0 ,\r\n\t\"b\" : \"\\r\\n\"\r\n}\r\n",
        "{\"a\":1e400,\"b\":-1e-400,\"c\":-0,\"d\":1.10,\"e\":1E+2,\"f\":12345678901234567890}",
        "{\"n\":" + QByteArray(20'000, '9') + "}",
        "{\"a\":\"\\ud800\",\"b\":\"\\udc00x\",\"c\":\"\\ud83d\\udd11\"}",
        "{\"\\ud800\":1}",
        "{\"a\":NaN}",
        "{\"a\":1,}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":\"\xE2\x80\xA8\xEF\xBB\xBF\x7F\"}",
        "{\"\xEF\xBB\xBF\":\"x\",\"\":\"y\"}",
        "{\"v\":\"" + QByteArray(65'537 - 8, 'x') + "\"}",
        "{\"v\":\"" + QByteArray("\xE2\x82\xAC").repeated(21'846) + "\"}",
        manyKeys(7'000),
    };
    return texts;
}

} // namespace

//! Shown against somebody else's parser: nothing is lost or changed by opening, and an edit changes its span alone.
class SecretDocumentPythonTest : public QObject {
    Q_OBJECT

    static constexpr int generated = 20'000;

    JsonGenerator m_random;
    int m_changedBySaving = 0;

    int bounded(qsizetype n) { return m_random.bounded(static_cast<int>(n)); }

    //! Opens and saves: as it is, and with every present value set again.
    void countChangedBytes(const QByteArray &text, const SecretDocument &doc)
    {
        const Result<SecretDocument> untouched = applied(doc, {});
        bool same = untouched && plain(untouched->text()) == text;
        for (const SecretDocument::Member &member : doc.members()) {
            const Result<SecretDocument> again = doc.set(member.key, member.value);
            same = same && again && plain(again->text()) == text;
        }
        m_changedBySaving += same ? 0 : 1;
    }

    static QJsonObject recorded(const char *what, const JsonPath &path, const QString &value,
                                const Result<SecretDocument> &edited)
    {
        return {{"what", QLatin1String(what)},
                {"path", QJsonArray::fromStringList(path.steps)},
                {"value", value},
                {"text", edited ? base64(edited->text()) : edited.error().detail}};
    }

    //! One edit of each kind on a child of the object or array at \p parent.
    QJsonArray editsAt(const SecretDocument &doc, const QStringList &parent, bool isArray)
    {
        QJsonArray edits;
        const QList<SecretDocument::Member> children = *doc.children(parent);
        const QByteArray value = m_random.anyText() + "new";
        const QString text = QString::fromUtf8(value);
        const QString fresh = isArray ? u"-"_s : u"added by the test"_s;
        const Result<SecretDocument> added = doc.add(parent + QStringList{fresh}, secret(value));
        edits.append(recorded("add", parent + QStringList{fresh}, text, added));
        if (children.isEmpty())
            return edits;
        const SecretDocument::Member &child = children.at(bounded(children.size()));
        if (!child.isReachable)
            return edits;
        const JsonPath path(parent + QStringList{child.key});
        edits.append(recorded("set", path, text, doc.set(path, secret(value))));
        QJsonObject json = recorded("set", path, u"1.50"_s, doc.setJson(path, secret("1.50")));
        json.insert(u"json"_s, true);
        edits.append(json);
        edits.append(recorded("remove", path, {}, doc.remove(path)));
        const int position = bounded(children.size());
        QJsonObject move = recorded("move", path, {}, doc.move(path, position));
        move.insert(u"position"_s, position);
        edits.append(move);
        if (!isArray) {
            const QString name = u"new \"name\""_s;
            edits.append(recorded("rename", path, name, doc.rename(path, name)));
            const Result<SecretDocument> behind = doc.add(parent + QStringList{fresh}, secret(value), child.key);
            QJsonObject add = recorded("add", parent + QStringList{fresh}, text, behind);
            add.insert(u"after"_s, child.key);
            edits.append(add);
        }
        return edits;
    }

    QJsonArray editsOf(const SecretDocument &doc)
    {
        QJsonArray edits = editsAt(doc, {}, false);
        QStringList path;
        QList<SecretDocument::Member> level = doc.members();
        for (;;) { // down one branch, to any depth
            level.removeIf([](const SecretDocument::Member &m) { return !m.hasChildren() || !m.isReachable; });
            if (level.isEmpty())
                return edits;
            const SecretDocument::Member &next = level.at(bounded(level.size()));
            path.append(next.key);
            for (const QJsonValue edit : editsAt(doc, path, next.kind == JsonKind::Array))
                edits.append(edit);
            level = *doc.children(path);
        }
    }

    static QJsonArray membersOf(const SecretDocument &doc)
    {
        QJsonArray members;
        for (const SecretDocument::Member &member : doc.members())
            members.append(
                QJsonObject{{"key", member.key}, {"isString", member.isString}, {"value", base64(member.value)}});
        return members;
    }

    QByteArray caseFor(const QByteArray &text)
    {
        const SecretDocument doc(secret(text));
        countChangedBytes(text, doc);
        const QJsonObject one{{"text", base64(doc.text())},
                              {"verdict", verdictOf(doc)},
                              {"members", membersOf(doc)},
                              {"edits", doc.isRaw() ? QJsonArray() : editsOf(doc)}};
        return QJsonDocument(one).toJson(QJsonDocument::Compact) + "\n";
    }

private slots:
    void changesNothingBySavingAndOnlyTheSpanByEditing()
    {
        QByteArray cases;
        const QList<QByteArray> hostile = hostileDocuments();
        for (int i = 0; i < generated; ++i)
            cases += caseFor(m_random.document());
        for (const QByteArray &text : hostile)
            cases += caseFor(text);

        QByteArray problem;
        const QByteArray said =
            runPython(QStringLiteral(QT_TESTCASE_SOURCEDIR "/core/document/secret_document_python.py"), cases, problem);
        QVERIFY2(problem.isEmpty(), problem.left(2'000).constData());
        const QJsonObject counts = QJsonDocument::fromJson(said).object();
        const auto count = [&counts](const char *name) { return counts.value(QLatin1String(name)).toInt(); };
        qInfo("opened and saved %d documents (%d generated, %d hostile): %d changed; %d edits (%d nested): %d touched "
              "another byte or made another value than Python's json",
              count("documents"), generated, int(hostile.size()), m_changedBySaving, count("edits"), count("nested"),
              count("differences"));
        QCOMPARE(m_changedBySaving, 0);
        QCOMPARE(count("differences"), 0);
        QCOMPARE(count("documents"), generated + hostile.size());
        // Or the corpus shows nothing:
        QVERIFY(count("objects") > generated / 3);
        QVERIFY(count("raw") > generated / 10);
        QVERIFY(count("edits") > 3 * generated);
        QVERIFY(count("nested") > generated);
    }

    //! Python's own scanner recurses, so these are compared with what is known of them.
    void survivesAnyDepth()
    {
        constexpr int depth = 5'000;
        for (const QByteArray &deep :
             {QByteArray(depth, '[') + QByteArray(depth, ']'),
              QByteArray("{\"a\":").repeated(depth) + "1e400" + QByteArray(depth, '}'),
              QByteArray("[{\"a\":").repeated(depth) + "1e400" + QByteArray("}]").repeated(depth)}) {
            const QByteArray text = "{\"x\":\"old\", \"deep\":" + deep + "}";
            const SecretDocument doc(secret(text));
            countChangedBytes(text, doc);
            QCOMPARE(m_changedBySaving, 0);
            QCOMPARE(plain(doc.set(u"x"_s, secret("new"))->text()), QByteArray(text).replace("old", "new"));
            QCOMPARE(plain(doc.rename(u"deep"_s, u"d"_s)->text()), QByteArray(text).replace("\"deep\"", "\"d\""));
        }
    }
};

} // namespace secret_document_python_test

KEYTURN_TEST(secret_document_python, secret_document_python_test::SecretDocumentPythonTest)
#include "secret_document_python_test.moc"
