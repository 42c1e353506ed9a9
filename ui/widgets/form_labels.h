#pragma once

class QFormLayout;

namespace keyturn {

//! The labels of \p form level with fields of one line; Qt leaves them a little higher.
void levelLabels(const QFormLayout *form);

} // namespace keyturn
