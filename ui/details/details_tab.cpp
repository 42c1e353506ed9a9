#include "ui/details/details_tab.h"

#include "ui/details/detail_choice.h"
#include "ui/details/detail_json.h"
#include "ui/details/detail_line.h"
#include "ui/details/detail_words.h"
#include "ui/details/details_reader.h"
#include "ui/details/kms_key_field.h"
#include "ui/details/kms_key_reader.h"
#include "ui/details/replicas_list.h"
#include "ui/details/tag_model.h"
#include "ui/details/tags_table.h"
#include "ui/style/metrics.h"
#include "ui/text/error_text.h"
#include "ui/text/wording.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/text_label.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

using Field = DetailField;

const QString resourcePolicySample = u"{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [ … ]\n}"_s;
const QString policiesSample =
    u"[{\"Type\": \"NoChangeNotification\", \"Version\": \"1.0\",\n  \"Attributes\": {\"After\": \"150\", \"Unit\": \"Days\"}}]"_s;
constexpr int widest = 760;

std::optional<QString> unlessEmpty(const QString &text)
{
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

} // namespace

DetailsTab::DetailsTab(Workspace &workspace, QWidget *parent) :
    QWidget(parent), m_workspace(workspace), m_reader(new DetailsReader(workspace, this)),
    m_keys(new KmsKeyReader(this)), m_part(new QComboBox),
    m_about(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_description(new DetailLine(u"detailDescription"_s, tr("Description"), tr("No description"))),
    m_tags(new TagsTable),
    m_key(new DetailChoice(u"detailKey"_s, tr("KMS key"), new KmsKeyField(u"detailKey"_s, m_keys))),
    m_replicas(new ReplicasList), m_resourcePolicy(new DetailJson(u"resourcePolicy"_s, tr("Resource policy"),
                                                                  tr("No resource policy"), resourcePolicySample)),
    m_tier(new DetailChoice(u"detailTier"_s, tr("Tier"), new QComboBox)),
    m_pattern(new DetailLine(u"detailPattern"_s, tr("Allowed pattern"), tr("Any value is allowed"))),
    m_policies(new DetailJson(u"parameterPolicies"_s, tr("Policies"), tr("No policies"), policiesSample)),
    m_state(new EmptyState), m_scroll(new QScrollArea), m_stack(new QStackedWidget)
{
    setObjectName(u"detailsTab"_s);
    m_state->setObjectName(u"detailsState"_s);
    m_stack->addWidget(m_scroll);
    m_stack->addWidget(m_state);
    m_scroll->setWidget(makePage());
    m_scroll->viewport()->setAutoFillBackground(false); // it stands on the page, and so does what is in it
    m_scroll->widget()->setAutoFillBackground(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 12, 0, 0);
    column->addWidget(m_stack);
    m_pause.setSingleShot(true);
    m_pause.setInterval(1s);
    m_again.setSingleShot(true);
    m_again.setInterval(5s);
    connect(&m_again, &QTimer::timeout, this, [this] {
        if (isVisible())
            read();
    });
    connectRows();
    connect(m_reader, &DetailsReader::changed, this, &DetailsTab::show);
    connect(m_state, &EmptyState::primaryTriggered, this, &DetailsTab::read);
    connect(m_part, &QComboBox::currentIndexChanged, this, &DetailsTab::showRows);
    connect(&m_workspace.staging(), &Staging::changed, this, &DetailsTab::show);
    connect(&m_workspace.running(), &RunningWrites::changed, this, &DetailsTab::show);
    connect(&m_workspace.place(), &Place::accessChanged, this, &DetailsTab::show);
    connect(&m_workspace.openEntry(), &OpenEntry::opening, this, [this](const EntryId &id) {
        if (!m_reader->details() || m_reader->details()->entry.id != id)
            m_editing = false;
    });
    connect(&m_workspace.openEntry(), &OpenEntry::contentChanged, this, [this] {
        m_stale = true;
        if (isVisible())
            read();
    });
}

DetailsTab::~DetailsTab() = default;

QWidget *DetailsTab::makePage()
{
    m_part->setObjectName(u"detailsPart"_s);
    m_part->setAccessibleName(tr("Parameter"));
    m_part->view()->setAccessibleName(tr("Parameters"));
    m_about->setObjectName(u"detailsAbout"_s);
    m_about->setWordWrap(true);
    m_pattern->setMonospaced();
    auto *page = new QWidget;
    page->setMaximumWidth(widest);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 12, 20);
    column->setSpacing(metrics::sectionGap);
    column->addWidget(m_part, 0, Qt::AlignLeft);
    for (QWidget *row : std::initializer_list<QWidget *>{m_about, m_description, m_tags, m_key, m_replicas,
                                                         m_resourcePolicy, m_tier, m_pattern, m_policies})
        column->addWidget(row);
    column->addStretch(1);
    m_scroll->setObjectName(u"detailsPage"_s);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return page;
}

void DetailsTab::connectRows()
{
    auto *key = m_key->findChild<KmsKeyField *>();
    auto *tier = m_tier->findChild<QComboBox *>();
    tier->setObjectName(u"detailTier"_s);
    tier->setAccessibleName(tr("Tier"));
    tier->view()->setAccessibleName(tr("Tiers"));
    tier->addItems({u"Standard"_s, u"Advanced"_s, u"Intelligent-Tiering"_s});
    connect(m_description, &DetailLine::edited, this, [this](const QString &text) { stage(Field::Description, text); });
    connect(m_pattern, &DetailLine::edited, this, [this](const QString &text) { stage(Field::AllowedPattern, text); });
    connect(m_keys, &KmsKeyReader::done, this, &DetailsTab::showRows);
    connect(key, &KmsKeyField::edited, this, [this, key] { stage(Field::KmsKey, key->keyId()); });
    connect(tier, &QComboBox::activated, this, [this, tier] { stage(Field::Tier, tier->currentText()); });
    connect(m_resourcePolicy, &DetailJson::edited, this,
            [this](const QString &text) { stage(Field::ResourcePolicy, text); });
    connect(m_policies, &DetailJson::edited, this, [this](const QString &text) { stage(Field::Policies, text); });
    const auto wanted = [this](const DetailChanges &changes, const QString &what) {
        stageChanges(changes, what, false);
    };
    connect(m_tags, &TagsTable::changesWanted, this, wanted);
    connect(m_replicas, &ReplicasList::changesWanted, this, wanted);
}

void DetailsTab::edit()
{
    if (!m_workspace.place().canWrite()) {
        emit writingNeeded();
        return;
    }
    m_editing = true;
    show();
    if (mayEdit())
        m_description->focusField();
}

void DetailsTab::choosePart(const QString &name)
{
    m_part->setCurrentIndex(qMax(0, m_part->findData(name)));
}

QString DetailsTab::part() const
{
    return m_part->currentData().toString();
}

bool DetailsTab::mayEdit() const
{
    const EntryDetails *details = m_reader->details();
    return m_editing && details && m_workspace.place().canWrite() && details->entry.isWritable()
           && !m_workspace.running().isWriting(details->entry.id) && !m_workspace.halfSaves().find(details->entry.id);
}

const DetailChanges &DetailsTab::staged() const
{
    static const DetailChanges none;
    const EntryDetails *details = m_reader->details();
    const StagedEdits::Item *item = details ? m_workspace.staging().edits().item(details->entry.id) : nullptr;
    return item ? item->details : none;
}

void DetailsTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        read();
}

void DetailsTab::read()
{
    m_stale = false;
    m_keys->read(m_workspace.place().sharedConnection());
    m_reader->start();
}

void DetailsTab::show()
{
    showState();
    showParts();
    showRows();
}

void DetailsTab::showState()
{
    const EntryContent *content = m_workspace.openEntry().content();
    if (m_reader->details()) {
        m_stack->setCurrentWidget(m_scroll);
        return;
    }
    if (!content)
        return;
    const QString name = content->entry.leafName();
    if (m_reader->error()) {
        const ErrorMessage message = ErrorText::message(*m_reader->error(), name);
        m_state->setIcon(u"kt-fail"_s, EmptyState::Tone::Danger);
        m_state->setTexts(tr("The details could not be read"),
                          message.requestId.isEmpty()
                              ? message.sentence
                              : tr("%1 Request ID %2.").arg(message.sentence, message.requestId));
        m_state->setActions(tr("Try again"), {}, false, u"view-refresh"_s);
    } else {
        m_state->setIcon(u"view-refresh"_s, EmptyState::Tone::Neutral);
        m_state->setTexts(tr("Reading the details"), name);
        m_state->setActions({});
    }
    m_stack->setCurrentWidget(m_state);
}

void DetailsTab::showParts()
{
    const EntryDetails *details = m_reader->details();
    const QStringList names = details ? details->names() : QStringList();
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

void DetailsTab::showRows()
{
    const EntryDetails *details = m_reader->details();
    if (!details)
        return;
    const DetailChanges &changes = staged();
    m_now = applied(details->texts, changes);
    const bool editing = mayEdit();
    const QString owner = part();
    const ParameterMetadata *parameter = details->parameter(owner);
    const auto text = [&](Field field) { return m_now.value({owner, field}); };
    const auto edited = [&](Field field) { return changes.contains({owner, field}); };

    QStringList about;
    if (!details->entry.isWritable())
        about.append(Wording::notWritable(details->entry));
    if (parameter)
        about.append(tr("%1, %2, version %3")
                         .arg(parameter->type, parameter->dataType.isEmpty() ? u"text"_s : parameter->dataType)
                         .arg(parameter->version));
    m_about->setText(about.join(u' '));
    m_about->setVisible(!about.isEmpty());

    m_description->setText(text(Field::Description));
    m_description->setEdited(edited(Field::Description));
    m_description->setEditing(editing);
    const auto unread = details->unread.constFind({owner, Field::Tag});
    m_tags->setTags(owner, details->texts, m_now);
    m_tags->setUnknown(unread == details->unread.cend() ? QString() : ErrorText::message(*unread).sentence);
    m_tags->setEditing(editing);

    m_key->findChild<KmsKeyField *>()->setKeyId(text(Field::KmsKey));
    const QString keyId = text(Field::KmsKey);
    const QString keyName = m_keys->nameOf(keyId);
    m_key->setText(*DetailWords::text({owner, Field::KmsKey}, unlessEmpty(keyName)));
    m_key->setRemark(keyName == keyId ? QString() : editing ? keyName : keyId);
    m_key->setEdited(edited(Field::KmsKey));
    m_key->setEditing(editing);
    m_key->setVisible(!parameter || parameter->type == "SecureString"_L1);

    m_replicas->setVisible(!parameter);
    m_resourcePolicy->setVisible(!parameter);
    m_tier->setVisible(parameter);
    m_pattern->setVisible(parameter);
    m_policies->setVisible(parameter);
    if (!parameter) {
        m_replicas->setReplicas(*details, m_now, m_workspace.place().region());
        const auto isUnderWay = [](const ReplicaState &replica) { return replica.status == "InProgress"_L1; };
        if (std::any_of(details->replicas.begin(), details->replicas.end(), isUnderWay) && !m_again.isActive())
            m_again.start();
        m_replicas->setEditing(editing);
        const auto hidden = details->unread.constFind({owner, Field::ResourcePolicy});
        const bool isKnown = hidden == details->unread.cend();
        m_resourcePolicy->setText(text(Field::ResourcePolicy));
        m_resourcePolicy->setEdited(edited(Field::ResourcePolicy));
        m_resourcePolicy->setEditing(editing && isKnown);
        showFault(Field::ResourcePolicy, m_resourcePolicy);
        if (!isKnown)
            m_resourcePolicy->setRemark(ErrorText::message(*hidden).sentence);
        return;
    }
    auto *tier = m_tier->findChild<QComboBox *>();
    tier->setCurrentText(text(Field::Tier));
    m_tier->setText(text(Field::Tier));
    m_tier->setEdited(edited(Field::Tier));
    m_tier->setEditing(editing && textOf(details->texts, {owner, Field::Tier}) != u"Advanced"_s);
    m_tier->setRemark(text(Field::Tier) == "Advanced"_L1 ? tr("About $0.05 a month. There is no way back to Standard.")
                                                         : QString());
    m_pattern->setText(text(Field::AllowedPattern));
    m_pattern->setEdited(edited(Field::AllowedPattern));
    m_pattern->setEditing(editing);
    m_policies->setText(text(Field::Policies));
    m_policies->setEdited(edited(Field::Policies));
    m_policies->setEditing(editing);
    showFault(Field::Policies, m_policies);
}

void DetailsTab::showFault(Field field, DetailJson *row)
{
    const DetailKey key{part(), field};
    const auto change = staged().constFind(key);
    if (change == staged().cend()) {
        row->setFault(std::nullopt, {});
        return;
    }
    const auto found = firstFault({{key, *change}}, m_now);
    row->setFault(found ? std::optional(found->second) : std::nullopt,
                  found ? DetailWords::fault(key, found->second) : QString());
}

void DetailsTab::stage(Field field, const QString &text)
{
    const EntryDetails *details = m_reader->details();
    if (!details)
        return;
    const DetailKey key{part(), field};
    const DetailChange change{textOf(details->texts, key), unlessEmpty(text)};
    stageChanges({{key, change}}, DetailWords::step(key, change), m_pause.isActive());
    m_pause.start();
}

void DetailsTab::stageChanges(const DetailChanges &changes, const QString &what, bool joins)
{
    if (!mayEdit() || !m_workspace.staging().stageDetails(changes, what, joins))
        show(); // as it was
}

} // namespace keyturn

#include "moc_details_tab.cpp"
