#pragma once
#include "core/entry/entry_content.h"

#include <QObject>
#include <QPoint>

class QMenu;

namespace keyturn {

class Workspace;

//! Copies from the list what the chosen entry holds, without a look at it. Where it holds one credential that is what
//! is copied; where it holds several, nobody can say which one is meant: a menu of its keys asks.
class ValueCopy : public QObject {
    Q_OBJECT

public:
    //! Menus open over \p window, which owns them.
    ValueCopy(Workspace &workspace, QWidget *window);

    //! Of the entries that are selected; the menu opens at \p at, global. Waits for the entry that is being read.
    void copy(const QList<EntryId> &ids, const QPoint &at);

signals:
    void copied(const keyturn::SecretString &value, const QString &what);

private:
    void offer(const EntryContent &content);
    void say(const QString &why);
    QMenu *makeMenu(const QString &title);

    Workspace &m_workspace;
    QWidget *m_window;
    std::optional<EntryId> m_waiting;
    QPoint m_at;
};

} // namespace keyturn
