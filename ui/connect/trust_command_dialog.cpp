#include "ui/connect/trust_command_dialog.h"

#include "core/base/printable.h"
#include "ui/text/profile_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

TrustCommandDialog::TrustCommandDialog(const Profile &profile, const QString &command, QWidget *parent) :
    QDialog(parent)
{
    setObjectName(u"trustCommandDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("This profile runs a program"));
    resize(600, 320);
    auto *why =
        new TextLabel(tr("%1 gets its credentials from what this command prints. It runs as you, with everything "
                         "that you may do. It has not been run yet.")
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
    inside->setContentsMargins(16, 12, 16, 12);
    inside->addWidget(what);
    auto *run = new Button(tr("Run this command"));
    run->setObjectName(u"trustCommandAccept"_s);
    run->setAutoDefault(false);
    auto *leave = new Button(tr("Run nothing"), Button::Kind::Primary);
    leave->setObjectName(u"trustCommandReject"_s);
    leave->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(run);
    buttons->addStretch(1);
    buttons->addWidget(leave);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    column->addWidget(new TextLabel(windowTitle(), Theme::Font::Title));
    column->addWidget(why);
    column->addWidget(card);
    column->addWidget(new TextLabel(tr("Keyturn asks once for each profile and command, and again when it changes."),
                                    Theme::Font::Small, &ThemeColors::text3));
    column->addStretch(1);
    column->addLayout(buttons);
    connect(run, &QPushButton::clicked, this, &QDialog::accept);
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    leave->setFocus();
}

} // namespace keyturn

#include "moc_trust_command_dialog.cpp"
