#include "ui/connect/trust_command_dialog.h"

#include "core/base/printable.h"
#include "ui/text/profile_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

TrustCommandDialog::TrustCommandDialog(const Profile &profile, const QString &command, QWidget *parent) :
    FramedDialog(tr("This profile runs a program"), {}, parent)
{
    setObjectName(u"trustCommandDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(600, 0);
    auto *why = new TextLabel(tr("%1 gets its credentials from this command. It runs as you, with all your "
                                 "permissions. It has not been run yet.")
                                  .arg(ProfileText::name(profile)),
                              Theme::Font::Body, &ThemeColors::text2);
    why->setObjectName(u"trustCommandText"_s);
    why->setWordWrap(true);
    auto *what = new TextLabel(printable(command), Theme::Font::Mono);
    what->setObjectName(u"trustCommandLine"_s);
    what->setWordWrap(true);
    auto *card = new Card;
    card->setLook(&ThemeColors::sunken, &ThemeColors::border);
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(Card::margins());
    inside->addWidget(what);
    auto *run = new Button(tr("Run this command"));
    run->setObjectName(u"trustCommandAccept"_s);
    run->setAutoDefault(false);
    auto *leave = new Button(tr("Don't run"), Button::Kind::Primary);
    leave->setObjectName(u"trustCommandReject"_s);
    leave->setDefault(true);
    foot()->addWidget(run);
    foot()->addStretch(1);
    foot()->addWidget(leave);
    body()->addWidget(why);
    body()->addWidget(card);
    body()->addWidget(new TextLabel(tr("Keyturn asks once for each profile and command, and again when it changes."),
                                    Theme::Font::Small, &ThemeColors::text3));
    fitHeight();
    connect(run, &QPushButton::clicked, this, &QDialog::accept);
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    leave->setFocus();
}

} // namespace keyturn

#include "moc_trust_command_dialog.cpp"
