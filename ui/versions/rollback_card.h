#pragma once
#include "ui/widgets/card.h"

namespace keyturn {

class Button;
class TextLabel;
class VersionHistory;
class Workspace;

//! What rolling back to A would do, and the button for it; or why there is no way back.
class RollbackCard : public Card {
    Q_OBJECT

public:
    explicit RollbackCard(const Workspace &workspace);

    //! Rows of \p history; -1 for none.
    void present(const VersionHistory &history, int a, int b);

signals:
    void rollbackWanted();

private:
    QString explain(const VersionHistory &history, int a, int b) const;
    QString obstacle(const VersionHistory &history, int a) const;

    const Workspace &m_workspace;
    TextLabel *m_text;
    Button *m_back;
};

} // namespace keyturn
