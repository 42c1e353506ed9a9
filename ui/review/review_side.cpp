#include "ui/review/review_side.h"

#include "ui/dialogs/permission_dialog.h"
#include "ui/review/check_row.h"
#include "ui/review/diff_model.h"
#include "ui/review/review_entry_delegate.h"
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
    QWidget(parent), m_entries(new QListWidget), m_unchanged(new CheckRow(tr("No changes by others"))),
    m_mayWrite(new CheckRow(tr("Write permission"))), m_budget(new CheckRow(tr("Versions today"))),
    m_merge(new Button(tr("Merge…"))), m_permission(new Button(tr("Show the permission")))
{
    setFixedWidth(width_);
    m_entries->setObjectName(u"reviewEntries"_s);
    m_entries->setAccessibleName(tr("Entries in this save"));
    m_entries->setItemDelegate(new ReviewEntryDelegate(m_entries));
    m_entries->setFrameShape(QFrame::NoFrame);
    m_entries->viewport()->setAutoFillBackground(false);
    m_entries->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_entries->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_merge->setObjectName(u"mergeEdits"_s);
    m_unchanged->setObjectName(u"checkUnchanged"_s);
    m_mayWrite->setObjectName(u"checkMayWrite"_s);
    m_budget->setObjectName(u"checkBudget"_s);
    m_permission->setObjectName(u"showPermission"_s);
    m_mayWrite->hide();
    m_permission->hide();
    m_merge->hide();
    const auto caption = [](const QString &text) {
        auto *label = new TextLabel(text, Theme::Font::Caption, &ThemeColors::text3);
        label->setContentsMargins(8, 0, 0, 0);
        return label;
    };
    auto *checks = new QVBoxLayout;
    checks->setContentsMargins(10, 0, 8, 0);
    checks->setSpacing(0);
    checks->addWidget(m_unchanged);
    checks->addWidget(m_merge);
    checks->addWidget(m_mayWrite);
    checks->addWidget(m_permission);
    checks->addWidget(m_budget);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 20, 12, 16);
    column->setSpacing(8);
    column->addWidget(caption(tr("Entries in this save")));
    column->addWidget(m_entries);
    column->addSpacing(12);
    column->addWidget(caption(tr("Checked just now")));
    column->addLayout(checks);
    column->addStretch(1);
    connect(m_entries, &QListWidget::currentRowChanged, this, &ReviewSide::currentChanged);
    connect(m_entries, &QListWidget::itemChanged, this, &ReviewSide::chosenChanged);
    connect(m_merge, &Button::clicked, this, &ReviewSide::mergeRequested);
    connect(m_permission, &Button::clicked, this, [this] { (new PermissionDialog(*m_missing, this))->open(); });
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
        refused.append(
            tr("Access denied: %1 on %2").arg(missing ? missing->action : error->operation, leafOf(id.name)));
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
    const QString name = leafOf(id.name);
    if (error.kind == ErrorKind::NotFound)
        return tr("%1 was deleted meanwhile. Your edits are kept.").arg(name);
    if (error.code == "deleted"_L1)
        return tr("%1 is scheduled for deletion. Your edits are kept; restore it to save them.").arg(name);
    return ErrorText::message(error, name).sentence;
}

void ReviewSide::showChecks(const SaveCheck &check)
{
    QString found = tr("reading again");
    if (const QList<EntryId> changed = check.changedEntries() + check.detailConflicts().keys(); !changed.isEmpty()) {
        QStringList names;
        for (const EntryId &id : changed)
            names.append(leafOf(id.name));
        names.removeDuplicates();
        found = tr("%1 changed meanwhile").arg(names.join(u", "_s));
    } else if (!check.lostEntries().isEmpty()) {
        QStringList names;
        for (auto it = check.lostEntries().begin(); it != check.lostEntries().end(); ++it)
            names.append(lostText(it.key(), *it));
        found = names.join(u' ');
    } else if (check.error()) {
        found = ErrorText::message(*check.error()).sentence;
    } else if (!check.checkedAt().isValid() && check.unchanged() == SaveCheck::State::Passed) {
        found = tr("nothing to read");
    } else if (check.unchanged() == SaveCheck::State::Passed) {
        found = tr("read again at %1").arg(Wording::timeWithSeconds(check.checkedAt()));
    }
    m_unchanged->setState(check.unchanged(), found);
    m_merge->setVisible(!check.changedEntries().isEmpty());
    m_budget->setVisible(check.hasSecrets());
    m_budget->setState(
        check.budget(),
        check.budget() == SaveCheck::State::Running ? tr("counting")
        : !check.isBudgetKnown()
            ? tr("Can't count versions (no permission)")
            : tr("%1 of %2 versions used today").arg(check.versionsToday()).arg(SaveCheck::versionLimit));
}

} // namespace keyturn

#include "moc_review_side.cpp"
