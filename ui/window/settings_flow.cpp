#include "ui/window/settings_flow.h"

#include "core/workspace/workspace.h"
#include "ui/doctor/doctor_dialog.h"
#include "ui/settings/preferences.h"
#include "ui/settings/settings_dialog.h"
#include "ui/style/theme.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/clipboard_guard.h"
#include "ui/window/dialog_opener.h"
#include "ui/window/lock_flow.h"

namespace keyturn {

SettingsFlow::SettingsFlow(const WindowContext &context, LockFlow &lock, QObject *parent) :
    QObject(parent), m_context(context), m_lock(lock)
{
    m_context.clipboard.setLife(preferences::clipboardSeconds());
    connect(m_context.actions.action(Actions::Id::Settings), &QAction::triggered, this, &SettingsFlow::openSettings);
    connect(m_context.actions.action(Actions::Id::Doctor), &QAction::triggered, this, &SettingsFlow::openDoctor);
}

void SettingsFlow::openSettings()
{
    auto *dialog = new SettingsDialog(m_context.workspace, m_context.dialogs.window());
    connect(dialog, &SettingsDialog::idleMinutesChanged, &m_lock, &LockFlow::setIdleMinutes);
    connect(dialog, &SettingsDialog::clipboardSecondsChanged, this,
            [this](int seconds) { m_context.clipboard.setLife(seconds); });
    connect(dialog, &SettingsDialog::themeChanged, this,
            [](const QString &theme) { Theme::instance().setMode(Theme::modeOf(theme)); });
    connect(dialog, &SettingsDialog::productionChanged, this, [this](const Profile &profile, bool production) {
        if (profile == m_context.workspace.place().profile())
            m_context.workspace.markProduction(production);
        else
            m_context.workspace.place().markProduction(profile, production);
    });
    m_context.dialogs.open(dialog);
}

void SettingsFlow::openDoctor()
{
    m_context.dialogs.open(new DoctorDialog(m_context.workspace, m_context.dialogs.window()));
}

} // namespace keyturn

#include "moc_settings_flow.cpp"
