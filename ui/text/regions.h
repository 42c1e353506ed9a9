#pragma once
#include <QStringList>

namespace keyturn::regions {

//! Public regions with Secrets Manager and Parameter Store, sorted. Others may be typed: AWS adds regions.
const QStringList &all();

} // namespace keyturn::regions
