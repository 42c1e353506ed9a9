#pragma once
#include <QHash>
#include <QList>
#include <QObject>

class QDBusPendingCallWatcher;

namespace keyturn {

//! What the desktop is asked to show.
struct Notification {
    QString title;
    QString body;                               //!< plain text
    QList<std::pair<QString, QString>> actions; //!< name and label; "default" is a click on it, where servers know one
    bool urgent = false;                        //!< stays until it is looked at
};

//! Speaks to the desktop's notifications (org.freedesktop.Notifications) and waits for none: a desktop without them is
//! no error, one without actions shows the text alone. A \e tag names a notification for as long as it is shown; the
//! next one with its tag takes its place.
class DesktopNotifications : public QObject {
    Q_OBJECT

public:
    explicit DesktopNotifications(QObject *parent = nullptr);

    void show(const QString &tag, const Notification &notification);
    void close(const QString &tag);

signals:
    //! It is on the screen.
    void shown(const QString &tag);
    //! Nobody shows notifications here, or this one was refused.
    void failed(const QString &tag);
    void invoked(const QString &tag, const QString &action);

private slots:
    void onInvoked(uint id, const QString &action);
    void onClosed(uint id, uint reason);

private:
    void askWhatItCan();
    void send(const QString &tag, const Notification &notification);

    enum class Server { Unknown, Asked, Known };
    Server m_server = Server::Unknown;
    QStringList m_can; //!< its capabilities
    QList<std::pair<QString, Notification>> m_waiting;
    QHash<QString, uint> m_ids; //!< by tag
};

} // namespace keyturn
