#include "ui/refresh/token_host_dialog.h"

#include "core/oauth/token_url_policy.h"
#include "core/rotation/refresh_request.h"
#include "core/workspace/workspace.h"
#include "ui/refresh/refresh_words.h"
#include "ui/style/metrics.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int httpsPort = 443;

QBoxLayout *factLine(const QString &icon, ColorToken color, TextLabel *text)
{
    text->wrapAnywhere();
    auto *line = new QHBoxLayout;
    line->setSpacing(metrics::buttonGap);
    line->addWidget(new IconLabel(icon, color), 0, Qt::AlignTop);
    line->addWidget(text, 1);
    return line;
}

QString tokenUrlText(const EntryContent &content)
{
    const QString stored = valueOf(content, KeyRole::TokenUrl).reveal();
    return stored.isEmpty() ? content.entry.tags.value(QLatin1String(tokenUrlTag)) : stored;
}

} // namespace

TokenHostDialog::TokenHostDialog(Workspace &workspace, const EntryContent &content, const QString &origin,
                                 QWidget *parent) :
    FramedDialog(tr("Unknown token host"), content.entry.id.name, parent),
    m_workspace(workspace), m_content(content), m_since(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2))
{
    setObjectName(u"tokenHostDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(640, 0);
    layOut(origin);
    connect(&m_workspace.openEntry(), &OpenEntry::agesLearnt, this, [this] {
        m_since->setText(since());
        fitHeight();
    });
    connect(&m_workspace.place(), &Place::changed, this, &QDialog::reject);
    fitHeight();
}

void TokenHostDialog::layOut(const QString &origin)
{
    auto *question = new TextLabel(tr("The host below isn't on Keyturn's list of token hosts. A refresh would send it: "
                                      "%1. Nothing has been sent.")
                                       .arg(sent()));
    question->setObjectName(u"tokenHostQuestion"_s);
    question->setWordWrap(true);
    auto *host = new TextLabel(origin, Theme::Font::Mono);
    host->setObjectName(u"tokenHostOrigin"_s);
    host->wrapAnywhere();
    auto *path = new TextLabel(tr("Path %1").arg(QUrl(tokenUrlText(m_content)).path(QUrl::FullyEncoded)),
                               Theme::Font::Small, &ThemeColors::text2);
    path->setObjectName(u"tokenHostPath"_s);
    path->wrapAnywhere();
    auto *card = new Card;
    card->setLook(&ThemeColors::sunken, &ThemeColors::border);
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(Card::margins());
    inside->setSpacing(metrics::smallGap);
    inside->addWidget(host);
    inside->addWidget(path);
    body()->addWidget(question);
    body()->addWidget(card);
    for (const QString &warning : warnings(origin)) {
        auto *text = new TextLabel(warning, Theme::Font::Small, &ThemeColors::dangerFg);
        text->setObjectName(u"tokenHostWarning"_s);
        body()->addLayout(factLine(u"kt-warning"_s, &ThemeColors::dangerFg, text));
    }
    m_since->setObjectName(u"tokenHostSince"_s);
    m_since->setText(since());
    body()->addLayout(factLine(u"view-history"_s, &ThemeColors::text2, m_since));
    auto *once =
        new TextLabel(tr("Keyturn asks once for each entry and host."), Theme::Font::Small, &ThemeColors::text2);
    body()->addLayout(factLine(u"documentinfo"_s, &ThemeColors::text2, once));
    auto *trust = new Button(tr("Trust this host and refresh"));
    trust->setObjectName(u"tokenHostTrust"_s);
    trust->setAutoDefault(false);
    auto *leave = new Button(tr("Don't send"), Button::Kind::Primary);
    leave->setObjectName(u"tokenHostReject"_s);
    leave->setDefault(true);
    foot()->addWidget(trust);
    foot()->addStretch(1);
    foot()->addWidget(leave);
    connect(trust, &QPushButton::clicked, this, &QDialog::accept);
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    leave->setFocus();
}

QString TokenHostDialog::sent() const
{
    QList<KeyRole> roles;
    for (const KeyRole role : {KeyRole::ClientId, KeyRole::ClientSecret, KeyRole::RefreshToken}) {
        if (!valueOf(m_content, role).isEmpty())
            roles.append(role);
    }
    return RefreshWords::roles(roles);
}

QStringList TokenHostDialog::warnings(const QString &origin) const
{
    const QUrl url(origin);
    const QString host = url.host(QUrl::FullyEncoded);
    QStringList found;
    if (host.contains("xn--"_L1)) {
        const QString letters = QUrl::fromAce(host.toLatin1(), QUrl::IgnoreIDNWhitelist);
        found.append(tr("This name uses look-alike letters: it resembles %1. Such names are used to steal credentials.")
                         .arg(letters));
    }
    if (url.port(httpsPort) != httpsPort)
        found.append(tr("Port %1 is unusual for a token host.").arg(url.port()));
    return found;
}

QString TokenHostDialog::since() const
{
    const QString key = m_content.keyMap.key(KeyRole::TokenUrl);
    if (key.isEmpty() || valueOf(m_content, KeyRole::TokenUrl).isEmpty())
        return tr("The address comes from the tag %1. AWS doesn't record who set it or when.")
            .arg(QLatin1String(tokenUrlTag));
    const QDateTime now = m_workspace.clock().utcNow();
    const KeyAge *age =
        m_workspace.openEntry().id() == m_content.entry.id ? m_workspace.openEntry().ageOf(key) : nullptr;
    if (!age) {
        return m_content.entry.id.isSecret() && m_content.entry.versionCount <= 1
                   ? tr("The key %1 has held this address since the entry was created: %2.")
                         .arg(key, RefreshWords::moment(m_content.savedAt, now))
                   : tr("When the key %1 was set to this address is not known.").arg(key);
    }
    const QString when = RefreshWords::moment(age->since, now);
    if (!age->known)
        return tr("The key %1 has held this address since %2 at least: older versions are gone.").arg(key, when);
    const QString writer = m_workspace.writes().writerOf(age->versionId);
    return writer.isEmpty()
               ? tr("The key %1 was set to this address on %2, not from this computer.").arg(key, when)
               : tr("The key %1 was set to this address on %2, from this computer by %3.").arg(key, when, writer);
}

} // namespace keyturn

#include "moc_token_host_dialog.cpp"
