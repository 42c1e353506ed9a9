#include "core/entry/console_page.h"

#include "core/aws/federation_client.h"

namespace keyturn {

QByteArray consolePageOf(const Entry &entry, const QString &region)
{
    const std::optional<ConsoleHosts> hosts = consoleHosts(region);
    if (!hosts)
        return {};
    const QByteArray console = "https://" + hosts->console;
    const QByteArray where = "region=" + region.toLatin1();
    const QByteArray name = entry.id.name.toUtf8().toPercentEncoding();
    if (entry.id.isSecret())
        return console + "/secretsmanager/secret?name=" + name + '&' + where;
    const QByteArray parameters = console + "/systems-manager/parameters/";
    if (entry.isGroup())
        return parameters + '?' + where + "&tab=Table#list_parameter_filters=Name:Contains:" + name;
    // Once more: the console decodes its path before it looks for slashes, and again the name between two of them.
    return parameters + name.toPercentEncoding() + "/description?" + where + "&tab=Table";
}

} // namespace keyturn
