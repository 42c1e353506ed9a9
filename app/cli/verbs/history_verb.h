#pragma once
#include "app/cli/verb.h"

#include <QCoreApplication>

namespace keyturn::cli {

class HistoryVerb final : public Verb {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::HistoryVerb)

public:
    QString name() const override;
    QString summary() const override;
    QString synopsis() const override;
    QString description() const override;
    QStringList examples() const override;
    QList<QCommandLineOption> options() const override;
    qsizetype minimumNames() const override { return 1; }
    qsizetype maximumNames() const override { return 1; }
    Effect effect(const VerbArguments &) const override { return Effect::Reads; }
    Task<ExitCode> run(Session &session, VerbArguments arguments) override;
};

} // namespace keyturn::cli
