#include "core/aws/aws_error.h"

#include "core/base/redaction.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

struct Word {
    QLatin1String code;
    ErrorKind kind;
};

constexpr Word words[] = {
    {"UnrecognizedClientException"_L1, ErrorKind::Auth},
    {"InvalidSignatureException"_L1, ErrorKind::Auth},
    {"SignatureDoesNotMatch"_L1, ErrorKind::Auth},
    {"InvalidClientTokenId"_L1, ErrorKind::Auth},
    {"InvalidAccessKeyId"_L1, ErrorKind::Auth},
    {"AuthFailure"_L1, ErrorKind::Auth},
    {"MissingAuthenticationTokenException"_L1, ErrorKind::Auth},
    {"MissingAuthenticationToken"_L1, ErrorKind::Auth},
    {"IncompleteSignatureException"_L1, ErrorKind::Auth},
    {"IncompleteSignature"_L1, ErrorKind::Auth},
    {"RequestTimeTooSkewed"_L1, ErrorKind::Auth},
    {"RequestExpired"_L1, ErrorKind::Auth},
    {"RequestInTheFuture"_L1, ErrorKind::Auth},

    {"ExpiredTokenException"_L1, ErrorKind::Expired},
    {"ExpiredToken"_L1, ErrorKind::Expired},

    {"AccessDeniedException"_L1, ErrorKind::AccessDenied},
    {"AccessDenied"_L1, ErrorKind::AccessDenied},
    {"UnauthorizedOperation"_L1, ErrorKind::AccessDenied},
    {"AuthorizationError"_L1, ErrorKind::AccessDenied},
    {"KMSAccessDenied"_L1, ErrorKind::AccessDenied},
    {"KmsAccessDenied"_L1, ErrorKind::AccessDenied},
    {"OptInRequired"_L1, ErrorKind::AccessDenied},
    {"RegionDisabledException"_L1, ErrorKind::AccessDenied},
    {"DecryptionFailure"_L1, ErrorKind::AccessDenied}, // Secrets Manager's word for "KMS said no"
    {"EncryptionFailure"_L1, ErrorKind::AccessDenied},

    {"ResourceNotFoundException"_L1, ErrorKind::NotFound},
    {"ParameterNotFound"_L1, ErrorKind::NotFound},
    {"ParameterVersionNotFound"_L1, ErrorKind::NotFound},
    {"NotFoundException"_L1, ErrorKind::NotFound},
    {"NotFound"_L1, ErrorKind::NotFound},
    {"QueueDoesNotExist"_L1, ErrorKind::NotFound},
    {"AWS.SimpleQueueService.NonExistentQueue"_L1, ErrorKind::NotFound},

    {"ResourceExistsException"_L1, ErrorKind::Conflict},
    {"ParameterAlreadyExists"_L1, ErrorKind::Conflict},
    {"AlreadyExistsException"_L1, ErrorKind::Conflict},
    {"PreconditionNotMetException"_L1, ErrorKind::Conflict},
    {"QueueNameExists"_L1, ErrorKind::Conflict},
    {"QueueDeletedRecently"_L1, ErrorKind::Conflict},

    {"Throttling"_L1, ErrorKind::Throttled},
    {"ThrottlingException"_L1, ErrorKind::Throttled},
    {"ThrottledException"_L1, ErrorKind::Throttled},
    {"Throttled"_L1, ErrorKind::Throttled},
    {"RequestThrottledException"_L1, ErrorKind::Throttled},
    {"RequestThrottled"_L1, ErrorKind::Throttled},
    {"TooManyRequestsException"_L1, ErrorKind::Throttled},
    {"RequestLimitExceeded"_L1, ErrorKind::Throttled},
    {"BandwidthLimitExceeded"_L1, ErrorKind::Throttled},
    {"ProvisionedThroughputExceededException"_L1, ErrorKind::Throttled},
    {"TransactionInProgressException"_L1, ErrorKind::Throttled},
    {"SlowDown"_L1, ErrorKind::Throttled},
    {"EC2ThrottledException"_L1, ErrorKind::Throttled},
    {"TooManyUpdates"_L1, ErrorKind::Throttled},

    {"LimitExceededException"_L1, ErrorKind::Limit}, // throttling elsewhere, a hard quota in our services
    {"ParameterLimitExceeded"_L1, ErrorKind::Limit},
    {"ParameterMaxVersionLimitExceeded"_L1, ErrorKind::Limit},
    {"PoliciesLimitExceededException"_L1, ErrorKind::Limit},
    {"HierarchyLevelLimitExceededException"_L1, ErrorKind::Limit},
    {"SubscriptionLimitExceeded"_L1, ErrorKind::Limit},
    {"TooManyTagsError"_L1, ErrorKind::Limit},
    {"OverLimit"_L1, ErrorKind::Limit},

    {"InternalFailure"_L1, ErrorKind::Unavailable},
    {"InternalError"_L1, ErrorKind::Unavailable},
    {"InternalServiceError"_L1, ErrorKind::Unavailable},
    {"InternalServerError"_L1, ErrorKind::Unavailable},
    {"ServiceUnavailable"_L1, ErrorKind::Unavailable},
    {"ServiceUnavailableException"_L1, ErrorKind::Unavailable},
    {"PriorRequestNotComplete"_L1, ErrorKind::Unavailable},
    {"RequestTimeout"_L1, ErrorKind::Unavailable},
    {"RequestTimeoutException"_L1, ErrorKind::Unavailable},
};

// What explains a refusal is short. Anything longer is not taken apart: a tree of it could be many times its size.
constexpr qsizetype longestExplanation = 64LL * 1024;
constexpr qsizetype longestLine = 1024;

QByteArrayView trimmed(QByteArrayView bytes)
{
    if (bytes.startsWith("\xef\xbb\xbf"))
        bytes = bytes.sliced(3);
    return bytes.trimmed();
}

bool isHtml(const HttpResponse &response)
{
    const QByteArray start = trimmed(response.body.bytes())
                                 .first(std::min<qsizetype>(trimmed(response.body.bytes()).size(), 16))
                                 .toByteArray()
                                 .toLower();
    return start.startsWith("<!doctype html") || start.startsWith("<html")
           || response.header("content-type").toLower().startsWith("text/html");
}

//! "ns#FooError:http://..." -> "FooError"
QString cleanCode(const QString &word)
{
    const QString name = word.section(u':', 0, 0);
    return name.section(u'#', -1).trimmed();
}

//! A signature error quotes the canonical request back, session token and all: nobody needs that part.
QString shownMessage(const QString &message)
{
    const qsizetype quoted = message.indexOf("The Canonical String"_L1);
    return redacted(quoted < 0 ? message : message.first(quoted).trimmed());
}

QString firstLine(QByteArrayView body)
{
    const QByteArrayView text = trimmed(body).first(std::min(trimmed(body).size(), longestLine));
    const qsizetype end = text.indexOf('\n');
    return redacted(QString::fromUtf8(end < 0 ? text : text.first(end)));
}

QString requestIdOf(const HttpResponse &response)
{
    for (const char *name : {"x-amzn-requestid", "x-amz-request-id"}) {
        const QByteArray id = response.header(name);
        if (!id.isEmpty())
            return redacted(QString::fromLatin1(id));
    }
    return {};
}

Error foreign(const HttpResponse &response)
{
    const QString status = "HTTP "_L1 + QString::number(response.status);
    const QString request = requestIdOf(response);
    if (isHtml(response))
        return {ErrorKind::Protocol, Refusal::AnsweredHtml, u"answered with HTML (%1)"_s.arg(status), request};
    const QString line = firstLine(response.body.bytes());
    return {ErrorKind::Protocol, status, line.isEmpty() ? status : status + ": "_L1 + line, request};
}

struct Told {
    QString code;
    QString message;
    QString requestId;
};

Told toldInJson(const HttpResponse &response)
{
    const QJsonObject body = QJsonDocument::fromJson(response.body.bytes().toByteArray()).object();
    Told told;
    told.code = QString::fromLatin1(response.header("x-amzn-errortype"));
    for (const auto key : {"__type"_L1, "code"_L1, "Code"_L1}) {
        if (told.code.isEmpty())
            told.code = body.value(key).toString();
    }
    for (const auto key : {"message"_L1, "Message"_L1, "errorMessage"_L1}) {
        if (told.message.isEmpty())
            told.message = body.value(key).toString();
    }
    return told;
}

Told toldInXml(const HttpResponse &response)
{
    const std::optional<XmlElement> root = XmlElement::parse(response.body.bytes());
    if (!root)
        return {};
    const XmlElement *holder = root->child(u"Errors");
    const XmlElement *error = holder ? holder->child(u"Error") : root->child(u"Error");
    if (!error)
        return {};
    QString requestId = root->textOf(u"RequestId");
    if (requestId.isEmpty())
        requestId = root->textOf(u"RequestID");
    return {error->textOf(u"Code"), error->textOf(u"Message"), requestId};
}

} // namespace

ErrorKind awsErrorKind(const QString &code, int status)
{
    const auto word =
        std::find_if(std::begin(words), std::end(words), [&code](const Word &w) { return w.code == code; });
    if (word != std::end(words))
        return word->kind;
    if (status == 429)
        return ErrorKind::Throttled;
    if (status == 413) // what was sent does not fit, now or later
        return ErrorKind::Limit;
    if (status >= 500)
        return ErrorKind::Unavailable;
    return ErrorKind::Invalid;
}

Error awsError(const HttpResponse &response, AwsProtocol protocol)
{
    const bool xml = protocol == AwsProtocol::Query || trimmed(response.body.bytes()).startsWith('<');
    const bool isReadable = response.body.size() <= longestExplanation && !isHtml(response);
    Told told = !isReadable ? Told() : xml ? toldInXml(response) : toldInJson(response);
    if (told.code.isEmpty())
        told.code = QString::fromLatin1(response.header("x-amzn-errortype"));
    if (told.code.isEmpty()) {
        Error error = foreign(response);
        if (error.refusal != Refusal::AnsweredHtml) // a bare status is still an answer of the service
            error.kind = awsErrorKind({}, response.status);
        return error;
    }
    Error error;
    error.code = redacted(cleanCode(told.code));
    error.kind = awsErrorKind(error.code, response.status);
    error.detail = shownMessage(told.message);
    error.requestId = requestIdOf(response);
    if (error.requestId.isEmpty())
        error.requestId = redacted(told.requestId);
    return error;
}

std::optional<Error> foreignAnswer(const HttpResponse &response, AwsProtocol protocol)
{
    const QByteArrayView body = trimmed(response.body.bytes());
    const bool right = protocol == AwsProtocol::Json ? body.isEmpty() || body.startsWith('{')
                                                     : body.startsWith('<') && !isHtml(response);
    if (!right)
        return foreign(response);
    if (response.status == 200)
        return {};
    // Every success of AWS is a 200. Another one may be a part, or nobody's; what it holds may be a secret.
    const QString said = "HTTP "_L1 + QString::number(response.status);
    return Error{ErrorKind::Protocol, said, said + u" instead of 200"_s, requestIdOf(response), {}, {}};
}

std::optional<Error> errorOf(const Result<HttpResponse> &answer, AwsProtocol protocol)
{
    if (!answer)
        return answer.error();
    return answer->status >= 400 ? std::optional(awsError(*answer, protocol)) : foreignAnswer(*answer, protocol);
}

} // namespace keyturn
