#pragma once
#include <QString>

namespace keyturn {

//! Why Keyturn itself refuses, or what it found out without a service's word for it. The sentences are made in ui/text
//! and app/cli; what a service says stays its own word, see Error::code.
enum class Refusal : quint8 {
    None,

    // Asking a server: the connection, and what came back
    ConnectionRefused,
    ConnectionReset,
    HostNotFound,
    Network,
    Timeout,
    Truncated,
    TooLarge,
    NotHttp,
    AnsweredHtml,
    Redirect,
    RequestRefused,
    ClientGone,
    Cancelled,
    BadAnswer,
    AnswerLost,

    // TLS
    TlsHandshake,
    TlsCertificate,
    TlsCertificateDate,
    TlsHostMismatch,
    TlsNameConstraints,
    TlsUnknownIssuer,
    CaBundle,

    // Proxies
    ProxyAuthenticationRequired,
    ProxyUnreachable,
    ProxySetting,
    ProxyScheme,

    // Profiles and signing in
    ConfigSyntax,
    ConfigUnreadable,
    NoProfile,
    NoPlace,
    BadSetting,
    NotARegion,
    BadEndpoint,
    MixedEndpoints,
    EndpointConsent,
    NoCredentials,
    IncompleteKeys,
    AccessKeys,
    SignIn,
    Login,
    Container,
    Mfa,
    WebIdentity,
    Process,
    ProcessConsent,
    SsoLogin,
    SsoRefused,
    SsoTooLate,

    // The keychain, and files of ours
    Locked,
    Denied,
    Absent,
    Hung,
    Failed,
    Lock,
    PrivateFolder,
    FileWrite,
    Journal,
    NoJournal,

    // Secrets and parameters
    TwoEntries,
    OtherStore,
    OtherRegion,
    OtherAccount,
    VersionInName,
    Deleted,
    Replica,
    Replicas,
    Owned,
    Binary,
    Raw,
    Empty,
    Size,
    Value,
    NoSuchKey,
    Gone,
    ChangedElsewhere,
    DetailsChanged,
    Overwritten,
    CheckFailed,
    Interrupted,
    HalfSaved,
    Unsaved,
    Unread,
    ReadOnly,
    NoPrevious,

    // Exports and generated passwords
    Key,
    Nul,
    Utf8,
    Length,
    Alphabet,
    Types,
    Random,

    // Refreshing, and what an entry lacks for it
    NoRefreshToken,
    NoClientSecret,
    NoClientId,
    TokenUrl,
    TokenUrlConsent,
    TokenForm,
    ParameterForm,
    ParameterReserved,
    KeyTwice,
    NoExpiry,
    Refreshing,
    RefreshRunning,
    Unfinished,
    StagedElsewhere,
    VersionQuota,
    CredentialsEnd,
    RotationEnabled,
    RotationPending,
    NoProbe,
    ProbeRefused,
    ProbeUrl,
    ProbeUrlConsent,
    NoMatch,

    // Consent in a browser
    AuthorizationUrl,
    RedirectUri,
    NotTheRedirect,
    MalformedAnswer,
    WrongState,
    WrongIssuer,
    NoAnswer,
    PortInUse,
    CannotListen,

    // A new client secret
    SameSecret,
    SecretForm,
    WouldSpend,
    NoSecretApi,
    NotEnrolled,
    QueueFifo,
    QueuePolicy,
    QueueKey,
    SecretWaiting,
    NoMessage,
    NotKnownYet,
    NeverAsked,
    Wait,

    // Rotation by a function
    Rotation,
    NoRotation,
    NoFunction,
    HoldsTokens,
    RotationTest,
    NotASecret,
    NothingToRotate,
    Schedule,
    Present,
    File,

    // Reminders
    Reminder,
    Reminders,
    NoSuchReminder,
    LeadDays,
    NoStack,
    StackFailed,
    StackUnfinished,
    ForeignUnit,
    Unit,

    // The command line and the sandbox
    Usage,
    NotATime,
};

//! Its word for logs and --json, such as "token-url-consent"; empty for None.
QString refusalWord(Refusal why);

} // namespace keyturn
