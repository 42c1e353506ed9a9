#include "ui/entry/delete_entry_dialog.h"

#include "core/save/secret_lifecycle.h"
#include "ui/style/metrics.h"
#include "ui/text/error_text.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text_label.h"

#include <QCheckBox>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

Task<Result<>> mayDelete(Connection *connection, Entry entry)
{
    const SecretLifecycle lifecycle(*connection);
    co_return co_await lifecycle.mayDelete(std::move(entry));
}

Task<Result<>> deleteEntry(Connection *connection, Entry entry, int days)
{
    const SecretLifecycle lifecycle(*connection);
    if (entry.id.isParameter())
        co_return co_await lifecycle.deleteParameters(std::move(entry));
    const Result<QDateTime> goneAt = co_await lifecycle.deleteSecret(std::move(entry), days);
    if (!goneAt)
        co_return goneAt.error();
    co_return Result<>();
}

QString titleFor(const Entry &entry)
{
    return DeleteEntryDialog::tr("Delete %1").arg(entry.leafName());
}

} // namespace

DeleteEntryDialog::DeleteEntryDialog(Workspace &workspace, Entry entry, QWidget *parent) :
    ActionDialog(workspace, titleFor(entry), placeOf(entry), parent), m_entry(std::move(entry)),
    m_connection(workspace.place().sharedConnection())
{
    setObjectName(u"deleteDialog"_s);
    setFixedWidth(560);
    setDestructive();
    if (m_entry.id.isSecret())
        addWindow();
    else
        addExport();
    body()->addStretch(1);
    showConsequences();
    check();
}

void DeleteEntryDialog::addWindow()
{
    m_days = new QSpinBox;
    m_days->setObjectName(u"recoveryDays"_s);
    m_days->setAccessibleName(tr("Recovery window in days"));
    m_days->setRange(SecretLifecycle::minimumDays, SecretLifecycle::maximumDays);
    m_days->setValue(SecretLifecycle::maximumDays);
    //: Unit behind a number.
    m_days->setSuffix(tr(" days"));
    m_force = new QCheckBox(tr("Delete immediately (can't be undone)"));
    m_force->setObjectName(u"forceDelete"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    row->addWidget(new TextLabel(tr("Recovery window")));
    row->addWidget(m_days);
    row->addStretch(1);
    body()->addLayout(row);
    body()->addWidget(m_force);
    connect(m_days, &QSpinBox::valueChanged, this, &DeleteEntryDialog::showConsequences);
    connect(m_force, &QCheckBox::toggled, this, [this](bool force) {
        m_days->setEnabled(!force);
        showConsequences();
    });
}

void DeleteEntryDialog::addExport()
{
    auto *text =
        new TextLabel(tr("Parameter Store can't restore deleted parameters. Export a copy first if you may need it."));
    text->setWordWrap(true);
    auto *button = new Button(u"document-export"_s, tr("Export a copy…"));
    button->setObjectName(u"exportFirst"_s);
    auto *row = new QHBoxLayout;
    row->addWidget(button);
    row->addStretch(1);
    body()->addWidget(text);
    body()->addLayout(row);
    connect(button, &QPushButton::clicked, this, &DeleteEntryDialog::exportRequested);
}

void DeleteEntryDialog::check()
{
    if (!m_connection)
        return;
    m_scope.launch(mayDelete(m_connection.get(), m_entry), [this](const Result<> &may) {
        m_checking = false;
        if (!may)
            showRefusal(may.error());
        updateAction();
    });
}

void DeleteEntryDialog::showRefusal(const Error &error)
{
    const QString name = m_entry.leafName();
    if (error.refusal == Refusal::Replica)
        m_refusal = tr("This is a replica. To delete it, remove its region from the primary secret.");
    else if (error.refusal == Refusal::Replicas)
        m_refusal = tr("%1 has replicas in %2. Remove them first.").arg(name, error.detail);
    else if (error.refusal == Refusal::Owned)
        m_refusal = tr("%1 is managed by another AWS service. Delete it there.").arg(name);
    else if (error.refusal == Refusal::Deleted)
        m_refusal = tr("%1 is scheduled for deletion already.").arg(name);
    else if (error.kind == ErrorKind::AccessDenied)
        return; // describing is another permission than deleting
    else
        m_refusal = ErrorText::message(error, name).sentence;
    showProblem(m_refusal);
}

bool DeleteEntryDialog::isForGood() const
{
    return !m_force || m_force->isChecked();
}

void DeleteEntryDialog::showConsequences()
{
    const QDateTime now = workspace().clock().utcNow();
    const QString name = m_entry.leafName();
    QStringList facts;
    if (!isForGood()) {
        const QString until = Wording::date(now.addDays(m_days->value()), now);
        facts.append(tr("Its values can't be read from now on. You can restore it until %1.").arg(until));
        facts.append(tr("You can't reuse the name until then."));
        askFor({}, {});
        primary()->setText(tr("Schedule deletion"));
    } else if (m_force) {
        facts.append(tr("Deletes all versions immediately. They can't be recovered, not even by AWS."));
        askFor(name, tr("%1 will be deleted permanently. Anything that reads it will fail immediately.").arg(name));
        primary()->setText(tr("Delete permanently"));
    } else {
        QStringList names;
        for (const ParameterMetadata &parameter : m_entry.parameters)
            names.append(parameter.name);
        facts.append(tr("Also deletes the history of %1.").arg(names.join(u", "_s)));
        facts.append(tr("Wait 30 seconds before you create the same name again."));
        askFor(name, tr("%1 will be deleted permanently. Anything that reads it will fail immediately.").arg(name));
        primary()->setText(m_entry.isGroup() ? tr("Delete %n parameters", nullptr, int(m_entry.parameters.size()))
                                             : tr("Delete permanently"));
    }
    setFacts(facts);
    updateAction();
    fitHeight();
}

QString DeleteEntryDialog::obstacle() const
{
    if (!m_refusal.isEmpty())
        return m_refusal;
    return m_checking ? tr("Checking with AWS…") : QString();
}

void DeleteEntryDialog::act()
{
    const int days = isForGood() ? 0 : m_days->value();
    const QDateTime now = workspace().clock().utcNow();
    const QString name = m_entry.leafName();
    const QString sentence = days > 0 ? tr("%1 is scheduled for deletion. You can restore it until %2.")
                                            .arg(name, Wording::date(now.addDays(days), now))
                                      : tr("%1 is deleted.").arg(name);
    const Entry entry = m_entry;
    run(
        entry.id, [entry, days](Connection &connection) { return deleteEntry(&connection, entry, days); },
        [sentence] { return sentence; });
}

} // namespace keyturn

#include "moc_delete_entry_dialog.cpp"
