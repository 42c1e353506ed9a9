#pragma once
#include "core/save/detail_check.h"
#include "core/save/details_save.h"
#include "core/workspace/staged_edits.h"

#include <QCoreApplication>

namespace keyturn {

//! Details in words. They are no secrets: their texts may be shown.
class DetailWords {
    Q_DECLARE_TR_FUNCTIONS(DetailWords)

public:
    //! "Description", "Tag env", "Copy in eu-west-1".
    static QString label(const DetailKey &key);
    //! What is shown of a text; "AWS managed key" where there is none of its own. Nothing: there is nothing.
    static std::optional<QString> text(const DetailKey &key, const std::optional<QString> &text);
    //! The name of a step of undo: "editing the description".
    static QString step(const DetailKey &key, const DetailChange &change);
    static QString fault(const DetailKey &key, const DetailFault &fault);
    //! Why the staged details cannot be saved whatever AWS holds; else empty.
    static QString obstacle(const StagedEdits::Item &item);
    //! What was saved and what was not, and why. \p values: a value was saved with them.
    static QString failures(const DetailsReceipt &receipt, bool values, const QString &entry);
    //! As it was opened, as far as it is known without reading more: tags, description, tiers.
    static DetailTexts known(const EntryContent &content);
    static QString labels(const QList<DetailKey> &keys);
};

} // namespace keyturn
