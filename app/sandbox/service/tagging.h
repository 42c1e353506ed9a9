#pragma once
#include "app/sandbox/service/service.h"

namespace keyturn::sandbox {

//! Adds the items of a Tags member to \p tags; ValidationException where one has a name of AWS's own, and \p tooMany
//! where there would be more than 50.
Result<> addTags(const QJsonArray &array, const Error &tooMany, Tags &tags);
//! [{"Key": .., "Value": ..}], sorted by key.
QJsonArray tagList(const Tags &tags);

} // namespace keyturn::sandbox
