#pragma once
#include "app/cli/effect.h"
#include "app/cli/error_text.h"
#include "app/cli/output.h"
#include "app/cli/sign_in.h"
#include "core/async/task.h"
#include "core/base/clock.h"
#include "core/base/json_writer.h"
#include "core/connection/connection.h"
#include "core/connection/sso_sign_in.h"
#include "core/due/lead_times.h"
#include "core/due/reminder_file.h"
#include "core/http/http_client.h"
#include "core/keychain/aws_key_store.h"
#include "core/keychain/keychain.h"
#include "core/profile/environment.h"
#include "core/rotation/client_secret_record.h"
#include "core/rotation/refresh_journal.h"
#include "core/rotation/refresh_settings.h"

#include <functional>
#include <memory>

namespace keyturn::cli {

struct GlobalOptions {
    QString profile;      //!< the first of them
    QString region;       //!< the first of them
    QStringList profiles; //!< see Places; one or none where the verb is for one place
    QStringList regions;
    QString endpoint;
    QString trustedEndpoint; //!< one that the profile names and the user agrees to from now on
    bool json = false;
    bool mfaFromInput = false; //!< the code of the MFA device stands on standard input
    bool trustProcess = false; //!< the profile's credential_process may be run from now on
    QString verb;
    Effect effect = Effect::Writes;
    bool writesProduction = false; //!< given on the command line, and nowhere else
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
    const Environment &environment() const { return m_environment; }
    Keychain &keychain();
    //! The access keys in it.
    AwsKeyStore keyStore();
    //! Of refreshes that have not ended, by all programs of this user; made when it is first asked for.
    const RefreshJournal &journal();
    //! Keeps nothing from now on, see RefreshJournal.
    void goWithoutJournal();

    //! The admin's own dates.
    ReminderFile reminders() const;
    LeadTimesFile leadTimes() const;
    //! Where values that were seen are remembered, see ValueLedger.
    QString ledgerFile() const;
    //! Where systemd looks for units of the user's own.
    QString unitFolder() const;
    //! Client secrets that are being replaced by hand, by all programs of this user.
    ClientSecretRecord clientSecrets();
    //! What was said about the refresh of entries.
    RefreshSettingsFile refreshSettings() const;

    //! The connection the options name, with credentials at hand (not yet checked by AWS).
    Task<Result<Connection *>> connect();
    //! The same without asking for credentials: for what wants to know more than that they are missing.
    Result<Connection *> makeConnection();
    //! For a verb that finds out on the way that it has to write, once it is connected. An error where the profile is
    //! marked as production and the command line does not allow it; verbs that write are not connected then.
    Result<> mayWrite() const;
    //! Null before it is made.
    Connection *connection() const { return m_connection.get(); }
    //! Takes the credentials of \p other, which has the same profile in another region and outlives this.
    void signInWith(const Session &other) { m_other = &other; }
    //! Signs the profile in by SSO and keeps the token in the keychain. Usage error where it does not sign in so.
    Task<Result<SsoToken>> signIn(SsoPrompts prompts);

    const ErrorContext &context() const { return m_context; }
    //! Prints \p error for people; \p name is what the verb was about.
    ExitCode fail(const Error &error, const QString &name = {});
    //! Prints a complaint about the command line.
    ExitCode usage(const QString &sentence);
    //! Prints a complete JSON value as one line.
    void printJson(JsonWriter &&json);

    //! Asked first when a signal comes that ends programs; false: the verb is cancelled.
    std::function<bool(int signal)> onInterrupt;
    //! What to say of a verb that is cancelled, a message and its following lines; empty: that nothing was written.
    QStringList givenUp;
    //! The verb was cancelled: says so, once.
    void tellGivenUp();

private:
    Result<Profile> usableProfile();
    Result<> agree(const Profile &profile, const QString &region);
    Result<> agreeToCommand(const Profile &profile);
    Result<> makeHttp(const Profile &profile);
    SignInContext signInContext(const Profile &profile, const QString &region);

    const GlobalOptions m_options;
    const Environment m_environment;
    Output m_output;
    SystemClock m_clock;
    ErrorContext m_context;
    QString m_profileNote; //!< where the profile was looked for, once
    QString m_tried;       //!< what was wrong with the profile of the files where the keychain is asked instead
    bool m_isGivenUp = false;
    std::unique_ptr<Keychain> m_keychain;
    std::unique_ptr<RefreshJournal> m_journal;
    std::unique_ptr<HttpClient> m_http;
    TerminalPrompts m_prompts;
    const Session *m_other = nullptr; // see signInWith()
    std::shared_ptr<CredentialProvider> m_credentials;
    std::unique_ptr<Connection> m_connection;
};

} // namespace keyturn::cli
