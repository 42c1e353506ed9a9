#include "core/secrets/secret_document.h"

#include "core/base/json_writer.h"
#include "core/secrets/json_scanner.h"
#include "core/secrets/json_text.h"

#include <QHash>
#include <QStringDecoder>

namespace keyturn {

struct SecretDocument::Index {
    explicit Index(SecretString source);

    SecretString text;
    QString rawReason; // empty: a JSON object with unique keys
    QList<Member> members;
    QList<JsonSpan> spans; // of the members, same order
    QHash<QString, qsizetype> byKey;
    qsizetype insideBegin = 0; // after the '{'
    qsizetype insideEnd = 0;   // before the '}'

private:
    QString faultReason(const JsonScan &scan) const;
    QString readMembers();
};

namespace {

//! "line 2, column 7", counted in lines ending with \n and in characters.
QString place(QByteArrayView text, qsizetype offset)
{
    const QByteArrayView before = text.first(qMin(offset, text.size()));
    const qsizetype line = before.count('\n') + 1;
    qsizetype column = 1;
    for (qsizetype i = before.lastIndexOf('\n') + 1; i < before.size(); ++i) {
        if ((static_cast<uchar>(before[i]) & 0xC0) != 0x80)
            ++column;
    }
    return QStringLiteral("line %1, column %2").arg(line).arg(column);
}

Error invalid(const QString &detail)
{
    return Error{ErrorKind::Invalid, QString(), detail, {}, {}, {}};
}

//! QString::fromUtf8 drops a leading U+FEFF, which here is a character of the key.
QString keyText(QByteArrayView utf8)
{
    QStringDecoder decode(QStringConverter::Utf8, QStringConverter::Flag::ConvertInitialBom);
    return decode(utf8);
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

SecretDocument::Index::Index(SecretString source) : text(std::move(source))
{
    JsonScan scan = scanJson(text.bytes());
    rawReason = faultReason(scan);
    if (!rawReason.isEmpty())
        return;
    spans = std::move(scan.members);
    insideBegin = scan.objectBegin + 1;
    insideEnd = scan.objectEnd - 1;
    rawReason = readMembers();
    if (!rawReason.isEmpty()) {
        members.clear();
        spans.clear();
        byKey.clear();
    }
}

QString SecretDocument::Index::faultReason(const JsonScan &scan) const
{
    switch (scan.fault) {
    case JsonScan::Fault::None:
        return QString();
    case JsonScan::Fault::ByteOrderMark:
        return QStringLiteral("starts with a byte order mark");
    case JsonScan::Fault::InvalidUtf8:
        return QStringLiteral("not valid UTF-8: byte %1, %2")
            .arg(scan.faultAt + 1)
            .arg(place(text.bytes(), scan.faultAt));
    case JsonScan::Fault::NotJson:
        return text.isEmpty() ? QStringLiteral("empty")
                              : QStringLiteral("not JSON: %1").arg(place(text.bytes(), scan.faultAt));
    case JsonScan::Fault::NotAnObject:
        return QStringLiteral("JSON, but not an object");
    }
    return QString();
}

QString SecretDocument::Index::readMembers()
{
    members.reserve(spans.size());
    byKey.reserve(spans.size());
    for (const JsonSpan &span : std::as_const(spans)) {
        const auto slice = [this](qsizetype begin, qsizetype end) { return text.bytes().sliced(begin, end - begin); };
        const std::optional<QByteArray> key = decodedJsonString(slice(span.keyBegin, span.keyEnd));
        if (!key)
            return QStringLiteral("a key holds half a surrogate pair: %1").arg(place(text.bytes(), span.keyBegin));
        Member member;
        member.key = keyText(*key);
        if (byKey.contains(member.key))
            return QStringLiteral("the key \"%1\" appears twice").arg(member.key);
        const QByteArrayView json = slice(span.valueBegin, span.valueEnd);
        std::optional<QByteArray> decoded;
        if (json.startsWith('"'))
            decoded = decodedJsonString(json);
        member.isString = decoded.has_value();
        member.value = decoded ? SecretString::take(std::move(*decoded)) : SecretString(json);
        byKey.insert(member.key, members.size());
        members.append(std::move(member));
    }
    return QString();
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
    return !m_index->rawReason.isEmpty();
}

QString SecretDocument::rawReason() const
{
    return m_index->rawReason;
}

const QList<SecretDocument::Member> &SecretDocument::members() const
{
    return m_index->members;
}

qsizetype SecretDocument::indexOf(const QString &key) const
{
    return m_index->byKey.value(key, -1);
}

const SecretDocument::Member *SecretDocument::member(const QString &key) const
{
    const qsizetype i = indexOf(key);
    return i < 0 ? nullptr : &m_index->members.at(i);
}

SecretDocument SecretDocument::replaced(qsizetype begin, qsizetype end, QByteArrayView by) const
{
    const QByteArrayView old = text().bytes();
    QByteArray edited;
    edited.reserve(old.size() - (end - begin) + by.size()); // exactly, so that no copy is left behind by growing
    edited.append(old.first(begin)).append(by).append(old.sliced(end));
    return SecretDocument(SecretString::take(std::move(edited)));
}

Result<SecretDocument> SecretDocument::set(const QString &key, const SecretString &value) const
{
    const qsizetype i = indexOf(key);
    if (i < 0)
        return invalid(QStringLiteral("there is no key \"%1\"").arg(key));
    if (!value.bytes().isValidUtf8())
        return invalid(QStringLiteral("the new value of \"%1\" is not valid UTF-8").arg(key));
    if (m_index->members.at(i).value == value)
        return *this;
    const JsonSpan &span = m_index->spans.at(i);
    QByteArray json = quoted(value.bytes());
    SecretDocument edited = replaced(span.valueBegin, span.valueEnd, json);
    wipe(json);
    return edited;
}

Result<SecretDocument> SecretDocument::setJson(const QString &key, const SecretString &json) const
{
    const qsizetype i = indexOf(key);
    if (i < 0)
        return invalid(QStringLiteral("there is no key \"%1\"").arg(key));
    const JsonScan scan = scanJson(json.bytes());
    if (scan.fault != JsonScan::Fault::None && scan.fault != JsonScan::Fault::NotAnObject)
        return invalid(QStringLiteral("the new value of \"%1\" is not JSON").arg(key));
    const JsonSpan &span = m_index->spans.at(i);
    return replaced(span.valueBegin, span.valueEnd, json.bytes());
}

Result<SecretDocument> SecretDocument::add(const QString &key, const SecretString &value) const
{
    if (isRaw())
        return invalid(rawReason());
    if (indexOf(key) >= 0)
        return Error{
            ErrorKind::Conflict, QString(), QStringLiteral("the key \"%1\" exists already").arg(key), {}, {}, {}};
    if (!value.bytes().isValidUtf8() || !key.isValidUtf16())
        return invalid(QStringLiteral("the key or the value of \"%1\" is not valid Unicode").arg(key));

    const QByteArrayView old = text().bytes();
    const auto &spans = m_index->spans;
    qsizetype at = m_index->insideBegin;
    QByteArray separator;
    QByteArray colon(":");
    if (!spans.isEmpty()) {
        const JsonSpan &last = spans.last();
        at = last.valueEnd;
        colon = old.sliced(last.keyEnd, last.valueBegin - last.keyEnd).toByteArray();
        if (spans.size() > 1) {
            const qsizetype before = spans.at(spans.size() - 2).valueEnd;
            separator = old.sliced(before, last.keyBegin - before).toByteArray();
        } else {
            separator = "," + old.sliced(m_index->insideBegin, last.keyBegin - m_index->insideBegin).toByteArray();
            if (separator.size() == 1 && colon.endsWith(' '))
                separator.append(' '); // {"a": 1} is the style of ", "
        }
    }
    QByteArray member = separator + quoted(key.toUtf8()) + colon;
    QByteArray json = quoted(value.bytes());
    QByteArray whole;
    whole.reserve(member.size() + json.size());
    whole.append(member).append(json);
    SecretDocument edited = replaced(at, at, whole);
    wipe(json);
    wipe(whole);
    return edited;
}

Result<SecretDocument> SecretDocument::remove(const QString &key) const
{
    const qsizetype i = indexOf(key);
    if (i < 0)
        return invalid(QStringLiteral("there is no key \"%1\"").arg(key));
    const auto &spans = m_index->spans;
    if (spans.size() == 1)
        return replaced(m_index->insideBegin, m_index->insideEnd, QByteArrayView());
    if (i + 1 < spans.size())
        return replaced(spans.at(i).keyBegin, spans.at(i + 1).keyBegin, QByteArrayView()); // with the comma after it
    return replaced(spans.at(i - 1).valueEnd, spans.at(i).valueEnd, QByteArrayView());     // with the comma before it
}

} // namespace keyturn
