#pragma once
#include "ui/review/save_check.h"

#include <QWidget>

namespace keyturn {

class ProgressArc;
class TextLabel;

//! One check before a save: runs, passed, failed or could not be made, with what it found.
class CheckRow : public QWidget {
    Q_OBJECT

public:
    //! \p passed: another title once the answer is known to be the good one.
    explicit CheckRow(const QString &title, const QString &passed = {}, QWidget *parent = nullptr);
    void setState(SaveCheck::State state, const QString &found);
    SaveCheck::State state() const { return m_state; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const QString m_question;
    const QString m_passed;
    SaveCheck::State m_state = SaveCheck::State::Running;
    ProgressArc *m_arc;
    TextLabel *m_title;
    TextLabel *m_found;
};

} // namespace keyturn
