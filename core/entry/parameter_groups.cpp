#include "core/entry/parameter_groups.h"

#include <QSet>

namespace keyturn {

namespace {
using Slots = QHash<KeyRole, const ParameterMetadata *>;
}

bool mayBelongToGroup(const ParameterMetadata &parameter)
{
    return parameter.name.startsWith(u'/') && parameterRole(parameter.name) != KeyRole::Other;
}

QString parameterFolder(const QString &name)
{
    return name.left(qMax<qsizetype>(0, name.lastIndexOf(u'/')));
}

QList<QList<ParameterMetadata>> parameterGroups(const QList<ParameterMetadata> &parameters,
                                                QList<ParameterMetadata> &alone)
{
    QMap<QString, Slots> folders; // ordered, so that the answer does not depend on a hash
    for (const ParameterMetadata &parameter : parameters) {
        if (!mayBelongToGroup(parameter))
            continue;
        const ParameterMetadata *&slot = folders[parameterFolder(parameter.name)][parameterRole(parameter.name)];
        // Of two spellings the right one sorts last: clientsecret after cliensecret, clientidentifier after clientid.
        if (!slot || slot->name.compare(parameter.name, Qt::CaseInsensitive) < 0)
            slot = &parameter;
    }

    QList<QList<ParameterMetadata>> groups;
    QSet<QString> grouped;
    for (auto folder = folders.cbegin(); folder != folders.cend(); ++folder) {
        const ParameterMetadata *secret = folder->value(KeyRole::ClientSecret);
        if (!secret)
            continue;
        const ParameterMetadata *identifier = folder->value(KeyRole::ClientId);
        const ParameterMetadata *refreshToken = folder->value(KeyRole::RefreshToken);
        if (!refreshToken)
            refreshToken = folders.value(parameterFolder(folder.key())).value(KeyRole::RefreshToken);
        if (!identifier && !refreshToken)
            continue;
        QList<ParameterMetadata> group;
        for (const ParameterMetadata *member : {identifier, secret, refreshToken}) {
            if (!member)
                continue;
            group.append(*member);
            grouped.insert(member->name);
        }
        groups.append(group);
    }
    for (const ParameterMetadata &parameter : parameters) {
        if (!grouped.contains(parameter.name))
            alone.append(parameter);
    }
    return groups;
}

} // namespace keyturn
