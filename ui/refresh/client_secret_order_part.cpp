#include "ui/refresh/client_secret_order_part.h"

#include "core/workspace/workspace.h"
#include "ui/refresh/client_secret_words.h"
#include "ui/refresh/fact_rows.h"
#include "ui/refresh/secret_order_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/confirm_field.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/status_chip.h"
#include "ui/widgets/text_label.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

using OrderCheck = ClientSecretByApi::Check;

const QList<OrderCheck> &orderChecks()
{
    static const QList<OrderCheck> all{OrderCheck::Queue, OrderCheck::Policy, OrderCheck::Permissions,
                                       OrderCheck::Application};
    return all;
}

} // namespace

ClientSecretOrderPart::ClientSecretOrderPart(Workspace &workspace, const Entry &entry, const Provider &provider,
                                             QWidget *parent) :
    QWidget(parent),
    m_workspace(workspace), m_entry(entry), m_provider(provider), m_queue(new QLineEdit),
    m_check(new Button(tr("Check"))), m_setUp(new Button(tr("Set up"))), m_grid(new QGridLayout),
    m_arn(new TextLabel({}, Theme::Font::Mono)), m_copyArn(new IconButton(u"edit-copy"_s, tr("Copy ARN"))),
    m_enrolled(new QCheckBox(tr("The ARN is entered there"))), m_ask(new TextLabel), m_confirm(new ConfirmField)
{
    setObjectName(u"clientSecretOrder"_s);
    m_workspace.secretOrders().forget();
    const std::optional<ClientSecretChange> earlier = m_workspace.clientSecrets().change(m_entry.id);
    const QString known = earlier ? earlier->notice.queues.value(0).section(u'/', -1) : QString();
    m_queue->setText(known.isEmpty() ? u"new-client-secrets"_s : known);
    layOut();
    connectWorkspace();
    showState();
}

void ClientSecretOrderPart::layOut()
{
    auto *what =
        new TextLabel(tr("%1 makes a new client secret and sends it to an SQS queue of yours. Keyturn asks for "
                         "it once, keeps what comes in the keychain, tests it, and then puts it as an unsaved "
                         "change on every entry of this region that holds the old one.")
                          .arg(m_provider.secretByQueue.api));
    what->setObjectName(u"secretOrderWhat"_s);
    what->setWordWrap(true);
    m_grid->setHorizontalSpacing(FactRows::gap);
    m_grid->setVerticalSpacing(metrics::gap);
    m_grid->setColumnStretch(2, 1);
    for (const OrderCheck check : orderChecks())
        addRow(u"secretCheck%1"_s.arg(int(check)), SecretOrderWords::name(check));
    addRow(u"secretEnrolment"_s, tr("Enrolment"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::partGap);
    column->addWidget(what);
    column->addWidget(makeQueueLine());
    column->addLayout(m_grid);
    addEnrolment(column);
    addConfirmation(column);
}

QWidget *ClientSecretOrderPart::makeQueueLine()
{
    m_queue->setObjectName(u"secretQueue"_s);
    m_queue->setAccessibleName(tr("SQS queue"));
    m_queue->setPlaceholderText(tr("Name, URL or ARN of an SQS queue"));
    m_check->setObjectName(u"secretQueueCheck"_s);
    m_check->setAccessibleName(tr("Check the queue"));
    m_setUp->setObjectName(u"secretQueueSetUp"_s);
    m_setUp->setAccessibleName(tr("Set up the queue"));
    auto *line = new QWidget;
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::gap);
    row->addWidget(m_queue, 1);
    row->addWidget(m_check);
    row->addWidget(m_setUp);
    return line;
}

void ClientSecretOrderPart::addRow(const QString &object, const QString &caption)
{
    const int line = int(m_rows.size());
    Row made{new StatusChip, new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)};
    made.chip->setObjectName(object + u"Chip"_s);
    made.remark->setObjectName(object + u"Remark"_s);
    made.remark->wrapAnywhere();
    auto *name = new TextLabel(caption);
    name->setObjectName(object + u"Name"_s);
    name->setMinimumHeight(made.chip->sizeHint().height()); // on one line with the word in it
    m_grid->addWidget(name, line, 0, Qt::AlignTop);
    m_grid->addWidget(made.chip, line, 1, Qt::AlignLeft | Qt::AlignTop);
    m_grid->addWidget(made.remark, line, 2);
    m_rows.append(made);
}

void ClientSecretOrderPart::addEnrolment(QVBoxLayout *column)
{
    m_arn->setObjectName(u"secretQueueArn"_s);
    m_arn->wrapAnywhere();
    m_copyArn->setObjectName(u"secretQueueCopyArn"_s);
    m_enrolled->setObjectName(u"secretEnrolled"_s);
    m_enrolled->setAccessibleName(m_enrolled->text());
    auto *arn = new QHBoxLayout;
    arn->setSpacing(metrics::gap);
    arn->addWidget(m_arn, 1);
    arn->addWidget(m_copyArn, 0, Qt::AlignTop);
    column->addLayout(arn);
    column->addWidget(m_enrolled);
}

//! An order in production is no smaller thing than a save.
void ClientSecretOrderPart::addConfirmation(QVBoxLayout *column)
{
    const Profile &profile = m_workspace.place().profile();
    m_ask->setObjectName(u"secretOrderAsk"_s);
    m_ask->setText(tr("Type the profile name %1 to confirm").arg(profile.name));
    m_confirm->setObjectName(u"secretOrderConfirm"_s);
    m_confirm->setAccessibleName(m_ask->text());
    m_ask->setVisible(profile.production);
    m_confirm->setVisible(profile.production);
    column->addWidget(m_ask);
    column->addWidget(m_confirm);
}

void ClientSecretOrderPart::connectWorkspace()
{
    const SecretOrders &orders = m_workspace.secretOrders();
    connect(m_check, &QPushButton::clicked, this, &ClientSecretOrderPart::check);
    connect(m_setUp, &QPushButton::clicked, this, &ClientSecretOrderPart::prepare);
    connect(m_queue, &QLineEdit::returnPressed, this, &ClientSecretOrderPart::check);
    connect(m_queue, &QLineEdit::textChanged, this, &ClientSecretOrderPart::showState);
    connect(m_enrolled, &QCheckBox::toggled, this, &ClientSecretOrderPart::showState);
    connect(m_confirm, &QLineEdit::textChanged, this, &ClientSecretOrderPart::showState);
    connect(m_copyArn, &QAbstractButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(outlook().arn); }); // a name, not a secret
    connect(&orders, &SecretOrders::changed, this, &ClientSecretOrderPart::showState);
    connect(&orders, &SecretOrders::failed, this, [this](const EntryId &, const Error &error) {
        if (error.refusal == Refusal::NotEnrolled)
            m_enrolled->setChecked(false);
    });
    connect(&m_workspace.clientSecrets(), &ClientSecrets::changed, this, &ClientSecretOrderPart::showState);
    connect(&m_workspace.place(), &Place::accessChanged, this, &ClientSecretOrderPart::showState);
}

QString ClientSecretOrderPart::queue() const
{
    return m_queue->text().trimmed();
}

SecretOrders::Outlook ClientSecretOrderPart::outlook() const
{
    const SecretOrders::Outlook &known = m_workspace.secretOrders().outlook();
    return known.queue == queue() ? known : SecretOrders::Outlook();
}

//! Which of the checks did not pass; none where nothing has come as far.
std::optional<OrderCheck> ClientSecretOrderPart::failing() const
{
    const SecretOrders::Outlook known = outlook();
    const bool isAboutThem = known.problem && known.problem->refusal != Refusal::Unfinished;
    if (!isAboutThem || known.passed.size() >= orderChecks().size())
        return std::nullopt;
    const bool isOfQueue = known.problem->operation.startsWith("sqs:"_L1); // of one that is only to be made, too
    return known.copies.isEmpty() && !isOfQueue ? std::nullopt : std::optional(orderChecks().at(known.passed.size()));
}

bool ClientSecretOrderPart::isTold(const Error &error) const
{
    return failing() && error.kind != ErrorKind::Cancelled;
}

QString ClientSecretOrderPart::verb() const
{
    return outlook().isWaiting() ? tr("Use the waiting one") : tr("Order a new one");
}

QString ClientSecretOrderPart::obstacle() const
{
    const SecretOrders::Outlook known = outlook();
    if (queue().isEmpty())
        return tr("Enter a queue first");
    if (!known.isComplete && !known.isWaiting())
        return tr("Check the queue first");
    if (!known.isWaiting() && !m_enrolled->isChecked())
        return tr("Enter the ARN in the provider's console first");
    const Profile &profile = m_workspace.place().profile();
    return profile.production && m_confirm->text() != profile.name ? tr("Type the profile name to enable") : QString();
}

void ClientSecretOrderPart::showState()
{
    const bool runs = m_workspace.secretOrders().isRunning() || m_workspace.clientSecrets().isRunning();
    const QString reason = runs                              ? tr("It is being checked")
                           : queue().isEmpty()               ? tr("Enter a queue first")
                           : !m_workspace.place().canWrite() ? tr("Production is read-only")
                                                             : QString();
    m_queue->setEnabled(!runs);
    m_enrolled->setEnabled(!runs);
    m_confirm->setEnabled(!runs);
    m_check->setDisabledReason(reason);
    m_setUp->setDisabledReason(reason);
    showChecks();
    showEnrolment();
    emit changed();
}

void ClientSecretOrderPart::setRow(int at, Status status, const QString &word, const QString &remark)
{
    const Row &row = m_rows.at(at);
    const QString name = at < orderChecks().size() ? SecretOrderWords::name(orderChecks().at(at)) : tr("Enrolment");
    row.chip->setStatus(status, word);
    row.chip->setAccessibleName(tr("%1: %2").arg(name, word));
    row.remark->setColor(status == Status::Overdue ? &ThemeColors::dangerFg : &ThemeColors::text2);
    row.remark->setText(remark);
    row.remark->setAccessibleName(remark.isEmpty() ? QString() : tr("%1: %2").arg(name, remark));
}

void ClientSecretOrderPart::showChecks()
{
    const SecretOrders &orders = m_workspace.secretOrders();
    const SecretOrders::Outlook known = outlook();
    const std::optional<OrderCheck> failed = failing();
    const bool isChecking = orders.isRunning() && !orders.isAsked() && !known.copies.isEmpty();
    for (const OrderCheck check : orderChecks()) {
        const int at = int(check);
        if (known.passed.contains(check))
            setRow(at, Status::Fine, tr("ready"), SecretOrderWords::passed(check, known));
        else if (failed == check)
            setRow(at, Status::Overdue, tr("not ready"),
                   ClientSecretWords::failure(*known.problem, m_entry.leafName()));
        else if (isChecking && at == known.passed.size())
            setRow(at, Status::Running, tr("checking"), {});
        else
            setRow(at, Status::Unknown, tr("not checked"), {});
    }
}

//! Which nobody but the order itself can tell: without it nothing is made, so the question costs nothing either.
void ClientSecretOrderPart::showEnrolment()
{
    const SecretOrders::Outlook known = outlook();
    const bool isMissing = known.problem && known.problem->refusal == Refusal::NotEnrolled;
    const QString where = m_provider.secretByQueue.enrolment;
    const int at = int(orderChecks().size());
    if (isMissing && !m_enrolled->isChecked())
        setRow(at, Status::Overdue, tr("missing"),
               tr("The provider has no queue for this application. Enter the ARN under %1.").arg(where));
    else
        setRow(at, m_enrolled->isChecked() ? Status::Fine : Status::Unknown,
               m_enrolled->isChecked() ? tr("entered") : tr("to do"),
               tr("Enter the ARN once under %1. Without it the provider makes nothing.").arg(where));
    m_arn->setText(known.arn);
    m_arn->setAccessibleName(tr("ARN of the queue: %1").arg(known.arn));
    m_arn->setVisible(!known.arn.isEmpty());
    m_copyArn->setVisible(!known.arn.isEmpty());
}

void ClientSecretOrderPart::prepare()
{
    m_workspace.secretOrders().prepare(m_entry, queue());
}

void ClientSecretOrderPart::check()
{
    m_workspace.secretOrders().check(m_entry, queue());
}

void ClientSecretOrderPart::order(const QStringList &consumers)
{
    if (obstacle().isEmpty())
        m_workspace.secretOrders().order(m_entry, queue(), consumers, outlook().isWaiting());
}

void ClientSecretOrderPart::takeFocus()
{
    m_queue->setFocus();
}

} // namespace keyturn

#include "moc_client_secret_order_part.cpp"
