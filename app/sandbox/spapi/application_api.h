#pragma once
#include "app/sandbox/http/http_message.h"
#include "app/sandbox/protocol/control_table.h"
#include "app/sandbox/store/store.h"

//! SP-API's Application Management API (2023-11-30): a new client secret, which arrives in a queue.
namespace keyturn::sandbox::spapi {

bool isFor(const QByteArray &path);
//! Not signed: an access token of the rotation's own scope goes in x-amz-access-token. Rotates the secret and tells the
//! queue; InvalidInput where the application is enrolled for no queue.
Response handle(Store &store, const Request &request, const QByteArray &requestId, const QDateTime &now);

//! POST {"clientId": ID, "queue": ARN} enrols an application, an empty ARN ends that. What becomes of its messages:
//! "copies" (0: lost, 2: a duplicate), "delaySeconds" (late), "foreign" (so many others before it), "wrapped" (as SNS
//! would pass it on), "status" (answers that without having rotated). GET {"applications": [...]}, with how often each
//! was called and how often its secret was rotated.
ControlCall applicationsCall(Store &store);

} // namespace keyturn::sandbox::spapi
