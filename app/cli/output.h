#pragma once
#include "core/base/printable.h"

#include <QByteArrayView>
#include <QStringList>

namespace keyturn::cli {

//! Results go to standard output, messages to standard error. Every text passes printable() on its way, whatever it was
//! put together from; bytes do not. A reader that goes away is remembered, not fatal: a token refresh must not die
//! because somebody closed a pipe. A reader that only waits holds nobody up who wants to interrupt.
class Output {
public:
    //! The bytes as they are: values that were asked for, JSON, tables and help.
    void write(QByteArrayView bytes);
    void write(const SecretString &secret) { write(secret.bytes()); }
    //! One line of text.
    void line(const QString &text);
    //! One line for people on standard error, "keyturnctl: " in front.
    void message(const QString &text);
    //! The first is the message, the others are its following lines.
    void message(const QStringList &lines);
    //! One following line of a message.
    void note(const QString &text);

    bool isBroken() const { return m_broken; }
    static bool isTerminal();

private:
    bool m_broken = false;
};

} // namespace keyturn::cli
