#pragma once
#include "app/sandbox/service/service.h"

namespace keyturn::sandbox {

//! AWS CloudFormation (API reference 2010-05-15) for templates in JSON with the types of resource_types.h. A stack is
//! worked on after the call that asks for it was answered.
Service cloudFormation();

namespace stacks {

extern const QString stackKind; //!< documents by StackId

Answer validateTemplate(Call &call);
Answer createStack(Call &call);
Answer updateStack(Call &call);
Answer deleteStack(Call &call);
Answer describeStacks(Call &call);
Answer describeStackEvents(Call &call);

//! Puts an event of the stack, or of one of its resources, in front of the others.
void addEvent(QJsonObject &stack, const QDateTime &now, const QString &logicalId, const QString &status,
              const QString &reason = {});
//! Does what was asked for and is not done yet.
void timePassed(Store &store, const QDateTime &now);

} // namespace stacks
} // namespace keyturn::sandbox
