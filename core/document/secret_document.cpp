#include "core/document/secret_document.h"

#include "core/document/secret_document_index.h"
#include "core/json/json_text.h"

namespace keyturn {

namespace {

Error noSuchKey(const QString &key)
{
    return Error(ErrorKind::Invalid, {}, QStringLiteral("there is no key \"%1\"").arg(key));
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

} // namespace

bool SecretDocument::Member::hasChildren() const
{
    if (kind != JsonKind::Object && kind != JsonKind::Array)
        return false;
    const char first = value.bytes().sliced(1).trimmed().front();
    return first != '}' && first != ']';
}

qsizetype SecretDocument::offsetOf(const QString &key) const
{
    const qsizetype i = indexOf(key);
    return i < 0 ? -1 : m_index->layout().top.items.at(i).keyBegin;
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
        found.append(Index::memberOf(exactText(key ? QByteArrayView(*key) : name),
                                     m_index->slice(span.valueBegin, span.valueEnd)));
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
        return Index::memberOf(path.key(), m_index->slice(span.valueBegin, span.valueEnd));
    }
    const Result<Place> found = place(path);
    if (!found)
        return found.error();
    return Index::memberOf(path.key(), m_index->slice(found->span().valueBegin, found->span().valueEnd));
}

} // namespace keyturn
