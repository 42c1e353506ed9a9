#pragma once
#include <QCoreApplication>

namespace keyturn {

class Actions;
class StagedEdits;

//! The actions whose words say what they would act on now.
class ActionTexts {
    Q_DECLARE_TR_FUNCTIONS(ActionTexts)

public:
    //! \p selected: how many entries; 0: the open one alone.
    static void set(Actions &actions, const StagedEdits &staged, qsizetype selected);
};

} // namespace keyturn
