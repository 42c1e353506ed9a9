#pragma once
#include <QByteArray>
#include <termios.h>

namespace keyturn::cli {

//! While it lives, the terminal on standard input does not show what is typed. A stop (Ctrl-Z) gives the terminal back
//! as it was, and the return to the foreground silences it and asks again. One at a time.
class SilentTerminal {
public:
    //! Shows \p prompt on standard error, if standard input is a terminal.
    explicit SilentTerminal(const QByteArray &prompt);
    ~SilentTerminal();
    Q_DISABLE_COPY_MOVE(SilentTerminal)
    bool isTerminal() const { return m_isTerminal; }

private:
    termios m_saved = {};
    const bool m_isTerminal;
};

} // namespace keyturn::cli
