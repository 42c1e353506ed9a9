#pragma once
#include "core/entry/entry.h"

namespace keyturn {

//! True for the parts of an SP-API credential: such a parameter may belong to a group that is not complete yet.
bool mayBelongToGroup(const ParameterMetadata &parameter);

//! Parameters that belong together (see entriesFromParameters), each group in the order identifier, client secret,
//! refresh token. A refresh token may lie one level above the folder of the other two.
//! \p alone receives the parameters that are in no group.
QList<QList<ParameterMetadata>> parameterGroups(const QList<ParameterMetadata> &parameters,
                                                QList<ParameterMetadata> &alone);

//! "/my-erp/lwa" of "/my-erp/lwa/clientsecret"; empty at the top.
QString parameterFolder(const QString &name);

} // namespace keyturn
