#pragma once
#include "core/save/half_saved.h"
#include "ui/widgets/card.h"

namespace keyturn {

class Button;
class TextLabel;

//! A save of parameters that stopped half way: which holds what, and the two ways out.
class ReviewHalf : public Card {
    Q_OBJECT

public:
    explicit ReviewHalf(QWidget *parent = nullptr);
    //! nullptr hides it.
    void setHalf(const HalfSaved *half);
    void setBusy(bool busy);

signals:
    void finishRequested();
    void undoRequested();

private:
    TextLabel *m_text;
    Button *m_finish;
    Button *m_undo;
};

} // namespace keyturn
