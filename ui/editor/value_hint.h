#pragma once
#include "core/lint/value_lint.h"

#include <QCoreApplication>
#include <QHash>

namespace keyturn {

//! A likely mistake in an entry in words, and what would repair it. The words never quote a value.
struct ValueHint {
    QString text; //!< "Ends with a line break"
    QString fix;  //!< "Remove it"; empty: no automatic repair
    QList<FieldEdit> edits;
};

class ValueHints {
    Q_DECLARE_TR_FUNCTIONS(ValueHints)

public:
    static ValueHint hint(const LintFinding &finding);
    //! The gravest finding of each key that has one; a missing key is none, as it has no row.
    static QHash<QString, ValueHint> byKey(const QList<LintFinding> &findings);
    //! Adds every key that the layout has and the entry lacks.
    static QList<FieldEdit> missingKeys(const QList<LintFinding> &findings);

private:
    static QString unlike(KeyRole role);
    static QString text(const LintFinding &finding);
    static QString fix(const LintFinding &finding);
};

} // namespace keyturn
