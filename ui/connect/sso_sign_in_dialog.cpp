#include "ui/connect/sso_sign_in_dialog.h"

#include "ui/style/metrics.h"
#include "ui/text/error_text.h"
#include "ui/text/profile_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/progress_arc.h"
#include "ui/widgets/text_label.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

SsoSignInDialog::SsoSignInDialog(Place &place, QWidget *parent) :
    FramedDialog(tr("Sign in to IAM Identity Center"), ProfileText::name(place.profile()), parent), m_place(place),
    m_explanation(new TextLabel({}, Theme::Font::Body, &ThemeColors::text2)), m_codeCard(new Card),
    m_code(new TextLabel({}, Theme::Font::Display)), m_arc(new ProgressArc), m_state(new TextLabel),
    m_left(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_open(new Button(tr("Open the browser again"))), m_copy(new Button(tr("Copy the address"))),
    m_problem(new TextLabel({}, Theme::Font::Small, &ThemeColors::dangerFg)),
    m_byCode(new Button(tr("Use a code instead"))), m_again(new Button(tr("Start again"), Button::Kind::Primary))
{
    setObjectName(u"ssoSignInDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(560, 0);
    layOut();
    m_second.setInterval(1s);
    connect(&m_second, &QTimer::timeout, this, &SsoSignInDialog::showTime);
    connect(m_open, &QPushButton::clicked, this, &SsoSignInDialog::openPage);
    connect(m_copy, &QPushButton::clicked, this, [this] { // holds no secret, so it is copied like any text
        QGuiApplication::clipboard()->setText(m_page.toString(QUrl::FullyEncoded));
    });
    connect(m_byCode, &QPushButton::clicked, this, [this] { begin(Way::Code); });
    connect(m_again, &QPushButton::clicked, this, [this] { begin(m_way); });
    connect(&m_place, &Place::changed, this, &QDialog::reject);
    begin(Way::Browser);
}

void SsoSignInDialog::layOut()
{
    m_explanation->setObjectName(u"ssoExplanation"_s);
    m_explanation->setWordWrap(true);
    m_code->setObjectName(u"ssoCode"_s);
    m_code->setAlignment(Qt::AlignCenter);
    m_code->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_codeCard->setLook(&ThemeColors::sunken, &ThemeColors::border);
    auto *inside = new QVBoxLayout(m_codeCard);
    inside->setContentsMargins(Card::margins());
    inside->addWidget(m_code);
    m_state->setObjectName(u"ssoState"_s);
    m_left->setObjectName(u"ssoTimeLeft"_s);
    auto *progress = new QHBoxLayout;
    progress->setSpacing(metrics::buttonGap);
    progress->addWidget(m_arc);
    progress->addWidget(m_state, 1);
    progress->addWidget(m_left);
    m_open->setObjectName(u"ssoOpen"_s);
    m_copy->setObjectName(u"ssoCopy"_s);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    buttons->addWidget(m_open);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_byCode);
    buttons->addStretch(1);
    m_problem->setObjectName(u"ssoProblem"_s);
    m_problem->wrapAnywhere();
    m_byCode->setObjectName(u"ssoByCode"_s);
    m_again->setObjectName(u"ssoAgain"_s);
    m_again->setDefault(true);
    auto *cancel = new Button(tr("Cancel"));
    cancel->setObjectName(u"ssoCancel"_s);
    for (Button *button : {m_open, m_copy, m_byCode, cancel})
        button->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    body()->addWidget(m_explanation);
    body()->addWidget(m_codeCard);
    body()->addLayout(progress);
    body()->addLayout(buttons);
    foot()->addWidget(m_problem, 1);
    foot()->addWidget(cancel);
    foot()->addWidget(m_again);
    cancel->setFocus();
}

void SsoSignInDialog::begin(Way way)
{
    m_signingIn.cancelAll();
    m_way = way;
    m_page.clear();
    m_code->clear();
    m_problem->clear();
    m_explanation->setText(way == Way::Browser
                               ? tr("AWS's page opens in your browser. Agree there: the browser comes back by itself, "
                                    "and Keyturn goes on.")
                               : tr("AWS's page shows a code. Agree there only if it is the one below."));
    m_state->setText(tr("Asking IAM Identity Center…"));
    m_arc->setText(m_state->text());
    SsoPrompts prompts;
    if (way == Way::Browser) {
        prompts.openBrowser = [this, patience = prompts.patience](const QUrl &page) {
            showPage(page, std::chrono::duration_cast<std::chrono::seconds>(patience));
            return openPage();
        };
    }
    prompts.showCode = [this](const SsoClient::Device &device) { showCode(device); };
    m_signingIn.launch(m_place.source().signIn(m_place.profile(), std::move(prompts)),
                       [this](const Result<> &signedIn) { finish(signedIn); });
    updateButtons();
}

void SsoSignInDialog::showPage(const QUrl &page, std::chrono::seconds patience)
{
    m_page = page;
    m_until.setRemainingTime(patience);
    m_state->setText(tr("Waiting for the browser"));
    m_arc->setText(m_state->text());
    updateButtons();
}

void SsoSignInDialog::showCode(const SsoClient::Device &device)
{
    m_way = Way::Code;
    m_explanation->setText(tr("AWS's page shows a code. Agree there only if it is the one below."));
    m_code->setText(device.userCode);
    m_code->setAccessibleName(tr("Code %1").arg(device.userCode));
    showPage(device.page, device.expiresIn);
    m_state->setText(tr("Waiting for you to confirm the code"));
    openPage();
}

bool SsoSignInDialog::openPage()
{
    const bool isOpen = QDesktopServices::openUrl(m_page);
    m_problem->setText(isOpen ? QString() : tr("No browser could be opened. Copy the address and open it yourself."));
    return isOpen;
}

void SsoSignInDialog::finish(const Result<> &signedIn)
{
    if (signedIn) {
        accept();
        return;
    }
    m_page.clear();
    m_code->clear();
    m_state->setText(tr("Not signed in"));
    m_problem->setText(ErrorText::twoLines(ErrorText::message(signedIn.error(), ProfileText::name(m_place.profile()))));
    updateButtons();
}

void SsoSignInDialog::showTime()
{
    const auto left = std::chrono::ceil<std::chrono::seconds>(m_until.remainingTimeAsDuration());
    m_left->setText(tr("%1:%2 left").arg(left.count() / 60).arg(left.count() % 60, 2, 10, QLatin1Char('0')));
}

void SsoSignInDialog::updateButtons()
{
    const bool isRunning = m_signingIn.count() > 0;
    const QString early = m_page.isEmpty() ? tr("There is no page yet") : QString();
    m_open->setDisabledReason(early);
    m_copy->setDisabledReason(early);
    m_byCode->setVisible(m_way == Way::Browser);
    m_codeCard->setVisible(!m_code->text().isEmpty());
    m_arc->setVisible(isRunning);
    m_again->setVisible(!isRunning);
    m_left->setVisible(!m_page.isEmpty());
    if (m_page.isEmpty())
        m_second.stop();
    else
        m_second.start();
    showTime();
    fitHeight();
}

} // namespace keyturn

#include "moc_sso_sign_in_dialog.cpp"
