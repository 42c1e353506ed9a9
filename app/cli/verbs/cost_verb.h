#pragma once
#include "app/cli/verb.h"

#include <QCoreApplication>

namespace keyturn::cli {

class CostVerb final : public Verb {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::CostVerb)

public:
    QString name() const override;
    QString summary() const override;
    QString description() const override;
    QStringList examples() const override;
    QList<QCommandLineOption> options() const override;
    Effect effect(const VerbArguments &) const override { return Effect::Reads; }
    Task<ExitCode> run(Session &session, VerbArguments arguments) override;
};

} // namespace keyturn::cli
