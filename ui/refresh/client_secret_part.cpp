#include "ui/refresh/client_secret_part.h"

#include "core/workspace/workspace.h"
#include "ui/refresh/client_secret_runbook.h"
#include "ui/refresh/client_secret_words.h"
#include "ui/refresh/fact_rows.h"
#include "ui/style/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text_label.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

ClientSecretPart::ClientSecretPart(Workspace &workspace, QWidget *parent) :
    QWidget(parent), m_workspace(workspace), m_state(new TextLabel), m_copies(new FactRows(u"clientSecretCopies"_s)),
    m_consumers(new QVBoxLayout), m_told(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_replace(new Button(tr("Replace the client secret…"))), m_ask(new Button(tr("Does the old one still work?"))),
    m_export(new Button(tr("Export runbook…"))), m_end(new Button(tr("End"), Button::Kind::Quiet))
{
    setObjectName(u"clientSecret"_s);
    layOut();
    ClientSecrets &secrets = m_workspace.clientSecrets();
    connect(m_replace, &QPushButton::clicked, this, &ClientSecretPart::replaceWanted);
    connect(m_ask, &QPushButton::clicked, this, [this] { m_workspace.clientSecrets().askAboutOld(m_entry.id); });
    connect(m_end, &QPushButton::clicked, this, [this] { m_workspace.clientSecrets().forget(m_entry.id); });
    connect(m_export, &QPushButton::clicked, this, &ClientSecretPart::exportRunbook);
    connect(&secrets, &ClientSecrets::changed, this, &ClientSecretPart::showState);
    connect(&secrets, &ClientSecrets::oldAsked, this, [this](const EntryId &id, bool isAccepted) {
        if (id == m_entry.id)
            tell(isAccepted ? tr("The old one is still accepted.") : tr("The old one is not accepted any more."));
    });
    connect(&secrets, &ClientSecrets::failed, this, [this](const EntryId &id, const Error &error) {
        if (id == m_entry.id)
            tell(ClientSecretWords::failure(error, m_entry.leafName()));
    });
    m_minute.setInterval(1min);
    connect(&m_minute, &QTimer::timeout, this, &ClientSecretPart::showState);
    m_minute.start();
}

void ClientSecretPart::tell(const QString &sentence)
{
    m_told->setText(sentence);
    m_told->setVisible(!sentence.isEmpty());
}

void ClientSecretPart::layOut()
{
    m_state->setObjectName(u"clientSecretProgress"_s);
    m_state->wrapAnywhere();
    m_told->setObjectName(u"clientSecretTold"_s);
    m_told->wrapAnywhere();
    m_told->hide();
    const std::initializer_list<std::pair<Button *, QString>> named{{m_replace, u"clientSecretReplace"_s},
                                                                    {m_ask, u"clientSecretAskOld"_s},
                                                                    {m_export, u"clientSecretExport"_s},
                                                                    {m_end, u"clientSecretEnd"_s}};
    for (const auto &[button, name] : named)
        button->setObjectName(name);
    const auto rowOf = [](std::initializer_list<Button *> buttons) { // two rows: the detail may be narrow
        auto *row = new QHBoxLayout;
        row->setSpacing(metrics::gap);
        for (Button *button : buttons)
            row->addWidget(button);
        row->addStretch(1);
        return row;
    };
    m_consumers->setSpacing(metrics::smallGap);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::gap);
    column->addWidget(new TextLabel(tr("Client secret"), Theme::Font::Heading));
    column->addWidget(m_state);
    column->addWidget(m_copies);
    column->addLayout(m_consumers);
    column->addWidget(m_told);
    column->addLayout(rowOf({m_replace, m_ask}));
    column->addLayout(rowOf({m_export, m_end}));
}

void ClientSecretPart::show(const EntryContent &content)
{
    if (!(m_entry.id == content.entry.id))
        tell({});
    m_entry = content.entry;
    showState();
}

void ClientSecretPart::showState()
{
    const std::optional<ClientSecretChange> change = m_workspace.clientSecrets().change(m_entry.id);
    const bool isGrace = change && change->state == ClientSecretChange::State::Grace;
    const bool runs = m_workspace.clientSecrets().isRunning();
    const QString busy = runs ? tr("It is being tested") : QString();
    m_state->setText(change ? ClientSecretWords::state(*change, m_workspace.clock().utcNow())
                            : tr("Keyturn tests a new one, made in the provider's console or by its API, and puts it "
                                 "everywhere the old one is."));
    m_replace->setVisible(!change || change->isDone());
    m_ask->setVisible(isGrace);
    m_export->setVisible(change.has_value());
    m_end->setVisible(change.has_value());
    for (Button *button : {m_ask, m_end})
        button->setDisabledReason(busy);
    m_replace->setDisabledReason(!m_workspace.place().canWrite() ? tr("Production is read-only") : busy);
    QList<FactRows::Fact> facts;
    for (const ClientSecretChange::Copy &copy : change ? change->copies : QList<ClientSecretChange::Copy>())
        facts.append({copy.entry.name, ClientSecretWords::copy(copy)});
    m_copies->setFacts(facts);
    m_copies->setVisible(!facts.isEmpty());
    showConsumers();
}

void ClientSecretPart::showConsumers()
{
    const std::optional<ClientSecretChange> change = m_workspace.clientSecrets().change(m_entry.id);
    const QList<ClientSecretChange::Consumer> consumers =
        change ? change->consumers : QList<ClientSecretChange::Consumer>();
    while (m_consumers->count() > consumers.size()) {
        QLayoutItem *item = m_consumers->takeAt(m_consumers->count() - 1);
        item->widget()->deleteLater();
        delete item;
    }
    for (int i = 0; i < consumers.size(); ++i) {
        if (i >= m_consumers->count()) {
            auto *box = new QCheckBox;
            box->setObjectName(u"clientSecretConsumer%1"_s.arg(i));
            connect(box, &QCheckBox::clicked, this,
                    [this, i](bool isDone) { m_workspace.clientSecrets().tick(m_entry.id, i, isDone); });
            m_consumers->addWidget(box);
        }
        auto *box = qobject_cast<QCheckBox *>(m_consumers->itemAt(i)->widget());
        QString text = consumers.at(i).text;
        box->setText(text.replace(u'&', u"&&"_s));
        box->setAccessibleName(consumers.at(i).text);
        box->setChecked(consumers.at(i).isDone);
    }
}

void ClientSecretPart::exportRunbook()
{
    auto *dialog = new QFileDialog(window(), tr("Export runbook"));
    dialog->setObjectName(u"clientSecretFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QFileDialog::DontUseNativeDialog);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Markdown (*.md)"), tr("PDF (*.pdf)")});
    dialog->setDefaultSuffix(u"md"_s);
    dialog->selectFile(u"client-secret.md"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.contains("pdf"_L1) ? u"pdf"_s : u"md"_s);
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const std::optional<ClientSecretChange> change = m_workspace.clientSecrets().change(m_entry.id);
        if (!change)
            return;
        const QString problem = ClientSecretRunbook(*change, m_workspace.clock().utcNow()).write(path);
        tell(problem.isEmpty() ? tr("Runbook written to %1.").arg(path) : problem);
    });
    dialog->open();
}

} // namespace keyturn

#include "moc_client_secret_part.cpp"
