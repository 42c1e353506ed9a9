#include "ui/details/replicas_list.h"

#include "ui/details/detail_words.h"
#include "ui/style/metrics.h"
#include "ui/text/regions.h"
#include "ui/text/status.h"
#include "ui/widgets/button.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/status_chip.h"
#include "ui/widgets/text_label.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int lineHeight = 36;
constexpr int regionWidth = 140;

//! AWS's words about a copy, with the colours of ours.
std::pair<Status, QString> stateOf(const ReplicaState *state, bool isNew, bool isRemoved)
{
    if (isRemoved)
        return {Status::Removed, StatusText::chip({Status::Removed, 0})};
    if (isNew)
        return {Status::Added, StatusText::chip({Status::Added, 0})};
    if (!state || state->status == "InProgress"_L1)
        return {Status::Running, ReplicasList::tr("creating")};
    if (state->status == "Failed"_L1)
        return {Status::Overdue, ReplicasList::tr("failed")};
    return {Status::Fine, ReplicasList::tr("in sync")};
}

} // namespace

ReplicasList::ReplicasList(QWidget *parent) :
    DetailRow(tr("Replicas"), parent), m_none(new TextLabel(tr("None"), Theme::Font::Body, &ThemeColors::text3)),
    m_add(new QWidget), m_region(new QComboBox), m_addButton(new Button(u"list-add"_s, tr("Add replica")))
{
    setObjectName(u"replicasList"_s);
    m_region->setObjectName(u"newReplica"_s);
    m_region->setAccessibleName(tr("Region of the new replica"));
    m_region->view()->setAccessibleName(tr("Regions"));
    m_region->setEditable(true); // AWS adds regions
    m_region->setInsertPolicy(QComboBox::NoInsert);
    m_region->lineEdit()->setAccessibleName(tr("Region of the new replica"));
    m_region->lineEdit()->setPlaceholderText(tr("Region"));
    m_addButton->setObjectName(u"addReplica"_s);
    auto *line = new QHBoxLayout(m_add);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(metrics::gap);
    line->addWidget(m_region);
    line->addWidget(m_addButton);
    line->addStretch(1);
    m_region->setMinimumWidth(220);
    body()->addWidget(m_none);
    body()->addWidget(m_add);
    m_add->hide();
    connect(m_region, &QComboBox::editTextChanged, this, &ReplicasList::showButtons);
    connect(m_addButton, &QPushButton::clicked, this, [this] {
        const QString region = m_region->currentText().trimmed();
        m_region->setEditText({});
        want(region, std::nullopt, QString());
    });
}

void ReplicasList::setReplicas(const EntryDetails &details, const DetailTexts &staged, const QString &region)
{
    m_owner = details.entry.id.name;
    for (QWidget *line : std::as_const(m_lines)) {
        body()->removeWidget(line);
        line->hide();
        line->deleteLater(); // one of its buttons may be the sender
    }
    m_lines.clear();
    m_buttons.clear();
    m_taken = {region};
    QMap<QString, bool> regions;
    for (const DetailTexts *texts : {&details.texts, &staged}) {
        for (auto it = texts->cbegin(); it != texts->cend(); ++it) {
            if (it.key().field == DetailField::Replica)
                regions.insert(it.key().key, true);
        }
    }
    bool edited = false;
    for (const QString &each : regions.keys()) {
        const DetailKey key{m_owner, DetailField::Replica, each};
        const std::optional<QString> read = textOf(details.texts, key);
        const std::optional<QString> wanted = textOf(staged, key);
        edited = edited || read != wanted;
        if (wanted)
            m_taken.append(each);
        m_lines.append(makeLine(each, read, wanted, details.replica(each)));
        body()->insertWidget(body()->count() - 1, m_lines.constLast());
    }
    setEdited(edited);
    const QString typed = m_region->currentText();
    const QSignalBlocker quiet(m_region);
    m_region->clear();
    for (const QString &each : regions::all()) {
        if (!m_taken.contains(each))
            m_region->addItem(each);
    }
    m_region->setEditText(typed);
    if (typed.isEmpty())
        m_region->setCurrentIndex(-1);
    setEditing(m_editing);
}

QWidget *ReplicasList::makeLine(const QString &region, const std::optional<QString> &read,
                                const std::optional<QString> &staged, const ReplicaState *state)
{
    const bool removed = !staged;
    auto *line = new QWidget;
    line->setObjectName(u"replica "_s + region);
    line->setFixedHeight(lineHeight);
    auto *name = new TextLabel(region);
    name->setMinimumWidth(regionWidth);
    auto *chip = new StatusChip;
    const auto [status, words] = stateOf(state, !read, removed);
    chip->setStatus(status, words);
    const bool failed = !removed && state && state->status == "Failed"_L1;
    auto *about = new ElidedLabel(
        failed ? state->message
               : DetailWords::text({m_owner, DetailField::Replica, region}, staged ? staged : read).value_or(QString()),
        Theme::Font::Small, &ThemeColors::text2);
    const bool back = removed;
    auto *toggle =
        new Button(back ? u"edit-undo"_s : u"edit-delete"_s, back ? tr("Keep") : tr("Remove"), Button::Kind::Quiet);
    toggle->setObjectName(u"toggleReplica "_s + region);
    toggle->setAccessibleName(back ? tr("Keep the replica in %1").arg(region)
                                   : tr("Remove the replica in %1").arg(region));
    connect(toggle, &QPushButton::clicked, this,
            [this, region, read, back] { want(region, read, back ? read : std::nullopt); });
    m_buttons.append(toggle);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::partGap);
    row->addWidget(name);
    row->addWidget(chip);
    row->addWidget(about, 1);
    row->addWidget(toggle);
    return line;
}

void ReplicasList::want(const QString &region, const std::optional<QString> &read, const std::optional<QString> &wanted)
{
    const DetailKey key{m_owner, DetailField::Replica, region};
    const DetailChange change{read, wanted};
    emit changesWanted({{key, change}}, DetailWords::step(key, change));
}

void ReplicasList::setEditing(bool editing)
{
    m_editing = editing;
    m_add->setVisible(editing);
    for (QWidget *button : std::as_const(m_buttons))
        button->setVisible(editing);
    m_none->setVisible(m_lines.isEmpty() && !editing);
    showButtons();
}

void ReplicasList::showButtons()
{
    const QString region = m_region->currentText().trimmed();
    m_addButton->setDisabledReason(region.isEmpty()           ? tr("Choose a region")
                                   : m_taken.contains(region) ? tr("Already a replica")
                                                              : QString());
}

} // namespace keyturn

#include "moc_replicas_list.cpp"
