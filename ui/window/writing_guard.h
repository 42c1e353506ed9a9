#pragma once
#include "core/entry/entry.h"

#include <QObject>

#include <functional>
#include <optional>

namespace keyturn {

class MessageCenter;
class Workspace;

//! Before something is written where writing is locked: offers to unlock it, and goes on with what asked for it.
class WritingGuard : public QObject {
    Q_OBJECT

public:
    //! Both must outlive it.
    WritingGuard(Workspace &workspace, MessageCenter &messages, QObject *parent = nullptr);

    //! Runs \p goOn now, or when writing is unlocked while the offer is still shown and the same entry is open.
    void run(const std::function<void()> &goOn);

private:
    void goOn();

    Workspace &m_workspace;
    MessageCenter &m_messages;
    std::function<void()> m_goOn;
    std::optional<EntryId> m_entry; // that was open when it was asked
};

} // namespace keyturn
