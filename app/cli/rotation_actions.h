#pragma once
#include "app/cli/session.h"
#include "core/secret_rotation/rotation_repair.h"
#include "core/secret_rotation/rotation_setup.h"
#include "core/secret_rotation/rotation_steps.h"

#include <QCoreApplication>

namespace keyturn::cli {

//! What "keyturnctl rotation NAME ..." does to one secret, with what it prints.
class RotationActions {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::RotationActions)

public:
    RotationActions(Session &session, Connection &connection, Entry entry, RefreshSettings settings);
    Q_DISABLE_COPY_MOVE(RotationActions)

    Task<ExitCode> status();
    //! All four steps; goes on where an earlier one stopped.
    Task<ExitCode> start(bool despiteRotation);
    Task<ExitCode> step(RotationStep step, bool despiteRotation);
    Task<ExitCode> cancel(bool letsGo);
    Task<ExitCode> removeLabel(bool letsGo);
    Task<ExitCode> repair();
    Task<ExitCode> rotateNow();
    Task<ExitCode> schedule(RotationClient::Setup setup, bool isDryRun);

private:
    using Found = Result<RotationFinding>;

    Task<ExitCode> create(bool despiteRotation);
    Task<ExitCode> testAndFinish();
    ExitCode tell(const Found &finding, const QString &done);
    void print(const RotationFinding &finding);

    Session &m_session;
    Connection &m_connection;
    const Entry m_entry;
    const QString m_name;
    const RefreshSettings m_settings;
    const RotationInspector m_inspector;
    const RotationSteps m_steps;
    const RotationRepair m_repair;
    const RotationSetup m_setup;
    bool m_isCreated = false; //!< create() left new tokens in AWSPENDING
};

//! One object: state, action, versions, schedule.
void writeRotation(JsonWriter &json, const QString &name, const RotationFinding &finding, const QDateTime &now);

} // namespace keyturn::cli
