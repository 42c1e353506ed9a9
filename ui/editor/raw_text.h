#pragma once
#include "core/document/secret_document.h"

#include <QCoreApplication>

namespace keyturn {

//! Words about a text that is edited as a whole. Never quotes it.
class RawText {
    Q_DECLARE_TR_FUNCTIONS(RawText)

public:
    //! Neither JSON nor meant to be.
    static bool isPlain(const SecretDocument &document);
    //! "JSON with 6 keys", "Line 2, column 7: not JSON"; one line.
    static QString reason(const SecretDocument &document);
    //! The character at a byte of \p text, in UTF-16 units.
    static qsizetype characterAt(const SecretString &text, qsizetype byte);
};

} // namespace keyturn
