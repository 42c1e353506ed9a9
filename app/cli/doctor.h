#pragma once
#include "core/async/task.h"

#include <QList>
#include <QString>

namespace keyturn::cli {

class Session;

//! One thing that was looked at. Texts are for people and hold no secret.
struct Diagnosis {
    enum class Level { Good, Note, Bad };
    QString about; //!< one word that programs read: "profile", "identity", "clock" ...
    Level level = Level::Good;
    QString text;
    QString fix = {}; //!< what to do; empty where there is nothing to do
};

//! Looks at everything, in the order in which one thing needs the other. \p session must outlive the task.
Task<QList<Diagnosis>> examine(Session *session);

} // namespace keyturn::cli
