#pragma once
#include "app/sandbox/service/service.h"

namespace keyturn::sandbox {

Service parameterStore();

//! The operations (AWS Systems Manager API reference 2014-11-06, the Parameter Store part).
namespace parameters {

Result<> permitted(Call &call, const QString &operation);

Answer getParameter(Call &call);
Answer getParameters(Call &call);
Answer getParametersByPath(Call &call);
Answer getParameterHistory(Call &call);
Answer describeParameters(Call &call);

Answer putParameter(Call &call);
Answer labelParameterVersion(Call &call);
Answer unlabelParameterVersion(Call &call);
Answer deleteParameter(Call &call);
Answer deleteParameters(Call &call);

Answer addTagsToResource(Call &call);
Answer removeTagsFromResource(Call &call);
Answer listTagsForResource(Call &call);

//! Has every parameter's policies act.
void timePassed(Store &store, const QDateTime &now);

} // namespace parameters
} // namespace keyturn::sandbox
