#include "core/rotation/journal_item.h"

#include <QCryptographicHash>
#include <QHash>
#include <QMessageAuthenticationCode>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr QByteArrayView headLine("keyturn refresh 1");
constexpr qsizetype digestLength = 64;

//! Of everything behind the digest's line.
QByteArray itemDigest(QByteArrayView rest)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(rest);
    return hash.result().toHex();
}

Error unreadableItem()
{
    return Error{ErrorKind::Protocol, Refusal::Journal,
                 u"what the keychain holds of an unfinished refresh cannot be read"_s};
}

void appendLine(QByteArray &text, const char *name, const QByteArray &value)
{
    text.append(name).append(' ').append(value).append('\n');
}

} // namespace

QByteArray JournalItem::fingerprintOf(const SecretString &token, const QString &operation)
{
    QMessageAuthenticationCode mac(QCryptographicHash::Sha256, operation.toLatin1());
    mac.addData(token.bytes().data(), token.size());
    return mac.result().toHex();
}

//! Lines of names and values, an empty one, and the answer's bytes as they came.
SecretString JournalItem::text() const
{
    QByteArray rest;
    rest.reserve(8192 + (answer ? answer->body.size() : 0)); // growing would leave copies behind
    appendLine(rest, "marker", marker.text().toBase64());
    appendLine(rest, "used", usedToken);
    if (answer) {
        appendLine(rest, "status", QByteArray::number(answer->status));
        appendLine(rest, "host", answer->host.toUtf8());
        appendLine(rest, "request", answer->requestId.left(200).toUtf8().simplified());
        appendLine(rest, "whole", answer->isWhole ? "1" : "0");
        appendLine(rest, "received", QByteArray::number(answer->receivedAt.toMSecsSinceEpoch()));
    }
    rest.append('\n');
    if (answer)
        rest.append(answer->body.bytes());
    QByteArray whole;
    whole.reserve(rest.size() + 128);
    whole.append(headLine).append('\n').append(itemDigest(rest)).append('\n').append(rest);
    wipe(rest);
    return SecretString::take(std::move(whole));
}

Result<JournalItem> JournalItem::fromText(const SecretString &text)
{
    const QByteArrayView bytes = text.bytes();
    const qsizetype head = headLine.size() + 1 + digestLength + 1;
    if (bytes.size() < head || !bytes.startsWith(headLine))
        return unreadableItem();
    QByteArrayView rest = bytes.sliced(head);
    if (bytes.sliced(headLine.size(), head - headLine.size()) != '\n' + itemDigest(rest) + '\n')
        return unreadableItem();
    QHash<QByteArray, QByteArray> lines;
    for (qsizetype end = rest.indexOf('\n'); end != 0; end = rest.indexOf('\n')) {
        const qsizetype blank = rest.indexOf(' ');
        if (end < 0 || blank < 0 || blank > end)
            return unreadableItem();
        lines.insert(rest.first(blank).toByteArray(), rest.sliced(blank + 1, end - blank - 1).toByteArray());
        rest = rest.sliced(end + 1);
    }
    const Result<RefreshMarker> marker = RefreshMarker::fromText(QByteArray::fromBase64(lines.value("marker")));
    if (!marker)
        return marker.error();
    JournalItem item;
    item.marker = *marker;
    item.usedToken = lines.value("used");
    if (!lines.contains("status"))
        return item;
    TokenAnswer answer;
    answer.status = lines.value("status").toInt();
    answer.host = QString::fromUtf8(lines.value("host"));
    answer.requestId = QString::fromUtf8(lines.value("request"));
    answer.isWhole = lines.value("whole") == "1";
    answer.receivedAt = QDateTime::fromMSecsSinceEpoch(lines.value("received").toLongLong(), Qt::UTC);
    answer.body = SecretString(rest.sliced(1));
    item.answer = answer;
    return item;
}

} // namespace keyturn
