#pragma once
#include "core/base/result.h"

#include <QCoreApplication>
#include <QDateTime>

namespace keyturn {

//! The one thing to do next after an error; the window maps it to an action.
enum class NextStep {
    None,
    TryAgain,
    Reload,         //!< read the entry again and look at both
    SignIn,         //!< other or newer credentials
    SignInToSso,    //!< in the browser
    CheckProfile,   //!< region, endpoint, keys
    ShowPermission, //!< which IAM action is missing
    EnterClientSecret,
    Authorise, //!< a new refresh token is needed
    UnlockKeychain,
    CheckProxy,
    OpenRaw,
    ShowDetails,
};

//! An Error for people: one sentence, one button, and what to copy into a ticket. Never a value.
struct ErrorMessage {
    QString sentence;
    NextStep nextStep = NextStep::None;
    QString nextStepLabel; //!< empty when there is none
    QString details;       //!< several lines, facts only, already redacted
    QString requestId;
};

struct ErrorRule;

class ErrorText {
    Q_DECLARE_TR_FUNCTIONS(ErrorText)

public:
    //! \p subject: the entry or file it is about, where the sentence is better with it; may be empty.
    static ErrorMessage message(const Error &error, const QString &subject = {});
    static QString label(NextStep step);
    //! Of an AccessDenied: which permission is missing, or what else stands in the way.
    static QString refusal(const Error &error, const QString &subject);
    //! Operation, host, code, the service's words and the request id, one per line.
    static QString details(const Error &error);
    //! A line of its own, for a ticket: never part of the sentence. Empty where there is none.
    static QString requestLine(const ErrorMessage &message);
    //! The sentence, and below it that line.
    static QString twoLines(const ErrorMessage &message);
    //! The clock of this computer is off; requests are signed with the corrected time.
    static ErrorMessage clockSkew(std::chrono::seconds ahead);
    //! Why a token cannot be refreshed: the machine words of RefreshReadiness::obstacle.
    static QString obstacle(Refusal obstacle);

private:
    static QString filled(const ErrorRule &rule, const Error &error, const QString &subject);
};

} // namespace keyturn
