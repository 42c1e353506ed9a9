#include "ui/review/review_dialog.h"

#include "ui/details/detail_words.h"
#include "ui/review/detail_facts.h"
#include "ui/review/merge_dialog.h"
#include "ui/review/review_changes.h"
#include "ui/review/review_confirmation.h"
#include "ui/review/review_conflicts.h"
#include "ui/review/review_half.h"
#include "ui/review/review_side.h"
#include "ui/review/save_check.h"
#include "ui/review/save_facts.h"
#include "ui/review/staged_text.h"
#include "ui/text/error_text.h"
#include "ui/text/profile_text.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/status_chip.h"
#include "ui/widgets/text_label.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

void clear(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (item->layout())
            clear(item->layout());
        delete item->widget();
        delete item;
    }
}

} // namespace

ReviewDialog::ReviewDialog(Workspace &workspace, QWidget *parent) :
    QDialog(parent), m_workspace(workspace), m_title(new TextLabel({}, Theme::Font::Title)),
    m_place(new ElidedLabel({}, Theme::Font::Body, &ThemeColors::text2)), m_access(new StatusChip),
    m_side(new ReviewSide), m_changes(new ReviewChanges), m_half(new ReviewHalf), m_conflicts(new ReviewConflicts),
    m_confirmation(new ReviewConfirmation), m_facts(new QVBoxLayout),
    m_foot(new TextLabel(tr("Nothing is written until you save."), Theme::Font::Small, &ThemeColors::text2)),
    m_keep(new Button(tr("Keep editing"))), m_save(new Button({}, Button::Kind::Primary))
{
    setObjectName(u"reviewDialog"_s);
    setWindowModality(Qt::WindowModal);
    setMinimumSize(800, 520);
    resize(1120, 664);
    paintDialogRaised(this);
    auto *body = new QHBoxLayout;
    body->setSpacing(0);
    body->addWidget(m_side);
    body->addWidget(new DialogLine(Qt::Vertical));
    body->addWidget(makeRight(), 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(makeHead());
    column->addWidget(new DialogLine(Qt::Horizontal));
    column->addLayout(body, 1);
    column->addWidget(new DialogLine(Qt::Horizontal));
    column->addLayout(makeFoot());

    connect(m_side, &ReviewSide::currentChanged, this, &ReviewDialog::showEntry);
    connect(m_side, &ReviewSide::chosenChanged, this, &ReviewDialog::showEntry);
    connect(m_side, &ReviewSide::mergeRequested, this, [this] { merge(m_check->changedEntries().constFirst()); });
    connect(m_confirmation, &ReviewConfirmation::changed, this, &ReviewDialog::updateSave);
    connect(m_keep, &Button::clicked, this, &ReviewDialog::reject);
    connect(m_save, &Button::clicked, this, &ReviewDialog::save);
    watchWorkspace();
    fill();
    startChecks();
    if (m_confirmation->isMet())
        m_save->setFocus();
    else
        m_confirmation->takeFocus();
}

ReviewDialog::~ReviewDialog() = default;

void ReviewDialog::watchWorkspace()
{
    connect(m_half, &ReviewHalf::finishRequested, this, [this] { m_workspace.saves().finish(*m_side->current()); });
    connect(m_half, &ReviewHalf::undoRequested, this, [this] { m_workspace.saves().rollBack(*m_side->current()); });
    connect(m_conflicts, &ReviewConflicts::settled, this,
            [this](const DetailKey &key, const std::optional<QString> &theirs, bool mine) {
                m_workspace.staging().settleDetail(*m_side->current(), key, theirs, mine);
            });
    connect(&m_workspace.saves(), &Saves::detailsFailed, this,
            [this](const EntryId &id, const SaveReceipt &values, const DetailsReceipt &details) {
                entryDone(id, DetailWords::failures(details, values.changed, leafOf(id.name)));
            });
    connect(&m_workspace.running(), &RunningWrites::changed, this, &ReviewDialog::showEntry);
    connect(&m_workspace.place(), &Place::accessChanged, this, &ReviewDialog::showEntry);
    connect(&m_workspace.staging(), &Staging::changed, this, [this] {
        if (!m_saving.isEmpty())
            return;
        if (m_workspace.staging().edits().isEmpty()) {
            QDialog::reject();
            return;
        }
        m_failure.clear();
        fill();
        startChecks();
    });
    connect(&m_workspace.saves(), &Saves::mergeReady, this,
            [this](const EntryId &, const ThreeWayMerge &merge) { openMerge(merge); });
    connect(&m_workspace.saves(), &Saves::saved, this, [this](const EntryId &id, const SaveReceipt &receipt) {
        if (receipt.tagError)
            m_remarks.append(tr("The date of the new client secret could not be noted in the tags of %1: %2")
                                 .arg(leafOf(id.name), ErrorText::message(*receipt.tagError, id.name).sentence));
        if (receipt.labelError)
            m_remarks.append(tr("A harmless Keyturn label remains on %1.").arg(leafOf(id.name)));
        entryDone(id, {});
    });
    connect(&m_workspace.saves(), &Saves::failed, this, [this](const EntryId &id, const Error &error) {
        if (m_workspace.halfSaves().find(id)) { // the card tells the rest
            entryDone(id, tr("%1 is partly saved. Finish it or restore the old values.").arg(leafOf(id.name)));
            return;
        }
        const ErrorMessage message = ErrorText::message(error, id.name);
        entryDone(id, ErrorText::twoLines(message));
    });
}

void ReviewDialog::fill()
{
    m_side->fill(m_workspace);
    const StagedEdits &staged = m_workspace.staging().edits();
    const QString title = tr("Review %1").arg(StagedText::changes(staged));
    m_title->setText(title);
    setWindowTitle(title);
    m_place->setText(
        QStringList({ProfileText::name(m_workspace.place().profile()),
                     Wording::account(m_workspace.place().identity().account), m_workspace.place().region()})
            .join(u"  ·  "_s));
    showAccess();
    showEntry();
}

void ReviewDialog::showAccess()
{
    m_access->setVisible(m_workspace.place().access() != Place::Access::Open);
    if (m_workspace.place().access() == Place::Access::Rehearsal)
        m_access->setStatus(Status::Rehearsal, StatusText::rehearsal());
    else
        m_access->setStatus(Status::WritingUnlocked, tr("Production"));
}

void ReviewDialog::showEntry()
{
    const auto id = m_side->current();
    if (const StagedEdits::Item *item = id ? m_workspace.staging().edits().item(*id) : nullptr)
        m_changes->setItem(*item);
    m_half->setHalf(id ? m_workspace.halfSaves().find(*id) : nullptr);
    m_half->setBusy(id && m_workspace.running().isWriting(*id));
    showConflicts();
    askForNames();
    showConsequences();
    updateSave();
}

void ReviewDialog::showConflicts()
{
    const auto id = m_side->current();
    const StagedEdits::Item *item = id ? m_workspace.staging().edits().item(*id) : nullptr;
    m_conflicts->setConflicts(item && m_check ? m_check->detailConflicts().value(*id) : SaveCheck::Conflicts(),
                              item ? item->details : DetailChanges());
}

void ReviewDialog::askForNames()
{
    QList<ReviewConfirmation::Demand> demands;
    for (const EntryId &id : m_side->chosen()) {
        const StagedEdits::Item *item = m_workspace.staging().edits().item(id);
        for (const QString &key : item ? SaveFacts::removedKeys(*item) : QStringList()) {
            demands.append({key, tr("Saving removes %1.").arg(key),
                            tr("Anything that reads this key will fail after the save."),
                            tr("Type the key name to confirm"), tr("the key name")});
        }
    }
    for (const EntryId &id : m_workspace.place().profile().production ? m_side->chosen() : QList<EntryId>()) {
        const StagedEdits::Item *item = m_workspace.staging().edits().item(id);
        for (const auto &[name, what] : item ? DetailFacts::removals(*item) : QList<std::pair<QString, QString>>()) {
            demands.append({name, tr("Saving removes from %1: %2.").arg(leafOf(id.name), what),
                            tr("Affects production immediately."), tr("Type %1 to confirm").arg(name), name});
        }
    }
    const QString profile = m_workspace.place().profile().name;
    if (demands.isEmpty() && m_workspace.place().profile().production && !m_side->chosen().isEmpty()) {
        demands.append({profile, tr("Saving changes production."),
                        tr("Programs that read these values get the new ones at once."),
                        tr("Type the profile name to confirm"), tr("the profile name")});
    }
    m_confirmation->setDemands(demands);
}

void ReviewDialog::showConsequences()
{
    clear(m_facts);
    QList<EntryId> chosen = m_side->chosen();
    if (const qsizetype shown = m_side->current() ? chosen.indexOf(*m_side->current()) : -1; shown > 0)
        chosen.move(shown, 0); // what is looked at comes first
    for (const EntryId &id : chosen) {
        const StagedEdits::Item *item = m_workspace.staging().edits().item(id);
        if (!item)
            continue;
        if (chosen.size() > 1)
            m_facts->addWidget(new TextLabel(id.name, Theme::Font::Small, &ThemeColors::text2));
        for (const SaveFact &fact : SaveFacts::of(*item, m_workspace.clock().utcNow())) {
            auto *row = new QHBoxLayout;
            row->setSpacing(10);
            row->addWidget(new IconLabel(fact.icon), 0, Qt::AlignTop);
            auto *text = new TextLabel(fact.text);
            text->setWordWrap(true);
            row->addWidget(text, 1);
            m_facts->addLayout(row);
        }
    }
    if (m_facts->count() == 0)
        m_facts->addWidget(new TextLabel(tr("Select an entry"), Theme::Font::Body, &ThemeColors::text2));
}

void ReviewDialog::startChecks()
{
    delete m_check;
    QList<EntryId> whole = m_workspace.staging().edits().entries();
    whole.removeIf(
        [this](const EntryId &id) { return m_workspace.halfSaves().find(id); }); // we changed those ourselves
    m_check = new SaveCheck(m_workspace, whole, this);
    connect(m_check, &SaveCheck::changed, this, &ReviewDialog::checked);
    m_check->start();
    checked();
}

void ReviewDialog::checked()
{
    m_side->showChecks(*m_check);
    showConflicts();
    updateSave();
    for (const EntryId &id : m_check->changedEntries()) {
        if (m_workspace.halfSaves().find(id) || m_mergeOffered.contains(id))
            continue;
        m_mergeOffered.insert(id);
        merge(id);
        break;
    }
}

void ReviewDialog::merge(const EntryId &id)
{
    m_workspace.saves().beginMerge(id);
}

//! In this dialog's place.
void ReviewDialog::openMerge(const ThreeWayMerge &merge)
{
    if (!m_saving.isEmpty() || !isVisible())
        return;
    using State = ThreeWayMerge::State;
    if (merge.count(State::Theirs) + merge.count(State::Agreed) + merge.count(State::Conflict) == 0) {
        m_workspace.staging().takeMerge(
            merge); // another version with the values that were read: nothing to choose or to see
        return;
    }
    auto *dialog = new MergeDialog(merge, m_workspace.place().profile().production, parentWidget());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (parentWidget())
        dialog->resize(qMin(1140, parentWidget()->width() - 48), qMin(560, parentWidget()->height() - 48));
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_mergeOffered.remove(dialog->merge().theirs().entry.id); // a still newer version is another merge
        show();
        m_workspace.staging().takeMerge(dialog->merge());
    });
    connect(dialog, &QDialog::rejected, this, [this] {
        show();
        QDialog::reject();
    });
    connect(this, &QObject::destroyed, dialog, &QObject::deleteLater);
    hide();
    dialog->open();
}

QString ReviewDialog::obstacle() const
{
    if (!m_saving.isEmpty())
        return tr("Saving…");
    if (m_side->chosen().isEmpty())
        return tr("Select at least one entry");
    if (!m_workspace.place().canWrite())
        return tr("Production is read-only");
    if (!m_confirmation->isMet())
        return m_confirmation->obstacle();
    if (const QString reason = lasting(); !reason.isEmpty())
        return reason;
    if (!m_check || m_check->unchanged() == SaveCheck::State::Running)
        return tr("The checks are still running");
    if (m_check->error())
        return tr("Can't check for other changes. Try again.");
    if (m_check->budget() == SaveCheck::State::Failed)
        return tr("AWS keeps at most %1 versions a day").arg(SaveCheck::versionLimit);
    return {};
}

//! What is in the way of a chosen entry and stays so until the edits or the entry are another.
QString ReviewDialog::lasting() const
{
    for (const EntryId &id : m_side->chosen()) {
        if (m_workspace.halfSaves().find(id))
            return tr("Finish or undo the interrupted save of %1 first").arg(leafOf(id.name));
        if (m_check && m_check->lostEntries().contains(id))
            return ReviewSide::lostText(id, m_check->lostEntries().value(id));
        if (m_check && (m_check->changedEntries().contains(id) || m_check->detailConflicts().contains(id)))
            return tr("%1 changed meanwhile").arg(leafOf(id.name));
        const StagedEdits::Item *item = m_workspace.staging().edits().item(id);
        if (const QString problem = item ? SaveFacts::obstacle(*item) : QString(); !problem.isEmpty())
            return problem;
    }
    return {};
}

void ReviewDialog::updateSave()
{
    int changes = 0;
    for (const EntryId &id : m_side->chosen()) {
        if (const StagedEdits::Item *item = m_workspace.staging().edits().item(id))
            changes += int(item->edits.size() + item->details.size());
    }
    m_save->setText(m_saving.isEmpty() ? Wording::saveChanges(changes) : tr("Saving…"));
    m_save->setDisabledReason(obstacle());
    showFoot();
    m_keep->setDisabledReason(m_saving.isEmpty() ? QString() : tr("Saving…"));
}

//! What is under way, what went wrong, or what is in the way; else that nothing is written yet.
void ReviewDialog::showFoot()
{
    QString text = m_failure.isEmpty() ? lasting() : m_failure;
    const bool isBad = m_saving.isEmpty() && !text.isEmpty();
    if (!m_saving.isEmpty())
        text = tr("Writing…");
    else if (text.isEmpty())
        text = tr("Nothing is written until you save.");
    m_foot->setColor(isBad ? &ThemeColors::dangerFg : &ThemeColors::text2);
    m_foot->setText(text);
}

void ReviewDialog::save()
{
    m_problems.clear();
    m_remarks.clear();
    m_saved = 0;
    m_saving = m_side->chosen();
    m_failure.clear();
    updateSave();
    m_workspace.saves().save(m_saving);
}

void ReviewDialog::entryDone(const EntryId &id, const QString &problem)
{
    if (!m_saving.removeOne(id)) {
        if (!problem.isEmpty()) { // reading for a merge, or ending a half save, failed
            m_failure = problem;
            fill();
            startChecks();
        }
        return;
    }
    if (problem.isEmpty())
        ++m_saved;
    else
        m_problems.insert(id, problem);
    if (!m_saving.isEmpty())
        return;
    if (m_problems.isEmpty()) {
        emit savedAll(m_saved, m_remarks.join(u' '));
        accept();
        return;
    }
    QStringList lines(m_problems.values());
    if (m_saved > 0)
        lines.prepend(tr("%n saved.", nullptr, m_saved));
    m_failure = lines.join(u' ');
    fill();
    startChecks();
}

void ReviewDialog::reject()
{
    if (m_saving.isEmpty()) // a write under way is watched to its end
        QDialog::reject();
}

} // namespace keyturn

#include "moc_review_dialog.cpp"
