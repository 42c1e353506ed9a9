#include "ui/rotation/rotation_dialog.h"

#include "core/secret_rotation/rotation_repair.h"
#include "core/secret_rotation/rotation_setup.h"
#include "core/secret_rotation/rotation_steps.h"
#include "ui/rotation/rotation_words.h"
#include "ui/widgets/button.h"

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

//! The tests of testSecret, then finishSecret.
Task<Result<>> finishRotation(Connection *connection, const RefreshJournal *journal, RefreshSettings settings,
                              Entry entry)
{
    const RotationSteps steps(*connection, *journal, std::move(settings));
    const QString secretId = entry.secretId();
    const Result<RotationFinding> tested = co_await steps.testSecret(secretId);
    if (!tested)
        co_return tested.error();
    const Result<RotationFinding> finished = co_await steps.finishSecret(std::move(entry));
    if (!finished)
        co_return finished.error();
    co_return Result<>();
}

Task<Result<>> freeRotation(Connection *connection, const RefreshJournal *journal, RefreshSettings settings,
                            Entry entry, bool switchesOff)
{
    const RotationRepair repair(*connection, *journal, std::move(settings));
    const bool letsGo = true; // the person has typed its name where that matters
    Task<Result<RotationFinding>> freeing =
        switchesOff ? repair.cancel(std::move(entry), letsGo) : repair.removeLabel(std::move(entry), letsGo);
    const Result<RotationFinding> freed = co_await std::move(freeing);
    if (!freed)
        co_return freed.error();
    co_return Result<>();
}

Task<Result<>> beginRotation(Connection *connection, QString secretId)
{
    const RotationSetup setup(*connection);
    const Result<SecretMetadata> begun = co_await setup.rotateNow(std::move(secretId));
    if (!begun)
        co_return begun.error();
    co_return Result<>();
}

QString titleOf(RotationAction action, const QString &name)
{
    switch (action) {
    case RotationAction::Finish:
        return RotationDialog::tr("Finish the rotation of %1?").arg(name);
    case RotationAction::Cancel:
        return RotationDialog::tr("Cancel the rotation of %1?").arg(name);
    case RotationAction::RemoveLabel:
        return RotationDialog::tr("Remove AWSPENDING from %1?").arg(name);
    default:
        return RotationDialog::tr("Rotate %1 now?").arg(name);
    }
}

} // namespace

RotationDialog::RotationDialog(Workspace &workspace, const Entry &entry, RotationAction action,
                               const RotationFinding &finding, QWidget *parent) :
    ActionDialog(workspace, titleOf(action, entry.leafName()), placeOf(entry), parent),
    m_entry(entry), m_action(action), m_finding(finding)
{
    setObjectName(u"rotationDialog"_s);
    resize(620, 0);
    setFacts(facts());
    QString verb = RotationWords::button(action);
    primary()->setText(verb.remove(u'…'));
    const bool takesAway = action == RotationAction::Cancel || action == RotationAction::RemoveLabel;
    if (takesAway)
        setDestructive();
    if (action == RotationAction::Cancel)
        dismissal()->setText(tr("Keep rotation")); // "Cancel" beside "Cancel rotation" could mean both
    if (takesAway && finding.holdsTokens && !finding.isOutdated) {
        askFor(entry.leafName(), tr("Version %1 holds a refresh token that is not the current one. It may be the only "
                                    "one that works: finish the rotation to keep it.")
                                     .arg(RotationWords::version(finding.pendingVersion)));
    }
    updateAction();
    fitHeight();
}

QStringList RotationDialog::facts() const
{
    const QString pending = RotationWords::version(m_finding.pendingVersion);
    const QString current = RotationWords::version(m_finding.currentVersion);
    QStringList facts;
    if (m_action == RotationAction::RotateNow) {
        facts.append(
            tr("Secrets Manager calls %1 now. Programs that read this secret get the new value when it is done.")
                .arg(m_finding.metadata.rotationLambdaArn));
        return facts;
    }
    if (m_action == RotationAction::Finish) {
        if (m_finding.merges)
            facts.append(tr("The tokens of %1 go onto %2, which was saved since.").arg(pending, current));
        facts.append(
            tr("Programs that read this secret get the new tokens at once. AWSPREVIOUS moves to %1.").arg(current));
        facts.append(tr("AWSCURRENT moves only if it is still on %1.").arg(current));
        return facts;
    }
    if (m_action == RotationAction::Cancel && m_finding.metadata.rotationEnabled)
        facts.append(tr("Its schedule is switched off. Set it again afterwards."));
    if (!pending.isEmpty()) {
        facts.append(tr("%1 loses AWSPENDING, so AWS may delete it.").arg(pending));
        facts.append(tr("AWSCURRENT stays on %1.").arg(current));
    }
    return facts;
}

QString RotationDialog::doneSentence() const
{
    const QString name = m_entry.leafName();
    switch (m_action) {
    case RotationAction::Finish:
        return tr("The rotation of %1 is finished; its new tokens are current.").arg(name);
    case RotationAction::Cancel:
        return m_finding.metadata.rotationEnabled
                   ? tr("The rotation of %1 is cancelled and its schedule off.").arg(name)
                   : tr("The rotation of %1 is cancelled.").arg(name);
    case RotationAction::RemoveLabel:
        return tr("AWSPENDING is off %1; another rotation may begin.").arg(name);
    default:
        return tr("The rotation of %1 has begun.").arg(name);
    }
}

void RotationDialog::act()
{
    const Entry entry = m_entry;
    const RotationAction action = m_action;
    const RefreshJournal *journal = &workspace().refreshes().journal();
    const RefreshSettings settings = workspace().refreshes().settingsOf(entry);
    const auto write = [entry, action, journal, settings](Connection &connection) {
        switch (action) {
        case RotationAction::Finish:
            return finishRotation(&connection, journal, settings, entry);
        case RotationAction::Cancel:
        case RotationAction::RemoveLabel:
            return freeRotation(&connection, journal, settings, entry, action == RotationAction::Cancel);
        default:
            return beginRotation(&connection, entry.secretId());
        }
    };
    run(entry.id, write, [sentence = doneSentence()] { return sentence; });
}

} // namespace keyturn

#include "moc_rotation_dialog.cpp"
