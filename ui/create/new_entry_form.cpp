#include "ui/create/new_entry_form.h"

#include "core/document/secret_document.h"
#include "core/document/value_size.h"
#include "core/workspace/workspace.h"
#include "ui/create/new_entry_check.h"
#include "ui/create/new_entry_text.h"
#include "ui/create/new_entry_values.h"
#include "ui/details/kms_key_field.h"
#include "ui/details/kms_key_reader.h"
#include "ui/style/metrics.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_labels.h"
#include "ui/widgets/text_label.h"

#include <QComboBox>
#include <QDataStream>
#include <QFile>
#include <QFileDialog>
#include <QFormLayout>
#include <QLineEdit>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int namingWidth = 424;

QLineEdit *field(const QString &object, const QString &name, const QString &placeholder = {})
{
    auto *edit = new QLineEdit;
    edit->setObjectName(object);
    edit->setAccessibleName(name);
    edit->setPlaceholderText(placeholder);
    return edit;
}

} // namespace

NewEntryForm::NewEntryForm(Workspace &workspace, ClipboardGuard &clipboard, QWidget *parent) :
    QWidget(parent), m_workspace(workspace), m_template(new QComboBox), m_store(new QComboBox),
    m_app(field(u"newApp"_s, tr("Application"), tr("application"))),
    m_environment(field(u"newEnvironment"_s, tr("Environment"), tr("environment"))),
    m_service(field(u"newService"_s, tr("Service"), tr("service"))),
    m_name(field(u"newName"_s, tr("Name"), u"app/environment/service"_s)),
    m_nameRemark(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_description(field(u"newDescription"_s, tr("Description"))), m_keys(new KmsKeyReader(this)),
    m_key(new KmsKeyField(u"newKey"_s, m_keys)), m_tags(field(u"newTags"_s, tr("Tags"), u"env=prod, owner=team"_s)),
    m_replicas(field(u"newReplicas"_s, tr("Replicate to"), u"eu-west-1, us-west-2"_s)),
    m_value(new NewEntryValues(clipboard)), m_file(new Button(u"document-import"_s, tr("Choose file…"))),
    m_valueRemark(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2))
{
    nameFields();
    auto *halves = new QHBoxLayout(this);
    halves->setContentsMargins(0, 0, 0, 0);
    halves->setSpacing(metrics::dialogMargin);
    halves->addWidget(makeNaming());
    halves->addWidget(makeValue(), 1);
    connectFields();
    showTemplate();
    readKeys();
}

NewEntryForm::~NewEntryForm() = default;

void NewEntryForm::nameFields()
{
    m_template->setObjectName(u"newTemplate"_s);
    m_template->setAccessibleName(tr("Template"));
    for (const SecretTemplate &layout : secretTemplates())
        m_template->addItem(NewEntryText::layout(layout.id), int(layout.id));
    m_store->setObjectName(u"newStore"_s);
    m_store->setAccessibleName(tr("Store"));
    m_store->addItem(Wording::store(Store::SecretsManager));
    m_store->addItem(Wording::store(Store::ParameterStore));
    m_nameRemark->setObjectName(u"newNameRemark"_s);
    m_nameRemark->setWordWrap(true);
    m_file->setObjectName(u"newFile"_s);
    m_valueRemark->setObjectName(u"newValueRemark"_s);
    m_valueRemark->setWordWrap(true);
}

QWidget *NewEntryForm::makeNaming()
{
    auto *parts = new QHBoxLayout;
    parts->setSpacing(metrics::smallGap);
    for (QWidget *part :
         {static_cast<QWidget *>(m_app), static_cast<QWidget *>(m_environment), static_cast<QWidget *>(m_service)}) {
        part->setMinimumWidth(0);
        parts->addWidget(part);
    }
    auto *naming = new QWidget;
    naming->setFixedWidth(namingWidth);
    auto *form = new QFormLayout(naming);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(metrics::partGap);
    form->setVerticalSpacing(metrics::gap);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Template"), m_template);
    form->addRow(tr("Store"), m_store);
    form->addRow(tr("Name parts"), parts);
    form->addRow(tr("Name"), m_name);
    form->addRow(QString(), m_nameRemark);
    form->addRow(tr("Description"), m_description);
    form->addRow(tr("Tags"), m_tags);
    form->addRow(tr("KMS key"), m_key);
    form->addRow(tr("Replicate to"), m_replicas);
    levelLabels(form);
    return naming;
}

QWidget *NewEntryForm::makeValue()
{
    auto *value = new QWidget;
    auto *column = new QVBoxLayout(value);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::smallGap);
    column->addWidget(m_value, 1);
    column->addWidget(m_file, 0, Qt::AlignLeft);
    column->addWidget(m_valueRemark);
    column->addStretch(0);
    return value;
}

void NewEntryForm::connectFields()
{
    connect(m_template, &QComboBox::currentIndexChanged, this, &NewEntryForm::showTemplate);
    connect(m_store, &QComboBox::currentIndexChanged, this, [this] {
        suggest();
        validate();
    });
    for (QLineEdit *part : {m_app, m_environment, m_service})
        connect(part, &QLineEdit::textChanged, this, &NewEntryForm::suggest);
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_nameTyped = !m_name->text().isEmpty(); });
    connect(m_name, &QLineEdit::textChanged, m_value, &NewEntryValues::setName);
    for (QLineEdit *edit : {m_name, m_tags, m_replicas})
        connect(edit, &QLineEdit::textChanged, this, &NewEntryForm::validate);
    connect(m_value, &NewEntryValues::changed, this, &NewEntryForm::validate);
    connect(m_value, &NewEntryValues::warned, this, &NewEntryForm::problem);
    connect(m_file, &QPushButton::clicked, this, &NewEntryForm::importBytes);
}

const SecretTemplate &NewEntryForm::layoutNow() const
{
    return secretTemplate(TemplateId(m_template->currentData().toInt()));
}

bool NewEntryForm::wantsKeys() const
{
    return layoutNow().id == TemplateId::Json || !layoutNow().keys.isEmpty();
}

bool NewEntryForm::isParameters() const
{
    return m_store->currentIndex() == 1;
}

void NewEntryForm::showTemplate()
{
    const SecretTemplate &layout = layoutNow();
    const bool binary = layout.id == TemplateId::Binary;
    const bool fixed = binary || !layout.keys.isEmpty();
    m_store->setCurrentIndex(layout.isParameters ? 1 : 0);
    m_store->setEnabled(!fixed);
    m_value->setVisible(!binary);
    m_file->setVisible(binary);
    m_value->begin(textOf(layout), wantsKeys());
    suggest();
    validate();
}

void NewEntryForm::suggest()
{
    if (!m_nameTyped)
        m_name->setText(suggestedName(m_app->text(), m_environment->text(), m_service->text(), isParameters()));
    m_replicas->setEnabled(!isParameters());
}

NewEntry NewEntryForm::wanted() const
{
    const SecretTemplate &layout = layoutNow();
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
    const SecretDocument document = m_value->document();
    entry.value = entry.binary ? m_bytes : document.text();
    if (!isParameters())
        return entry;
    if (!layout.isParameters) {
        entry.parameters = {{QString(), entry.value}};
        return entry;
    }
    for (const SecretDocument::Member &member : document.members()) // one row for each parameter of the group
        entry.parameters.append({member.key, member.value});
    return entry;
}

//! The name last: the parts before it suggest one.
QList<QLineEdit *> NewEntryForm::texts() const
{
    return {m_app, m_environment, m_service, m_description, m_tags, m_replicas, m_name};
}

void NewEntryForm::write(QDataStream &stream) const
{
    stream << m_template->currentIndex() << m_store->currentIndex();
    for (const QLineEdit *edit : texts())
        stream << edit->text();
    stream << m_nameTyped << m_key->keyId();
    for (const SecretString &value : {m_value->document().text(), m_bytes})
        stream.writeBytes(value.bytes().data(), uint(value.size()));
}

void NewEntryForm::read(QDataStream &stream)
{
    int layout = 0;
    int store = 0;
    stream >> layout >> store;
    m_template->setCurrentIndex(layout);
    m_store->setCurrentIndex(store);
    for (QLineEdit *edit : texts()) {
        QString text;
        stream >> text;
        edit->setText(text);
    }
    QString key;
    QByteArray value;
    QByteArray bytes;
    stream >> m_nameTyped >> key >> value >> bytes;
    m_key->setKeyId(key);
    m_bytes = SecretString::take(std::move(bytes));
    m_value->begin(SecretString::take(std::move(value)), wantsKeys());
    validate();
}

void NewEntryForm::readKeys()
{
    m_keys->read(m_workspace.place().sharedConnection());
}

QString NewEntryForm::obstacle() const
{
    return NewEntryCheck(m_workspace).obstacle(wanted(), layoutNow().isParameters);
}

void NewEntryForm::validate()
{
    const NewEntry entry = wanted();
    const QList<NameFinding> found = NewEntryCheck(m_workspace).findings(entry.store, entry.name);
    const bool shown = !found.isEmpty() && !entry.name.isEmpty();
    m_nameRemark->setText(shown ? NewEntryText::name(found.constFirst(), entry.name) : QString());
    m_nameRemark->setColor(shown && found.constFirst().refused ? &ThemeColors::dangerFg : &ThemeColors::warnFg);
    m_nameRemark->setVisible(shown);
    const QLocale locale;
    const ValueSize size = isParameters() ? parameterSize(entry.value, u"Advanced"_s) : secretSize(entry.value);
    QString remark = layoutNow().isParameters
                         ? Wording::parameters(entry.parameters.size())
                         : tr("%1 of %2 bytes").arg(locale.toString(size.used), locale.toString(size.limit));
    if (wantsKeys() && !m_value->document().isRaw() && m_value->document().members().isEmpty())
        remark = tr("No keys yet. Add one, or paste .env or JSON.");
    m_valueRemark->setText(remark);
    m_valueRemark->setColor(size.fits() ? &ThemeColors::text2 : &ThemeColors::dangerFg);
    emit changed();
}

void NewEntryForm::importBytes()
{
    auto *chooser = new QFileDialog(this, tr("Value of the secret"));
    chooser->setObjectName(u"newFileChooser"_s);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            emit problem(file.errorString());
            return;
        }
        m_bytes = SecretString::take(file.read(secretSizeLimit + 1));
        validate();
    });
    chooser->open();
}

} // namespace keyturn

#include "moc_new_entry_form.cpp"
