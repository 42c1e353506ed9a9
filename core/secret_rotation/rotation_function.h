#pragma once
#include "core/base/result.h"

#include <QStringList>

namespace keyturn {

//! Writes the rotation function, its policy and the CloudFormation template that installs it into \p folder, which is
//! made. The paths that were written. Io, "present", before anything is written, where a file is there already; the
//! detail is the path at fault.
Result<QStringList> writeRotationFunction(const QString &folder);

//! The template with the function in it.
QByteArray rotationTemplate();

} // namespace keyturn
