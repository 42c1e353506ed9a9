#include "core/document/secret_document.h"

#include "core/document/secret_document_index.h"
#include "core/json/json_text.h"

namespace keyturn {

namespace {

Error noSuchKey(const QString &key)
{
    return Error(ErrorKind::Invalid, {}, QStringLiteral("there is no key \"%1\"").arg(key));
}

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

SecretDocument::Member memberOf(const QString &key, QByteArrayView json)
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

//! The one of \p matches.
Result<qsizetype> only(const QList<qsizetype> &matches, const QString &step)
{
    if (matches.isEmpty())
        return noSuchKey(step);
    if (matches.size() > 1)
        return Error(ErrorKind::Invalid, {}, QStringLiteral("the key \"%1\" appears twice in its object").arg(step));
    return matches.first();
}

//! An index as a step of a path spells it; -1 if it is none.
qsizetype itemIndex(const QString &step, qsizetype size)
{
    bool isNumber = false;
    const qsizetype index = step.toLongLong(&isNumber);
    return isNumber && index >= 0 && index < size && QString::number(index) == step ? index : -1;
}

} // namespace

bool SecretDocument::Member::hasChildren() const
{
    if (kind != JsonKind::Object && kind != JsonKind::Array)
        return false;
    const char first = value.bytes().sliced(1).trimmed().front();
    return first != '}' && first != ']';
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

qsizetype SecretDocument::offsetOf(const QString &key) const
{
    const qsizetype i = indexOf(key);
    return i < 0 ? -1 : m_index->layout().top.items.at(i).keyBegin;
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

SecretDocument::SecretDocument() : SecretDocument(SecretString())
{}

SecretDocument::SecretDocument(SecretString text) : m_index(std::make_shared<const Index>(std::move(text)))
{}

const SecretString &SecretDocument::text() const
{
    return m_index->text;
}

bool SecretDocument::isRaw() const
{
    return m_index->layout().raw.kind != RawReason::Kind::None;
}

const RawReason &SecretDocument::rawCause() const
{
    return m_index->layout().raw;
}

const QList<SecretDocument::Member> &SecretDocument::members() const
{
    return m_index->members();
}

qsizetype SecretDocument::indexOf(const QString &key) const
{
    return m_index->layout().byKey.value(key, -1);
}

const SecretDocument::Member *SecretDocument::member(const QString &key) const
{
    const qsizetype i = indexOf(key);
    return i < 0 ? nullptr : &m_index->members().at(i);
}

Result<JsonContainer> SecretDocument::container(const QStringList &steps) const
{
    if (isRaw())
        return Error(ErrorKind::Invalid, {}, rawReason());
    if (steps.isEmpty())
        return m_index->layout().top;
    JsonContainer at = m_index->layout().top;
    qsizetype node = 0;
    for (const QString &step : steps) {
        const Result<qsizetype> index = only(m_index->matches(at, step), step);
        if (!index)
            return index.error();
        node = m_index->tree().children(node).at(*index);
        const char first = m_index->text.bytes()[m_index->tree().node(node).span.valueBegin];
        if (first != '{' && first != '[')
            return Error(ErrorKind::Invalid, {}, QStringLiteral("\"%1\" is neither an object nor an array").arg(step));
        at = m_index->containerAt(node);
    }
    return at;
}

Result<SecretDocument::Place> SecretDocument::place(const JsonPath &path) const
{
    if (path.steps.isEmpty())
        return Error(ErrorKind::Invalid, {}, QStringLiteral("an empty path names no value"));
    Result<JsonContainer> siblings = container(path.steps.first(path.steps.size() - 1));
    if (!siblings)
        return siblings.error();
    const qsizetype topIndex = path.steps.size() == 1 ? indexOf(path.key()) : -1;
    if (topIndex >= 0)
        return Place{*std::move(siblings), topIndex};
    const Result<qsizetype> index = only(m_index->matches(*siblings, path.key()), path.key());
    if (!index)
        return index.error();
    return Place{*std::move(siblings), *index};
}

Result<QList<SecretDocument::Member>> SecretDocument::children(const JsonPath &path) const
{
    if (path.steps.isEmpty())
        return m_index->members();
    const Result<JsonContainer> parent = container(path.steps);
    if (!parent)
        return parent.error();
    QList<Member> found;
    QHash<QString, qsizetype> seen;
    for (const JsonSpan &span : parent->items) {
        const QByteArrayView name = m_index->slice(span.keyBegin, span.keyEnd);
        const std::optional<QByteArray> key =
            parent->isArray ? QByteArray::number(found.size()) : decodedJsonString(name);
        found.append(
            memberOf(exactText(key ? QByteArrayView(*key) : name), m_index->slice(span.valueBegin, span.valueEnd)));
        Member &member = found.last();
        member.isReachable = key.has_value();
        const auto twin = seen.constFind(member.key);
        if (twin != seen.cend())
            member.isReachable = found[*twin].isReachable = false;
        else if (key)
            seen.insert(member.key, found.size() - 1);
    }
    return found;
}

Result<SecretDocument::Member> SecretDocument::value(const JsonPath &path) const
{
    if (path.steps.size() == 1) { // without decoding the others
        const qsizetype i = indexOf(path.key());
        if (i < 0)
            return noSuchKey(path.key());
        const JsonSpan &span = m_index->layout().top.items.at(i);
        return memberOf(path.key(), m_index->slice(span.valueBegin, span.valueEnd));
    }
    const Result<Place> found = place(path);
    if (!found)
        return found.error();
    return memberOf(path.key(), m_index->slice(found->span().valueBegin, found->span().valueEnd));
}

} // namespace keyturn
