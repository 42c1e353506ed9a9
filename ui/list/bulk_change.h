#pragma once
#include "core/entry/entry_content.h"
#include "core/save/entry_metadata.h"

#include <QCoreApplication>

namespace keyturn {

class StagedEdits;

//! One change to several entries.
struct BulkChange {
    enum class Kind { SetKey, RenameKey, RemoveKey, SetTag, RemoveTag, Description };
    Kind kind = Kind::SetKey;
    QString name;       //!< of the key or tag
    QString newName;    //!< RenameKey
    QString text;       //!< value of the tag, or the description
    SecretString value; //!< SetKey

    //! Of the values: staged and reviewed. The others are written from here.
    bool isOfValues() const { return kind == Kind::SetKey || kind == Kind::RenameKey || kind == Kind::RemoveKey; }
    //! Of a value that is \p now; for changes of values.
    QList<FieldEdit> edits(const SecretDocument &now) const;
    //! For the others.
    MetadataChange metadata() const;
};

//! What a change would do to one entry, in words; without a value. Or why that entry cannot take it.
struct BulkPreview {
    Q_DECLARE_TR_FUNCTIONS(BulkPreview)

public:
    bool isFit = true;
    QString text;

    static BulkPreview ofMetadata(const BulkChange &change, const Entry &entry);
    //! On top of what is staged.
    static BulkPreview ofValues(const BulkChange &change, const EntryContent &content, const StagedEdits &staged);

private:
    static BulkPreview unfit(const QString &why) { return {false, why}; }
    static BulkPreview ofSetKey(const BulkChange &change, const SecretDocument::Member *member);
    static BulkPreview ofRenameKey(const BulkChange &change, const SecretDocument &now);
};

} // namespace keyturn
