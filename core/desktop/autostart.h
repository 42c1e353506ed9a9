#pragma once
#include <QString>

namespace keyturn {

//! The file by which the desktop starts a program when the user signs in (XDG autostart). Written and removed on
//! request alone; a file of the same name that Keyturn has not written is left as it is.
class Autostart {
public:
    //! \p configHome: $XDG_CONFIG_HOME or ~/.config.
    explicit Autostart(const QString &configHome);

    const QString &file() const { return m_file; }
    //! It is there and starts something.
    bool isOn() const;
    //! \p program is absolute and is started with \p arguments. Empty, or why it could not be done.
    QString switchOn(const QString &program, const QStringList &arguments) const;
    QString switchOff() const;

    //! The desktop entry; arguments are quoted as its specification wants it.
    static QByteArray entryText(const QString &program, const QStringList &arguments);

private:
    bool isForeign() const;

    QString m_file;
};

} // namespace keyturn
