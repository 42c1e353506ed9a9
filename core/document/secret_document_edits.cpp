// The edits of SecretDocument: each replaces one stretch of the text.
#include "core/base/json_writer.h"
#include "core/document/secret_document_index.h"

namespace keyturn {

namespace {

Error notUnicode(const QString &key)
{
    return Error(ErrorKind::Invalid, {},
                 QStringLiteral("the key or the value of \"%1\" is not valid Unicode").arg(key));
}

Error notJson(const QString &key)
{
    return Error(ErrorKind::Invalid, {}, QStringLiteral("the new value of \"%1\" is not JSON").arg(key));
}

Error keyExists(const QString &key)
{
    return Error{ErrorKind::Conflict, {}, QStringLiteral("the key \"%1\" exists already").arg(key)};
}

QByteArray quoted(QByteArrayView utf8)
{
    QByteArray escaped = jsonEscaped(utf8);
    QByteArray text;
    text.reserve(escaped.size() + 2);
    text.append('"').append(escaped).append('"');
    wipe(escaped);
    return text;
}

} // namespace

SecretDocument SecretDocument::replaced(JsonSplice splice) const
{
    const QByteArrayView old = text().bytes();
    QByteArray edited;
    edited.reserve(old.size() - (splice.end - splice.begin)
                   + splice.by.size()); // exactly, so that growing leaves no copy
    edited.append(old.first(splice.begin)).append(splice.by).append(old.sliced(splice.end));
    wipe(splice.by);
    return SecretDocument(SecretString::take(std::move(edited)));
}

Result<SecretDocument> SecretDocument::set(const JsonPath &path, const SecretString &value) const
{
    const Result<Place> at = place(path);
    if (!at)
        return at.error();
    if (!value.bytes().isValidUtf8())
        return notUnicode(path.key());
    const Result<Member> present = this->value(path);
    if (present && present->value == value)
        return *this;
    return replaced({at->span().valueBegin, at->span().valueEnd, quoted(value.bytes())});
}

Result<SecretDocument> SecretDocument::setJson(const JsonPath &path, const SecretString &json) const
{
    const Result<Place> at = place(path);
    if (!at)
        return at.error();
    if (!isJson(json.bytes()))
        return notJson(path.key());
    return replaced({at->span().valueBegin, at->span().valueEnd, json.bytes().trimmed().toByteArray()});
}

Result<SecretDocument> SecretDocument::add(const JsonPath &path, const SecretString &value,
                                           const std::optional<QString> &after) const
{
    if (!value.bytes().isValidUtf8())
        return notUnicode(path.key());
    QByteArray json = quoted(value.bytes());
    Result<SecretDocument> edited = inserted(path, json, after);
    wipe(json);
    return edited;
}

Result<SecretDocument> SecretDocument::addJson(const JsonPath &path, const SecretString &json,
                                               const std::optional<QString> &after) const
{
    if (!isJson(json.bytes()))
        return notJson(path.key());
    return inserted(path, json.bytes().trimmed(), after);
}

Result<SecretDocument> SecretDocument::inserted(const JsonPath &path, QByteArrayView json,
                                                const std::optional<QString> &after) const
{
    if (path.steps.isEmpty())
        return Error(ErrorKind::Invalid, {}, QStringLiteral("an empty path names no value"));
    const QStringList parent = path.steps.first(path.steps.size() - 1);
    const Result<JsonContainer> siblings = container(parent);
    if (!siblings)
        return siblings.error();
    if (!path.key().isValidUtf16())
        return notUnicode(path.key());
    qsizetype index = siblings->items.size();
    if (siblings->isArray) {
        bool isNumber = false;
        const qsizetype wanted = path.key().toLongLong(&isNumber);
        if (path.key() != QLatin1String("-") && (!isNumber || wanted < 0 || wanted > index))
            return Error(ErrorKind::Invalid, {},
                         QStringLiteral("there is no place \"%1\" in the array").arg(path.key()));
        index = isNumber ? wanted : index;
    } else {
        if (!m_index->matches(*siblings, path.key()).isEmpty())
            return keyExists(path.key());
        if (after) {
            const Result<Place> before = place(QStringList(parent) << *after);
            if (!before)
                return before.error();
            index = before->index + 1;
        }
    }
    return replaced(jsonInsertion(text().bytes(), *siblings, index, quoted(path.key().toUtf8()), json));
}

Result<SecretDocument> SecretDocument::remove(const JsonPath &path) const
{
    const Result<Place> at = place(path);
    if (!at)
        return at.error();
    return replaced(jsonRemoval(at->container, at->index));
}

Result<SecretDocument> SecretDocument::rename(const JsonPath &path, const QString &key) const
{
    const Result<Place> at = place(path);
    if (!at)
        return at.error();
    if (at->container.isArray)
        return Error(ErrorKind::Invalid, {}, QStringLiteral("an item of an array has no key"));
    if (key == path.key())
        return *this;
    if (!key.isValidUtf16())
        return notUnicode(key);
    if (!m_index->matches(at->container, key).isEmpty())
        return keyExists(key);
    return replaced({at->span().keyBegin, at->span().keyEnd, quoted(key.toUtf8())});
}

Result<SecretDocument> SecretDocument::move(const JsonPath &path, qsizetype position) const
{
    const Result<Place> at = place(path);
    if (!at)
        return at.error();
    if (position < 0 || position >= at->container.items.size())
        return Error(ErrorKind::Invalid, {}, QStringLiteral("there is no position %1").arg(position));
    if (position == at->index)
        return *this;
    return replaced(jsonMove(text().bytes(), at->container, at->index, position));
}

} // namespace keyturn
