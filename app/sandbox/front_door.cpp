#include "app/sandbox/front_door.h"

#include "app/sandbox/cloudformation/cloudformation.h"
#include "app/sandbox/cloudtrail/cloudtrail.h"
#include "app/sandbox/control/access_keys_call.h"
#include "app/sandbox/control/clients_call.h"
#include "app/sandbox/control/clock_call.h"
#include "app/sandbox/control/faults_call.h"
#include "app/sandbox/control/operations_call.h"
#include "app/sandbox/control/outbox_call.h"
#include "app/sandbox/control/reset_call.h"
#include "app/sandbox/eventbridge/eventbridge.h"
#include "app/sandbox/oauth/consent_endpoint.h"
#include "app/sandbox/oauth/resource_server.h"
#include "app/sandbox/oauth/token_endpoint.h"
#include "app/sandbox/protocol/json11.h"
#include "app/sandbox/protocol/query.h"
#include "app/sandbox/protocol/rest_json.h"
#include "app/sandbox/roles/roles.h"
#include "app/sandbox/scheduler/scheduler.h"
#include "app/sandbox/secretsmanager/secrets_manager.h"
#include "app/sandbox/service/kms.h"
#include "app/sandbox/signin/sign_in.h"
#include "app/sandbox/sns/sns.h"
#include "app/sandbox/spapi/application_api.h"
#include "app/sandbox/sqs/sqs.h"
#include "app/sandbox/ssm/parameter_store.h"
#include "app/sandbox/sso/sso.h"
#include "app/sandbox/sso/sso_consent.h"
#include "app/sandbox/sts/sts.h"
#include "core/base/log.h"

#include <QLocale>
#include <QUuid>

#include <algorithm>

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

QByteArray httpDate(const QDateTime &utc)
{
    return QLocale::c().toString(utc, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
}

Error wrongService(const Service &service)
{
    return refusal(u"InvalidSignatureException"_s, u"Credential should be scoped to correct service: '%1'. "_s.arg(
                                                       QString::fromLatin1(service.signingName)));
}

} // namespace

FrontDoor::FrontDoor(Store &store, Timekeeper &timekeeper, FaultPlan &faults) :
    m_store(store), m_timekeeper(timekeeper), m_clock(timekeeper.clock()), m_keys(store),
    m_rotator(store, timekeeper, m_keys), m_federation(m_keys),
    m_control({accessKeysCall(m_keys, m_clock), clockCall(timekeeper), faultsCall(faults),
               oauth::clientsCall(store, m_clock), operationsCall(m_services), outboxCall(store), messagesCall(store),
               smsCall(store), resetCall(everything(faults)), emptyCall(everything(faults)), m_rotator.functionsCall(),
               mfaCall(m_clock), webIdentityCall(store, m_clock), sso::answerCall(store),
               signin::signInCall(store, m_clock), spapi::applicationsCall(store)}),
    m_verifier(m_keys),
    // Events last: what the others send goes on in the same round.
    m_services{secretsManager(), parameterStore(), kms(),        sts(),        sns(),        sqs(),
               cloudFormation(), scheduler(),      iamService(), cloudTrail(), eventBridge()}
{
    for (const Service &service : m_services) {
        if (service.timePassed)
            timekeeper.add([&store, work = service.timePassed](const QDateTime &now) { work(store, now); });
    }
}

Everything FrontDoor::everything(FaultPlan &faults)
{
    return {m_store, m_timekeeper, faults, [this] {
                m_rotator.forget();
                m_authorizations.forget();
                m_federation.forget();
            }};
}

Response FrontDoor::handle(const Request &request)
{
    const QByteArray requestId = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    const QByteArray path = request.path();
    Response response;
    m_waitSeconds = 0;
    if (sso::isFor(request))
        response = sso::handle(m_store, m_authorizations, request, requestId, m_clock.utcNow());
    else if (sso::isConsent(m_store, request))
        response = sso::consent(m_store, m_authorizations, request, m_clock.utcNow());
    else if (signin::isFor(path))
        response = signin::handle(m_store, request, requestId, m_clock);
    else if (Federation::isFor(path))
        response = m_federation.handle(request, m_clock.utcNow());
    else if (oauth::isTokenPath(path))
        response = oauth::token(m_store, m_authorizations, request, requestId, m_clock.utcNow());
    else if (oauth::isResourcePath(path))
        response = oauth::resource(m_store, request, requestId, m_clock.utcNow());
    else if (oauth::isConsentPath(path))
        response = oauth::consent(m_store, m_authorizations, request, m_clock.utcNow());
    else if (spapi::isFor(path))
        response = spapi::handle(m_store, request, requestId, m_clock.utcNow());
    else if (ControlTable::isControlPath(path))
        response = m_control.handle(request);
    else if (rest_json::isFor(path))
        response = handleRest(request, requestId);
    else if (path != "/" && !queues::isQueuePath(path))
        response = {
            404, {{"Content-Type", "text/plain"}}, "There is nothing at this address in the Keyturn sandbox.\n"};
    else if (request.method == "GET" && !Sigv4Verifier::isSigned(request) && request.query().isEmpty())
        response = {
            200, {{"Content-Type", "text/plain"}}, "Keyturn sandbox, access key testing, secret key testing.\n"};
    else if (request.method != "POST" && request.method != "GET")
        response = {405, {{"Allow", "GET, POST"}}, {}};
    else if (request.method == "POST" && !request.header("x-amz-target").isEmpty())
        response = handleJson(request, requestId);
    else
        response = handleQuery(request, requestId);
    response.waitSeconds = m_waitSeconds;
    response.headers.emplaceBack("Date", httpDate(m_clock.computerNow()));
    return response;
}

Answer FrontDoor::run(const Asked &asked, const QString &name, const QJsonObject &input)
{
    const Signature &signature = asked.signature;
    Call call{m_store, signature.caller, QString::fromLatin1(signature.region), m_clock.utcNow(), input};
    call.policy = signature.policy;
    call.operation = name;
    call.accessKeyId = signature.accessKeyId;
    call.userAgent = asked.request.header("user-agent");
    call.origin = "http://" + asked.request.header("host");
    if (queues::isQueuePath(asked.request.path()) && !call.has(u"QueueUrl"))
        call.input.insert(u"QueueUrl"_s, queues::urlOf(asked.request));
    Answer answer = perform(asked.service, call);
    m_waitSeconds = answer ? call.waitSeconds : 0;
    if (call.wake)
        m_timekeeper.wake();
    if (!answer && answer.error().kind == ErrorKind::Io) {
        qCWarning(sandboxLog).noquote() << answer.error().detail;
        return Error{ErrorKind::Io, u"InternalServiceError"_s, u"An error occurred on the server side."_s};
    }
    return answer;
}

Response FrontDoor::handleJson(const Request &request, const QByteArray &requestId)
{
    const Result<Signature> signature = m_verifier.verify(request, m_clock.computerNow(), m_clock.utcNow());
    if (!signature)
        return json11::refuse(signature.error(), requestId);
    const QByteArray target = request.header("x-amz-target");
    const auto service = std::find_if(m_services.begin(), m_services.end(), [&target](const Service &s) {
        return !s.targetPrefix.isEmpty() && target.startsWith(s.targetPrefix);
    });
    const QString name =
        service == m_services.end() ? QString() : QString::fromLatin1(target.mid(service->targetPrefix.size()));
    if (service == m_services.end() || !service->operation(name))
        return json11::refuse(refusal(u"UnknownOperationException"_s, QString()), requestId);
    if (signature->service != service->signingName)
        return json11::refuse(wrongService(*service), requestId);
    const Result<QJsonObject> input = json11::input(request.body);
    if (!input)
        return json11::refuse(input.error(), requestId);
    const Answer answer = run({*service, *signature, request}, name, *input);
    if (answer)
        return json11::inItsVersion(json11::answer(*answer, requestId), request, {});
    const QString queryCode =
        service->version.isEmpty() ? QString() : query::codeOf(&*service, answer.error().code).name;
    return json11::inItsVersion(json11::refuse(answer.error(), requestId), request, queryCode);
}

Response FrontDoor::handleRest(const Request &request, const QByteArray &requestId)
{
    const Result<Signature> signature = m_verifier.verify(request, m_clock.computerNow(), m_clock.utcNow());
    if (!signature)
        return rest_json::refuse(signature.error(), requestId);
    const std::optional<rest_json::Route> route = rest_json::route(m_services, request);
    if (!route)
        return rest_json::refuse(refusal(u"UnknownOperationException"_s, QString()), requestId);
    if (signature->service != route->service->signingName)
        return rest_json::refuse(wrongService(*route->service), requestId);
    const Result<QJsonObject> input = rest_json::input(*route, request);
    if (!input)
        return rest_json::refuse(input.error(), requestId);
    const Answer answer = run({*route->service, *signature, request}, route->operation->name, *input);
    return answer ? rest_json::answer(*answer, requestId) : rest_json::refuse(answer.error(), requestId);
}

Response FrontDoor::handleQuery(const Request &request, const QByteArray &requestId)
{
    const bool asJson = query::wantsJson(request);
    const QJsonObject input = query::input(request);
    const QString action = input[u"Action"].toString();
    const auto service = std::find_if(m_services.begin(), m_services.end(), [&](const Service &s) {
        return s.version == input[u"Version"].toString().toLatin1() && !s.version.isEmpty();
    });
    const Operation *operation = service == m_services.end() ? nullptr : service->operation(action);
    const bool isOpen = operation && operation->isOpen && !Sigv4Verifier::isSigned(request);
    const Result<Signature> signature = isOpen ? Signature{{}, nullptr, {}, service->signingName}
                                               : m_verifier.verify(request, m_clock.computerNow(), m_clock.utcNow());
    if (!signature)
        return query::refuse(nullptr, signature.error(), requestId, asJson);
    if (!operation) {
        const QString version = input[u"Version"].toString();
        const Error unknown =
            refusal(u"InvalidAction"_s, u"Could not find operation %1 for version %2"_s.arg(action, version));
        return query::refuse(nullptr, unknown, requestId, asJson);
    }
    if (signature->service != service->signingName)
        return query::refuse(&*service, wrongService(*service), requestId, asJson);
    const Answer answer = run({*service, *signature, request}, action, query::nested(input, operation->members));
    return answer ? query::answer(*service, action, *answer, requestId, asJson)
                  : query::refuse(&*service, answer.error(), requestId, asJson);
}

} // namespace keyturn::sandbox
