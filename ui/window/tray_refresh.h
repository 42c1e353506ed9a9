#pragma once
#include "core/workspace/refresh_batch.h"
#include "ui/window/window_context.h"

#include <QObject>
#include <QSet>

namespace keyturn {

class Notifier;
class RefreshFlow;

//! A refresh that is asked for outside of the window, by the window's own way for several entries. What keeps an entry
//! from it is said in the window, which comes for that. What it came to stands in the message bar as ever, and in a
//! notification where nobody looks at the window.
class TrayRefresh : public QObject {
    Q_OBJECT

public:
    //! \p notifier and \p flow must outlive it.
    TrayRefresh(const WindowContext &context, Notifier &notifier, RefreshFlow &flow, QObject *parent = nullptr);

    void refresh(const EntryId &id);

signals:
    void windowWanted();
    void entryWanted(const keyturn::EntryId &id);

private:
    void plan(const EntryId &id);
    void begin(RefreshBatch *batch);
    void tellObstacle(const RefreshBatch::Item &item);
    void notify(const EntryId &id, bool hasSucceeded, const QString &sentence);

    const WindowContext m_context;
    Notifier &m_notifier;
    QSet<EntryId> m_begun;
};

} // namespace keyturn
