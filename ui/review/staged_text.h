#pragma once
#include "core/workspace/staged_edits.h"

#include <QCoreApplication>

namespace keyturn {

//! What is staged, in words: "3 changes in 2 secrets", and of parameters or both kinds "3 changes in 2 entries".
class StagedText {
    Q_DECLARE_TR_FUNCTIONS(StagedText)

public:
    static QString changes(qsizetype changes, qsizetype entries, bool secretsOnly);
    static QString changes(const StagedEdits &staged);
    //! What undo would undo: "renaming a to b", "3 changes"; keys only.
    static QString step(const StagedStep &step);
    static bool isSecretsOnly(const StagedEdits &staged);
};

} // namespace keyturn
