#pragma once
#include "core/workspace/workspace.h"

#include <QCoreApplication>

namespace keyturn {

class SaveCheck;

//! Why what is chosen in a review is not saved, one sentence; empty: nothing is in the way.
class ReviewObstacle {
    Q_DECLARE_TR_FUNCTIONS(ReviewObstacle)

public:
    //! Of every entry that is staged; as long as one of them can be saved there is something to review.
    static QString ofStaged(const StagedEdits &staged);
    //! What stays so until the edits or the entry are another. \p check null: none was made yet.
    static QString lasting(const Workspace &workspace, const QList<EntryId> &chosen, const SaveCheck *check);
    //! What the checks say, or that they are not done.
    static QString ofCheck(const SaveCheck *check);
};

} // namespace keyturn
