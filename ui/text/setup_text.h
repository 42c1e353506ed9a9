#pragma once
#include "ui/text/error_text.h"

#include <QCoreApplication>
#include <optional>

namespace keyturn {

//! Why a profile was not opened at all: what it or the environment says about endpoints, proxies and certificates.
class SetupText {
    Q_DECLARE_TR_FUNCTIONS(SetupText)

public:
    //! Empty for errors that are not about that. \p profile: its name.
    static std::optional<ErrorMessage> message(const Error &error, const QString &profile);
};

} // namespace keyturn
