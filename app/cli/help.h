#pragma once
#include "app/cli/verb.h"

namespace keyturn::cli {

QList<QCommandLineOption> globalOptions();
QString programHelp(const std::vector<std::unique_ptr<Verb>> &verbs);
QString verbHelp(const Verb &verb);

} // namespace keyturn::cli
