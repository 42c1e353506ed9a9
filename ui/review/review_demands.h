#pragma once
#include "ui/review/review_confirmation.h"

#include <QCoreApplication>

namespace keyturn {

class Workspace;
struct EntryId;

//! What has to be typed by hand before a save: names of keys that go, and in production what else goes, or the profile.
class ReviewDemands {
    Q_DECLARE_TR_FUNCTIONS(ReviewDemands)

public:
    static QList<ReviewConfirmation::Demand> of(const Workspace &workspace, const QList<EntryId> &chosen);
};

} // namespace keyturn
