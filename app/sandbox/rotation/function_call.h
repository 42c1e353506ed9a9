#pragma once
#include "app/sandbox/secretsmanager/rotation_functions.h"
#include "core/async/task.h"
#include "core/http/http_client.h"

#include <QProcessEnvironment>

namespace keyturn::sandbox {

//! Calls a program with \p event on its standard input; exit code 0 is success, else the end of its standard error
//! says why. Never a shell. Destroying the task kills the program.
Task<Result<>> callProgram(QString file, QByteArray event, QProcessEnvironment environment,
                           std::chrono::milliseconds timeout);

//! Posts \p event as AWS's runtime interface emulator takes it: an answer of 2xx is success, unless it holds an
//! "errorMessage" or the header X-Amz-Function-Error. \p http must outlive the task.
Task<Result<>> callUrl(HttpClient &http, QUrl url, QByteArray event, std::chrono::milliseconds timeout);

} // namespace keyturn::sandbox
