#pragma once
#include "core/async/completion.h"

#include <QDBusConnection>
#include <QDBusVariant>
#include <QDeadlineTimer>
#include <QTimer>

namespace keyturn {

//! A prompt of the Secret Service, by its path: the daemon's own dialog, in which the user types the password. Nothing
//! of what is typed comes here.
class SecretPrompt : public QObject {
    Q_OBJECT

public:
    SecretPrompt(QDBusConnection bus, QString path);

    //! Shows it. True: the user has answered; false: they closed it, it could not be shown, or \p deadline passed, and
    //! then it is taken away.
    Task<bool> show(QDeadlineTimer deadline);

private slots:
    void onCompleted(bool dismissed, const QDBusVariant &result);

private:
    void call(const char *method, const QVariantList &arguments, bool endsOnError);

    QDBusConnection m_bus;
    const QString m_path;
    QTimer m_watchdog;
    Completion<bool> m_ended;
    Completer<bool> m_end;
};

} // namespace keyturn
