#include "core/json/raw_reason.h"

namespace keyturn {

RawReason rawReasonAt(RawReason::Kind kind, QByteArrayView text, qsizetype offset)
{
    const QByteArrayView before = text.first(qMin(offset, text.size()));
    RawReason reason;
    reason.kind = kind;
    reason.offset = offset;
    reason.line = before.count('\n') + 1;
    reason.column = 1;
    for (qsizetype i = before.lastIndexOf('\n') + 1; i < before.size(); ++i) {
        if ((static_cast<uchar>(before[i]) & 0xC0) != 0x80)
            ++reason.column;
    }
    return reason;
}

QString RawReason::text() const
{
    const QString place = QStringLiteral("line %1, column %2").arg(line).arg(column);
    switch (kind) {
    case Kind::None:
        return QString();
    case Kind::Empty:
        return QStringLiteral("empty");
    case Kind::ByteOrderMark:
        return QStringLiteral("starts with a byte order mark: %1").arg(place);
    case Kind::InvalidUtf8:
        return QStringLiteral("not valid UTF-8: byte %1, %2").arg(offset + 1).arg(place);
    case Kind::NulByte:
        return QStringLiteral("a NUL byte: %1").arg(place);
    case Kind::NotJson:
        return QStringLiteral("not JSON: %1").arg(place);
    case Kind::NotAnObject:
        return QStringLiteral("JSON, but not an object: %1").arg(place);
    case Kind::DuplicateKey:
        return QStringLiteral("the key \"%1\" appears twice: %2").arg(key, place);
    case Kind::HalfSurrogate:
        return QStringLiteral("a key holds half a surrogate pair: %1").arg(place);
    }
    return QString();
}

} // namespace keyturn
