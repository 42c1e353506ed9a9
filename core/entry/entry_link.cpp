#include "core/entry/entry_link.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
constexpr auto scheme = "keyturn://"_L1;
}

// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html (and
// ...systemsmanager)
std::optional<EntryLink> EntryLink::parse(const QString &text)
{
    static const QRegularExpression form(uR"(\Aarn:aws[a-z-]*:(secretsmanager|ssm):([a-z0-9-]+):([0-9]{12}):)"
                                         uR"((secret:|parameter/)([A-Za-z0-9/_+=.@-]+)\z)"_s);
    QString arn = text.startsWith(scheme, Qt::CaseInsensitive) ? text.sliced(scheme.size()) : text;
    if (arn.endsWith(u'/')) // browsers end the host of a link so
        arn.chop(1);
    const QRegularExpressionMatch match = form.match(arn);
    if (!match.hasMatch())
        return {};
    const bool isSecret = match.captured(1) == "secretsmanager"_L1;
    if (isSecret != (match.captured(4) == "secret:"_L1))
        return {};
    EntryLink link;
    link.store = isSecret ? Store::SecretsManager : Store::ParameterStore;
    link.region = match.captured(2);
    link.account = match.captured(3);
    link.name = match.captured(5);
    link.arn = arn;
    if (isSecret) {
        static const QRegularExpression suffix(u"-[A-Za-z0-9]{6}\\z"_s);
        link.name.remove(suffix);
    } else if (link.name.contains(u'/')) {
        link.name.prepend(u'/');
    }
    return link;
}

bool EntryLink::names(const Entry &entry) const
{
    if (entry.id.store != store || entry.id.account != account || entry.id.region != region)
        return false;
    if (store == Store::ParameterStore)
        return entry.parameterNames().contains(name);
    return entry.arn == arn || entry.id.name == name;
}

} // namespace keyturn
