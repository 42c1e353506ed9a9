#pragma once
#include "core/rotation/token_check.h"
#include "ui/text/status.h"

#include <QCoreApplication>

namespace keyturn {

//! What is to be said about a token that was tried out. Pure: "now" is passed in.
class ProbeWords {
    Q_DECLARE_TR_FUNCTIONS(ProbeWords)

public:
    //! \p runs: more is still asked.
    static Status status(const VersionCheck &check, bool runs);
    static QString chip(const VersionCheck &check, bool runs);
    //! When and where it was asked, and what the provider said.
    static QString remark(const VersionCheck &check, const QDateTime &now);
    //! Where a check would ask, or why it cannot.
    static QString where(const Result<ProbeTarget> &target);
    //! Why nothing could be asked.
    static QString failure(const Error &error);
    //! What a refresh found out about its new token, in a sentence; empty if nothing.
    static QString trial(const std::optional<ProbeAnswer> &answer);
};

} // namespace keyturn
