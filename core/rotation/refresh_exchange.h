#pragma once
#include "core/rotation/refresh_journal.h"
#include "core/rotation/refresh_operation.h"

namespace keyturn {

class Connection;

//! The code of an error whose request was sent and whose answer did not come, or cannot be understood: whether the
//! provider has issued something is not known.

//! The one request: noted before it is sent, and its answer kept before anybody reads it.
class RefreshExchange {
public:
    RefreshExchange(Connection &connection, const RefreshJournal &journal) :
        m_connection(connection), m_journal(journal)
    {}

    //! Refused also where nothing was sent. The error of Unknown is AnswerLost, and in its detail what
    //! happened.
    Task<TokenVerdict> run(RefreshOperation *operation) const;
    //! What an answer that was kept says about \p used. Unknown as above.
    static TokenVerdict read(const TokenAnswer &answer, const SecretString &used);

private:
    Connection &m_connection;
    const RefreshJournal &m_journal;
};

} // namespace keyturn
