#pragma once
#include "app/cli/session.h"
#include "app/cli/verb.h"

namespace keyturn::cli {

//! A command line that was understood, or what to say instead.
struct CommandLine {
    Verb *verb = nullptr; //!< null: print and exit
    VerbArguments arguments;
    GlobalOptions options;
    QString text;      //!< for standard output: help or version
    QStringList error; //!< lines for standard error; the exit code is then Usage
};

CommandLine parseCommandLine(const QStringList &arguments, const std::vector<std::unique_ptr<Verb>> &verbs);

} // namespace keyturn::cli
