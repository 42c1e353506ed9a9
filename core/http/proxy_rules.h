#pragma once
#include "core/base/result.h"

#include <QUrl>

namespace keyturn {

//! What HTTPS_PROXY, HTTP_PROXY and NO_PROXY say, read as botocore and Python's urllib read them. A value.
struct ProxyRules {
    QString https; //!< as it stands in the variable, with or without scheme; may hold a user and a password
    QString http;
    QString except; //!< NO_PROXY: "*", or suffixes of host names, with a port or without; addresses by their text

    //! Nobody has set anything: the settings of the desktop apply.
    bool isEmpty() const { return https.isEmpty() && http.isEmpty() && except.isEmpty(); }
    bool excepts(const QUrl &url) const;
    //! An http URL with its port; empty: no proxy. Never one for a loopback address. Invalid "proxy-setting" for text
    //! that is no address, Unsupported "proxy-scheme" for a proxy that is not spoken to in plain HTTP.
    Result<QUrl> proxyFor(const QUrl &url) const;
};

} // namespace keyturn
