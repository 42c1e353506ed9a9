#include "core/entry/entry.h"

namespace keyturn {

QString leafOf(const QString &name)
{
    return name.mid(name.lastIndexOf(u'/') + 1);
}

QStringList Entry::parameterNames() const
{
    QStringList names;
    for (const ParameterMetadata &parameter : parameters)
        names.append(parameter.name);
    return names.isEmpty() ? QStringList{id.name} : names;
}

QString Entry::leafName() const
{
    return leafOf(id.name);
}

QString Entry::folder() const
{
    return id.name.left(qMax<qsizetype>(0, id.name.lastIndexOf(u'/')));
}

} // namespace keyturn
