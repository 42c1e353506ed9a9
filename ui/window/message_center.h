#pragma once
#include "core/aws/missing_permission.h"
#include "ui/text/error_text.h"
#include "ui/widgets/message_bar.h"

#include <QTimer>
#include <chrono>
#include <functional>

namespace keyturn {

class Actions;

//! A sentence for the message bar, with at most one thing to do next.
struct Message {
    MessageBar::Kind kind = MessageBar::Kind::Info;
    QString sentence;
    QString label = {};                //!< of the button; empty: none
    std::function<void()> action = {}; //!< what the button does; the message goes first
    QString details = {};              //!< several lines, to be copied
    QString requestId = {};
    std::chrono::milliseconds life{0}; //!< 0: until it is closed or another one comes
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
    void showError(const Error &error, const ErrorMessage &text, const Action &again);
    void dismiss();

signals:
    void profilesWanted(); //!< another profile is the way on
    void permissionAsked(const keyturn::MissingPermission &missing);

private:
    MessageBar &m_bar;
    Actions &m_actions;
    Action m_action;
    QTimer m_life;
};

} // namespace keyturn
