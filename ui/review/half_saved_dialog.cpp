#include "ui/review/half_saved_dialog.h"

#include "ui/review/half_saved_text.h"
#include "ui/style/metrics.h"
#include "ui/text/error_text.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/text_label.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

HalfSavedDialog::HalfSavedDialog(Workspace &workspace, const EntryId &id, QWidget *parent) :
    ActionDialog(workspace, tr("Save of %1 was interrupted").arg(id.name),
                 QStringList({Wording::store(id.store), Wording::account(id.account), id.region}).join(u"  ·  "_s),
                 parent),
    m_id(id), m_recovered(workspace.halfSaves().find(id)->recovered), m_parts(new TextLabel),
    m_keep(new Button(tr("Keep as is")))
{
    setObjectName(u"halfSavedDialog"_s);
    resize(640, 0);
    const HalfSaved &half = *workspace.halfSaves().find(id);
    auto *reason = new TextLabel(why(half));
    reason->setObjectName(u"halfSavedWhy"_s);
    reason->setWordWrap(true);
    m_parts->setObjectName(u"halfSavedParts"_s);
    m_parts->setWordWrap(true);
    auto *card = new Card;
    card->setObjectName(u"halfSavedCard"_s);
    card->setLook(&ThemeColors::violetBg, &ThemeColors::violetFg);
    auto *row = new QHBoxLayout(card);
    row->setContentsMargins(Card::margins());
    row->setSpacing(metrics::buttonGap);
    row->addWidget(new IconLabel(u"kt-unfinished"_s, &ThemeColors::violetFg), 0, Qt::AlignTop);
    row->addWidget(m_parts, 1);
    body()->addWidget(reason);
    body()->addWidget(card);
    m_keep->setParent(this);
    m_keep->setVisible(m_recovered);
    if (m_recovered)
        addKeeping(half);
    primary()->setText(m_recovered ? tr("Restore old values") : tr("Continue"));
    connect(&workspace.halfSaves(), &HalfSaves::ended, this, [this](const EntryId &ended) {
        if (ended == m_id)
            finish();
    });
    connect(&workspace.saves(), &Saves::saved, this, [this](const EntryId &ended) {
        if (ended == m_id)
            finish();
    });
    connect(&workspace.saves(), &Saves::failed, this, [this](const EntryId &whose, const Error &error) {
        if (whose == m_id)
            failed(error);
    });
    connect(&workspace.running(), &RunningWrites::changed, this, &HalfSavedDialog::updateAction);
    show(half);
    updateAction();
    primary()->setFocus();
}

QString HalfSavedDialog::why(const HalfSaved &half) const
{
    if (!m_recovered)
        return tr("The save is only partly undone: some parameters have their old values and some don't. %1")
            .arg(HalfSavedText::cause(half));
    const QDateTime at = half.record->at;
    return tr("Keyturn closed on %1 at %2 while saving %3, so some have new values and some old.")
        .arg(Wording::date(at, workspace().clock().utcNow()), Wording::timeWithSeconds(at),
             Wording::parameters(half.parts.size()));
}

void HalfSavedDialog::finish()
{
    emit done(tr("%1 is consistent again.").arg(m_id.name));
    accept();
}

void HalfSavedDialog::addKeeping(const HalfSaved &half)
{
    m_keep->setObjectName(u"keepHalfSave"_s);
    auto *text = new TextLabel(HalfSavedText::keeping(half), Theme::Font::Small, &ThemeColors::text2);
    text->setObjectName(u"keepHalfSaveText"_s);
    text->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::wideGap);
    row->addWidget(text, 1);
    row->addWidget(m_keep, 0, Qt::AlignTop);
    body()->addLayout(row);
    connect(m_keep, &Button::clicked, this, [this] {
        // Not "whole": it is the user's word that it is all right so.
        disconnect(&workspace().halfSaves(), &HalfSaves::ended, this, nullptr);
        workspace().halfSaves().keep(m_id);
        emit done(tr("%1 stays as it is.").arg(m_id.name));
        accept();
    });
}

void HalfSavedDialog::show(const HalfSaved &half)
{
    m_parts->setText(HalfSavedText::parts(half).join(u'\n'));
    if (m_recovered)
        setFacts(HalfSavedText::puttingBack(half, workspace().clock().utcNow()));
    fitHeight();
}

void HalfSavedDialog::failed(const Error &error)
{
    const HalfSaved *half = workspace().halfSaves().find(m_id);
    if (!half)
        return;
    show(*half);
    showProblem(ErrorText::message(error, m_id.name).sentence);
    updateAction();
}

QString HalfSavedDialog::obstacle() const
{
    const bool isRunning = workspace().running().isWriting(m_id);
    m_keep->setDisabledReason(isRunning ? tr("Saving…") : QString());
    return isRunning ? tr("Saving…") : QString();
}

void HalfSavedDialog::act()
{
    showProblem({});
    if (m_recovered)
        workspace().saves().rollBack(m_id);
    else
        workspace().saves().finish(m_id);
    updateAction();
}

} // namespace keyturn

#include "moc_half_saved_dialog.cpp"
