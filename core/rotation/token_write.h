#pragma once
#include "core/rotation/refresh_journal.h"
#include "core/rotation/refresh_operation.h"

namespace keyturn {

class Connection;

//! Puts the tokens of a refresh where they belong and reads them back. May be repeated until it succeeds: each time it
//! begins with what AWS has now.
class TokenWrite {
public:
    struct Done {
        QString versionId; //!< secrets: the version that holds the tokens
        QString replaced;  //!< somebody's version that lies under it, unseen; only where labels cannot be moved
    };

    TokenWrite(Connection &connection, const RefreshJournal &journal) : m_connection(connection), m_journal(journal) {}

    //! Where others changed other keys meanwhile, the tokens go onto their version. Conflict, "changed-elsewhere",
    //! where they changed the tokens.
    Task<Result<Done>> run(RefreshOperation *operation) const;

private:
    Task<Result<Done>> writeSecret(RefreshOperation *operation, QList<FieldEdit> edits) const;
    Task<Result<Done>> writePending(RefreshOperation *operation, QList<FieldEdit> edits) const;
    Task<Result<Done>> writeParameters(RefreshOperation *operation, QList<FieldEdit> edits) const;
    Task<std::monostate> takeLabelOff(RefreshOperation *operation) const;
    Result<> moveOn(RefreshOperation *operation, const QString &base) const;
    Task<Result<Done>> check(RefreshOperation *operation, QList<FieldEdit> edits) const;

    Connection &m_connection;
    const RefreshJournal &m_journal;
};

} // namespace keyturn
