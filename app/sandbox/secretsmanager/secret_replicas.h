#pragma once
#include "app/sandbox/service/service.h"

namespace keyturn::sandbox::secrets {

//! Saves a secret and, in the same transaction, what its replicas in other regions copy of it.
Result<> saveEverywhere(Store &store, const Scope &scope, const Secret &secret);
//! saveEverywhere(), then \p answer.
Answer saved(Call &call, const Secret &secret, const QJsonObject &answer);

//! Adds the regions of an AddReplicaRegions member to \p secret, whose replicas are made by the next saveEverywhere().
//! A region that has a secret of this name already fails, unless \p overwrite.
Result<> addReplicas(const Call &call, Secret &secret, const QJsonArray &regions, bool overwrite);

//! The ReplicationStatus member. \p announced: replicas that were just asked for are shown as AWS shows them at first.
QJsonArray replicationStatus(const Store &store, const Scope &scope, const Secret &secret,
                             const QStringList &announced = {});

//! The same for a secret that is being made with all its replicas.
QJsonArray announcedReplicas(const Call &call, const Secret &secret);

//! UpdateSecret on a replica: its key is its own, all else is the primary's.
Answer updateReplica(Call &call, Secret replica);
//! Writes are refused on a replica.
Error notOnAReplica();

} // namespace keyturn::sandbox::secrets
