#pragma once
#include "core/oauth/provider.h"

namespace keyturn {

inline const QByteArrayList bothGrants{"refresh_token", "client_credentials"};

//! The parts of the table. A new provider is a row in one of them; tests/e2e/providers_test.py then asks for its row.
QList<Provider> providersOfLayouts(); //!< secrets have layouts of their own for them
QList<Provider> providersThatKeep();  //!< the refresh token stays, or its old value goes on working
QList<Provider> moreProvidersThatKeep();
QList<Provider> providersThatRotate(); //!< each answer may bring another refresh token, and the old one may die
QList<Provider> moreProvidersThatRotate();
QList<Provider> providersWithBasic(); //!< little is documented but HTTP Basic
//! The rows with how each asks for consent.
QList<Provider> withConsent(QList<Provider> rows);
//! The rows with how a token of each is tried out.
QList<Provider> withProbes(QList<Provider> rows);
QList<Provider> providersOfYourOwn(); //!< identity providers that run on anybody's host, and the generic one

} // namespace keyturn
