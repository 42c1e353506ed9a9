#pragma once
#include "core/aws/missing_permission.h"
#include "ui/text/error_text.h"
#include "ui/widgets/message_bar.h"

#include <QDeadlineTimer>
#include <QTimer>
#include <chrono>
#include <functional>
#include <optional>

namespace keyturn {

class Actions;

//! A sentence for the message bar, with at most one thing to do next.
struct Message {
    //! What it is about: it goes when that is settled.
    enum class Topic {
        Other,
        Connection, //!< AWS is out of reach or does not accept who we are
        Listing,    //!< not everything could be listed
        HalfSaved,
        UndoSave,
        Unlocking,
    };

    MessageBar::Kind kind = MessageBar::Kind::Info;
    QString sentence;
    QString label = {};                //!< of the button; empty: none
    std::function<void()> action = {}; //!< what the button does; the message goes first
    QString details = {};              //!< several lines, to be copied
    QString requestId = {};
    std::chrono::milliseconds life{0}; //!< 0: until it is closed or another one comes
    Topic topic = Topic::Other;
    //! Given: it goes when this does not hold any more, and until then comes back after another that took its place.
    std::function<bool()> isStillTrue = {};
};

//! Decides what stands in the message bar, and for how long.
class MessageCenter : public QObject {
    Q_OBJECT

public:
    using Action = std::function<void()>;
    static constexpr std::chrono::seconds shortLife{8};

    //! \p bar and \p actions must outlive it.
    MessageCenter(MessageBar &bar, Actions &actions, QObject *parent = nullptr);

    void show(const Message &message);
    void tell(const QString &sentence) { show({MessageBar::Kind::Info, sentence}); }
    void warn(const QString &sentence) { show({MessageBar::Kind::Warning, sentence}); }
    //! Leaves by itself.
    void succeed(const QString &sentence);
    //! \p again: what "Try again" does.
    void showError(const Error &error, const QString &subject, const Action &again);
    void showError(const Error &error, const ErrorMessage &text, const Action &again)
    {
        show(ofError(error, text, again));
    }
    //! What showError() shows.
    Message ofError(const Error &error, const ErrorMessage &text, const Action &again);
    //! The message goes; one that it covered comes back while it is still true.
    void dismiss();
    //! No message at all.
    void clear();
    //! What \p topic is about is over: its message goes.
    void settle(Message::Topic topic);
    //! Something has changed: a message that is not true any more goes.
    void dropUntrue();
    bool isShown(Message::Topic topic) const { return m_shown && m_shown->topic == topic; }

signals:
    void focusLeft();      //!< the focus was in the bar, whose buttons mean something else now or are gone
    void profilesWanted(); //!< another profile is the way on
    void signInWanted();   //!< to IAM Identity Center
    void permissionAsked(const keyturn::MissingPermission &missing);

private:
    void display(const Message &message);
    void giveFocusAway();

    MessageBar &m_bar;
    Actions &m_actions;
    std::optional<Message> m_shown;
    std::optional<Message> m_covered;
    QDeadlineTimer m_coveredUntil;
    QTimer m_life;
};

} // namespace keyturn
