#pragma once
#include "ui/review/save_facts.h"
#include "ui/widgets/card.h"

class QVBoxLayout;

namespace keyturn {

//! What a save or a creation does besides the values, line by line.
class ReviewFacts : public Card {
    Q_OBJECT

public:
    //! \p title: "What saving does".
    explicit ReviewFacts(const QString &title, QWidget *parent = nullptr);

    void setFacts(const QList<SaveFact> &facts);
    //! Of each entry under its name, and once what is the same for all. What is looked at comes first.
    void setItems(const QList<const StagedEdits::Item *> &items, const QDateTime &now);

private:
    void clear();
    void addHeading(const QString &text);
    void addFact(const SaveFact &fact);

    QVBoxLayout *m_lines;
};

} // namespace keyturn
