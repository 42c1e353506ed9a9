#include "ui/window/writing_guard.h"

#include "core/workspace/workspace.h"
#include "ui/window/message_center.h"

namespace keyturn {

WritingGuard::WritingGuard(Workspace &workspace, MessageCenter &messages, QObject *parent) :
    QObject(parent), m_workspace(workspace), m_messages(messages)
{
    connect(&workspace.place(), &Place::accessChanged, this, [this] { // unlocked elsewhere than in the message
        if (!m_workspace.place().canWrite() || !m_messages.isShown(Message::Topic::Unlocking))
            return;
        m_messages.settle(Message::Topic::Unlocking);
        goOn();
    });
}

void WritingGuard::run(const std::function<void()> &goOn)
{
    if (m_workspace.place().canWrite()) {
        goOn();
        return;
    }
    m_goOn = goOn;
    m_entry = m_workspace.openEntry().id();
    Message offer{MessageBar::Kind::Info, tr("Production is read-only."), tr("Unlock writing for 10 minutes")};
    offer.topic = Message::Topic::Unlocking;
    offer.action = [this] {
        m_workspace.place().unlockWriting();
        this->goOn();
    };
    m_messages.show(offer);
}

void WritingGuard::goOn()
{
    const std::function<void()> goOn = std::exchange(m_goOn, {});
    if (goOn && m_entry == m_workspace.openEntry().id() && m_workspace.place().canWrite())
        goOn();
}

} // namespace keyturn

#include "moc_writing_guard.cpp"
