#pragma once
#include "core/document/jwt.h"
#include "core/workspace/key_choice.h"
#include "core/workspace/refresh_batch.h"

#include <QCoreApplication>

namespace keyturn {

//! What is to be said about keys, tokens and their refreshes, for people. Pure: "now" is passed in.
class RefreshWords {
    Q_DECLARE_TR_FUNCTIONS(RefreshWords)

public:
    static QString roles(const QList<KeyRole> &roles); //!< "Client ID, Client secret"
    //! Why this key was taken, or none.
    static QString reason(const KeyChoice &choice, KeyRole role);
    //! Whether a refresh can go on with the choice, and what is missing else.
    static QString state(const KeyChoice &choice);
    //! Why what was entered cannot be remembered; empty if it can.
    static QString fault(const Error &error);

    static QString step(RefreshStep step);
    static QString plan(const RefreshBatch::Item &item);   //!< whether it will be refreshed, and why not
    static QString result(const RefreshBatch::Item &item); //!< plan() until it has begun

    //! "41 min 12 s left", to the second where it is less than two hours.
    static QString countdown(const QDateTime &expiresAt, const QDateTime &now);
    static QString moment(const QDateTime &when, const QDateTime &now); //!< "14:05 today", "3 December, 14:05"
    static QString claim(const Jwt::Member &member, const QDateTime &now);
    //! AutoRefresh::Status::why.
    static QString whyAutoRefreshWaits(Refusal why);
    //! How the provider treats its refresh token.
    static QString rotation(const Provider &provider);
    //! What is sent, a line for each field; of secrets only how long they are.
    static QString request(const TokenRequestView &request);
};

} // namespace keyturn
