#pragma once
#include "app/cli/error_text.h"
#include "app/cli/output.h"
#include "core/async/task.h"
#include "core/base/clock.h"
#include "core/base/json_writer.h"
#include "core/connection/connection.h"
#include "core/http/http_client.h"
#include "core/keychain/keychain.h"
#include "core/rotation/refresh_journal.h"

#include <functional>
#include <memory>

namespace keyturn::cli {

struct GlobalOptions {
    QString profile;
    QString region;
    QString endpoint;
    bool json = false;
};

//! What verbs share: options, output, and the connection, made when it is first asked for.
class Session {
public:
    explicit Session(GlobalOptions options);
    ~Session();
    Q_DISABLE_COPY_MOVE(Session)

    const GlobalOptions &options() const { return m_options; }
    bool json() const { return m_options.json; }
    Output &out() { return m_output; }
    const Clock &clock() const { return m_clock; }
    Keychain &keychain();
    //! Of refreshes that have not ended, by all programs of this user; made when it is first asked for.
    const RefreshJournal &journal();
    //! Keeps nothing from now on, see RefreshJournal.
    void goWithoutJournal();

    //! The connection the options name, with credentials at hand (not yet checked by AWS).
    Task<Result<Connection *>> connect();

    //! Prints \p error for people; \p name is what the verb was about.
    ExitCode fail(const Error &error, const QString &name = {});
    //! Prints a complaint about the command line.
    ExitCode usage(const QString &sentence);
    //! Prints a complete JSON value as one line.
    void printJson(JsonWriter &&json);

    //! Asked first when SIGINT or SIGTERM comes; false: the verb is cancelled.
    std::function<bool(int signal)> onInterrupt;

private:
    Result<Connection *> makeConnection();

    const GlobalOptions m_options;
    Output m_output;
    SystemClock m_clock;
    ErrorContext m_context;
    QString m_profileNote; //!< where the profile was looked for, once
    std::unique_ptr<Keychain> m_keychain;
    std::unique_ptr<RefreshJournal> m_journal;
    std::unique_ptr<HttpClient> m_http;
    std::unique_ptr<Connection> m_connection;
};

} // namespace keyturn::cli
