#pragma once
#include "core/base/result.h"

#include <QObject>

#include <optional>

namespace keyturn {

class Workspace;

//! Whether AWS answers, as the last request that ended tells: the bars and the status line say the same of it.
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
    //! What an error tells; nothing: it says neither.
    static std::optional<State> of(const Error &error);

signals:
    void changed();

private:
    void answered();
    void failed(const Error &error);
    void nameless(const Error &error);
    void set(State state);

    Workspace &m_workspace;
    State m_state = State::Unknown;
    bool m_isNameOwed = false; // who one is was asked while AWS was out of reach
};

} // namespace keyturn
