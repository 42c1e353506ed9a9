#pragma once
#include "ui/widgets/card.h"

namespace keyturn {

class ConfirmField;
class TextLabel;

//! Names that have to be typed by hand before a save, one after the other.
class ReviewConfirmation : public Card {
    Q_OBJECT

public:
    struct Demand {
        QString name; //!< to be typed exactly
        QString bold; //!< what happens
        QString text; //!< what follows from it
        QString ask;  //!< "Type the key name to confirm"
        QString what; //!< "the key name"
    };

    explicit ReviewConfirmation(QWidget *parent = nullptr);

    //! What was typed already stays typed.
    void setDemands(const QList<Demand> &demands);
    bool isMet() const { return next() == nullptr; }
    //! Why not; empty when it is.
    QString obstacle() const;
    void takeFocus();

signals:
    void changed();

private:
    const Demand *next() const;
    void showNext();

    QList<Demand> m_demands;
    QStringList m_typed;
    TextLabel *m_bold;
    TextLabel *m_text;
    TextLabel *m_ask;
    TextLabel *m_left;
    ConfirmField *m_field;
};

} // namespace keyturn
