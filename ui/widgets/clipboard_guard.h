#pragma once
#include "core/base/secret_string.h"

#include <QByteArray>
#include <QObject>
#include <QTimer>

namespace keyturn {

//! Lends values to the clipboard for some seconds, usually ten. Marks them for clipboard managers
//! (x-kde-passwordManagerHint), never touches the PRIMARY selection by itself, and takes away only what is still ours:
//! it remembers a salted hash, not the value.
class ClipboardGuard : public QObject {
    Q_OBJECT

public:
    static constexpr int usualSeconds = 10;

    explicit ClipboardGuard(QObject *parent = nullptr);
    //! Clears what is still ours.
    ~ClipboardGuard() override;

    //! \p what names the value for people, e.g. "lwa-client-id".
    void copy(const SecretString &value, const QString &what);
    void clearNow();
    //! Of the next copy.
    void setLife(int seconds) { m_life = seconds; }
    //! Of the one that is there, from its start; 0: none.
    int life() const { return isActive() ? m_lent : 0; }
    bool isActive() const { return m_secondsLeft > 0; }
    QString what() const { return m_what; }
    int secondsLeft() const { return m_secondsLeft; }

signals:
    //! Started, counted down, replaced by another program, or cleared.
    void changed();

private:
    void tick();
    void end();
    bool isOurs(const QString &text) const;
    QByteArray hash(const QString &text) const;

    QTimer m_timer;
    QString m_what;
    QByteArray m_salt;
    QByteArray m_hash;
    int m_life = usualSeconds;
    int m_lent = 0;
    int m_secondsLeft = 0;
    bool m_writing = false;
};

} // namespace keyturn
