#include "ui/connect/trust_endpoint_dialog.h"

#include "core/connection/connection_setup.h"
#include "ui/connect/endpoint_text.h"
#include "ui/text/profile_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

TrustEndpointDialog::TrustEndpointDialog(const Profile &profile, const QString &region, QWidget *parent) :
    FramedDialog(tr("This profile doesn't connect to AWS"), {}, parent)
{
    setObjectName(u"trustEndpointDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(600, 0);
    auto *why = new TextLabel(tr("A config file or environment variable sends the requests of %1 to %2. Whoever runs "
                                 "that server sees every value you save. Nothing has been sent yet.")
                                  .arg(ProfileText::name(profile), originsToTrust(profile, region).join(u", "_s)),
                              Theme::Font::Body, &ThemeColors::text2);
    why->setObjectName(u"trustEndpointText"_s);
    why->setWordWrap(true);
    auto *where = new TextLabel(EndpointText::list(endpointsOf(profile, region)), Theme::Font::Mono);
    where->setObjectName(u"trustEndpointList"_s);
    where->setWordWrap(true);
    auto *card = new Card;
    card->setLook(&ThemeColors::sunken, &ThemeColors::border);
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(Card::margins());
    inside->addWidget(where);
    auto *trust = new Button(tr("Send requests there"));
    trust->setObjectName(u"trustEndpointAccept"_s);
    trust->setAutoDefault(false);
    auto *leave = new Button(tr("Don't send"), Button::Kind::Primary);
    leave->setObjectName(u"trustEndpointReject"_s);
    leave->setDefault(true);
    foot()->addWidget(trust);
    foot()->addStretch(1);
    foot()->addWidget(leave);
    body()->addWidget(why);
    body()->addWidget(card);
    body()->addWidget(
        new TextLabel(tr("Keyturn asks once for each profile and endpoint."), Theme::Font::Small, &ThemeColors::text3));
    fitHeight();
    connect(trust, &QPushButton::clicked, this, &QDialog::accept);
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    leave->setFocus();
}

} // namespace keyturn

#include "moc_trust_endpoint_dialog.cpp"
