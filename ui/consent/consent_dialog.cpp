#include "ui/consent/consent_dialog.h"

#include "ui/consent/consent_steps.h"
#include "ui/consent/consent_text.h"
#include "ui/style/metrics.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/form_labels.h"
#include "ui/widgets/text_label.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

ConsentDialog::ConsentDialog(Workspace &workspace, const Entry &entry, QWidget *parent) :
    ActionDialog(workspace, tr("Sign in to the provider of %1").arg(leafOf(entry.id.name)), placeOf(entry), parent),
    m_id(entry.id), m_steps(new ConsentSteps),
    m_explanation(
        new TextLabel(tr("The provider's page opens in your browser. When you agree there, Keyturn gets a new "
                         "refresh token and keeps it in your keychain. Nothing in AWS changes until you save."),
                      Theme::Font::Body, &ThemeColors::text2)),
    m_question(new QWidget), m_redirect(new QLineEdit), m_scope(new QLineEdit), m_answer(new QWidget),
    m_waiting(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)), m_pasted(new QLineEdit),
    m_openAgain(new Button(tr("Open the browser again"))), m_copy(new Button(tr("Copy the address")))
{
    setObjectName(u"consentDialog"_s);
    resize(640, 0);
    m_explanation->setObjectName(u"consentExplanation"_s);
    m_explanation->setWordWrap(true);
    body()->addWidget(m_explanation);
    body()->addWidget(m_steps);
    makeQuestion();
    makeAnswer();
    primary()->setObjectName(u"consentNext"_s);
    m_second.setInterval(1s);
    connect(&m_second, &QTimer::timeout, this, &ConsentDialog::showTime);
    connectConsents();
    workspace.consents().prepare(m_id);
    showStep();
}

void ConsentDialog::makeQuestion()
{
    m_question->setObjectName(u"consentQuestion"_s);
    m_redirect->setObjectName(u"consentRedirect"_s);
    m_redirect->setAccessibleName(tr("Redirect address"));
    m_scope->setObjectName(u"consentScope"_s);
    m_scope->setAccessibleName(tr("Scope"));
    m_scope->setPlaceholderText(tr("What the application is registered for"));
    auto *hint =
        new TextLabel(tr("Exactly as registered with the provider. With an https address, you paste the browser's "
                         "final address here afterwards; an address on this computer works by itself."),
                      Theme::Font::Small, &ThemeColors::text2);
    hint->setObjectName(u"consentRedirectHint"_s);
    hint->setWordWrap(true);
    auto *form = new QFormLayout(m_question);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(metrics::wideGap);
    form->setVerticalSpacing(metrics::gap);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto *redirectLabel = new TextLabel(tr("Redirect address"));
    redirectLabel->setBuddy(m_redirect);
    auto *scopeLabel = new TextLabel(tr("Scope"));
    scopeLabel->setBuddy(m_scope);
    form->addRow(redirectLabel, m_redirect);
    form->addRow(nullptr, hint);
    form->addRow(scopeLabel, m_scope);
    levelLabels(form);
    body()->addWidget(m_question);
    connect(m_redirect, &QLineEdit::textChanged, this, &ConsentDialog::updateAction);
}

void ConsentDialog::makeAnswer()
{
    m_answer->setObjectName(u"consentAnswer"_s);
    m_waiting->setObjectName(u"consentWaiting"_s);
    m_waiting->setWordWrap(true);
    m_pasted->setObjectName(u"consentPasted"_s);
    m_pasted->setAccessibleName(tr("Address that the browser shows"));
    m_pasted->setPlaceholderText(tr("Paste the address that the browser shows"));
    m_pasted->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_pasted->setEchoMode(QLineEdit::Password); // it holds a code that whoever looks on could use
    m_openAgain->setObjectName(u"consentOpenAgain"_s);
    m_copy->setObjectName(u"consentCopy"_s);
    for (Button *button : {m_openAgain, m_copy})
        button->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    buttons->addWidget(m_openAgain);
    buttons->addWidget(m_copy);
    buttons->addStretch(1);
    auto *column = new QVBoxLayout(m_answer);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::buttonGap);
    column->addWidget(m_waiting);
    column->addWidget(m_pasted);
    column->addLayout(buttons);
    body()->addWidget(m_answer);
    connect(m_pasted, &QLineEdit::textChanged, this, [this] {
        showProblem({});
        updateAction();
    });
    connect(m_openAgain, &QPushButton::clicked, this, [this] { openBrowser(workspace().consents().address()); });
    connect(m_copy, &QPushButton::clicked, this, [this] { // holds no secret, so it is copied like any text
        QGuiApplication::clipboard()->setText(workspace().consents().address().toString(QUrl::FullyEncoded));
    });
}

void ConsentDialog::connectConsents()
{
    Consents &consents = workspace().consents();
    connect(&consents, &Consents::stepChanged, this, &ConsentDialog::showStep);
    connect(&consents, &Consents::opened, this, &ConsentDialog::openBrowser);
    connect(&consents, &Consents::granted, this, [this](const EntryId &id) {
        if (id == m_id)
            accept();
    });
    connect(&consents, &Consents::failed, this, [this](const EntryId &id, const Error &error) {
        if (id != m_id)
            return;
        showProblem(ConsentText::problem(error, leafOf(m_id.name)));
        showStep();
    });
}

void ConsentDialog::openBrowser(const QUrl &address)
{
    if (!QDesktopServices::openUrl(address))
        showProblem(tr("No browser could be opened. Copy the address and open it yourself."));
}

void ConsentDialog::fillIn()
{
    const ConsentPlan *plan = workspace().consents().plan();
    if (!plan)
        return;
    setTitle(tr("Sign in to %1").arg(plan->request.provider.name));
    if (m_redirect->text().isEmpty())
        m_redirect->setText(plan->redirect.uri);
    if (m_scope->text().isEmpty())
        m_scope->setText(QString::fromUtf8(workspace().consents().usualScope()));
}

void ConsentDialog::showStep()
{
    const Consents &consents = workspace().consents();
    const Consents::Step step = consents.step();
    const bool asks = step == Consents::Step::Agree;
    fillIn();
    m_steps->show(step);
    m_question->setVisible(step == Consents::Step::Ready);
    m_answer->setVisible(asks);
    m_pasted->setVisible(consents.isPasted());
    m_waiting->setText(consents.isPasted() ? tr("Agree there. The browser then shows an empty page or one it can't "
                                                "open: copy its address and paste it here.")
                                           : tr("Agree there. Keyturn notices when the browser comes back."));
    switch (step) {
    case Consents::Step::None:
        primary()->setText(tr("Start again"));
        break;
    case Consents::Step::Check:
    case Consents::Step::Ready:
        primary()->setText(tr("Open the browser"));
        break;
    case Consents::Step::Agree:
    case Consents::Step::Exchange:
        primary()->setText(tr("Continue"));
        break;
    }
    primary()->setVisible(!asks || consents.isPasted());
    if (asks)
        m_second.start();
    else
        m_second.stop();
    showTime();
    if (consents.isPasted())
        m_pasted->setFocus();
    fitHeight();
    updateAction();
}

void ConsentDialog::showTime()
{
    const Consents &consents = workspace().consents();
    m_steps->setRemark(consents.step() == Consents::Step::Agree
                           ? tr("%1 left").arg(ConsentText::clock(consents.timeLeft()))
                           : QString());
}

QString ConsentDialog::obstacle() const
{
    switch (workspace().consents().step()) {
    case Consents::Step::None:
        return {};
    case Consents::Step::Check:
        return tr("Checking that new tokens can be stored");
    case Consents::Step::Ready:
        return m_redirect->text().trimmed().isEmpty() ? tr("Enter the redirect address") : QString();
    case Consents::Step::Agree:
        return m_pasted->text().trimmed().isEmpty() ? tr("Paste the address first") : QString();
    case Consents::Step::Exchange:
        break;
    }
    return tr("Exchanging the code");
}

void ConsentDialog::act()
{
    Consents &consents = workspace().consents();
    showProblem({});
    switch (consents.step()) {
    case Consents::Step::None:
        m_pasted->clear();
        consents.prepare(m_id);
        if (consents.step() == Consents::Step::None)
            showProblem(tr("This entry is being saved or refreshed. Wait for it to finish."));
        return;
    case Consents::Step::Ready:
        consents.ask(m_redirect->text().trimmed(), m_scope->text().simplified().toUtf8());
        return;
    case Consents::Step::Agree: {
        const Result<> read = consents.paste(m_pasted->text());
        if (!read)
            showProblem(ConsentText::problem(read.error(), leafOf(m_id.name)));
        return;
    }
    case Consents::Step::Check:
    case Consents::Step::Exchange:
        return;
    }
}

//! An exchange is not called off: what it brings is staged when it is there.
void ConsentDialog::reject()
{
    workspace().consents().cancel();
    ActionDialog::reject();
}

} // namespace keyturn

#include "moc_consent_dialog.cpp"
