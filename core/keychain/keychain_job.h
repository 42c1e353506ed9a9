#pragma once
#include "core/async/task.h"
#include "core/base/secret_string.h"

#include <QDeadlineTimer>
#include <qt6keychain/keychain.h>

namespace keyturn {

struct JobOutcome {
    bool hung = false; //!< the deadline passed; the job goes on by itself
    QKeychain::Error error = QKeychain::NoError;
    QString errorText;
    SecretString data; //!< of read jobs
};

//! Runs one qtkeychain job until it is done or \p deadline passes. A job is deleted only when it is done: deleting one
//! in flight is a use after free in 0.13.2, so a job nobody waits for any more deletes itself when its daemon answers.
Task<JobOutcome> readJob(QString key, QDeadlineTimer deadline);
Task<JobOutcome> writeJob(QString key, SecretString value, QDeadlineTimer deadline);
Task<JobOutcome> deleteJob(QString key, QDeadlineTimer deadline);

} // namespace keyturn
