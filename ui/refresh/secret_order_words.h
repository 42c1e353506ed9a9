#pragma once
#include "core/workspace/secret_orders.h"

#include <QCoreApplication>

namespace keyturn {

//! What is to be said about a client secret that is ordered from its provider's API, before it is.
class SecretOrderWords {
    Q_DECLARE_TR_FUNCTIONS(SecretOrderWords)

public:
    //! Why an entry's provider can't be asked for one, from SecretOrders::provider().
    static QString noWay(const Error &error);
    static QString name(ClientSecretByApi::Check check); //!< "Queue policy"
    //! What was found right about it.
    static QString passed(ClientSecretByApi::Check check, const SecretOrders::Outlook &outlook);
    //! None: it is no failure of an order alone.
    static std::optional<QString> failure(const Error &error, const QString &entry);
    //! What follows from it.
    static QString ready(const Provider &provider);

private:
    static std::optional<QString> refused(const Error &error, const QString &entry);
};

} // namespace keyturn
