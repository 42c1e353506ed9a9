#pragma once
#include "app/cli/verb.h"

#include <QCoreApplication>

namespace keyturn::cli {

class LoginVerb final : public Verb {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::LoginVerb)

public:
    QString name() const override;
    QString summary() const override;
    QString description() const override;
    QStringList examples() const override;
    QList<QCommandLineOption> options() const override;
    Effect effect(const VerbArguments &) const override { return Effect::Reads; }
    Task<ExitCode> run(Session &session, VerbArguments arguments) override;

private:
    static bool show(Session &session, const QUrl &page, bool opens);
};

} // namespace keyturn::cli
