#include "ui/window/rotation_flow.h"

#include "core/workspace/workspace.h"
#include "ui/rotation/rotation_dialog.h"
#include "ui/rotation/rotation_section.h"
#include "ui/rotation/schedule_dialog.h"
#include "ui/window/dialog_opener.h"
#include "ui/window/writing_guard.h"

namespace keyturn {

RotationFlow::RotationFlow(const WindowContext &context, QObject *parent) : QObject(parent), m_context(context)
{}

void RotationFlow::connectTo(RotationSection &section)
{
    connect(&section, &RotationSection::actionWanted, this, &RotationFlow::openAction);
    connect(&section, &RotationSection::scheduleWanted, this, &RotationFlow::openSchedule);
    connect(&section, &RotationSection::stepsWanted, this, &RotationFlow::rotate);
}

const Entry *RotationFlow::openEntry() const
{
    const EntryContent *content = m_context.workspace.openEntry().content();
    return content ? &content->entry : nullptr;
}

void RotationFlow::openAction(RotationAction action, const RotationFinding &finding)
{
    m_context.writing.run([this, action, finding] {
        if (const Entry *entry = openEntry(); entry && entry->arn == finding.metadata.arn)
            m_context.dialogs.open(
                new RotationDialog(m_context.workspace, *entry, action, finding, m_context.dialogs.window()));
    });
}

void RotationFlow::openSchedule(const RotationFinding &finding)
{
    m_context.writing.run([this, finding] {
        if (const Entry *entry = openEntry(); entry && entry->arn == finding.metadata.arn)
            m_context.dialogs.open(
                new ScheduleDialog(m_context.workspace, *entry, finding, m_context.dialogs.window()));
    });
}

void RotationFlow::rotate()
{
    m_context.writing.run([this] {
        if (const Entry *entry = openEntry())
            m_context.workspace.refreshes().rotate(entry->id);
    });
}

} // namespace keyturn

#include "moc_rotation_flow.cpp"
