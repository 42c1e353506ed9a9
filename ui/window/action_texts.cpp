#include "ui/window/action_texts.h"

#include "core/workspace/staged_edits.h"
#include "ui/review/staged_text.h"
#include "ui/widgets/actions.h"

namespace keyturn {

void ActionTexts::set(Actions &actions, const StagedEdits &staged, qsizetype selected)
{
    using Id = Actions::Id;
    actions.setText(Id::Undo, staged.canUndo() ? tr("Undo %1").arg(StagedText::step(*staged.undoStep())) : tr("Undo"));
    actions.setText(Id::Redo, staged.canRedo() ? tr("Redo %1").arg(StagedText::step(*staged.redoStep())) : tr("Redo"));
    actions.setText(Id::RefreshToken,
                    selected > 0 ? tr("Refresh %n tokens…", nullptr, int(selected)) : tr("Refresh token"));
    actions.setText(Id::CompareEntries, selected > 0 ? tr("Compare values…") : tr("Compare with another entry…"));
}

} // namespace keyturn
