#pragma once
#include "ui/editor/edited_entry.h"

namespace keyturn {

class Workspace;

//! The open entry of a workspace with what is staged on it.
class OpenEntryEdits : public EditedEntry {
public:
    explicit OpenEntryEdits(Workspace &workspace) : m_workspace(workspace) {}

    const EntryContent *content() const override;
    QList<FieldEdit> edits() const override;
    SecretDocument document() const override;
    Access access() const override;
    bool expectsKeys() const override;
    bool isHeld() const override;
    Result<> stage(const QList<FieldEdit> &edits, const QString &what, bool joins) override;
    void revert(const QString &key) override;

private:
    Workspace &m_workspace;
};

} // namespace keyturn
