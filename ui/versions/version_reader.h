#pragma once
#include "core/workspace/workspace.h"

namespace keyturn {

//! The history of the open entry while somebody looks at it: first who and when, then the values, from the newest to
//! the oldest, one after the other. What was read of a version is kept as long as the entry stays open. Values that may
//! not be read are an error of their row only.
class VersionReader : public QObject {
    Q_OBJECT

public:
    enum class State { Idle, Listing, Reading, Stopped, Done, Failed };

    //! \p workspace must outlive the reader.
    explicit VersionReader(Workspace &workspace, QObject *parent = nullptr);

    //! Reads the open entry's history again.
    void start();
    //! Ends the reads; what was read stays.
    void stop();
    //! Goes on with the values after stop() or an interruption.
    void resume();
    void clear();

    State state() const { return m_state; }
    const VersionHistory &history() const { return m_history; }
    qsizetype valuesRead() const;
    //! Why the list could not be read, or what interrupted the values.
    const std::optional<Error> &error() const { return m_error; }

signals:
    void listed();           //!< another list of versions
    void valueRead(int row); //!< or not readable
    void stateChanged();

private:
    void setState(State state);
    void readNext();
    void take(qsizetype row, const Result<SecretValue> &value);

    Workspace &m_workspace;
    std::shared_ptr<Connection> m_connection;
    VersionHistory m_history;
    State m_state = State::Idle;
    std::optional<Error> m_error;
    TaskScope m_scope;
};

} // namespace keyturn
