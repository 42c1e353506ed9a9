#include "ui/versions/rollback_dialog.h"

#include "ui/text/save_remarks.h"
#include "ui/text/wording.h"
#include "ui/versions/version_diff_model.h"
#include "ui/versions/version_diff_view.h"
#include "ui/versions/version_list_model.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text_label.h"

#include <QRadioButton>
#include <QVBoxLayout>
#include <memory>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int mostHeight = 300; // of the table

using Remarks = std::shared_ptr<VersionRollback::Receipt>;

//! \p remarks gets what was done and what of it was left out.
Task<Result<>> goBack(Connection *connection, VersionRollback::Request request, SaveNotes notes, Remarks remarks)
{
    const VersionRollback rollback(*connection, std::move(notes));
    Result<VersionRollback::Receipt> done = co_await rollback.run(std::move(request));
    if (!done)
        co_return done.error();
    *remarks = std::move(*done);
    co_return Result<>();
}

} // namespace

RollbackDialog::RollbackDialog(Workspace &workspace, const VersionHistory &history, int row, QWidget *parent) :
    ActionDialog(
        workspace,
        tr("Roll back %1 to %2").arg(history.entry().leafName(), VersionListModel::shortId(history.rows().at(row).id)),
        placeOf(history.entry()), parent),
    m_history(history), m_row(row), m_token(newVersionId()), m_diff(new VersionDiffModel(this))
{
    setObjectName(u"rollbackDialog"_s);
    resize(900, 0);
    const QDateTime now = workspace.clock().utcNow();
    const VersionRow &target = m_history.rows().at(m_row);
    const EntryContent *present = m_history.content(m_history.currentRow());
    const EntryContent *then = m_history.content(m_row);
    auto *view = new VersionDiffView(m_diff);
    view->setObjectName(u"rollbackTable"_s);
    m_diff->setTitles(tr("Now"), tr("After rolling back to %1").arg(Wording::date(target.createdAt, now)));
    if (present && then)
        m_diff->setSides(present, then);
    if (m_diff->rowCount() > 0) {
        view->setFixedHeight(std::min(view->contentHeight(), mostHeight));
        connect(view, &VersionDiffView::contentHeightChanged, view,
                [view] { view->setFixedHeight(std::min(view->contentHeight(), mostHeight)); });
        body()->addWidget(view);
    } else {
        delete view;
        auto *same = new TextLabel(present && then ? tr("The keys hold the same values in both versions.")
                                                   : tr("The old value can't be read here. You can still make it "
                                                        "current, but what it changes is not known."));
        same->setWordWrap(true);
        body()->addWidget(same);
    }
    addWays(RollbackAdvice::of(target));
    primary()->setText(tr("Roll back"));
    if (workspace.place().profile().production)
        askFor(m_history.entry().leafName(),
               tr("This is production. Anything that reads %1 gets the old values immediately.")
                   .arg(m_history.entry().leafName()));
    showConsequences();
    updateAction();
    if (!workspace.place().profile().production)
        primary()->setFocus();
}

void RollbackDialog::addWays(const RollbackAdvice &advice)
{
    m_move = new QRadioButton(tr("Move AWSCURRENT to that version"));
    m_write = new QRadioButton(tr("Copy its value to a new version"));
    m_move->setObjectName(u"moveLabelChoice"_s);
    m_write->setObjectName(u"newVersionChoice"_s);
    m_move->setEnabled(advice.canMove);
    (advice.way == RollbackWay::MoveLabel ? m_move : m_write)->setChecked(true);
    if (!m_history.content(m_row)) {
        m_write->setEnabled(false);
        m_write->setToolTip(tr("The old value cannot be read here"));
        if (advice.canMove)
            m_move->setChecked(true);
    }
    body()->addWidget(m_move);
    body()->addWidget(m_write);
    connect(m_move, &QAbstractButton::toggled, this, &RollbackDialog::showConsequences);
}

RollbackWay RollbackDialog::way() const
{
    return m_move->isChecked() ? RollbackWay::MoveLabel : RollbackWay::NewVersion;
}

QString RollbackDialog::targetName() const
{
    return VersionListModel::versionName(m_history.rows().at(m_row));
}

QStringList RollbackDialog::labelFacts() const
{
    const VersionRow &target = m_history.rows().at(m_row);
    const QString present = VersionListModel::shortId(m_history.rows().at(m_history.currentRow()).id);
    QStringList facts;
    if (way() == RollbackWay::MoveLabel) {
        facts.append(tr("AWSCURRENT moves from %1 to %2, AWSPREVIOUS moves to %1.").arg(present, targetName()));
        if (target.isPending())
            facts.append(tr("%1 has AWSPENDING; its rotation seems complete.").arg(targetName()));
    } else {
        facts.append(tr("A new version with the value of %1 becomes AWSCURRENT, %2 becomes AWSPREVIOUS.")
                         .arg(targetName(), present));
        if (RollbackAdvice::of(target).reason == RollbackAdvice::Reason::Pending)
            facts.append(tr("%1 has AWSPENDING. Better leave its labels alone.").arg(targetName()));
        if (RollbackAdvice::of(target).reason == RollbackAdvice::Reason::LabelsFull)
            facts.append(tr("%1 already has 20 labels.").arg(targetName()));
    }
    if (target.isDeprecated())
        facts.append(way() == RollbackWay::MoveLabel
                         ? tr("%1 has no label and AWS may delete it; rolling back keeps it.").arg(targetName())
                         : tr("%1 keeps no label, so AWS may delete it.").arg(targetName()));
    if (m_history.entry().rotationEnabled)
        facts.append(tr("Rotation stays on and replaces this value the next time it runs."));
    return facts;
}

//! What the provider may think of an old credential.
QStringList RollbackDialog::roleFacts() const
{
    QStringList facts;
    for (int row = 0; row < m_diff->rowCount(); ++row) {
        const QString role = m_diff->index(row, 0).data(VersionDiffModel::RoleTextRole).toString();
        if (role == Wording::role(KeyRole::ClientSecret))
            facts.append(tr("An old client secret may no longer work (Amazon: 7 days after rotation)."));
        else if (role == Wording::role(KeyRole::RefreshToken))
            facts.append(tr("An old refresh token may be used up or withdrawn."));
    }
    return facts;
}

void RollbackDialog::showConsequences()
{
    setFacts(labelFacts() + roleFacts());
    fitHeight();
}

QString RollbackDialog::obstacle() const
{
    const EntryContent *content = workspace().openEntry().content();
    if (!content || !(content->entry.id == m_history.entry().id))
        return tr("The entry is not open any more");
    return {};
}

void RollbackDialog::act()
{
    const EntryId id = m_history.entry().id;
    VersionRollback::Request request;
    request.entry = m_history.entry();
    request.from = m_history.rows().at(m_history.currentRow()).id;
    request.to = m_history.rows().at(m_row).id;
    request.way = way();
    request.token = m_token;
    request.rotatedAt = VersionRollback::rotatedAtAfter(m_history, m_row);
    if (request.way == RollbackWay::NewVersion) {
        Writes &writes = workspace().writes();
        connect(this, &ActionDialog::done, &writes, [&writes, id, token = m_token] { writes.record(id, token); });
    }
    const SaveNotes notes = workspace().place().session()->save.notes();
    const auto remarks = std::make_shared<VersionRollback::Receipt>();
    run(
        id, [request, notes, remarks](Connection &connection) { return goBack(&connection, request, notes, remarks); },
        [this, remarks] { return told(*remarks); });
}

QString RollbackDialog::told(const VersionRollback::Receipt &receipt) const
{
    QStringList sentences{tr("%1 is back at version %2.").arg(m_history.entry().leafName(), targetName())};
    sentences.append(SaveRemarks::of(m_history.entry().id.name, receipt.tagError, receipt.labelError));
    return sentences.join(u' ');
}

} // namespace keyturn

#include "moc_rollback_dialog.cpp"
