#pragma once
#include "ui/review/save_facts.h"
#include "ui/widgets/card.h"

class QVBoxLayout;

namespace keyturn {

//! "What saving does": of each entry under its name, and once what is the same for all.
class ReviewFacts : public Card {
    Q_OBJECT

public:
    explicit ReviewFacts(QWidget *parent = nullptr);

    //! What is looked at comes first.
    void setItems(const QList<const StagedEdits::Item *> &items, const QDateTime &now);

private:
    void addHeading(const QString &text);
    void addFact(const SaveFact &fact);

    QVBoxLayout *m_lines;
};

} // namespace keyturn
