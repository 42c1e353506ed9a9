#pragma once
#include "core/aws/missing_permission.h"
#include "core/entry/entry.h"
#include "ui/widgets/empty_state.h"

namespace keyturn {

class Workspace;

//! In place of an entry: why there is none to see, and the way on.
class EntryState : public EmptyState {
    Q_OBJECT

public:
    explicit EntryState(Workspace &workspace, QWidget *parent = nullptr);

    void showNothing();
    void showReading(const EntryId &id);
    //! It could not be read: of one that is scheduled for deletion nothing else can be expected.
    void showError(const EntryId &id, const Error &error);

signals:
    void restoreWanted();
    void permissionAsked(const keyturn::MissingPermission &missing);

private:
    void showDeleted(const Entry &entry);
    void goOn();

    Workspace &m_workspace;
    std::optional<MissingPermission> m_missing; // of the refusal that is shown
    QString m_requestId;                        // the same
};

} // namespace keyturn
