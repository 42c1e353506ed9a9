#include "ui/editor/raw_text.h"

#include "ui/text/wording.h"

#include <algorithm>

namespace keyturn {

QString RawText::reason(const SecretDocument &document)
{
    const RawReason &cause = document.rawCause();
    const auto where = [&cause](const QString &what) {
        return tr("Line %1, column %2: %3").arg(cause.line).arg(cause.column).arg(what);
    };
    switch (cause.kind) {
    case RawReason::Kind::None:
        return tr("JSON, %1").arg(Wording::keys(document.members().size()));
    case RawReason::Kind::Empty:
        return tr("The text is empty");
    case RawReason::Kind::ByteOrderMark:
        return tr("The text starts with a byte order mark, so it is edited as a whole");
    case RawReason::Kind::InvalidUtf8:
        return where(tr("not valid UTF-8"));
    case RawReason::Kind::NulByte:
        return where(tr("a NUL character"));
    case RawReason::Kind::NotJson:
        if (isPlain(document))
            return tr("Plain text, not key/value JSON");
        return where(tr("not JSON"));
    case RawReason::Kind::NotAnObject:
        return tr("JSON, but not an object with keys");
    case RawReason::Kind::DuplicateKey:
        return where(tr("duplicate key %1").arg(cause.key));
    case RawReason::Kind::HalfSurrogate:
        return where(tr("invalid Unicode in a key"));
    }
    return {};
}

bool RawText::isPlain(const SecretDocument &document)
{
    if (document.rawCause().kind != RawReason::Kind::NotJson)
        return false;
    const QByteArrayView text = document.text().bytes().trimmed();
    return !text.startsWith('{') && !text.startsWith('[');
}

qsizetype RawText::characterAt(const SecretString &text, qsizetype byte)
{
    QString before = QString::fromUtf8(text.bytes().first(std::clamp<qsizetype>(byte, 0, text.size())));
    const qsizetype at = before.size();
    wipe(before);
    return at;
}

} // namespace keyturn
