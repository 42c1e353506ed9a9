#include "ui/details/details_form.h"

#include "ui/details/detail_choice.h"
#include "ui/details/detail_facts.h"
#include "ui/details/detail_json.h"
#include "ui/details/detail_line.h"
#include "ui/details/detail_words.h"
#include "ui/details/kms_key_field.h"
#include "ui/details/kms_key_reader.h"
#include "ui/details/policy_form.h"
#include "ui/details/replicas_list.h"
#include "ui/details/tags_table.h"
#include "ui/style/metrics.h"
#include "ui/text/error_text.h"
#include "ui/text/wording.h"
#include "ui/widgets/text_label.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

using Field = DetailField;

const QString resourcePolicySample = u"{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [ … ]\n}"_s;
const QString policiesSample =
    u"[{\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\",\n  \"Attributes\": {\"After\": \"150\", \"Unit\": \"Days\"}}]"_s;
constexpr int widest = 760;

} // namespace

DetailsForm::DetailsForm(KmsKeyReader &keys, QWidget *parent) :
    QWidget(parent), m_keys(keys), m_part(new QComboBox),
    m_about(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)), m_facts(new DetailFacts),
    m_description(new DetailLine(u"detailDescription"_s, tr("Description"), tr("No description"))),
    m_tags(new TagsTable),
    m_key(new DetailChoice(u"detailKey"_s, tr("KMS key"), new KmsKeyField(u"detailKey"_s, &keys))),
    m_replicas(new ReplicasList), m_resourcePolicy(new DetailJson(u"resourcePolicy"_s, tr("Resource policy"),
                                                                  tr("No resource policy"), resourcePolicySample)),
    m_tier(new DetailChoice(u"detailTier"_s, tr("Tier"), new QComboBox)),
    m_pattern(new DetailLine(u"detailPattern"_s, tr("Allowed pattern"), tr("Any value is allowed"))),
    m_policyForm(new PolicyForm),
    m_policies(new DetailJson(u"parameterPolicies"_s, tr("Policies as JSON"), tr("No policies"), policiesSample))
{
    layOut();
    nameTier();
    connectRows();
}

void DetailsForm::layOut()
{
    m_part->setObjectName(u"detailsPart"_s);
    m_part->setAccessibleName(tr("Parameter"));
    m_part->view()->setAccessibleName(tr("Parameters"));
    m_about->setObjectName(u"detailsAbout"_s);
    m_about->setWordWrap(true);
    m_pattern->setMonospaced();
    setMaximumWidth(widest);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, metrics::partGap, metrics::sectionGap);
    column->setSpacing(metrics::sectionGap);
    column->addWidget(m_part, 0, Qt::AlignLeft);
    for (QWidget *row : std::initializer_list<QWidget *>{m_about, m_description, m_facts, m_tags, m_key, m_replicas,
                                                         m_resourcePolicy, m_tier, m_pattern, m_policyForm, m_policies})
        column->addWidget(row);
    column->addStretch(1);
}

void DetailsForm::nameTier()
{
    auto *tier = m_tier->findChild<QComboBox *>();
    tier->setObjectName(u"detailTier"_s);
    tier->setAccessibleName(tr("Tier"));
    tier->view()->setAccessibleName(tr("Tiers"));
    tier->addItems({u"Standard"_s, u"Advanced"_s, u"Intelligent-Tiering"_s});
}

void DetailsForm::connectRows()
{
    auto *key = m_key->findChild<KmsKeyField *>();
    auto *tier = m_tier->findChild<QComboBox *>();
    const auto as = [this](Field field) { return [this, field](const QString &text) { emit edited(field, text); }; };
    connect(m_part, &QComboBox::currentIndexChanged, this, &DetailsForm::partChosen);
    connect(m_description, &DetailLine::edited, this, as(Field::Description));
    connect(m_pattern, &DetailLine::edited, this, as(Field::AllowedPattern));
    connect(m_resourcePolicy, &DetailJson::edited, this, as(Field::ResourcePolicy));
    connect(m_policies, &DetailJson::edited, this, as(Field::Policies));
    connect(m_policyForm, &PolicyForm::edited, this, as(Field::Policies));
    connect(m_policyForm, &PolicyForm::tierWanted, this, as(Field::Tier));
    connect(m_policyForm, &PolicyForm::jsonChosen, m_policies, &QWidget::setVisible);
    connect(key, &KmsKeyField::edited, this, [this, key] { emit edited(Field::KmsKey, key->keyId()); });
    connect(tier, &QComboBox::activated, this, [this, tier] { emit edited(Field::Tier, tier->currentText()); });
    connect(m_tags, &TagsTable::changesWanted, this, &DetailsForm::changesWanted);
    connect(m_replicas, &ReplicasList::changesWanted, this, &DetailsForm::changesWanted);
}

QString DetailsForm::part() const
{
    return m_part->currentData().toString();
}

void DetailsForm::choosePart(const QString &name)
{
    m_part->setCurrentIndex(qMax(0, m_part->findData(name)));
}

void DetailsForm::focusDescription()
{
    m_description->focusField();
}

QString DetailsForm::textOf(const Shown &shown, Field field) const
{
    return shown.now.value({part(), field});
}

bool DetailsForm::isEdited(const Shown &shown, Field field) const
{
    return shown.changes.contains({part(), field});
}

void DetailsForm::presentParts(const EntryDetails &details)
{
    const QStringList names = details.names();
    QStringList known;
    for (int i = 0; i < m_part->count(); ++i)
        known.append(m_part->itemData(i).toString());
    if (known != names) {
        const QSignalBlocker quiet(m_part);
        m_part->clear();
        for (const QString &name : names)
            m_part->addItem(leafOf(name), name);
    }
    m_part->setVisible(names.size() > 1);
}

void DetailsForm::present(const Shown &shown)
{
    presentParts(shown.details);
    presentAbout(shown);
    m_facts->setDetails(shown.details, part());
    m_description->setText(textOf(shown, Field::Description));
    m_description->setEdited(isEdited(shown, Field::Description));
    m_description->setEditing(shown.editing);
    const auto unread = shown.details.unread.constFind({part(), Field::Tag});
    m_tags->setTags(part(), shown.details.texts, shown.now);
    m_tags->setUnknown(unread == shown.details.unread.cend() ? QString() : ErrorText::message(*unread).sentence);
    m_tags->setEditing(shown.editing);
    presentKey(shown);
    const bool isParameter = shown.details.parameter(part());
    m_replicas->setVisible(!isParameter);
    m_resourcePolicy->setVisible(!isParameter);
    m_tier->setVisible(isParameter);
    m_pattern->setVisible(isParameter);
    m_policyForm->setVisible(isParameter);
    m_policies->setVisible(isParameter && m_policyForm->isJson());
    if (isParameter)
        presentParameter(shown);
    else
        presentSecret(shown);
}

void DetailsForm::presentAbout(const Shown &shown)
{
    QStringList about;
    if (!shown.details.entry.isWritable())
        about.append(Wording::notWritable(shown.details.entry));
    if (const ParameterMetadata *parameter = shown.details.parameter(part()))
        about.append(tr("%1, %2, version %3")
                         .arg(parameter->type, parameter->dataType.isEmpty() ? u"text"_s : parameter->dataType)
                         .arg(parameter->version));
    m_about->setText(about.join(u' '));
    m_about->setVisible(!about.isEmpty());
}

void DetailsForm::presentKey(const Shown &shown)
{
    const ParameterMetadata *parameter = shown.details.parameter(part());
    const QString id = textOf(shown, Field::KmsKey);
    const QString name = m_keys.nameOf(id);
    m_key->findChild<KmsKeyField *>()->setKeyId(id);
    m_key->setText(
        *DetailWords::text({part(), Field::KmsKey}, name.isEmpty() ? std::nullopt : std::optional<QString>(name)));
    m_key->setRemark(name == id ? QString() : shown.editing ? name : id);
    m_key->setEdited(isEdited(shown, Field::KmsKey));
    m_key->setEditing(shown.editing);
    m_key->setVisible(!parameter || parameter->type == "SecureString"_L1);
}

void DetailsForm::presentSecret(const Shown &shown)
{
    m_replicas->setReplicas(shown.details, shown.now, shown.region);
    m_replicas->setEditing(shown.editing);
    const auto hidden = shown.details.unread.constFind({part(), Field::ResourcePolicy});
    const bool isKnown = hidden == shown.details.unread.cend();
    m_resourcePolicy->setText(textOf(shown, Field::ResourcePolicy));
    m_resourcePolicy->setEdited(isEdited(shown, Field::ResourcePolicy));
    m_resourcePolicy->setEditing(shown.editing && isKnown);
    presentFault(shown, Field::ResourcePolicy, m_resourcePolicy);
    if (!isKnown)
        m_resourcePolicy->setRemark(ErrorText::message(*hidden).sentence);
}

void DetailsForm::presentParameter(const Shown &shown)
{
    auto *tier = m_tier->findChild<QComboBox *>();
    const QString text = textOf(shown, Field::Tier);
    tier->setCurrentText(text);
    m_tier->setText(text);
    m_tier->setEdited(isEdited(shown, Field::Tier));
    m_tier->setEditing(shown.editing && shown.details.texts.value({part(), Field::Tier}) != "Advanced"_L1);
    m_tier->setRemark(text == "Advanced"_L1 ? tr("About $0.05 a month. There is no way back to Standard.") : QString());
    m_pattern->setText(textOf(shown, Field::AllowedPattern));
    m_pattern->setEdited(isEdited(shown, Field::AllowedPattern));
    m_pattern->setEditing(shown.editing);
    m_policies->setText(textOf(shown, Field::Policies));
    m_policies->setEdited(isEdited(shown, Field::Policies));
    m_policies->setEditing(shown.editing);
    presentFault(shown, Field::Policies, m_policies);
    presentPolicies(shown);
}

void DetailsForm::presentPolicies(const Shown &shown)
{
    PolicyCase of;
    of.text = textOf(shown, Field::Policies);
    of.before = shown.details.texts.value({part(), Field::Policies});
    of.tier = textOf(shown, Field::Tier);
    of.now = shown.clock;
    if (const ParameterMetadata *parameter = shown.details.parameter(part()))
        of.modifiedAt = parameter->lastModifiedAt;
    for (const DueDate &due : shown.details.entry.due) {
        if (due.name == part() && due.reason == DueReason::ClientSecretAge)
            of.rule = due;
    }
    m_policyForm->setEdited(isEdited(shown, Field::Policies));
    m_policyForm->present(of, shown.editing);
}

void DetailsForm::presentFault(const Shown &shown, Field field, DetailJson *row)
{
    const DetailKey key{part(), field};
    const auto change = shown.changes.constFind(key);
    if (change == shown.changes.cend()) {
        row->setFault(std::nullopt, {});
        return;
    }
    const auto found = firstFault({{key, *change}}, shown.now);
    row->setFault(found ? std::optional(found->second) : std::nullopt,
                  found ? DetailWords::fault(key, found->second) : QString());
}

} // namespace keyturn

#include "moc_details_form.cpp"
