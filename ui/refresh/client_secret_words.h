#pragma once
#include "core/rotation/client_secret_rotator.h"

#include <QCoreApplication>

namespace keyturn {

//! What is to be said about a client secret that is being replaced. Pure: "now" is passed in.
class ClientSecretWords {
    Q_DECLARE_TR_FUNCTIONS(ClientSecretWords)

public:
    static QString step(ClientSecretStep step, int done, int of);
    static QString failure(const Error &error, const QString &entry);
    //! Where it stands, in a sentence.
    static QString state(const ClientSecretChange &change, const QDateTime &now);
    //! One copy: written, waiting, or why it was not.
    static QString copy(const ClientSecretChange::Copy &copy);
};

} // namespace keyturn
