#include "ui/refresh/unfinished_secret_card.h"

#include "core/workspace/workspace.h"
#include "ui/refresh/card_line.h"
#include "ui/refresh/client_secret_words.h"

using namespace Qt::StringLiterals;

namespace keyturn {

UnfinishedSecretCard::UnfinishedSecretCard(Workspace &workspace, QWidget *parent) :
    Card(parent), m_workspace(workspace), m_text(new TextLabel), m_button(new Button)
{
    setObjectName(u"unfinishedSecretCard"_s);
    setLook(&ThemeColors::violetBg, &ThemeColors::violetFg);
    m_text->setObjectName(u"unfinishedSecretText"_s);
    m_button->setObjectName(u"unfinishedSecretGoOn"_s);
    fillCard(this, u"kt-unfinished"_s, &ThemeColors::violetFg, m_text, m_button);
    setVisible(false);
    connect(m_button, &QPushButton::clicked, this, &UnfinishedSecretCard::act);
    connect(&m_workspace.clientSecrets(), &ClientSecrets::changed, this, &UnfinishedSecretCard::showState);
    connect(&m_workspace.secretOrders(), &SecretOrders::changed, this, &UnfinishedSecretCard::showState);
    connect(&m_workspace.place(), &Place::accessChanged, this, &UnfinishedSecretCard::showState);
}

void UnfinishedSecretCard::show(const EntryId &id)
{
    m_id = id;
    showState();
}

void UnfinishedSecretCard::showState()
{
    const ClientSecrets &secrets = m_workspace.clientSecrets();
    const std::optional<ClientSecretChange> change = secrets.change(m_id);
    setVisible(change && !change->isDone());
    if (!change || change->isDone())
        return;
    const bool isBusy = (secrets.isRunning() && !secrets.isWaiting()) || m_workspace.secretOrders().isRunning();
    m_text->setText(ClientSecretWords::state(*change, m_workspace.clock().utcNow()));
    m_button->setText(secrets.isWaiting() ? tr("Stop waiting") : tr("Continue"));
    m_button->setDisabledReason(isBusy                            ? tr("It is being tested")
                                : secrets.isWaiting()             ? QString()
                                : !m_workspace.place().canWrite() ? tr("Production is read-only")
                                                                  : QString());
}

void UnfinishedSecretCard::act()
{
    ClientSecrets &secrets = m_workspace.clientSecrets();
    if (!secrets.isWaiting()) {
        secrets.goOn(m_id);
        return;
    }
    secrets.stop();
    m_button->setDisabledReason(tr("It stops within half a minute"));
}

} // namespace keyturn

#include "moc_unfinished_secret_card.cpp"
