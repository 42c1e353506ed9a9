#pragma once
#include "core/lint/name_check.h"
#include "core/save/new_entry.h"

#include <QCoreApplication>

namespace keyturn {

class Workspace;

//! Why an entry cannot be made as it is wanted, one sentence; empty: it can. Asks nobody: AWS decides in the end.
class NewEntryCheck {
    Q_DECLARE_TR_FUNCTIONS(NewEntryCheck)

public:
    explicit NewEntryCheck(const Workspace &workspace) : m_workspace(workspace) {}

    QList<NameFinding> findings(Store store, const QString &name) const;
    //! \p isGroup: several parameters below the name.
    QString obstacle(const NewEntry &entry, bool isGroup) const;

private:
    QString nameObstacle(const NewEntry &entry) const;
    QString placeObstacle(const NewEntry &entry) const;
    QString valueObstacle(const NewEntry &entry, bool isGroup) const;

    const Workspace &m_workspace;
};

} // namespace keyturn
