#pragma once
#include "app/sandbox/service/service.h"

namespace keyturn::sandbox {

//! Amazon EventBridge (API reference 2015-10-07): the rules of the default bus. What services send (see outbox) goes to
//! the targets of the rules it fits, of which topics of SNS are played; deliveries that fail are among its messages.
Service eventBridge();

namespace rules {

extern const QString ruleKind; //!< documents by ARN, with their targets

Answer putRule(Call &call);
Answer describeRule(Call &call);
Answer listRules(Call &call);
Answer deleteRule(Call &call);
Answer putTargets(Call &call);
Answer removeTargets(Call &call);
Answer listTargetsByRule(Call &call);
Answer testEventPattern(Call &call);

QString ruleArn(const Scope &scope, const QString &name);
//! Hands on the events since the last time.
void timePassed(Store &store, const QDateTime &now);

} // namespace rules
} // namespace keyturn::sandbox
