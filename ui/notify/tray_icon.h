#pragma once
#include "core/due/due_item.h"

#include <QSystemTrayIcon>
#include <memory>

class QAction;
class QMenu;

namespace keyturn {

class Notifier;

//! Keyturn in the desktop's tray: how many dates are overdue or stuck, and the next five, with a refresh
//! for those of them that are of tokens. Where the desktop has no tray
//! it stays away; everything it shows is in the window too.
class TrayIcon : public QObject {
    Q_OBJECT

public:
    //! \p notifier must outlive it.
    explicit TrayIcon(Notifier &notifier, QObject *parent = nullptr);
    ~TrayIcon() override;

    static bool isAvailable() { return QSystemTrayIcon::isSystemTrayAvailable(); }
    bool isShown() const { return m_icon.isVisible(); }
    const QMenu &menu() const { return *m_menu; }
    //! The program's icon with \p count on it; 0: none.
    static QIcon badged(int count);

signals:
    void windowWanted();
    void entryWanted(const keyturn::DueItem &item);
    void refreshWanted(const keyturn::EntryId &entry);
    void boardWanted();
    void lockWanted();
    void quitWanted();

private:
    void refresh();
    void fill();
    QAction *add(const QString &icon, const QString &text, const QString &object);
    QList<DueItem> addDates();
    void addRefreshes(const QList<DueItem> &shown);
    QString lineOf(const DueItem &item, bool isOneOfSeveral) const;
    QString refreshLineOf(const DueItem &item) const;

    Notifier &m_notifier;
    std::unique_ptr<QMenu> m_menu;
    QSystemTrayIcon m_icon;
    int m_badge = -1;
};

} // namespace keyturn
