#include "ui/window/message_center.h"

#include "ui/widgets/actions.h"
#include "ui/window/connection_health.h"

#include <QClipboard>
#include <QGuiApplication>

namespace keyturn {

MessageCenter::MessageCenter(MessageBar &bar, Actions &actions, QObject *parent) :
    QObject(parent), m_bar(bar), m_actions(actions)
{
    m_life.setSingleShot(true);
    connect(&m_life, &QTimer::timeout, this, &MessageCenter::dismiss);
    connect(&m_bar, &MessageBar::actionTriggered, this, [this] {
        const Action action = m_shown ? m_shown->action : Action();
        dismiss();
        if (action)
            action();
    });
    connect(&m_bar, &MessageBar::closed, this, &MessageCenter::dismiss);
    connect(&m_bar, &MessageBar::copyRequested, this,
            [](const QString &text) { QGuiApplication::clipboard()->setText(text); });
}

void MessageCenter::show(const Message &message)
{
    if (m_shown && m_shown->isStillTrue && m_shown->topic != message.topic) {
        const bool endsByItself = m_shown->life.count() > 0;
        m_coveredUntil =
            endsByItself ? QDeadlineTimer(m_life.remainingTimeAsDuration()) : QDeadlineTimer(QDeadlineTimer::Forever);
        m_covered = m_shown;
    } else if (m_covered && m_covered->topic == message.topic) {
        m_covered.reset();
    }
    display(message);
}

void MessageCenter::display(const Message &message)
{
    giveFocusAway();
    m_life.stop();
    m_shown = message;
    m_bar.showMessage(message.kind, message.sentence, message.label, message.details, message.requestId);
    if (message.life.count() > 0)
        m_life.start(message.life);
}

void MessageCenter::giveFocusAway()
{
    const QWidget *focus = m_bar.window()->focusWidget();
    if (focus && m_bar.isAncestorOf(focus))
        emit focusLeft();
}

void MessageCenter::succeed(const QString &sentence)
{
    Message message{MessageBar::Kind::Success, sentence};
    message.life = shortLife;
    show(message);
}

void MessageCenter::showError(const Error &error, const QString &subject, const Action &again)
{
    showError(error, ErrorText::message(error, subject), again);
}

Message MessageCenter::ofError(const Error &error, const ErrorMessage &text, const Action &again)
{
    Message message{MessageBar::Kind::Error, text.sentence, text.nextStepLabel, {}, text.details, text.requestId};
    const auto health = ConnectionHealth::of(error);
    if (health && *health != ConnectionHealth::State::Answers)
        message.topic = Message::Topic::Connection;
    switch (text.nextStep) {
    case NextStep::None:
    case NextStep::ShowDetails: // the details stand behind the copy button
        message.label.clear();
        break;
    case NextStep::TryAgain:
    case NextStep::UnlockKeychain:
    case NextStep::CheckProxy:
        if (text.nextStep != NextStep::TryAgain)
            message.label = ErrorText::label(NextStep::TryAgain);
        message.action = again;
        break;
    case NextStep::Reload:
        message.action = [this] { m_actions.action(Actions::Id::Reload)->trigger(); };
        break;
    case NextStep::SignInToSso:
        message.action = [this] { emit signInWanted(); };
        break;
    case NextStep::SignIn:
    case NextStep::CheckProfile:
        message.label = tr("Use another profile");
        message.action = [this] { emit profilesWanted(); };
        break;
    case NextStep::EnterClientSecret:
    case NextStep::Authorise:
    case NextStep::OpenRaw:
        message.action = [this] { m_actions.action(Actions::Id::Edit)->trigger(); };
        break;
    case NextStep::ShowPermission:
        if (const auto missing = MissingPermission::of(error))
            message.action = [this, missing] { emit permissionAsked(*missing); };
        else
            message.label.clear();
        break;
    }
    return message;
}

void MessageCenter::dismiss()
{
    giveFocusAway();
    m_life.stop();
    m_shown.reset();
    std::optional<Message> covered = std::exchange(m_covered, {});
    if (covered && !m_coveredUntil.hasExpired() && covered->isStillTrue()) {
        if (!m_coveredUntil.isForever())
            covered->life = std::chrono::ceil<std::chrono::milliseconds>(m_coveredUntil.remainingTimeAsDuration());
        display(*covered);
    } else {
        m_bar.dismiss();
    }
}

void MessageCenter::clear()
{
    m_covered.reset();
    dismiss();
}

void MessageCenter::dropUntrue()
{
    if (m_covered && !m_covered->isStillTrue())
        m_covered.reset();
    if (m_shown && m_shown->isStillTrue && !m_shown->isStillTrue())
        dismiss();
}

void MessageCenter::settle(Message::Topic topic)
{
    if (m_covered && m_covered->topic == topic)
        m_covered.reset();
    if (isShown(topic))
        dismiss();
}

} // namespace keyturn

#include "moc_message_center.cpp"
