#pragma once
#include "core/due/reminder_file.h"
#include "ui/widgets/dialog_frame.h"

#include <QUrl>

class QComboBox;
class QDateEdit;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace keyturn {

class Button;
class KnownDates;
class TextLabel;

//! A reminder of the user's own: makes one, changes it, or takes it off. What stands in the fields is stored by Save
//! alone.
class OwnReminderDialog : public FramedDialog {
    Q_OBJECT

public:
    //! \p reminder without an id: a new one of its entry, due in a month of \p now (UTC). Others of the same entry can
    //! be chosen. \p keys: of the entry, as far as they are known. \p dates must outlive this.
    OwnReminderDialog(KnownDates &dates, const Reminder &reminder, const QStringList &keys, const QDateTime &now,
                      QWidget *parent = nullptr);

signals:
    void saved(const keyturn::Reminder &reminder);
    void removed(const keyturn::Reminder &reminder);
    //! The page behind the link, http or https.
    void pageWanted(const QUrl &page);

private:
    void makeForm();
    void makeFoot();
    void connectFields();
    QList<Reminder> ofSameEntry() const;
    void fillChoice();
    void choose();
    void fill(const Reminder &reminder);
    Reminder wanted() const;
    QString obstacle() const;
    void present();
    void accept() override;
    void remove();
    void showProblem(const Error &error);

    KnownDates &m_dates;
    const QStringList m_keys;
    Reminder m_fresh;
    Reminder m_shown; //!< as it was put into the fields
    QFormLayout *m_form;
    QComboBox *m_choice;
    QLineEdit *m_text;
    QDateEdit *m_day;
    QComboBox *m_key;
    QLineEdit *m_owner;
    QLineEdit *m_link;
    Button *m_open;
    QSpinBox *m_repeat;
    TextLabel *m_problem;
    Button *m_delete;
    Button *m_save;
};

} // namespace keyturn
