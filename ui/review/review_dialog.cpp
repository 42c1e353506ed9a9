#include "ui/review/review_dialog.h"

#include "ui/dialogs/place_line.h"
#include "ui/review/clock_guard.h"
#include "ui/review/merge_dialog.h"
#include "ui/review/review_changes.h"
#include "ui/review/review_confirmation.h"
#include "ui/review/review_conflicts.h"
#include "ui/review/review_demands.h"
#include "ui/review/review_facts.h"
#include "ui/review/review_half.h"
#include "ui/review/review_obstacle.h"
#include "ui/review/review_side.h"
#include "ui/review/save_check.h"
#include "ui/review/save_run.h"
#include "ui/review/staged_text.h"
#include "ui/style/metrics.h"
#include "ui/text/error_text.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/scroll_page.h"
#include "ui/widgets/status_chip.h"
#include "ui/widgets/text_label.h"

#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

ReviewDialog::ReviewDialog(Workspace &workspace, QWidget *parent) :
    FramedDialog({}, {}, parent), m_workspace(workspace), m_run(new SaveRun(workspace, this)), m_access(new StatusChip),
    m_side(new ReviewSide), m_changes(new ReviewChanges), m_half(new ReviewHalf), m_conflicts(new ReviewConflicts),
    m_guard(new ClockGuard(workspace)), m_confirmation(new ReviewConfirmation),
    m_facts(new ReviewFacts(tr("What saving does"))),
    m_foot(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)), m_keep(new Button(tr("Keep editing"))),
    m_save(new Button({}, Button::Kind::Primary))
{
    setObjectName(u"reviewDialog"_s);
    m_facts->setObjectName(u"reviewFacts"_s);
    setMinimumSize(800, 520);
    resize(1120, 664);
    addToHead(m_access);
    auto *halves = new QHBoxLayout;
    halves->setSpacing(0);
    halves->addWidget(m_side);
    halves->addWidget(new DialogLine(Qt::Vertical));
    halves->addWidget(makePage(), 1);
    setFullBody();
    body()->addLayout(halves);
    makeFoot();
    connectParts();
    watchWorkspace();
    fill();
    startChecks();
    m_confirmation->isMet() ? m_save->setFocus() : m_confirmation->takeFocus();
}

QWidget *ReviewDialog::makePage()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(metrics::dialogMargin, metrics::dialogHeadBottom, metrics::dialogMargin,
                               metrics::dialogHeadBottom);
    column->setSpacing(metrics::partGap);
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_changes, m_half, m_conflicts, m_guard, m_confirmation, m_facts})
        column->addWidget(part);
    column->addStretch(1);
    QScrollArea *scroll = scrollPage(page);
    scroll->setObjectName(u"reviewPage"_s);
    return scroll;
}

void ReviewDialog::makeFoot()
{
    m_save->setObjectName(u"saveChanges"_s);
    m_save->setDefault(true);
    m_keep->setObjectName(u"keepEditing"_s);
    m_foot->setObjectName(u"reviewFoot"_s);
    m_foot->wrapAnywhere();
    foot()->addWidget(m_foot, 1);
    foot()->addWidget(m_keep);
    foot()->addWidget(m_save);
}

void ReviewDialog::connectParts()
{
    connect(m_side, &ReviewSide::changed, this, &ReviewDialog::showEntry);
    connect(m_side, &ReviewSide::mergeRequested, this,
            [this] { m_workspace.saves().beginMerge(m_check->changedEntries().constFirst()); });
    connect(m_side, &ReviewSide::checkRequested, this, &ReviewDialog::startChecks);
    connect(m_side, &ReviewSide::restoreRequested, this, &ReviewDialog::restore);
    connect(m_confirmation, &ReviewConfirmation::changed, this, &ReviewDialog::updateSave);
    connect(m_half, &ReviewHalf::finishRequested, this, [this] { m_workspace.saves().finish(*m_side->current()); });
    connect(m_half, &ReviewHalf::undoRequested, this, [this] { m_workspace.saves().rollBack(*m_side->current()); });
    connect(m_conflicts, &ReviewConflicts::settled, this,
            [this](const DetailKey &key, const std::optional<QString> &theirs, bool mine) {
                m_workspace.staging().settleDetail(*m_side->current(), key, theirs, mine);
            });
    connect(m_keep, &Button::clicked, this, &ReviewDialog::reject);
    connect(m_save, &Button::clicked, this, [this] {
        m_run->start(m_side->chosen());
        updateSave();
    });
    connect(m_guard, &ClockGuard::notKept, m_run, &SaveRun::remark);
    connect(m_run, &SaveRun::savedAll, this, [this](int entries, const QString &remark) {
        emit savedAll(entries, remark);
        accept();
    });
    connect(m_run, &SaveRun::failed, this, [this] {
        fill();
        startChecks();
    });
}

void ReviewDialog::watchWorkspace()
{
    connect(&m_workspace.running(), &RunningWrites::changed, this, &ReviewDialog::showEntry);
    connect(&m_workspace.place(), &Place::accessChanged, this, &ReviewDialog::showEntry);
    connect(&m_workspace.staging(), &Staging::changed, this, [this] {
        if (m_run->isRunning())
            return;
        if (m_workspace.staging().edits().isEmpty()) {
            QDialog::reject();
            return;
        }
        m_run->forgetFailure();
        fill();
        startChecks();
    });
    connect(&m_workspace.saves(), &Saves::mergeReady, this,
            [this](const EntryId &, const ThreeWayMerge &merge) { openMerge(merge); });
}

void ReviewDialog::fill()
{
    m_side->fill(m_workspace);
    setTitle(tr("Review %1").arg(StagedText::changes(m_workspace.staging().edits())));
    setSubtitle(placeLine(m_workspace.place()));
    showAccess();
    showEntry();
}

void ReviewDialog::showAccess()
{
    const Place::Access access = m_workspace.place().access();
    const bool isSandbox = access == Place::Access::Rehearsal;
    m_access->setVisible(access != Place::Access::Open);
    m_access->setStatus(isSandbox ? Status::Rehearsal : Status::WritingUnlocked,
                        isSandbox ? StatusText::rehearsal() : tr("Production"));
}

void ReviewDialog::showEntry()
{
    const auto id = m_side->current();
    const HalfSaved *half = id ? m_workspace.halfSaves().find(*id) : nullptr;
    if (const StagedEdits::Item *item = id ? m_workspace.staging().edits().item(*id) : nullptr)
        m_changes->setItem(*item, half);
    m_half->setHalf(half);
    m_half->setBusy(id && m_workspace.running().isWriting(*id));
    showConflicts();
    m_confirmation->setDemands(ReviewDemands::of(m_workspace, m_side->chosen()));
    QList<const StagedEdits::Item *> items;
    for (const EntryId &chosen : m_side->chosen())
        items.insert(chosen == id ? 0 : items.size(), m_workspace.staging().edits().item(chosen));
    items.removeAll(nullptr);
    m_guard->setItems(items);
    m_facts->setItems(items, m_workspace.clock().utcNow());
    m_facts->setVisible(!items.isEmpty());
    updateSave();
}

void ReviewDialog::showConflicts()
{
    const auto id = m_side->current();
    const StagedEdits::Item *item = id ? m_workspace.staging().edits().item(*id) : nullptr;
    m_conflicts->setConflicts(item && m_check ? m_check->detailConflicts().value(*id) : SaveCheck::Conflicts(),
                              item ? item->details : DetailChanges());
}

void ReviewDialog::startChecks()
{
    delete m_check;
    m_problem.clear();
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
        m_workspace.saves().beginMerge(id);
        break;
    }
}

//! Takes back its deletion; what is staged stays so.
void ReviewDialog::restore(const EntryId &id)
{
    const bool isUnderWay = m_workspace.writes().restore(
        m_workspace.staging().edits().item(id)->base.entry, this, [this, id](const Result<> &restored) {
            startChecks();
            if (!restored)
                m_problem = ErrorText::message(restored.error(), id.name).sentence;
            showFoot();
        });
    if (!isUnderWay)
        m_problem = tr("Something else is being written to this entry. Try again when it is done.");
    showFoot();
}

//! In this dialog's place.
void ReviewDialog::openMerge(const ThreeWayMerge &merge)
{
    if (m_run->isRunning() || !isVisible())
        return;
    using State = ThreeWayMerge::State;
    if (merge.count(State::Theirs) + merge.count(State::Agreed) + merge.count(State::Conflict) == 0) {
        m_workspace.staging().takeMerge(merge); // another version with the values that were read: nothing to choose
        return;
    }
    auto *dialog = new MergeDialog(merge, m_workspace.place().profile().production, parentWidget());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_mergeOffered.remove(dialog->merge().theirs().entry.id); // a still newer version is another merge
        show();
        m_workspace.staging().takeMerge(dialog->merge());
    });
    connect(dialog, &QDialog::rejected, this, [this] {
        show();
        QDialog::reject();
    });
    connect(dialog, &MergeDialog::versionsWanted, this, &ReviewDialog::versionsWanted);
    connect(this, &QObject::destroyed, dialog, &QObject::deleteLater);
    hide();
    dialog->open();
}

QString ReviewDialog::obstacle() const
{
    if (m_run->isRunning())
        return tr("Saving…");
    if (m_side->chosen().isEmpty())
        return tr("Select at least one entry");
    if (!m_workspace.place().canWrite())
        return tr("Production is read-only");
    if (!m_confirmation->isMet())
        return m_confirmation->obstacle();
    const QString reason = ReviewObstacle::lasting(m_workspace, m_side->chosen(), m_check);
    return reason.isEmpty() ? ReviewObstacle::ofCheck(m_check) : reason;
}

void ReviewDialog::updateSave()
{
    const int changes = m_workspace.staging().edits().count(m_side->chosen());
    m_save->setText(m_run->isRunning() ? tr("Saving…") : changes == 0 ? tr("Save") : Wording::saveChanges(changes));
    m_save->setDisabledReason(obstacle());
    showFoot();
    m_keep->setDisabledReason(m_run->isRunning() ? tr("Saving…") : QString());
}

//! What is under way, what went wrong, or what is in the way; else that nothing is written yet.
void ReviewDialog::showFoot()
{
    QString text = m_problem.isEmpty() ? m_run->failure() : m_problem;
    if (text.isEmpty())
        text = ReviewObstacle::lasting(m_workspace, m_side->chosen(), m_check);
    const bool isBad = !m_run->isRunning() && !text.isEmpty();
    if (m_run->isRunning())
        text = tr("Writing…");
    else if (text.isEmpty())
        text = tr("Nothing is written until you save.");
    m_foot->setColor(isBad ? &ThemeColors::dangerFg : &ThemeColors::text2);
    m_foot->setText(text);
}

void ReviewDialog::reject()
{
    if (!m_run->isRunning()) // a write under way is watched to its end
        QDialog::reject();
}

} // namespace keyturn

#include "moc_review_dialog.cpp"
