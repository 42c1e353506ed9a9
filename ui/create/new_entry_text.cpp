#include "ui/create/new_entry_text.h"

using namespace Qt::StringLiterals;

namespace keyturn {

QString NewEntryText::layout(TemplateId id)
{
    switch (id) {
    case TemplateId::LwaSkill:
        return tr("Login with Amazon, Alexa skill (6 keys)");
    case TemplateId::LwaCli:
        return tr("Login with Amazon, command line (5 keys)");
    case TemplateId::SpApi:
        return tr("Selling Partner API (3 parameters)");
    case TemplateId::Upwork:
        return u"Upwork OAuth"_s;
    case TemplateId::Genesys:
        return u"Genesys Cloud OAuth"_s;
    case TemplateId::PlainText:
        return tr("Plain text");
    case TemplateId::Json:
        return tr("Keys and values");
    case TemplateId::Binary:
        return tr("Binary, from a file");
    }
    return {};
}

QString NewEntryText::badCharacter(const QString &name, qsizetype at)
{
    if (name[at].isSpace())
        return tr("Names can't contain spaces");
    const qsizetype length = name[at].isHighSurrogate() && at + 1 < name.size() ? 2 : 1;
    if (length == 1 && !name[at].isPrint())
        return tr("Names can't contain invisible characters");
    return tr("Names can't contain “%1”").arg(QStringView(name).sliced(at, length));
}

QString NewEntryText::name(const NameFinding &finding, const QString &name)
{
    using Kind = NameFinding::Kind;
    switch (finding.kind) {
    case Kind::Empty:
        return tr("Give it a name");
    case Kind::BadCharacter:
        return badCharacter(name, finding.at);
    case Kind::TooLong:
        return tr("Longer than %1 characters").arg(finding.limit);
    case Kind::LooksLikeArnEnd:
        return tr("Don't end a name with a hyphen and six characters: AWS can confuse it with an ARN suffix");
    case Kind::TooDeep:
        return tr("More than %1 levels").arg(finding.limit);
    case Kind::ReservedPrefix:
        return tr("Names that begin with aws or ssm belong to AWS");
    case Kind::NoLeadingSlash:
        return tr("A name with levels begins with a slash");
    case Kind::EmptyLevel:
        return tr("A level without a name");
    }
    return {};
}

} // namespace keyturn
