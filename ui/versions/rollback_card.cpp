#include "ui/versions/rollback_card.h"

#include "core/versions/version_rollback.h"
#include "core/workspace/workspace.h"
#include "ui/style/metrics.h"
#include "ui/versions/version_list_model.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

RollbackCard::RollbackCard(const Workspace &workspace) :
    m_workspace(workspace), m_text(new TextLabel({}, Theme::Font::Body, &ThemeColors::text2)),
    m_back(new Button(u"edit-undo"_s, tr("Roll back…")))
{
    m_text->setObjectName(u"goBackText"_s);
    m_text->setWordWrap(true);
    m_back->setObjectName(u"goBackButton"_s);
    setLook(&ThemeColors::sunken, &ThemeColors::border);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(margins());
    row->setSpacing(metrics::partGap);
    row->addWidget(new IconLabel(u"help-about"_s));
    row->addWidget(m_text, 1);
    row->addWidget(m_back);
    connect(m_back, &QAbstractButton::clicked, this, &RollbackCard::rollbackWanted);
}

void RollbackCard::present(const VersionHistory &history, int a, int b)
{
    const bool known = a >= 0 && a < history.size() && m_workspace.openEntry().content();
    const QString reason = known ? obstacle(history, a) : tr("There is no older version to roll back to");
    m_text->setText(known ? explain(history, a, b) : reason + u'.');
    m_back->setText(known ? tr("Roll back to %1…").arg(VersionListModel::versionName(history.rows().at(a)))
                          : tr("Roll back…"));
    m_back->setDisabledReason(reason);
}

QString RollbackCard::explain(const VersionHistory &history, int a, int b) const
{
    if (m_workspace.openEntry().content()->entry.id.isParameter())
        return tr("Rolling back writes the values of A as new versions. The current ones stay in the history.");
    const QString rest =
        b == history.currentRow() ? tr("B stays as AWSPREVIOUS") : tr("the current version stays as AWSPREVIOUS");
    const RollbackAdvice advice = RollbackAdvice::of(history.rows().at(a));
    return advice.way == RollbackWay::MoveLabel
               ? tr("Rolling back moves AWSCURRENT to A, and %1.").arg(rest)
               : tr("Rolling back copies the value of A to a new version, and %1.").arg(rest);
}

QString RollbackCard::obstacle(const VersionHistory &history, int a) const
{
    const EntryContent &content = *m_workspace.openEntry().content();
    const EntryId &id = content.entry.id;
    if (a == history.currentRow())
        return tr("A is current already");
    if (id.isParameter() && !history.content(a))
        return tr("The values of A are not known");
    if (id.isParameter() && VersionRollback::edits(content, *history.content(a)).isEmpty())
        return tr("A has the current values already");
    if (m_workspace.running().isWriting(id))
        return tr("Saving…");
    if (m_workspace.staging().edits().item(id))
        return tr("Save or discard the unsaved changes of this entry first");
    return m_workspace.place().canWrite() ? QString() : tr("Production is read-only");
}

} // namespace keyturn

#include "moc_rollback_card.cpp"
