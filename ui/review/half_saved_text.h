#pragma once
#include "core/save/half_saved.h"

#include <QCoreApplication>

namespace keyturn {

//! A half save in words. Pure; names and versions, never a value.
class HalfSavedText {
    Q_DECLARE_TR_FUNCTIONS(HalfSavedText)

public:
    //! What each parameter holds now, one sentence each.
    static QStringList parts(const HalfSaved &half);
    //! Why it stopped, one sentence; empty where that is not known.
    static QString cause(const HalfSaved &half);
    //! What putting the old values back does, and what keeping it as it is means.
    static QStringList puttingBack(const HalfSaved &half, const QDateTime &now);
    static QString keeping(const HalfSaved &half);
};

} // namespace keyturn
