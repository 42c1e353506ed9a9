#pragma once
#include "core/entry/entry_content.h"

namespace keyturn {

//! Whose values an editor shows and changes: the open entry's, or those of one that is still being made.
class EditedEntry {
public:
    enum class Access { None, Locked, Open };

    virtual ~EditedEntry() = default;

    //! What the edits are made against; null: there is nothing to edit. Valid until the next change.
    virtual const EntryContent *content() const = 0;
    virtual QList<FieldEdit> edits() const = 0;
    //! The text with the edits; empty for parameters.
    virtual SecretDocument document() const = 0;
    virtual Access access() const = 0;
    //! A text that is no set of keys is a mistake.
    virtual bool expectsKeys() const = 0;
    //! It is being written just now.
    virtual bool isHeld() const = 0;

    //! One step of undo; see StagedEdits::stage. Refused, with nothing changed, where an edit is not possible.
    virtual Result<> stage(const QList<FieldEdit> &edits, const QString &what, bool joins) = 0;
    //! Takes back the edits of one key, where it keeps edits apart from the text.
    virtual void revert(const QString &key) = 0;
};

} // namespace keyturn
