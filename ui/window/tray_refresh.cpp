#include "ui/window/tray_refresh.h"

#include "ui/notify/notifier.h"
#include "ui/notify/reminder_words.h"
#include "ui/refresh/refresh_words.h"
#include "ui/window/message_center.h"
#include "ui/window/refresh_flow.h"
#include "ui/window/writing_guard.h"

#include <QApplication>

#include <algorithm>

namespace keyturn {

TrayRefresh::TrayRefresh(const WindowContext &context, Notifier &notifier, RefreshFlow &flow, QObject *parent) :
    QObject(parent), m_context(context), m_notifier(notifier)
{
    connect(&flow, &RefreshFlow::told, this, &TrayRefresh::notify);
}

void TrayRefresh::refresh(const EntryId &id)
{
    if (m_context.workspace.lock().isLocked()) {
        emit windowWanted();
        Message message{MessageBar::Kind::Info, tr("Keyturn is locked. Unlock it, then refresh the token.")};
        message.isStillTrue = [this] { return m_context.workspace.lock().isLocked(); };
        m_context.messages.show(message);
        return;
    }
    if (!m_context.workspace.place().canWrite()) // the question whether to unlock it is asked there
        emit windowWanted();
    m_context.writing.run([this, id] { plan(id); });
}

void TrayRefresh::plan(const EntryId &id)
{
    const QList<RefreshBatch *> batches = findChildren<RefreshBatch *>();
    if (std::any_of(batches.begin(), batches.end(), [&id](const RefreshBatch *batch) { return batch->owns(id); }))
        return; // a second click is not a second refresh
    auto *batch = new RefreshBatch(m_context.workspace, {id}, this);
    if (batch->items().isEmpty()) { // the list has changed since the menu was made
        delete batch;
        emit windowWanted();
        return;
    }
    connect(batch, &RefreshBatch::itemChanged, this, [this, batch] { begin(batch); });
    connect(&m_context.workspace.place(), &Place::left, batch, [batch] {
        if (!batch->isRunning())
            batch->deleteLater();
    });
    begin(batch); // what cannot be refreshed whatever its values are is not read
}

void TrayRefresh::begin(RefreshBatch *batch)
{
    using State = RefreshBatch::State;
    if (batch->isReading())
        return;
    disconnect(batch, &RefreshBatch::itemChanged, this, nullptr);
    const RefreshBatch::Item &item = batch->items().constFirst();
    if (item.state == State::Ready) {
        m_begun.insert(item.entry.id);
        connect(batch, &RefreshBatch::ended, batch, &QObject::deleteLater);
        batch->start();
    }
    if (item.state == State::Running)
        return;
    m_begun.remove(item.entry.id);
    if (!m_context.workspace.lock().isLocked())
        tellObstacle(item);
    batch->deleteLater();
}

//! An unfinished refresh or save tells of itself when its entry is opened, with the way on.
void TrayRefresh::tellObstacle(const RefreshBatch::Item &item)
{
    const EntryId id = item.entry.id;
    const QString name = item.entry.leafName();
    emit windowWanted();
    if (item.obstacle == Refusal::Unread && item.error)
        m_context.messages.showError(*item.error, name, [this, id] { refresh(id); });
    else if (item.obstacle == Refusal::None) // writing was locked while it was read
        m_context.messages.warn(tr("%1 was not refreshed. Nothing was sent.").arg(name));
    else //: A name, "Has unsaved changes: save or discard them first"
        m_context.messages.warn(tr("%1 was not refreshed. %2.").arg(name, RefreshWords::plan(item)));
    emit entryWanted(id);
}

void TrayRefresh::notify(const EntryId &id, bool hasSucceeded, const QString &sentence)
{
    if (!m_begun.remove(id) || QApplication::activeWindow())
        return;
    Notification answer;
    answer.title = hasSucceeded                                     ? tr("Refresh succeeded")
                   : m_context.workspace.refreshes().unfinished(id) ? tr("Refresh unfinished")
                                                                    : tr("Refresh failed");
    if (!m_notifier.hidesNames())
        answer.body = sentence;
    answer.urgent = !hasSucceeded;
    answer.actions = {{QLatin1StringView(ReminderWords::open), tr("Open")},
                      {QLatin1StringView(ReminderWords::openButton), tr("Open")}};
    m_notifier.answer(answer);
}

} // namespace keyturn

#include "moc_tray_refresh.cpp"
