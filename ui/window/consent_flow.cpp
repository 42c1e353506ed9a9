#include "ui/window/consent_flow.h"

#include "core/workspace/workspace.h"
#include "ui/consent/consent_dialog.h"
#include "ui/consent/consent_text.h"
#include "ui/text/wording.h"
#include "ui/window/dialog_opener.h"
#include "ui/window/message_center.h"

using namespace Qt::StringLiterals;

namespace keyturn {

ConsentFlow::ConsentFlow(const WindowContext &context, QObject *parent) : QObject(parent), m_context(context)
{
    Consents &consents = m_context.workspace.consents();
    connect(
        &consents, &Consents::granted, this,
        [this](const EntryId &, const EntryContent &content, const QList<FieldEdit> &edits) { stage(content, edits); });
    connect(&consents, &Consents::failed, this, [this](const EntryId &id, const Error &error) {
        // With the dialog closed, as while an exchange is under way, there is nobody else to tell.
        if (!m_context.dialogs.window()->findChild<QDialog *>(u"consentDialog"_s))
            m_context.messages.warn(ConsentText::problem(error, leafOf(id.name)));
    });
}

void ConsentFlow::openForOpenEntry()
{
    if (m_context.workspace.openEntry().id())
        open(*m_context.workspace.openEntry().id());
}

void ConsentFlow::open(const EntryId &id)
{
    if (const Entry *entry = m_context.workspace.listing().entry(id))
        m_context.dialogs.open(new ConsentDialog(m_context.workspace, *entry, m_context.dialogs.window()));
}

void ConsentFlow::stage(const EntryContent &content, const QList<FieldEdit> &edits)
{
    const QString name = leafOf(content.entry.id.name);
    if (edits.isEmpty()) {
        m_context.messages.warn(
            tr("The provider gave no new refresh token, and %1 keeps no access token: there is nothing "
               "to save.")
                .arg(name));
        return;
    }
    const Result<> staged = m_context.workspace.staging().stage(content, edits, tr("signing in again"));
    if (!staged) { // they are in the keychain, and the card of what has not ended says so
        m_context.messages.showError(staged.error(), name, {});
        return;
    }
    // The dialog closes first.
    QMetaObject::invokeMethod(this, &ConsentFlow::reviewWanted, Qt::QueuedConnection);
}

} // namespace keyturn

#include "moc_consent_flow.cpp"
