#include "core/secrets/secret_document.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTest>

using namespace keyturn;

namespace {

// What Python's json says of the same bytes: strict, with numbers left as text, so that nothing is rounded away.
constexpr auto oracle = R"PY(
import base64, json, sys

def constant(name):
    raise ValueError(name)

def load(raw, pairs=None):
    return json.loads(raw.decode("utf-8"), parse_int=str, parse_float=str, parse_constant=constant, object_pairs_hook=pairs)

def verdict(raw):
    if raw.startswith(b"\xef\xbb\xbf"):
        return {"BOM"}, None
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return {"UTF-8"}, None
    try:
        top = load(raw, lambda pairs: ("object", pairs))
    except ValueError:
        return {"JSON"}, None
    if not (isinstance(top, tuple) and top[0] == "object"):
        return {"not object"}, None
    keys = [key for key, value in top[1]]
    bad = set()
    if len(set(keys)) < len(keys):
        bad.add("duplicate")
    for key in keys:
        try:
            key.encode("utf-8")
        except UnicodeEncodeError:
            bad.add("surrogate")
    return bad or {"object"}, keys

counts = {"documents": 0, "objects": 0, "edits": 0, "differences": 0}
for line in sys.stdin:
    case = json.loads(line)
    raw = base64.b64decode(case["text"])
    counts["documents"] += 1
    wanted, keys = verdict(raw)
    good = case["verdict"] in wanted
    if good and "object" in wanted:
        counts["objects"] += 1
        whole = load(raw)
        good = [m["key"] for m in case["members"]] == keys
        for m in case["members"]:
            value = base64.b64decode(m["value"])
            theirs = whole.get(m["key"], 0)
            good = good and ((isinstance(theirs, str) and value == theirs.encode("utf-8", "replace"))
                             if m["isString"] else load(value) == theirs)
        for edit in case["edits"]:
            counts["edits"] += 1
            expected = dict(whole)
            if edit["what"] == "remove":
                del expected[edit["key"]]
            else:
                expected[edit["key"]] = edit["value"]
            edited = load(base64.b64decode(edit["text"]))
            good = good and edited == expected and list(edited) == list(expected)
    if not good:
        counts["differences"] += 1
        sys.stderr.write("%r: we say %s, Python says %s\n" % (raw, case["verdict"], wanted))
print(json.dumps(counts))
)PY";

//! Documents of every shape an admin's editor, a script or an attacker may leave behind. Seeded: the same every time.
class Generator {
public:
    QByteArray document()
    {
        m_newline = pick({"", "", "\n", "\r\n", "\n  ", "\n\t"});
        QByteArray text = m_random.bounded(12) == 0 ? value(0) : object(0);
        if (m_random.bounded(4) == 0)
            text = space() + text + space();
        for (int i = m_random.bounded(10) < 4 ? 1 + m_random.bounded(3) : 0; i > 0; --i)
            mutate(text);
        return text;
    }
    QByteArray anyText() // valid UTF-8
    {
        QString text;
        for (int i = m_random.bounded(12); i > 0; --i)
            text += QString::fromUtf8(
                pick({"a", "Z", "0", " ", "\"", "\\", "/", "\n", "\x01", "é", "€", "🔑", "|", "\x7f", "\xE2\x80\xAE"}));
        return text.toUtf8();
    }
    int bounded(int n) { return m_random.bounded(n); }

private:
    QByteArray pick(std::initializer_list<const char *> list)
    {
        return *(list.begin() + m_random.bounded(static_cast<int>(list.size())));
    }
    QByteArray space() { return pick({"", "", "", " ", "\n", "\t", "\r\n", "  "}); }
    QByteArray string(bool simple)
    {
        QByteArray text("\"");
        for (int i = m_random.bounded(simple ? 3 : 12); i >= 0; --i) {
            text += simple ? pick({"a", "b", "c", "key", "-", "\\u0061"})
                           : pick({"a",
                                   "Atzr|x",
                                   " ",
                                   "\\\"",
                                   "\\\\",
                                   "\\/",
                                   "/",
                                   "\\b",
                                   "\\f",
                                   "\\n",
                                   "\\r",
                                   "\\t",
                                   "\\u00e9",
                                   "\\u20AC",
                                   "\\ud83d\\udd11",
                                   "\\u0000",
                                   "\xC3\xA9",
                                   "\xE2\x82\xAC",
                                   "\xF0\x9F\x94\x91",
                                   "\x7f"});
        }
        if (m_random.bounded(150) == 0)
            text += pick({"\\ud800", "\\udc00", "\\ud800\\ud800"});
        return text + "\"";
    }
    QByteArray number()
    {
        return pick({"0", "-0", "1", "-1", "1.10", "1e400", "1E+2", "1e-2", "0.0", "12345678901234567890",
                     "1715938200123", "-0.5e10"});
    }
    QByteArray value(int depth)
    {
        switch (m_random.bounded(depth > 4 ? 6 : 8)) {
        case 0:
        case 1:
        case 2:
            return string(false);
        case 3:
        case 4:
            return number();
        case 5:
            return pick({"true", "false", "null"});
        case 6:
            return array(depth + 1);
        default:
            return object(depth + 1);
        }
    }
    QByteArray array(int depth)
    {
        QByteArray text("[" + space());
        for (int i = m_random.bounded(4); i > 0; --i)
            text += value(depth) + space() + (i > 1 ? "," : "") + space();
        return text + "]";
    }
    QByteArray object(int depth)
    {
        QByteArray text("{" + space());
        for (int i = m_random.bounded(7); i > 0; --i) {
            text += m_newline
                    + string(m_random.bounded(3) > 0).replace(1, 0, m_random.bounded(8) ? QByteArray::number(i) : "");
            text += space() + ":" + space() + value(depth) + space() + (i > 1 ? "," : "");
        }
        return text + m_newline + space() + "}";
    }
    void mutate(QByteArray &text)
    {
        const qsizetype at = m_random.bounded(static_cast<int>(text.size()) + 1);
        const QByteArray piece = pick({"{",
                                       "}",
                                       "[",
                                       "]",
                                       ",",
                                       ":",
                                       "\"",
                                       "\\",
                                       "\\u",
                                       "0",
                                       "-",
                                       ".",
                                       "e",
                                       " ",
                                       "\t",
                                       "NaN",
                                       "Infinity",
                                       "\xFF",
                                       "\xC3",
                                       "\xED\xA0\x80",
                                       "\xF4\x90\x80\x80",
                                       "\xC0\x80",
                                       "\x1f",
                                       "\xEF\xBB\xBF",
                                       "'",
                                       "//",
                                       "tru",
                                       "\f"});
        switch (m_random.bounded(3)) {
        case 0:
            text.remove(at, 1 + m_random.bounded(3));
            break;
        case 1:
            text.insert(at, piece);
            break;
        default:
            text.replace(at, 1, piece);
        }
    }

    QRandomGenerator m_random{20261121};
    QByteArray m_newline;
};

QString verdictOf(const SecretDocument &doc)
{
    const QString reason = doc.rawReason();
    if (!doc.isRaw())
        return QStringLiteral("object");
    if (reason.contains(QLatin1String("byte order mark")))
        return QStringLiteral("BOM");
    if (reason.startsWith(QLatin1String("not valid UTF-8")))
        return QStringLiteral("UTF-8");
    if (reason.startsWith(QLatin1String("JSON, but")))
        return QStringLiteral("not object");
    if (reason.contains(QLatin1String("twice")))
        return QStringLiteral("duplicate");
    if (reason.contains(QLatin1String("surrogate")))
        return QStringLiteral("surrogate");
    return QStringLiteral("JSON");
}

QString base64(const SecretString &text)
{
    return QString::fromLatin1(text.bytes().toByteArray().toBase64());
}

QJsonArray membersOf(const SecretDocument &doc)
{
    QJsonArray members;
    for (const SecretDocument::Member &member : doc.members())
        members.append(
            QJsonObject{{"key", member.key}, {"isString", member.isString}, {"value", base64(member.value)}});
    return members;
}

} // namespace

class JsonScannerTest : public QObject {
    Q_OBJECT

    static constexpr int documents = 4'000;

    //! True if \p a and \p b differ in one stretch only, which in \p a is inside [begin, end).
    static bool differsOnlyWithin(const QByteArray &a, const QByteArray &b, qsizetype begin, qsizetype end)
    {
        const qsizetype tail = a.size() - end;
        return b.size() >= begin + tail && a.first(begin) == b.first(begin) && a.last(tail) == b.last(tail);
    }

    //! Edits of one document, for the oracle; also checks here that no byte outside the value's span changed.
    static QJsonArray editsOf(const SecretDocument &doc, Generator &random)
    {
        QJsonArray edits;
        const QByteArray before = doc.text().bytes().toByteArray();
        const auto record = [&edits](const char *what, const QString &key, const QString &value,
                                     const SecretDocument &edited) {
            edits.append(QJsonObject{{"what", what}, {"key", key}, {"value", value}, {"text", base64(edited.text())}});
        };
        for (const SecretDocument::Member &member : doc.members()) {
            const Result<SecretDocument> same = doc.set(member.key, member.value);
            if (!same || same->text().bytes() != doc.text().bytes())
                return QJsonArray{QStringLiteral("setting the present value changed something")};
        }
        if (!doc.members().isEmpty()) {
            const auto &member = doc.members().at(random.bounded(static_cast<int>(doc.members().size())));
            const QByteArray value = random.anyText() + "new";
            const Result<SecretDocument> set = doc.set(member.key, SecretString(QByteArrayView(value)));
            record("set", member.key, QString::fromUtf8(value), *set);
            const QByteArray after = set->text().bytes().toByteArray();
            if (!member.isString) { // the span is the value's own text: it can be found without asking the index
                const QByteArray old = member.value.bytes().toByteArray();
                bool found = false;
                for (qsizetype at = before.indexOf(old); at >= 0 && !found; at = before.indexOf(old, at + 1))
                    found = differsOnlyWithin(before, after, at, at + old.size());
                if (!found)
                    return QJsonArray{QStringLiteral("an edit changed bytes outside its value")};
            }
            record("remove", member.key, QString(), *doc.remove(member.key));
        }
        const QString key = QStringLiteral("added by the test");
        const QByteArray value = random.anyText();
        const Result<SecretDocument> added = doc.add(key, SecretString(QByteArrayView(value)));
        record("add", key, QString::fromUtf8(value), *added);
        return edits;
    }

private slots:
    void agreesWithPythonOnGeneratedDocumentsAndEdits()
    {
        const QString python = QStandardPaths::findExecutable(QStringLiteral("python3"));
        QVERIFY2(!python.isEmpty(), "python3 is needed as the second opinion");
        Generator random;
        QByteArray cases;
        for (int i = 0; i < documents; ++i) {
            const QByteArray text = random.document();
            const SecretDocument doc{SecretString(QByteArrayView(text))};
            QCOMPARE(doc.text().bytes().toByteArray(), text);
            const QJsonArray edits = doc.isRaw() ? QJsonArray() : editsOf(doc, random);
            QVERIFY2(!edits.first().isString(), text.constData());
            const QJsonObject one{{"text", base64(doc.text())},
                                  {"verdict", verdictOf(doc)},
                                  {"members", membersOf(doc)},
                                  {"edits", edits}};
            cases += QJsonDocument(one).toJson(QJsonDocument::Compact) + "\n";
        }

        QProcess process;
        process.start(python, {QStringLiteral("-c"), QString::fromUtf8(oracle)});
        QVERIFY(process.waitForStarted());
        process.write(cases);
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(60'000));
        const QByteArray complaints = process.readAllStandardError();
        QVERIFY2(complaints.isEmpty(), complaints.left(2'000).constData());
        const QJsonObject counts = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        QCOMPARE(counts.value(QLatin1String("documents")).toInt(), documents);
        QCOMPARE(counts.value(QLatin1String("differences")).toInt(), 0);
        QVERIFY(counts.value(QLatin1String("objects")).toInt() > documents / 3); // or the corpus tests nothing
        QVERIFY(counts.value(QLatin1String("objects")).toInt() < documents * 9 / 10);
        QVERIFY(counts.value(QLatin1String("edits")).toInt() > documents);
        qInfo("%s", QJsonDocument(counts).toJson(QJsonDocument::Compact).constData());
    }
};

QTEST_GUILESS_MAIN(JsonScannerTest)
#include "json_scanner_test.moc"
