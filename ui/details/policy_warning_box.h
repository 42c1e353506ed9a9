#pragma once
#include "ui/details/policy_words.h"
#include "ui/widgets/card.h"

namespace keyturn {

class Button;

//! One warning of the policy form, with the button that settles it where there is one.
class PolicyWarningBox : public Card {
    Q_OBJECT

public:
    explicit PolicyWarningBox(const PolicyWarning &warning, QWidget *parent = nullptr);

    void setEditing(bool editing);

signals:
    void advancedWanted();

private:
    const bool m_offersTier;
    Button *m_advanced;
};

} // namespace keyturn
