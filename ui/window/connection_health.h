#pragma once
#include "core/async/task_scope.h"
#include "core/base/result.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace keyturn {

class Workspace;

//! Whether AWS answers, as the last request that ended tells: the bars and the status line say the same of it. While it
//! is out of reach it is asked again every now and then, and what could not be listed is listed once it answers.
class ConnectionHealth : public QObject {
    Q_OBJECT

public:
    enum class State {
        Unknown,    //!< nothing has been answered yet
        Answers,    //!< it may still refuse one thing or another
        OutOfReach, //!< no connection
        Refused,    //!< it does not accept who we are
    };
    Q_ENUM(State)

    //! \p workspace must outlive it.
    explicit ConnectionHealth(Workspace &workspace, QObject *parent = nullptr);

    State state() const { return m_state; }
    //! AWS is out of reach, and not just for one request: the list could not be read either. What failed alone may be
    //! tried again at once.
    bool isOffline() const;
    //! What an error tells; nothing: it says neither.
    static std::optional<State> of(const Error &error);

signals:
    void changed();

private:
    void answered();
    void failed(const Error &error);
    void nameless(const Error &error);
    void set(State state);
    void probe();

    Workspace &m_workspace;
    State m_state = State::Unknown;
    bool m_isNameOwed = false; // who one is was asked while AWS was out of reach
    QTimer m_probe;
    TaskScope m_probing;
};

} // namespace keyturn
