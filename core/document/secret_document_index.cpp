#include "core/document/secret_document_index.h"

#include "core/json/json_text.h"

namespace keyturn {

namespace {

//! None: it holds half a surrogate pair.
std::optional<QString> decodedKey(QByteArrayView quoted)
{
    const QByteArrayView inside = quoted.sliced(1, quoted.size() - 2);
    if (inside.indexOf('\\') < 0)
        return inside.startsWith("\xEF\xBB\xBF") ? exactText(inside) : QString::fromUtf8(inside);
    const std::optional<QByteArray> decoded = decodedJsonString(quoted);
    if (!decoded)
        return std::nullopt;
    return exactText(*decoded);
}

JsonKind kindOf(char first)
{
    switch (first) {
    case '{':
        return JsonKind::Object;
    case '[':
        return JsonKind::Array;
    case '"':
        return JsonKind::String;
    case 't':
    case 'f':
        return JsonKind::Boolean;
    case 'n':
        return JsonKind::Null;
    default:
        return JsonKind::Number;
    }
}

RawReason rawReasonOf(const JsonScan &scan, QByteArrayView text)
{
    using Kind = RawReason::Kind;
    switch (scan.fault) {
    case JsonScan::Fault::None:
        return RawReason();
    case JsonScan::Fault::ByteOrderMark:
        return rawReasonAt(Kind::ByteOrderMark, text, 0);
    case JsonScan::Fault::InvalidUtf8:
        return rawReasonAt(Kind::InvalidUtf8, text, scan.faultAt);
    case JsonScan::Fault::NotAnObject:
        return rawReasonAt(Kind::NotAnObject, text, scan.faultAt);
    case JsonScan::Fault::NotJson:
        break;
    }
    const bool isNul = scan.faultAt < text.size() && text[scan.faultAt] == '\0';
    return rawReasonAt(text.isEmpty() ? Kind::Empty : isNul ? Kind::NulByte : Kind::NotJson, text, scan.faultAt);
}

//! An index as a step of a path spells it; -1 if it is none.
qsizetype itemIndex(const QString &step, qsizetype size)
{
    bool isNumber = false;
    const qsizetype index = step.toLongLong(&isNumber);
    return isNumber && index >= 0 && index < size && QString::number(index) == step ? index : -1;
}

} // namespace

SecretDocument::Member SecretDocument::Index::memberOf(const QString &key, QByteArrayView json)
{
    SecretDocument::Member member;
    member.key = key;
    member.kind = kindOf(json.front());
    std::optional<QByteArray> decoded;
    if (member.kind == JsonKind::String)
        decoded = decodedJsonString(json);
    member.isString = decoded.has_value();
    member.value = decoded ? SecretString::take(std::move(*decoded)) : SecretString(json);
    return member;
}

const SecretDocument::Index::Layout &SecretDocument::Index::layout() const
{
    std::call_once(m_layoutRead, [this] { m_layout = read(); });
    return m_layout;
}

SecretDocument::Index::Layout SecretDocument::Index::read() const
{
    JsonScan scan = scanJson(text.bytes());
    Layout found;
    found.raw = rawReasonOf(scan, text.bytes());
    if (found.raw.kind != RawReason::Kind::None)
        return found;
    found.top = JsonContainer{false, scan.objectBegin + 1, scan.objectEnd - 1, std::move(scan.members)};
    Layout raw;
    raw.raw = readKeys(found);
    return raw.raw.kind == RawReason::Kind::None ? found : raw;
}

RawReason SecretDocument::Index::readKeys(Layout &layout) const
{
    layout.keys.reserve(layout.top.items.size());
    layout.byKey.reserve(layout.top.items.size());
    for (const JsonSpan &span : std::as_const(layout.top.items)) {
        const std::optional<QString> key = decodedKey(slice(span.keyBegin, span.keyEnd));
        if (!key)
            return rawReasonAt(RawReason::Kind::HalfSurrogate, text.bytes(), span.keyBegin);
        const qsizetype known = layout.byKey.size();
        qsizetype &index = layout.byKey[*key];
        if (layout.byKey.size() == known) {
            RawReason reason = rawReasonAt(RawReason::Kind::DuplicateKey, text.bytes(), span.keyBegin);
            reason.key = *key;
            return reason;
        }
        index = layout.keys.size();
        layout.keys.append(*key);
    }
    return RawReason();
}

const QList<SecretDocument::Member> &SecretDocument::Index::members() const
{
    std::call_once(m_membersRead, [this] {
        const Layout &at = layout();
        m_members.reserve(at.keys.size());
        for (qsizetype i = 0; i < at.keys.size(); ++i) {
            const JsonSpan &span = at.top.items.at(i);
            m_members.append(memberOf(at.keys.at(i), slice(span.valueBegin, span.valueEnd)));
        }
    });
    return m_members;
}

const JsonTree &SecretDocument::Index::tree() const
{
    std::call_once(m_treeMade, [this] { m_tree = JsonTree(text.bytes()); });
    return m_tree;
}

JsonContainer SecretDocument::Index::containerAt(qsizetype node) const
{
    const JsonSpan &span = tree().node(node).span;
    JsonContainer found{text.bytes()[span.valueBegin] == '[', span.valueBegin + 1, span.valueEnd - 1, {}};
    for (const qsizetype child : tree().children(node))
        found.items.append(tree().node(child).span);
    return found;
}

QList<qsizetype> SecretDocument::Index::matches(const JsonContainer &container, const QString &step) const
{
    QList<qsizetype> found;
    if (container.isArray) {
        const qsizetype index = itemIndex(step, container.items.size());
        return index < 0 ? found : QList<qsizetype>{index};
    }
    const QByteArray wanted = step.toUtf8();
    for (qsizetype i = 0; i < container.items.size(); ++i) {
        const JsonSpan &span = container.items.at(i);
        if (decodedJsonString(slice(span.keyBegin, span.keyEnd)) == wanted)
            found.append(i);
    }
    return found;
}

} // namespace keyturn
