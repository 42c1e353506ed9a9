#include "ui/window/message_center.h"

#include "ui/widgets/actions.h"

#include <QClipboard>
#include <QGuiApplication>

namespace keyturn {

MessageCenter::MessageCenter(MessageBar &bar, Actions &actions, QObject *parent) :
    QObject(parent), m_bar(bar), m_actions(actions)
{
    m_life.setSingleShot(true);
    connect(&m_life, &QTimer::timeout, this, &MessageCenter::dismiss);
    connect(&m_bar, &MessageBar::actionTriggered, this, [this] {
        const Action action = m_action;
        dismiss();
        if (action)
            action();
    });
    connect(&m_bar, &MessageBar::copyRequested, this,
            [](const QString &text) { QGuiApplication::clipboard()->setText(text); });
}

void MessageCenter::show(const Message &message)
{
    m_life.stop();
    m_action = message.action;
    m_bar.showMessage(message.kind, message.sentence, message.label, message.details, message.requestId);
    if (message.life.count() > 0)
        m_life.start(message.life);
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

void MessageCenter::showError(const Error &error, const ErrorMessage &text, const Action &again)
{
    Message message{MessageBar::Kind::Error, text.sentence, text.nextStepLabel, {}, text.details, text.requestId};
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
    show(message);
}

void MessageCenter::dismiss()
{
    m_life.stop();
    m_bar.dismiss();
}

} // namespace keyturn

#include "moc_message_center.cpp"
