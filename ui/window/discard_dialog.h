#pragma once
#include "ui/widgets/dialog_frame.h"

namespace keyturn {

//! Asks once what becomes of unsaved changes. Escape and the focused button keep them.
class DiscardDialog : public FramedDialog {
    Q_OBJECT

public:
    //! \p changes: "3 changes in 2 secrets".
    explicit DiscardDialog(const QString &changes, QWidget *parent = nullptr);

signals:
    void saveWanted();
    void discardWanted();
};

} // namespace keyturn
