#include "ui/dialogs/new_entry_dialog.h"

#include "core/secrets/secret_document.h"
#include "core/secrets/secret_template.h"
#include "core/secrets/value_size.h"
#include "ui/models/error_text.h"
#include "ui/models/raw_text.h"
#include "ui/models/regions.h"
#include "ui/models/wording.h"
#include "ui/models/workspace.h"
#include "ui/widgets/button.h"
#include "ui/widgets/kms_key_field.h"
#include "ui/widgets/secret_text_edit.h"
#include "ui/widgets/text_label.h"

#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QFormLayout>
#include <QLineEdit>
#include <QLocale>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

QString templateTitle(TemplateId id)
{
    switch (id) {
    case TemplateId::LwaSkill:
        return NewEntryDialog::tr("Login with Amazon, Alexa skill (6 keys)");
    case TemplateId::LwaCli:
        return NewEntryDialog::tr("Login with Amazon, command line (5 keys)");
    case TemplateId::SpApi:
        return NewEntryDialog::tr("Selling Partner API (3 parameters)");
    case TemplateId::Upwork:
        return u"Upwork OAuth"_s;
    case TemplateId::Genesys:
        return u"Genesys Cloud OAuth"_s;
    case TemplateId::PlainText:
        return NewEntryDialog::tr("Plain text");
    case TemplateId::Json:
        return NewEntryDialog::tr("Keys and values");
    case TemplateId::Binary:
        return NewEntryDialog::tr("Binary, from a file");
    }
    return {};
}

QLineEdit *field(const QString &object, const QString &name, const QString &placeholder = {})
{
    auto *edit = new QLineEdit;
    edit->setObjectName(object);
    edit->setAccessibleName(name);
    edit->setPlaceholderText(placeholder);
    return edit;
}

} // namespace

NewEntryDialog::NewEntryDialog(Workspace &workspace, QWidget *parent) :
    QDialog(parent), m_workspace(workspace), m_pages(new QStackedWidget), m_template(new QComboBox),
    m_store(new QComboBox), m_app(field(u"newApp"_s, tr("Application"), tr("application"))),
    m_environment(field(u"newEnvironment"_s, tr("Environment"), tr("environment"))),
    m_service(field(u"newService"_s, tr("Service"), tr("service"))),
    m_name(field(u"newName"_s, tr("Name"), u"app/environment/service"_s)),
    m_nameRemark(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_description(field(u"newDescription"_s, tr("Description"))), m_key(new KmsKeyField(u"newKey"_s)),
    m_tags(field(u"newTags"_s, tr("Tags"), u"env=prod, owner=team"_s)),
    m_replicas(field(u"newReplicas"_s, tr("Replicas in"), u"eu-west-1, us-west-2"_s)), m_value(new SecretTextEdit),
    m_file(new Button(u"document-import"_s, tr("Choose file…"))),
    m_valueRemark(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)), m_facts(new TextLabel),
    m_problem(new TextLabel({}, Theme::Font::Small, &ThemeColors::dangerFg)), m_back(new Button(tr("Cancel"))),
    m_next(new Button(tr("Review…"), Button::Kind::Primary)), m_token(newVersionId())
{
    setObjectName(u"newEntryDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("New secret or parameter"));
    resize(640, 640);
    m_pages->addWidget(makeForm());
    m_pages->addWidget(makeReview());
    m_back->setObjectName(u"newBack"_s);
    m_next->setObjectName(u"newNext"_s);
    m_next->setDefault(true);
    m_problem->setObjectName(u"newProblem"_s);
    m_problem->setWordWrap(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_back);
    buttons->addWidget(m_next);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(12);
    column->addWidget(new TextLabel(tr("New secret or parameter"), Theme::Font::Title));
    column->addWidget(m_pages, 1);
    column->addWidget(m_problem);
    column->addLayout(buttons);

    connect(m_template, &QComboBox::currentIndexChanged, this, &NewEntryDialog::showTemplate);
    connect(m_store, &QComboBox::currentIndexChanged, this, [this] {
        suggest();
        validate();
    });
    for (QLineEdit *part : {m_app, m_environment, m_service})
        connect(part, &QLineEdit::textChanged, this, &NewEntryDialog::suggest);
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_nameTyped = !m_name->text().isEmpty(); });
    for (QLineEdit *edit : {m_name, m_tags, m_replicas})
        connect(edit, &QLineEdit::textChanged, this, &NewEntryDialog::validate);
    connect(m_value, &SecretTextEdit::edited, this, &NewEntryDialog::validate);
    connect(m_file, &QPushButton::clicked, this, &NewEntryDialog::importBytes);
    connect(m_back, &QPushButton::clicked, this, [this] {
        if (m_pages->currentIndex() == 0) {
            reject();
            return;
        }
        m_pages->setCurrentIndex(0);
        m_problem->clear();
        m_back->setText(tr("Cancel"));
        m_next->setText(tr("Review…"));
        validate();
    });
    connect(m_next, &QPushButton::clicked, this, [this] {
        if (m_pages->currentIndex() == 0)
            showReview();
        else
            create();
    });
    connect(&m_workspace, &Workspace::entryCreated, this, [this](const QString &name) {
        if (!m_creating)
            return;
        emit created(name);
        accept();
    });
    connect(&m_workspace, &Workspace::creationFailed, this, [this](const Error &error) {
        if (!m_creating)
            return;
        m_creating = false;
        m_problem->setText(
            error.kind == ErrorKind::Conflict
                ? tr("%1 exists already, or waits for its deletion. Nothing was changed.").arg(wanted().name)
                : ErrorText::message(error, wanted().name).sentence);
        m_next->setDisabledReason({});
        m_back->setEnabled(true);
    });
    showTemplate();
    m_key->read(m_workspace.sharedConnection());
}

NewEntryDialog::~NewEntryDialog() = default;

QWidget *NewEntryDialog::makeForm()
{
    auto *page = new QWidget;
    m_template->setObjectName(u"newTemplate"_s);
    m_template->setAccessibleName(tr("Layout"));
    for (const SecretTemplate &layout : secretTemplates())
        m_template->addItem(templateTitle(layout.id), int(layout.id));
    m_store->setObjectName(u"newStore"_s);
    m_store->setAccessibleName(tr("Store"));
    m_store->addItem(Wording::store(Store::SecretsManager));
    m_store->addItem(Wording::store(Store::ParameterStore));
    m_nameRemark->setObjectName(u"newNameRemark"_s);
    m_nameRemark->setWordWrap(true);
    m_value->setObjectName(u"newEntryValue"_s);
    m_value->setAccessibleName(tr("Value"));
    m_value->setPlaceholderText(tr("Value, shown while you type"));
    m_value->setMinimumHeight(110);
    m_value->setSecret({});
    m_file->setObjectName(u"newFile"_s);
    m_valueRemark->setObjectName(u"newValueRemark"_s);
    auto *parts = new QHBoxLayout;
    parts->setSpacing(8);
    for (QWidget *part :
         {static_cast<QWidget *>(m_app), static_cast<QWidget *>(m_environment), static_cast<QWidget *>(m_service)})
        parts->addWidget(part);
    auto *value = new QVBoxLayout;
    value->setSpacing(4);
    value->addWidget(m_value, 1);
    value->addWidget(m_file, 0, Qt::AlignLeft);
    value->addWidget(m_valueRemark);
    auto *form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Layout"), m_template);
    form->addRow(tr("Store"), m_store);
    form->addRow(tr("Made of"), parts);
    form->addRow(tr("Name"), m_name);
    form->addRow(QString(), m_nameRemark);
    form->addRow(tr("Value"), value);
    form->addRow(tr("Description"), m_description);
    form->addRow(tr("Tags"), m_tags);
    form->addRow(tr("KMS key"), m_key);
    form->addRow(tr("Replicas in"), m_replicas);
    return page;
}

QWidget *NewEntryDialog::makeReview()
{
    auto *page = new QWidget;
    m_facts->setObjectName(u"newFacts"_s);
    m_facts->setWordWrap(true);
    m_facts->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_facts);
    column->addStretch(1);
    return page;
}

bool NewEntryDialog::isParameters() const
{
    return m_store->currentIndex() == 1;
}

void NewEntryDialog::showTemplate()
{
    const SecretTemplate &layout = secretTemplate(TemplateId(m_template->currentData().toInt()));
    const bool binary = layout.id == TemplateId::Binary;
    const bool fixed = binary || !layout.keys.isEmpty();
    m_store->setCurrentIndex(layout.isParameters ? 1 : 0);
    m_store->setEnabled(!fixed);
    m_value->setVisible(!binary);
    m_file->setVisible(binary);
    m_value->setSecret(layout.isParameters ? SecretString() : textOf(layout));
    if (layout.isParameters) {
        QString lines;
        for (const TemplateKey &key : layout.keys)
            lines += key.key + u" = "_s + key.preset + u'\n';
        m_value->setSecret(SecretString(lines));
    }
    m_value->setReadOnly(false);
    suggest();
    validate();
}

void NewEntryDialog::suggest()
{
    if (!m_nameTyped)
        m_name->setText(suggestedName(m_app->text(), m_environment->text(), m_service->text(), isParameters()));
    m_replicas->setEnabled(!isParameters());
}

NewEntry NewEntryDialog::wanted() const
{
    const SecretTemplate &layout = secretTemplate(TemplateId(m_template->currentData().toInt()));
    NewEntry entry;
    entry.store = isParameters() ? Store::ParameterStore : Store::SecretsManager;
    entry.name = m_name->text();
    entry.description = m_description->text();
    entry.kmsKeyId = m_key->keyId();
    for (const QString &tag : m_tags->text().split(u',', Qt::SkipEmptyParts))
        entry.tags.insert(tag.section(u'=', 0, 0).trimmed(), tag.section(u'=', 1).trimmed());
    if (!isParameters()) {
        for (const QString &region : m_replicas->text().split(u',', Qt::SkipEmptyParts))
            entry.replicaRegions.append(region.trimmed());
    }
    entry.binary = layout.id == TemplateId::Binary;
    entry.value = entry.binary ? m_bytes : m_value->secret();
    if (!isParameters())
        return entry;
    if (!layout.isParameters) {
        entry.parameters = {{QString(), entry.value}};
        return entry;
    }
    // One line for each parameter of the group: "clientsecret = value".
    const QByteArray text = entry.value.bytes().toByteArray();
    for (const TemplateKey &key : layout.keys) {
        SecretString value;
        for (const QByteArray &line : text.split('\n')) {
            const qsizetype equals = line.indexOf('=');
            if (equals > 0 && line.first(equals).trimmed() == key.key.toUtf8())
                value = SecretString(QByteArrayView(line).sliced(equals + 1).trimmed());
        }
        entry.parameters.append({key.key, value});
    }
    return entry;
}

QString NewEntryDialog::words(const NameFinding &finding)
{
    using Kind = NameFinding::Kind;
    switch (finding.kind) {
    case Kind::Empty:
        return tr("Give it a name");
    case Kind::BadCharacter:
        return tr("Character %1 is not allowed in a name").arg(finding.at + 1);
    case Kind::TooLong:
        return tr("Longer than %1 characters").arg(finding.limit);
    case Kind::LooksLikeArnEnd:
        return tr("Ends with a hyphen and six characters, as ARNs do. A search by part of an ARN may miss it");
    case Kind::TooDeep:
        return tr("More than %1 levels").arg(finding.limit);
    case Kind::ReservedPrefix:
        return tr("Names that begin with aws or ssm belong to AWS");
    case Kind::NoLeadingSlash:
        return tr("A name with levels begins with a slash");
    case Kind::EmptyLevel:
        return tr("A level without a name");
    }
    return {};
}

QString NewEntryDialog::obstacle() const
{
    const NewEntry entry = wanted();
    const QList<NameFinding> findings =
        isParameters() ? checkParameterName(entry.name, m_workspace.region(), m_workspace.identity().account)
                       : checkSecretName(entry.name);
    for (const NameFinding &finding : findings) {
        if (finding.refused)
            return words(finding);
    }
    for (const Entry &existing : m_workspace.entries()) {
        if (existing.id.store == entry.store && existing.id.name == entry.name)
            return existing.deletedAt.isValid() ? tr("%1 waits for its deletion, the name is taken").arg(entry.name)
                                                : tr("%1 exists already").arg(entry.name);
    }
    for (auto tag = entry.tags.cbegin(); tag != entry.tags.cend(); ++tag) {
        if (tag.key().isEmpty() || tag.key().startsWith("aws:"_L1))
            return tr("A tag needs a name that does not begin with aws:");
    }
    for (const QString &region : entry.replicaRegions) {
        if (!regions::all().contains(region) || region == m_workspace.region())
            return tr("%1 is no other region").arg(region);
    }
    for (const auto &[part, value] : entry.parameters) {
        if (value.isEmpty())
            return part.isEmpty() ? tr("A parameter needs a value") : tr("%1 needs a value").arg(part);
        if (!parameterSize(value, u"Advanced"_s).fits())
            return tr("Larger than a parameter can be");
    }
    if (!isParameters() && entry.value.isEmpty())
        return entry.binary ? tr("Choose a file") : tr("A secret needs a value");
    if (!isParameters() && !secretSize(entry.value).fits())
        return tr("Larger than a secret can be");
    return {};
}

void NewEntryDialog::validate()
{
    const NewEntry entry = wanted();
    const QList<NameFinding> findings =
        isParameters() ? checkParameterName(entry.name, m_workspace.region(), m_workspace.identity().account)
                       : checkSecretName(entry.name);
    const bool shown = !findings.isEmpty() && !entry.name.isEmpty();
    m_nameRemark->setText(shown ? words(findings.constFirst()) : QString());
    m_nameRemark->setColor(shown && findings.constFirst().refused ? &ThemeColors::dangerFg : &ThemeColors::warnFg);
    m_nameRemark->setVisible(shown);
    const QLocale locale;
    const ValueSize size = isParameters() ? parameterSize(entry.value, u"Advanced"_s) : secretSize(entry.value);
    const QString bytes = tr("%1 of %2 bytes").arg(locale.toString(size.used), locale.toString(size.limit));
    m_valueRemark->setText(entry.binary || isParameters() || entry.value.isEmpty()
                               ? bytes
                               : u"%1 · %2"_s.arg(RawText::reason(SecretDocument(entry.value)), bytes));
    m_valueRemark->setColor(size.fits() ? &ThemeColors::text2 : &ThemeColors::dangerFg);
    m_next->setDisabledReason(obstacle());
}

void NewEntryDialog::showReview()
{
    const NewEntry entry = wanted();
    QStringList facts;
    if (isParameters()) {
        for (qsizetype i = 0; i < entry.parameters.size(); ++i)
            facts.append(
                tr("Parameter %1, SecureString, %2")
                    .arg(entry.parameterNames().at(i), Wording::hidden(entry.parameters[i].second.characters())));
    } else {
        const SecretDocument document(entry.value);
        facts.append(tr("Secret %1").arg(entry.name));
        if (entry.binary)
            facts.append(tr("Binary, %n bytes", nullptr, int(entry.value.size())));
        else if (document.isRaw())
            facts.append(tr("Plain text, %1").arg(Wording::hidden(entry.value.characters())));
        for (const SecretDocument::Member &member : document.members())
            facts.append(tr("    %1: %2")
                             .arg(member.key,
                                  member.value.isEmpty() ? tr("empty") : Wording::hidden(member.value.characters())));
    }
    facts.append(tr("In account %1, %2").arg(Wording::account(m_workspace.identity().account), m_workspace.region()));
    facts.append(entry.kmsKeyId.isEmpty() ? tr("Encrypted under the key of the service")
                                          : tr("Encrypted under %1").arg(entry.kmsKeyId));
    if (!entry.description.isEmpty())
        facts.append(tr("Description: %1").arg(entry.description));
    for (auto tag = entry.tags.cbegin(); tag != entry.tags.cend(); ++tag)
        facts.append(tr("Tag %1 = %2").arg(tag.key(), tag.value()));
    for (const QString &region : entry.replicaRegions)
        facts.append(tr("Replica in %1").arg(region));
    m_facts->setText(facts.join(u'\n'));
    m_pages->setCurrentIndex(1);
    m_back->setText(tr("Back"));
    m_next->setText(tr("Create"));
    m_next->setDisabledReason({});
}

void NewEntryDialog::create()
{
    m_problem->clear();
    m_creating = m_workspace.create(wanted(), m_token);
    if (!m_creating) {
        m_problem->setText(tr("Writing is locked for this profile."));
        return;
    }
    m_next->setDisabledReason(tr("It is being created"));
    m_back->setEnabled(false);
}

void NewEntryDialog::importBytes()
{
    auto *chooser = new QFileDialog(this, tr("Value of the secret"));
    chooser->setObjectName(u"newFileChooser"_s);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            m_problem->setText(file.errorString());
            return;
        }
        m_bytes = SecretString::take(file.read(secretSizeLimit + 1));
        validate();
    });
    chooser->open();
}

} // namespace keyturn
