#pragma once
#include "core/reminders/reminder_chain.h"

#include <QWidget>

class QCheckBox;
class QGridLayout;
class QLineEdit;

namespace keyturn {

class TextLabel;

//! What a reminder chain is to be: its name, which parameters, and who is told.
class ChainForm : public QWidget {
    Q_OBJECT

public:
    explicit ChainForm(QWidget *parent = nullptr);

    ReminderChain chain() const;
    void setChain(const ReminderChain &chain);
    //! As ReminderChain::fault(): what keeps it from being made.
    QString fault() const { return chain().fault(); }

signals:
    void changed();
    //! The name is another one, so another chain is meant.
    void nameChosen();

private:
    void add(QGridLayout *grid, const QString &caption, QLineEdit *field, const QString &object,
             const QString &placeholder);
    void showFault();

    QLineEdit *m_name;
    QLineEdit *m_prefixes;
    QLineEdit *m_emails;
    QLineEdit *m_phones;
    QLineEdit *m_key;
    QCheckBox *m_schedules;
    TextLabel *m_fault;
    QString m_chosenName;
};

} // namespace keyturn
