#include "ui/refresh/probe_address_dialog.h"

#include "core/oauth/token_url_policy.h"
#include "core/workspace/workspace.h"
#include "ui/refresh/probe_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text_label.h"

#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

ProbeAddressDialog::ProbeAddressDialog(Workspace &workspace, const EntryContent &content, QWidget *parent) :
    FramedDialog(tr("Where to ask whether a token works"), content.entry.id.name, parent), m_workspace(workspace),
    m_content(content), m_address(new QLineEdit), m_origin(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_problem(new TextLabel({}, Theme::Font::Small, &ThemeColors::dangerFg)),
    m_remember(new Button(tr("Remember"), Button::Kind::Primary))
{
    setObjectName(u"probeAddressDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(600, 0);
    layOut();
    connect(&m_workspace.place(), &Place::changed, this, &QDialog::reject);
    showState();
    fitHeight();
    m_address->setFocus();
}

void ProbeAddressDialog::layOut()
{
    auto *what = new TextLabel(tr("An https address that answers a GET with 200 if the access token works. Empty: what "
                                  "Keyturn knows of the provider. Only the access token is sent, and nothing in AWS "
                                  "changes."));
    what->setWordWrap(true);
    m_address->setObjectName(u"probeAddress"_s);
    m_address->setAccessibleName(tr("Address"));
    m_address->setPlaceholderText(u"https://api.example.com/v1/me"_s);
    const RefreshSettings settings = m_workspace.refreshes().settingsOf(m_content.entry);
    m_address->setText(settings.probeUrl.isEmpty() ? m_content.entry.tags.value(QLatin1String(probeUrlTag))
                                                   : settings.probeUrl);
    m_origin->setObjectName(u"probeAddressOrigin"_s);
    m_origin->wrapAnywhere();
    m_problem->setObjectName(u"probeAddressProblem"_s);
    m_problem->setWordWrap(true);
    auto *cancel = new Button(tr("Cancel"));
    cancel->setObjectName(u"probeAddressCancel"_s);
    m_remember->setObjectName(u"probeAddressRemember"_s);
    body()->addWidget(what);
    body()->addWidget(m_address);
    body()->addWidget(m_origin);
    foot()->addWidget(m_problem, 1);
    foot()->addWidget(cancel);
    foot()->addWidget(m_remember);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_remember, &QPushButton::clicked, this, &ProbeAddressDialog::remember);
    connect(m_address, &QLineEdit::textChanged, this, &ProbeAddressDialog::showState);
}

void ProbeAddressDialog::showState()
{
    const QString text = m_address->text();
    const Result<QUrl> url = tokenUrlFromText(text);
    const bool isForeign = url && !isOwnProbeUrl(*url);
    m_remember->setDisabledReason(url || text.isEmpty() ? QString() : tr("Enter an https address with a host name"));
    m_remember->setText(isForeign ? tr("Allow this host") : tr("Remember"));
    m_remember->setDefault(!isForeign); // the address may come from a tag of somebody else's
    m_problem->setText(url || text.isEmpty() ? QString() : url.error().detail.section(u": "_s, 1).section(u';', 0, 0));
    m_origin->setText(text.isEmpty() ? tr("The access token goes where Keyturn knows the provider's API is.")
                      : !url         ? QString()
                      : isForeign ? tr("%1 isn't on Keyturn's list. The access token of this entry will be sent there.")
                                        .arg(tokenOrigin(*url))
                                  : tr("%1 is on Keyturn's list.").arg(tokenOrigin(*url)));
}

void ProbeAddressDialog::remember()
{
    RefreshSettings settings = m_workspace.refreshes().settingsOf(m_content.entry);
    settings.probeUrl = m_address->text();
    const Result<QUrl> url = tokenUrlFromText(settings.probeUrl);
    if (url && !isOwnProbeUrl(*url) && !settings.agreedProbeOrigins.contains(tokenOrigin(*url)))
        settings.agreedProbeOrigins.append(tokenOrigin(*url));
    const Result<> kept = m_workspace.refreshes().remember(m_content.entry, settings);
    if (kept)
        accept();
    else
        m_problem->setText(ProbeWords::failure(kept.error()));
}

} // namespace keyturn

#include "moc_probe_address_dialog.cpp"
