#pragma once
#include "core/entry/detail_changes.h"
#include "ui/widgets/card.h"

class QVBoxLayout;

namespace keyturn {

//! Details that somebody else wrote while they were being edited here: what they were, theirs, yours, and the choice.
class ReviewConflicts : public Card {
    Q_OBJECT

public:
    explicit ReviewConflicts(QWidget *parent = nullptr);
    //! None hide it.
    void setConflicts(const QMap<DetailKey, std::optional<QString>> &theirs, const DetailChanges &ours);

signals:
    void settled(const keyturn::DetailKey &key, const std::optional<QString> &theirs, bool mine);

private:
    QVBoxLayout *m_lines;
    QWidget *m_shown = nullptr;
};

} // namespace keyturn
