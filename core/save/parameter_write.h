#pragma once
#include "core/stores/parameter_store_client.h"

namespace keyturn {

//! Writes one parameter onto one version of it. Parameter Store has no conditional write, but it numbers versions: if
//! ours is not the next number, somebody wrote in between, and their value is put back on top with everything that
//! belongs to it.
class ParameterWrite {
public:
    struct Outcome {
        qint64 version = 0; //!< that holds our value; 0 where it was taken back or not written
        std::optional<Error> error;
        bool unknown = false; //!< the answer was lost, and so was the one to our question
        qint64 replaced = 0;  //!< somebody else's version that could not be put back yet
    };

    explicit ParameterWrite(const ParameterStoreClient &client) : m_client(client) {}

    //! \p onto: metadata as it is now, or as it is to be; `version` is the one that may be replaced. \p policies: of
    //! PutParameter; empty leaves them as they are.
    Task<Outcome> run(ParameterMetadata onto, SecretString value, QString policies = {});
    //! Puts the newest version that is not \p ours back on top, unless somebody has gone on already. The error is
    //! always set: Conflict when theirs is current.
    Task<Outcome> giveBack(QString name, qint64 base, QList<qint64> ours);
    //! What belonged to a version besides its value.
    static ParameterMetadata metadataOf(const QString &name, const ParameterVersion &version);

private:
    Task<Outcome> put(ParameterMetadata onto, SecretString value, QString policies);
    Task<Result<QList<ParameterVersion>>> versionsAfter(QString name, qint64 base);

    const ParameterStoreClient &m_client;
};

} // namespace keyturn
