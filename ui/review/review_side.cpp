#include "ui/review/review_side.h"

#include "ui/dialogs/permission_dialog.h"
#include "ui/review/check_row.h"
#include "ui/review/diff_model.h"
#include "ui/review/review_entry_delegate.h"
#include "ui/style/metrics.h"
#include "ui/text/error_text.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text_label.h"

#include <QListWidget>
#include <QVBoxLayout>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int width_ = 264;
constexpr int shownEntries = 5;

} // namespace

ReviewSide::ReviewSide(QWidget *parent) :
    QWidget(parent), m_entries(new QListWidget),
    m_unchanged(new CheckRow(tr("Changed by others?"), tr("No changes by others"))),
    m_mayWrite(new CheckRow(tr("Write permission"))), m_budget(new CheckRow(tr("Versions today"))),
    m_again(new Button(tr("Try again"))), m_merge(new Button(tr("Merge…"))), m_restore(new Button(tr("Restore"))),
    m_permission(new Button(tr("Show the permission")))
{
    setFixedWidth(width_);
    m_entries->setObjectName(u"reviewEntries"_s);
    m_entries->setAccessibleName(tr("Entries in this save"));
    m_entries->setItemDelegate(new ReviewEntryDelegate(m_entries));
    m_entries->setFrameShape(QFrame::NoFrame);
    m_entries->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_entries->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const auto caption = [](const QString &text) {
        auto *label = new TextLabel(text, Theme::Font::Caption, &ThemeColors::text3);
        label->setContentsMargins(8, 0, 0, 0);
        return label;
    };
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, metrics::dialogHeadTop, 12, metrics::dialogHeadBottom);
    column->setSpacing(metrics::gap);
    column->addWidget(caption(tr("Entries in this save")));
    column->addWidget(m_entries);
    column->addSpacing(12);
    column->addWidget(caption(tr("Checks")));
    column->addLayout(makeChecks());
    column->addStretch(1);
    connect(m_entries, &QListWidget::currentRowChanged, this, &ReviewSide::changed);
    connect(m_entries, &QListWidget::itemChanged, this, &ReviewSide::changed);
    connect(m_again, &Button::clicked, this, &ReviewSide::checkRequested);
    connect(m_merge, &Button::clicked, this, &ReviewSide::mergeRequested);
    connect(m_restore, &Button::clicked, this, [this] { emit restoreRequested(*m_deleted); });
    connect(m_permission, &Button::clicked, this, [this] { (new PermissionDialog(*m_missing, this))->open(); });
}

QLayout *ReviewSide::makeChecks()
{
    m_unchanged->setObjectName(u"checkUnchanged"_s);
    m_again->setObjectName(u"checkAgain"_s);
    m_merge->setObjectName(u"mergeEdits"_s);
    m_restore->setObjectName(u"restoreEntry"_s);
    m_mayWrite->setObjectName(u"checkMayWrite"_s);
    m_permission->setObjectName(u"showPermission"_s);
    m_budget->setObjectName(u"checkBudget"_s);
    auto *checks = new QVBoxLayout;
    checks->setContentsMargins(10, 0, 8, 0);
    checks->setSpacing(2);
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_unchanged, m_merge, m_restore, m_mayWrite, m_permission, m_budget, m_again})
        checks->addWidget(part);
    for (QWidget *onDemand : std::initializer_list<QWidget *>{m_merge, m_restore, m_mayWrite, m_permission, m_again})
        onDemand->hide();
    return checks;
}

void ReviewSide::fill(const Workspace &workspace)
{
    const StagedEdits &staged = workspace.staging().edits();
    const auto before = current();
    const QSignalBlocker quiet(m_entries);
    m_entries->clear();
    int row = -1;
    for (const EntryId &id : staged.entries()) {
        DiffModel diff;
        const StagedEdits::Item &changes = *staged.item(id);
        diff.setChanges(changes.base, changes.edits, changes.details);
        auto *item = new QListWidgetItem(id.name, m_entries);
        item->setData(Qt::UserRole, QVariant::fromValue(id));
        const bool half = workspace.halfSaves().find(id) != nullptr;
        item->setData(ReviewEntryDelegate::RemarkRole,
                      half ? tr("partly saved")
                           : Wording::changedAndRemoved(diff.changed(), diff.added(), diff.removed()));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(half ? Qt::Unchecked : Qt::Checked);
        if (before ? id == *before : row < 0 && (half || diff.removed() > 0))
            row = m_entries->count() - 1;
    }
    showRefusals(workspace);
    m_entries->setCurrentRow(std::max(row, 0));
    m_entries->setFixedHeight(std::min(m_entries->count(), shownEntries) * ReviewEntryDelegate::rowHeight + 4);
}

//! Only what AWS said: whether it permits a write is not known before one was tried.
void ReviewSide::showRefusals(const Workspace &workspace)
{
    QStringList refused;
    m_missing.reset();
    for (const EntryId &id : workspace.staging().edits().entries()) {
        const Error *error = workspace.saves().refusal(id);
        if (!error)
            continue;
        const auto missing = MissingPermission::of(*error, workspace.staging().edits().item(id)->base.entry.arn);
        refused.append(tr("Access denied: %1 on %2").arg(missing ? missing->action : error->operation, id.name));
        if (!m_missing)
            m_missing = missing;
    }
    m_permission->setVisible(m_missing.has_value());
    m_mayWrite->setVisible(!refused.isEmpty());
    m_mayWrite->setState(SaveCheck::State::Failed, refused.join(u'\n'));
}

std::optional<EntryId> ReviewSide::current() const
{
    const QListWidgetItem *item = m_entries->currentItem();
    return item ? std::optional(item->data(Qt::UserRole).value<EntryId>()) : std::nullopt;
}

QList<EntryId> ReviewSide::chosen() const
{
    QList<EntryId> ids;
    for (int row = 0; row < m_entries->count(); ++row) {
        if (m_entries->item(row)->checkState() == Qt::Checked)
            ids.append(m_entries->item(row)->data(Qt::UserRole).value<EntryId>());
    }
    return ids;
}

QString ReviewSide::lostText(const EntryId &id, const Error &error)
{
    const QString &name = id.name;
    if (error.kind == ErrorKind::NotFound)
        return tr("%1 was deleted meanwhile. Your edits are kept.").arg(name);
    if (error.refusal == Refusal::Deleted)
        return tr("%1 is scheduled for deletion. Your edits are kept; restore it to save them.").arg(name);
    return ErrorText::message(error, name).sentence;
}

QString ReviewSide::unchangedText(const SaveCheck &check)
{
    if (const QList<EntryId> changed = check.changedEntries() + check.detailConflicts().keys(); !changed.isEmpty()) {
        QStringList names;
        for (const EntryId &id : changed)
            names.append(id.name);
        names.removeDuplicates();
        return tr("%1 changed meanwhile").arg(names.join(u", "_s));
    }
    if (!check.lostEntries().isEmpty()) {
        QStringList names;
        for (auto it = check.lostEntries().begin(); it != check.lostEntries().end(); ++it)
            names.append(lostText(it.key(), *it));
        return names.join(u' ');
    }
    if (check.error())
        return ErrorText::message(*check.error()).sentence;
    if (check.unchanged() != SaveCheck::State::Passed)
        return tr("checking again");
    return check.checkedAt().isValid() ? tr("checked again at %1").arg(Wording::timeWithSeconds(check.checkedAt()))
                                       : tr("nothing to check");
}

QString ReviewSide::budgetText(const SaveCheck &check)
{
    if (check.budget() == SaveCheck::State::Running)
        return tr("counting");
    if (const auto &error = check.budgetError())
        return error->kind == ErrorKind::AccessDenied
                   ? tr("Can't count versions (no permission)")
                   : tr("Can't count versions. %1").arg(ErrorText::message(*error).sentence);
    return tr("%1 of %2 versions used today").arg(check.versionsToday()).arg(SaveCheck::versionLimit);
}

void ReviewSide::showChecks(const SaveCheck &check)
{
    m_unchanged->setState(check.unchanged(), unchangedText(check));
    m_merge->setVisible(!check.changedEntries().isEmpty());
    m_deleted.reset();
    for (auto it = check.lostEntries().begin(); it != check.lostEntries().end() && !m_deleted; ++it) {
        if (it->refusal == Refusal::Deleted)
            m_deleted = it.key();
    }
    m_restore->setVisible(m_deleted.has_value());
    m_restore->setAccessibleName(m_deleted ? tr("Restore %1").arg(m_deleted->name) : QString());
    m_budget->setVisible(check.hasSecrets());
    m_budget->setState(check.budget(), budgetText(check));
    const bool isDenied = check.budgetError() && check.budgetError()->kind == ErrorKind::AccessDenied;
    m_again->setVisible(check.error() || (check.budgetError() && !isDenied));
}

} // namespace keyturn

#include "moc_review_side.cpp"
