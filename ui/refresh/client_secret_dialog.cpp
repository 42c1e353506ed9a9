#include "ui/refresh/client_secret_dialog.h"

#include "core/workspace/workspace.h"
#include "ui/refresh/client_secret_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text_label.h"

#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

ClientSecretDialog::ClientSecretDialog(Workspace &workspace, const Entry &entry, QWidget *parent) :
    FramedDialog(tr("Replace the client secret"), entry.id.name, parent), m_workspace(workspace), m_entry(entry),
    m_secret(new QLineEdit), m_consumers(new QLineEdit),
    m_state(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_begin(new Button(tr("Test it"), Button::Kind::Primary))
{
    setObjectName(u"clientSecretDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(620, 0);
    layOut();
    connectWorkspace();
    showState();
    fitHeight();
    m_secret->setFocus();
}

void ClientSecretDialog::layOut()
{
    auto *what = new TextLabel(
        tr("Create a client secret in the provider's console and paste it here. Keyturn tests it with one "
           "request, then replaces the old one in every entry of this region, as unsaved changes."));
    what->setWordWrap(true);
    m_secret->setObjectName(u"clientSecretValue"_s);
    m_secret->setAccessibleName(tr("New client secret"));
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText
                                  | Qt::ImhNoAutoUppercase);
    m_secret->setPlaceholderText(tr("New client secret"));
    m_consumers->setObjectName(u"clientSecretConsumers"_s);
    m_consumers->setAccessibleName(tr("Who reads it"));
    m_consumers->setPlaceholderText(tr("Who reads it, separated by commas (optional)"));
    m_state->setObjectName(u"clientSecretState"_s);
    m_state->setWordWrap(true);
    auto *cancel = new Button(tr("Cancel"));
    cancel->setObjectName(u"clientSecretCancel"_s);
    m_begin->setObjectName(u"clientSecretTest"_s);
    m_begin->setDefault(true);
    body()->addWidget(what);
    body()->addWidget(m_secret);
    body()->addWidget(m_consumers);
    body()->addWidget(m_state);
    foot()->addStretch(1);
    foot()->addWidget(cancel);
    foot()->addWidget(m_begin);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_begin, &QPushButton::clicked, this, &ClientSecretDialog::begin);
    connect(m_secret, &QLineEdit::textChanged, this, &ClientSecretDialog::showState);
}

void ClientSecretDialog::connectWorkspace()
{
    ClientSecrets &secrets = m_workspace.clientSecrets();
    connect(&m_workspace.place(), &Place::changed, this, [this] { done(Rejected); });
    connect(&secrets, &ClientSecrets::step, this, [this](const EntryId &id, ClientSecretStep step, int count, int of) {
        if (id == m_entry.id)
            tell(ClientSecretWords::step(step, count, of), false);
    });
    connect(&secrets, &ClientSecrets::changed, this, &ClientSecretDialog::showState);
    connect(&secrets, &ClientSecrets::failed, this, [this](const EntryId &id, const Error &error) {
        if (id == m_entry.id)
            tell(ClientSecretWords::failure(error, m_entry.leafName()), true);
    });
    connect(&secrets, &ClientSecrets::staged, this, [this](const EntryId &id) {
        if (id == m_entry.id)
            done(Accepted);
    });
}

void ClientSecretDialog::tell(const QString &sentence, bool isProblem)
{
    m_state->setColor(isProblem ? &ThemeColors::dangerFg : &ThemeColors::text2);
    m_state->setText(sentence);
    fitHeight();
}

void ClientSecretDialog::showState()
{
    const bool runs = m_workspace.clientSecrets().isRunning();
    m_secret->setEnabled(!runs);
    m_consumers->setEnabled(!runs);
    m_begin->setDisabledReason(runs                              ? tr("It is being tested")
                               : m_secret->text().isEmpty()      ? tr("Paste the new client secret first")
                               : !m_workspace.place().canWrite() ? tr("Production is read-only")
                                                                 : QString());
}

void ClientSecretDialog::begin()
{
    QStringList consumers;
    for (const QString &text : m_consumers->text().split(u',', Qt::SkipEmptyParts))
        consumers.append(text.trimmed());
    QString text = m_secret->text().trimmed();
    m_workspace.clientSecrets().begin(m_entry, SecretString(text), consumers);
    wipe(text);
}

//! While the provider is asked nobody would learn what it says.
void ClientSecretDialog::reject()
{
    if (!m_workspace.clientSecrets().isRunning())
        FramedDialog::reject();
}

} // namespace keyturn

#include "moc_client_secret_dialog.cpp"
