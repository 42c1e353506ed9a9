#pragma once
#include "core/base/secret_string.h"
#include "core/entry/entry.h"
#include "ui/window/window_context.h"

#include <QObject>
#include <optional>

namespace keyturn {

struct MissingPermission;
class NewEntryDialog;
class VersionReader;

//! What is done to whole entries: a new one, going back to an older version, labels, deletion, restoring, comparing.
class EntryFlow : public QObject {
    Q_OBJECT

public:
    explicit EntryFlow(const WindowContext &context, QObject *parent = nullptr);

    void create();
    //! Going back to, and the labels of, a row of the open entry's history. Null: it was not read.
    void openRollback(const VersionReader *versions, int row);
    void openLabels(const VersionReader *versions, int row);
    //! Of the open entry.
    void openDeletion();
    void restore();
    void openComparison(const EntryId &a, std::optional<EntryId> b = {});
    void showPermission(const MissingPermission &missing);

signals:
    void reviewWanted(); //!< something was staged
    void entryWanted(const keyturn::EntryId &id);

private:
    const Entry *openEntry() const;
    NewEntryDialog *openForm();
    void giveBack(const SecretString &form);
    void created(const QString &name);

    WindowContext m_context;
    std::optional<Error> m_failure; //!< of a creation, while its form was with the lock
};

} // namespace keyturn
