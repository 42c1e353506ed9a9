#pragma once
#include "ui/editor/staged_fields.h"
#include "ui/editor/value_hint.h"

namespace keyturn {

//! One row of the editor: what is staged, and what is likely wrong with it.
struct ValueRow {
    StagedField staged;
    std::optional<ValueHint> hint;

    //! Nothing that is shown differs.
    bool same(const ValueRow &other) const;
};

//! The rows of an entry with its edits. \p findings gets all of them, also of keys that are missing. \p isNew: the
//! entry is still being made, so that a value that is empty so far is no mistake. Pure.
QList<ValueRow> valueRows(const EntryContent &content, const QList<FieldEdit> &edits, bool isNew,
                          QList<LintFinding> &findings);

//! When a value became what it is, for the narrow column, for a voice and for the tooltip.
class ValueAge {
    Q_DECLARE_TR_FUNCTIONS(ValueAge)

public:
    QString text;
    QString spoken;
    QString tip;

    static ValueAge of(const EntryField &field, const QDateTime &now);
};

} // namespace keyturn
