#pragma once
#include "core/base/secret_string.h"

#include <QByteArrayView>
#include <QString>

namespace keyturn::cli {

//! Results go to standard output, messages to standard error. A reader that goes away is remembered, not fatal: a
//! token refresh must not die because somebody closed a pipe.
class Output {
public:
    //! The bytes as they are.
    void write(QByteArrayView bytes);
    void write(const SecretString &secret) { write(secret.bytes()); }
    //! One line of text.
    void line(const QString &text);
    //! One line for people on standard error, "keyturnctl: " in front.
    void message(const QString &text);
    //! The following lines of a message.
    void note(const QString &text);

    bool isBroken() const { return m_broken; }
    static bool isTerminal();

private:
    bool m_broken = false;
};

//! \p text with control characters replaced: what a secret holds must not steer a terminal.
QString printable(const QString &text);

} // namespace keyturn::cli
