#include "ui/refresh/token_tab.h"

#include "core/workspace/key_choice.h"
#include "core/workspace/workspace.h"
#include "ui/dialogs/refresh_text.h"
#include "ui/refresh/auto_refresh_part.h"
#include "ui/refresh/card_line.h"
#include "ui/refresh/client_secret_part.h"
#include "ui/refresh/fact_rows.h"
#include "ui/refresh/jwt_view.h"
#include "ui/refresh/refresh_words.h"
#include "ui/refresh/token_checks_part.h"
#include "ui/refresh/token_part.h"
#include "ui/refresh/unfinished_secret_card.h"
#include "ui/style/metrics.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/scroll_page.h"
#include "ui/widgets/text_label.h"

#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

constexpr int widestTokens = 760;

} // namespace

TokenTab::TokenTab(Workspace &workspace, QWidget *parent) :
    QWidget(parent), m_workspace(workspace), m_unfinished(new Card), m_unfinishedText(new TextLabel),
    m_finish(new Button), m_unfinishedSecret(new UnfinishedSecretCard(workspace)), m_missing(new Card),
    m_missingText(new TextLabel), m_access(new TokenPart(u"accessToken"_s, tr("Access token"))),
    m_jwt(new JwtView(workspace.clock())), m_refresh(new TokenPart(u"refreshToken"_s, tr("Refresh token"))),
    m_checks(new TokenChecksPart(workspace)), m_auto(new AutoRefreshPart(workspace)),
    m_secret(new ClientSecretPart(workspace)), m_provider(new FactRows(u"providerFacts"_s)),
    m_keys(new FactRows(u"keyFacts"_s)), m_keyMap(new Button(tr("Key mapping…")))
{
    setObjectName(u"tokenTab"_s);
    layOut();
    connectWorkspace();
    m_second.setInterval(1s);
    connect(&m_second, &QTimer::timeout, this, &TokenTab::showExpiry);
}

void TokenTab::layOut()
{
    m_unfinished->setObjectName(u"unfinishedCard"_s);
    m_unfinished->setLook(&ThemeColors::violetBg, &ThemeColors::violetFg);
    m_unfinishedText->setObjectName(u"unfinishedText"_s);
    m_finish->setObjectName(u"finishUnfinished"_s);
    fillCard(m_unfinished, u"kt-unfinished"_s, &ThemeColors::violetFg, m_unfinishedText, m_finish);
    m_missing->setObjectName(u"missingCard"_s);
    m_missing->setLook(&ThemeColors::warnBg, &ThemeColors::warnFg);
    m_missingText->setObjectName(u"missingText"_s);
    auto *choose = new Button(tr("Key mapping…"));
    choose->setObjectName(u"missingKeyMap"_s);
    fillCard(m_missing, u"kt-warning"_s, &ThemeColors::warnFg, m_missingText, choose);
    m_keyMap->setObjectName(u"openKeyMap"_s);
    auto *page = new QWidget;
    page->setMaximumWidth(widestTokens);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 12, 20);
    column->setSpacing(metrics::sectionGap);
    m_column = column;
    column->addWidget(m_unfinished);
    column->addWidget(m_unfinishedSecret);
    column->addWidget(m_missing);
    addTokens(column);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 12, 0, 0);
    all->addWidget(scrollPage(page));
    connect(m_keyMap, &QPushButton::clicked, this, &TokenTab::keyMapWanted);
    connect(choose, &QPushButton::clicked, this, &TokenTab::keyMapWanted);
    connect(m_secret, &ClientSecretPart::replaceWanted, this, &TokenTab::clientSecretWanted);
    connect(m_checks, &TokenChecksPart::addressWanted, this, &TokenTab::probeAddressWanted);
    connect(m_finish, &QPushButton::clicked, this, [this] {
        if (m_workspace.openEntry().id())
            emit finishWanted(*m_workspace.openEntry().id());
    });
}

void TokenTab::addTokens(QVBoxLayout *column)
{
    m_access->add(m_jwt);
    column->addWidget(m_access);
    column->addWidget(m_refresh);
    column->addWidget(m_checks);
    const auto section = [column](const QString &heading, QWidget *facts) {
        auto *part = new QVBoxLayout;
        part->setSpacing(metrics::gap);
        part->addWidget(new TextLabel(heading, Theme::Font::Heading));
        part->addWidget(facts);
        column->addLayout(part);
        return part;
    };
    section(tr("Refresh"), m_provider)->addWidget(m_auto);
    column->addWidget(m_secret);
    section(tr("Keys"), m_keys)->addWidget(m_keyMap, 0, Qt::AlignLeft);
    column->addStretch(1);
}

void TokenTab::addParts(QWidget *top, QWidget *section)
{
    m_column->insertWidget(0, top);
    m_column->insertWidget(m_column->count() - 1, section); // before the stretch
}

void TokenTab::connectWorkspace()
{
    connect(&m_workspace.openEntry(), &OpenEntry::contentChanged, this, &TokenTab::show);
    connect(&m_workspace.openEntry(), &OpenEntry::agesLearnt, this, &TokenTab::show);
    connect(&m_workspace.place(), &Place::accessChanged, this, &TokenTab::show);
    Refreshes &refreshes = m_workspace.refreshes();
    for (auto signal : {&Refreshes::started, &Refreshes::found, &Refreshes::settingsChanged})
        connect(&refreshes, signal, this, &TokenTab::show);
    connect(&refreshes, &Refreshes::step, this, &TokenTab::show);
    connect(&refreshes, &Refreshes::refreshed, this, &TokenTab::show);
    connect(&refreshes, &Refreshes::failed, this, &TokenTab::show);
}

void TokenTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    show();
    m_second.start();
}

void TokenTab::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_second.stop();
    m_access->setToken({});
    m_refresh->setToken({});
    m_jwt->setToken({});
}

void TokenTab::show()
{
    const EntryContent *read = m_workspace.openEntry().content();
    if (!isVisible() || !read)
        return;
    const EntryContent content = m_workspace.refreshes().mapped(*read);
    showUnfinished(content.entry.id);
    m_unfinishedSecret->show(content.entry.id);
    showMissing(content);
    showTokens(content);
    showRefresh(content);
    showKeys(content);
}

void TokenTab::showUnfinished(const EntryId &id)
{
    const Refreshes &refreshes = m_workspace.refreshes();
    const UnfinishedRefresh *refresh = refreshes.unfinished(id);
    m_unfinished->setVisible(refresh != nullptr);
    if (!refresh)
        return;
    const ErrorMessage text =
        RefreshText::unfinished(*refresh, refreshes.holdsTokens(id), m_workspace.clock().utcNow());
    m_unfinishedText->setText(text.sentence);
    m_finish->setText(text.nextStepLabel);
    m_finish->setDisabledReason(refreshes.isRefreshing(id)        ? tr("Refreshing…")
                                : !m_workspace.place().canWrite() ? tr("Production is read-only")
                                                                  : QString());
}

void TokenTab::showMissing(const EntryContent &content)
{
    const QList<KeyRole> missing = missingRoles(content.keyMap);
    const bool hasKeys = content.fields.size() > 1;
    m_missing->setVisible(hasKeys && !missing.isEmpty());
    m_missingText->setText(
        tr("These look like OAuth credentials, but keys are missing: %1.").arg(RefreshWords::roles(missing)));
    m_keyMap->setVisible(hasKeys && missing.isEmpty());
}

void TokenTab::showTokens(const EntryContent &content)
{
    const SecretString access = valueOf(content, KeyRole::AccessToken);
    const SecretString refresh = valueOf(content, KeyRole::RefreshToken);
    m_access->setVisible(!content.keyMap.key(KeyRole::AccessToken).isEmpty());
    m_refresh->setVisible(!content.keyMap.key(KeyRole::RefreshToken).isEmpty());
    m_access->setToken(access);
    m_refresh->setToken(refresh);
    m_jwt->setToken(access);
    const Entry *listed = m_workspace.listing().entry(content.entry.id);
    m_expiresAt =
        content.entry.tokenExpiresAt.isValid() || !listed ? content.entry.tokenExpiresAt : listed->tokenExpiresAt;
    m_obtained = since(content, KeyRole::AccessToken);
    m_scope = valueOf(content, KeyRole::Scope).reveal();
    showExpiry();
    m_checks->setVisible(content.keyMap.kind != CredentialKind::Plain);
    m_checks->show(content);
    m_auto->setVisible(holdsAccessToken(content));
    m_auto->show(content.entry);
    m_secret->setVisible(!content.keyMap.key(KeyRole::ClientSecret).isEmpty());
    m_secret->show(content);
    m_refresh->facts().setFacts({{tr("Stored"), since(content, KeyRole::RefreshToken)}});
}

void TokenTab::showExpiry()
{
    const QDateTime now = m_workspace.clock().utcNow();
    const QString expires = !m_expiresAt.isValid() ? tr("Not known; refresh to see")
                                                   //: %1: 41 min 12 s left, %2: the moment it expires
                                                   : tr("%1 (%2)").arg(RefreshWords::countdown(m_expiresAt, now),
                                                                       RefreshWords::moment(m_expiresAt, now));
    QList<FactRows::Fact> facts{{tr("Obtained"), m_obtained}, {tr("Expires"), expires}};
    if (!m_scope.isEmpty())
        facts.append({tr("Scope"), m_scope, true});
    m_access->facts().setFacts(facts);
}

QString TokenTab::since(const EntryContent &content, KeyRole role) const
{
    const EntryField *field = content.field(content.keyMap.key(role));
    if (!field || !field->changedAt.isValid())
        return tr("Not known");
    const QString when = RefreshWords::moment(field->changedAt, m_workspace.clock().utcNow());
    return field->isOlder ? tr("%1 or earlier").arg(when) : when;
}

QString TokenTab::lastRefresh(const EntryContent &content) const
{
    const Refreshes &refreshes = m_workspace.refreshes();
    const EntryId &id = content.entry.id;
    const QDateTime now = m_workspace.clock().utcNow();
    if (const std::optional<RefreshStep> step = refreshes.stepOf(id))
        return tr("Under way: %1").arg(RefreshWords::step(*step));
    if (const QDateTime at = refreshes.refreshedAt(id); at.isValid())
        return RefreshWords::moment(at, now);
    const KeyAge *age = m_workspace.openEntry().ageOf(content.keyMap.key(KeyRole::AccessToken));
    if (age && !m_workspace.writes().writerOf(age->versionId).isEmpty())
        return tr("%1, from this computer").arg(RefreshWords::moment(age->since, now));
    return tr("Not recorded on this computer");
}

void TokenTab::showRefresh(const EntryContent &content)
{
    const RefreshSettings settings = m_workspace.refreshes().settingsOf(content.entry);
    const Result<RefreshRequest> request = refreshRequest(content, settings);
    const Provider provider = request ? request->provider : expectedProvider(content, settings);
    const bool isCredential = content.keyMap.kind != CredentialKind::Plain;
    QList<FactRows::Fact> facts;
    if (isCredential) {
        facts.append(
            {tr("Provider"), settings.provider.isEmpty() ? provider.name : tr("%1 (your choice)").arg(provider.name)});
        facts.append({tr("Refresh token"), RefreshWords::rotation(provider)});
    }
    if (request)
        facts.append({tr("Token URL"), request->grant.tokenUrl.toString(QUrl::FullyEncoded), true});
    else
        facts.append({tr("Can't refresh"), ErrorText::obstacle(request.error().refusal)});
    if (!settings.parameters.isEmpty())
        facts.append({tr("Parameters"), settings.parameters.join(u'&'), true});
    facts.append({tr("Last refresh"), lastRefresh(content)});
    if (request)
        facts.append({tr("What it sends"), RefreshWords::request(viewOf(request->grant)), true});
    m_provider->setFacts(facts);
}

void TokenTab::showKeys(const EntryContent &content)
{
    const EntryContent *read = m_workspace.openEntry().content();
    const KeyChoice choice(*read, m_workspace.refreshes().settingsOf(read->entry));
    QList<FactRows::Fact> facts;
    for (const KeyRole role : KeyChoice::roles()) {
        const QString key = content.keyMap.key(role);
        if (!key.isEmpty())
            facts.append({Wording::role(role), u"%1  ·  %2"_s.arg(content.entry.id.isParameter() ? leafOf(key) : key,
                                                                  RefreshWords::reason(choice, role))});
    }
    if (facts.isEmpty())
        facts.append({tr("Recognised"), content.fields.size() > 1
                                            ? tr("Nothing. If these are credentials, map their keys.")
                                            : tr("Nothing: this value has no keys")});
    m_keys->setFacts(facts);
}

} // namespace keyturn

#include "moc_token_tab.cpp"
