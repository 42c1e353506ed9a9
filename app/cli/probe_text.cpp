#include "app/cli/probe_text.h"

#include "app/cli/words.h"

#include <QCoreApplication>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

class ProbeText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::ProbeText)
};

QString ownWords(const Error &error)
{
    QStringList words{error.code, error.detail};
    words.removeAll(QString());
    return words.join(u": "_s);
}

} // namespace

QString probeWord(ProbeAnswer::Kind kind)
{
    switch (kind) {
    case ProbeAnswer::Kind::Works:
        return u"works"_s;
    case ProbeAnswer::Kind::Limited:
        return u"limited"_s;
    case ProbeAnswer::Kind::Refused:
        return u"refused"_s;
    case ProbeAnswer::Kind::Unclear:
        break;
    }
    return u"unclear"_s;
}

QString probeText(const ProbeAnswer &answer)
{
    const QString words = ownWords(answer.error);
    switch (answer.kind) {
    case ProbeAnswer::Kind::Works:
        return ProbeText::tr("works");
    case ProbeAnswer::Kind::Limited:
        return ProbeText::tr("accepted, but without the scope for this request (%1)").arg(words);
    case ProbeAnswer::Kind::Refused:
        return ProbeText::tr("refused (%1)").arg(words);
    case ProbeAnswer::Kind::Unclear:
        break;
    }
    return ProbeText::tr("could not be found out (%1)").arg(words);
}

void writeProbe(JsonWriter &json, const ProbeAnswer &answer)
{
    json.key("result").string(probeWord(answer.kind)).key("host").string(answer.host).key("status");
    answer.status > 0 ? json.number(answer.status) : json.null();
    json.key("error");
    answer.error.code.isEmpty() ? json.null() : json.string(answer.error.code);
    json.key("detail");
    answer.error.detail.isEmpty() ? json.null() : json.string(answer.error.detail);
    json.key("at").string(isoTime(answer.at));
}

} // namespace keyturn::cli
