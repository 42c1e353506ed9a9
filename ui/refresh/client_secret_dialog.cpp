#include "ui/refresh/client_secret_dialog.h"

#include "core/workspace/workspace.h"
#include "ui/refresh/client_secret_order_part.h"
#include "ui/refresh/client_secret_words.h"
#include "ui/refresh/secret_order_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/scroll_page.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_label.h"

#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
constexpr int leastShown = 160; // of what scrolls
} // namespace

ClientSecretDialog::ClientSecretDialog(Workspace &workspace, const EntryContent &content, QWidget *parent) :
    FramedDialog(tr("Replace the client secret"), content.entry.id.name, parent), m_workspace(workspace),
    m_entry(content.entry), m_way(new SegmentedControl),
    m_noWay(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)), m_secret(new QLineEdit),
    m_consumers(new QLineEdit), m_state(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_scroll(scrollPage(new QWidget)), m_cancel(new Button(tr("Cancel"))),
    m_begin(new Button({}, Button::Kind::Primary))
{
    setObjectName(u"clientSecretDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(680, 0);
    m_byHand = makeByHand();
    makeWays(content);
    layOut();
    connectWorkspace();
    connectOrders();
    showWay();
}

//! Which of the two there are, and why not.
void ClientSecretDialog::makeWays(const EntryContent &content)
{
    const Result<Provider> provider = m_workspace.secretOrders().provider(content);
    const QString api = provider ? provider->secretByQueue.api : QString();
    m_way->setObjectName(u"clientSecretWay"_s);
    m_way->setAccessibleName(tr("How the new one is made"));
    m_way->setSegments({tr("By hand"), api.isEmpty() ? tr("With the provider's API") : tr("With %1").arg(api)});
    m_noWay->setObjectName(u"clientSecretNoWay"_s);
    m_noWay->setWordWrap(true);
    m_noWay->setVisible(!provider);
    if (!provider) {
        m_noWay->setText(SecretOrderWords::noWay(provider.error()));
        m_way->setSegmentEnabled(ByApi, false, m_noWay->text());
        return;
    }
    m_ready = SecretOrderWords::ready(*provider);
    m_order = new ClientSecretOrderPart(m_workspace, m_entry, *provider, this);
}

QWidget *ClientSecretDialog::makeByHand()
{
    auto *what = new TextLabel(
        tr("Create a client secret in the provider's console and paste it here. Keyturn tests it with one "
           "request, then replaces the old one in every entry of this region, as unsaved changes."));
    what->setObjectName(u"clientSecretWhat"_s);
    what->setWordWrap(true);
    m_secret->setObjectName(u"clientSecretValue"_s);
    m_secret->setAccessibleName(tr("New client secret"));
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText
                                  | Qt::ImhNoAutoUppercase);
    m_secret->setPlaceholderText(tr("New client secret"));
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::partGap);
    column->addWidget(what);
    column->addWidget(m_secret);
    return page;
}

void ClientSecretDialog::layOut()
{
    m_consumers->setObjectName(u"clientSecretConsumers"_s);
    m_consumers->setAccessibleName(tr("Who reads it"));
    m_consumers->setPlaceholderText(tr("Who reads it, separated by commas (optional)"));
    m_state->setObjectName(u"clientSecretState"_s);
    m_state->setWordWrap(true);
    m_cancel->setObjectName(u"clientSecretCancel"_s);
    m_begin->setObjectName(u"clientSecretTest"_s);
    auto *ways = new QHBoxLayout;
    ways->setSpacing(metrics::partGap);
    ways->addWidget(m_way);
    ways->addWidget(m_noWay, 1);
    ways->addStretch(m_order ? 1 : 0);
    auto *column = new QVBoxLayout(m_scroll->widget());
    column->setContentsMargins(body()->contentsMargins());
    column->setSpacing(metrics::partGap);
    column->addLayout(ways);
    column->addWidget(m_byHand);
    if (m_order)
        column->addWidget(m_order);
    column->addWidget(m_consumers);
    column->addWidget(m_state);
    column->addStretch(1);
    m_scroll->setObjectName(u"clientSecretScroll"_s);
    m_scroll->setAccessibleName(windowTitle());
    setFullBody();
    body()->addWidget(m_scroll, 1);
    foot()->addStretch(1);
    foot()->addWidget(m_cancel);
    foot()->addWidget(m_begin);
    connect(m_way, &SegmentedControl::currentChanged, this, &ClientSecretDialog::showWay);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_begin, &QPushButton::clicked, this, &ClientSecretDialog::begin);
    connect(m_secret, &QLineEdit::textChanged, this, &ClientSecretDialog::showState);
}

void ClientSecretDialog::connectWorkspace()
{
    ClientSecrets &secrets = m_workspace.clientSecrets();
    connect(&m_workspace.place(), &Place::changed, this, [this] { done(Rejected); });
    connect(&m_workspace.place(), &Place::accessChanged, this, &ClientSecretDialog::showState);
    connect(&secrets, &ClientSecrets::step, this, [this](const EntryId &id, ClientSecretStep step, int count, int of) {
        if (id == m_entry.id)
            tell(ClientSecretWords::step(step, count, of), false);
    });
    connect(&secrets, &ClientSecrets::changed, this, &ClientSecretDialog::showState);
    connect(&secrets, &ClientSecrets::failed, this, [this](const EntryId &id, const Error &error) {
        if (id == m_entry.id)
            tell(ClientSecretWords::failure(error, m_entry.leafName()), true);
    });
    connect(&secrets, &ClientSecrets::staged, this, [this](const EntryId &id) {
        if (id == m_entry.id)
            done(Accepted);
    });
}

void ClientSecretDialog::connectOrders()
{
    if (!m_order)
        return;
    const SecretOrders &orders = m_workspace.secretOrders();
    connect(m_order, &ClientSecretOrderPart::changed, this, &ClientSecretDialog::showOrder);
    connect(&orders, &SecretOrders::step, this, [this](const EntryId &, ClientSecretStep step, int count, int of) {
        tell(ClientSecretWords::step(step, count, of), false);
    });
    connect(&orders, &SecretOrders::failed, this, [this](const EntryId &, const Error &error) {
        const bool isCancelled = error.kind == ErrorKind::Cancelled;
        tell(m_order->isTold(error) ? QString() : ClientSecretWords::failure(error, m_entry.leafName()), !isCancelled);
    });
}

bool ClientSecretDialog::isByApi() const
{
    return m_order && m_way->current() == ByApi;
}

void ClientSecretDialog::showWay()
{
    m_byHand->setVisible(!isByApi());
    if (m_order)
        m_order->setVisible(isByApi());
    m_begin->setDefault(!isByApi()); // Enter in a field is no order
    tell({}, false);
    showOrder();
    if (isByApi())
        m_order->takeFocus();
    else
        m_secret->setFocus();
}

void ClientSecretDialog::tell(const QString &sentence, bool isProblem)
{
    m_state->setColor(isProblem ? &ThemeColors::dangerFg : &ThemeColors::text2);
    m_state->setText(sentence);
    m_state->setVisible(!sentence.isEmpty());
    fit();
}

//! As high as its texts need, as far as the window behind it is: what is more scrolls.
void ClientSecretDialog::fit()
{
    QLayout *page = m_scroll->widget()->layout();
    if (m_order)
        m_order->layout()->activate(); // what its rows need now, not after the next event
    page->activate();
    m_scroll->setMinimumWidth(page->totalMinimumSize().width());
    layout()->activate();
    const int needed = page->totalHeightForWidth(width());
    m_scroll->setFixedHeight(needed);
    fitHeight();
    const QWidget *behind = parentWidget() ? parentWidget()->window() : nullptr;
    const int excess = behind ? height() - behind->height() + 2 * metrics::pageMargin : 0;
    if (excess > 0) {
        m_scroll->setFixedHeight(qMax(needed - excess, leastShown));
        fitHeight();
    }
}

//! What the last look came to, as far as nothing else is told.
void ClientSecretDialog::showOrder()
{
    const SecretOrders &orders = m_workspace.secretOrders();
    const bool isReady = isByApi() && !orders.isRunning() && m_order->isReady();
    if (isByApi() && orders.stage() == SecretOrders::Stage::Preparing)
        tell(tr("Setting up the queue…"), false);
    else if (isReady || m_state->text() == m_ready)
        tell(isReady ? m_ready : QString(), false);
    showState();
    fit();
}

QString ClientSecretDialog::obstacle() const
{
    const ClientSecrets &secrets = m_workspace.clientSecrets();
    const std::optional<ClientSecretChange> change = secrets.change(m_entry.id);
    if (m_workspace.secretOrders().isRunning())
        return tr("It is being checked");
    if (secrets.isRunning())
        return secrets.isWaiting() ? tr("It is on its way") : tr("It is being tested");
    if (change && !change->isDone())
        return tr("Another one is unfinished: continue it in the Rotation tab");
    if (isByApi() && !m_order->obstacle().isEmpty())
        return m_order->obstacle();
    if (!isByApi() && m_secret->text().isEmpty())
        return tr("Paste the new client secret first");
    return m_workspace.place().canWrite() ? QString() : tr("Production is read-only");
}

void ClientSecretDialog::showState()
{
    const SecretOrders &orders = m_workspace.secretOrders();
    const ClientSecrets &secrets = m_workspace.clientSecrets();
    const bool runs = secrets.isRunning() || orders.isRunning();
    const bool isHeld = orders.isAsked() || orders.stage() == SecretOrders::Stage::Preparing
                        || (secrets.isRunning() && !secrets.isWaiting());
    m_way->setEnabled(!runs);
    m_secret->setEnabled(!runs);
    m_consumers->setEnabled(!runs);
    m_begin->setText(isByApi() ? m_order->verb() : tr("Test it"));
    m_begin->setDisabledReason(obstacle());
    m_cancel->setText(secrets.isWaiting() ? tr("Close") : tr("Cancel"));
    m_cancel->setDisabledReason(isHeld ? tr("It can't be stopped now") : QString());
    // Where everything else is disabled, the button that closes gets the focus.
    if (std::exchange(m_ran, runs) && !runs && isByApi() && focusWidget()
        && focusWidget()->objectName() == "dialogClose"_L1)
        m_order->takeFocus();
}

void ClientSecretDialog::begin()
{
    QStringList consumers;
    for (const QString &text : m_consumers->text().split(u',', Qt::SkipEmptyParts))
        consumers.append(text.trimmed());
    if (isByApi()) {
        m_order->order(consumers);
        return;
    }
    QString text = m_secret->text().trimmed();
    m_workspace.clientSecrets().begin(m_entry, SecretString(text), consumers);
    wipe(text);
}

//! What is about to ask is called off first. While the provider is asked nobody would learn what it says; while a
//! message is waited for, the Rotation tab tells.
void ClientSecretDialog::reject()
{
    SecretOrders &orders = m_workspace.secretOrders();
    const ClientSecrets &secrets = m_workspace.clientSecrets();
    if (orders.isRunning())
        orders.cancel();
    else if (!secrets.isRunning() || secrets.isWaiting())
        FramedDialog::reject();
}

} // namespace keyturn

#include "moc_client_secret_dialog.cpp"
