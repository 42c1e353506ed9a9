#include "ui/dialogs/unfinished_refresh_dialog.h"

#include "ui/dialogs/refresh_text.h"
#include "ui/style/metrics.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/text_label.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

UnfinishedRefreshDialog::UnfinishedRefreshDialog(Workspace &workspace, const EntryId &id, QWidget *parent) :
    ActionDialog(workspace, tr("Unfinished refresh of %1").arg(leafOf(id.name)),
                 QStringList({Wording::store(id.store), Wording::account(id.account), id.region}).join(u"  ·  "_s),
                 parent),
    m_id(id), m_state(new TextLabel), m_forget(new Button(tr("Forget this refresh")))
{
    setObjectName(u"unfinishedRefreshDialog"_s);
    resize(640, 0);
    m_state->setObjectName(u"unfinishedRefreshState"_s);
    m_state->setWordWrap(true);
    auto *card = new Card;
    card->setObjectName(u"unfinishedRefreshCard"_s);
    card->setLook(&ThemeColors::violetBg, &ThemeColors::violetFg);
    auto *row = new QHBoxLayout(card);
    row->setContentsMargins(Card::margins());
    row->setSpacing(metrics::buttonGap);
    row->addWidget(new IconLabel(u"kt-unfinished"_s, &ThemeColors::violetFg), 0, Qt::AlignTop);
    row->addWidget(m_state, 1);
    body()->addWidget(card);
    addForgetting();
    primary()->setObjectName(u"finishRefresh"_s);
    connect(&workspace.refreshes(), &Refreshes::refreshed, this,
            [this](const EntryId &whose, const RefreshReceipt &receipt) {
                if (whose == m_id)
                    ended(receipt);
            });
    connect(&workspace.refreshes(), &Refreshes::failed, this, [this](const EntryId &whose, const Error &error) {
        if (whose != m_id)
            return;
        showProblem(RefreshText::message(error, leafOf(m_id.name)).sentence);
        show();
    });
    connect(&workspace.running(), &RunningWrites::changed, this, &UnfinishedRefreshDialog::updateAction);
    show();
    primary()->setFocus();
}

void UnfinishedRefreshDialog::addForgetting()
{
    m_forget->setObjectName(u"forgetRefresh"_s);
    auto *text = new TextLabel(tr("Choose this once the app is authorised again and its new refresh token is stored. "
                                  "Keyturn removes what it kept in the keychain."),
                               Theme::Font::Small, &ThemeColors::text2);
    text->setObjectName(u"forgetRefreshText"_s);
    text->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::wideGap);
    row->addWidget(text, 1);
    row->addWidget(m_forget, 0, Qt::AlignTop);
    body()->addLayout(row);
    connect(m_forget, &Button::clicked, this, [this] {
        m_isForgotten = true;
        showProblem({});
        workspace().refreshes().finish(m_id, LostAnswer::Forget);
    });
}

void UnfinishedRefreshDialog::show()
{
    const UnfinishedRefresh *refresh = workspace().refreshes().unfinished(m_id);
    if (refresh) {
        const QDateTime now = workspace().clock().utcNow();
        m_state->setText(RefreshText::unfinished(*refresh, workspace().refreshes().holdsTokens(m_id), now).sentence);
        const bool isOpen = refresh->next == RefreshNext::Decide;
        primary()->setText(isOpen ? tr("Try once more") : RefreshText::label(refresh->next));
        setFacts(isOpen ? QStringList{tr("If the first request never arrived, trying once more brings new tokens."),
                                      tr("If it did arrive, the stored refresh token is used up: %1 may revoke it, and "
                                         "the app must be authorised again.")
                                          .arg(refresh->marker.provider)}
                        : QStringList());
    }
    fitHeight();
    updateAction();
}

void UnfinishedRefreshDialog::ended(const RefreshReceipt &receipt)
{
    const QString name = leafOf(m_id.name);
    emit done(m_isForgotten ? tr("Removed the unfinished refresh of %1.").arg(name)
              : receipt.takenOver
                  ? tr("Someone else already stored a new token for %1, so there is nothing left to do.").arg(name)
                  : tr("The token of %1 was refreshed.").arg(name));
    accept();
}

QString UnfinishedRefreshDialog::obstacle() const
{
    QString reason;
    if (workspace().refreshes().isRefreshing(m_id))
        reason = tr("Refreshing…");
    else if (!workspace().place().canWrite())
        reason = tr("Production is read-only");
    else if (!workspace().refreshes().unfinished(m_id))
        reason = tr("There is nothing left to do");
    m_forget->setDisabledReason(reason);
    return reason;
}

void UnfinishedRefreshDialog::act()
{
    const UnfinishedRefresh *refresh = workspace().refreshes().unfinished(m_id);
    if (!refresh)
        return;
    showProblem({});
    m_isForgotten = false;
    workspace().refreshes().finish(m_id,
                                   refresh->next == RefreshNext::Decide ? LostAnswer::AskAgain : LostAnswer::ByRule);
    updateAction();
}

} // namespace keyturn

#include "moc_unfinished_refresh_dialog.cpp"
