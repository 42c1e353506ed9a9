#pragma once
#include "ui/widgets/card.h"

namespace keyturn {

//! The words of the search language on a card.
class FilterHelp : public Card {
    Q_OBJECT

public:
    explicit FilterHelp(QWidget *parent = nullptr);
};

} // namespace keyturn
