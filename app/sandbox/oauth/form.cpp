#include "app/sandbox/oauth/form.h"

#include "app/sandbox/service/service.h"

#include <QStringDecoder>

#include <cctype>

namespace keyturn::sandbox::oauth {

using namespace Qt::StringLiterals;

std::optional<QString> formDecoded(QByteArray text)
{
    const auto isHex = [&text](qsizetype i) {
        return i < text.size() && std::isxdigit(static_cast<unsigned char>(text.at(i)));
    };
    for (qsizetype i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
        if (!isHex(i + 1) || !isHex(i + 2))
            return std::nullopt;
    }
    QStringDecoder decode(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    QString decoded = decode(QByteArray::fromPercentEncoding(text.replace('+', ' ')));
    return decode.hasError() ? std::nullopt : std::optional(std::move(decoded));
}

Result<Form> readForm(const QByteArray &body)
{
    const auto broken = [](const QString &what) { return refusal(u"invalid_request"_s, what); };
    Form form;
    QStringList seen;
    for (const QByteArray &pair : body.split('&')) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        const std::optional<QString> name = formDecoded(pair.left(equals));
        const std::optional<QString> value = equals < 0 ? QString() : formDecoded(pair.mid(equals + 1));
        if (!name || !value)
            return broken(u"The body is not a valid form"_s);
        if (seen.contains(*name))
            return broken(u"The request includes a parameter more than once : %1"_s.arg(name->left(40)));
        seen << *name;
        if (seen.size() > 100)
            return broken(u"The request has too many parameters"_s);
        if (!value->isEmpty())
            form.insert(*name, *value);
    }
    return form;
}

} // namespace keyturn::sandbox::oauth
