#pragma once
#include "core/due/lead_times.h"
#include "ui/notify/notify_settings.h"
#include "ui/widgets/dialog_frame.h"

class QCheckBox;
class QLineEdit;

namespace keyturn {

class Button;
class KnownDates;
class TextLabel;

//! How, and how long before a date, the user is told of it: for every date of a kind, and for those of one entry.
class ReminderSettingsDialog : public FramedDialog {
    Q_OBJECT

public:
    //! \p entry: whose lead times can be set besides those of the kinds; with an empty name: of none. \p hasTray: the
    //! desktop has a place for an icon.
    ReminderSettingsDialog(const NotifySettings &settings, KnownDates &dates, const EntryId &entry, bool hasTray,
                           QWidget *parent = nullptr);

signals:
    void settingsChosen(const keyturn::NotifySettings &settings);

private:
    QLayout *makeWays(bool hasTray);
    QLayout *makeLeads();
    QLineEdit *leadField(const QString &object, const QString &label, const QList<int> &days);
    void accept() override;
    Result<LeadTimes> leads() const;
    void showProblem(const QString &sentence);

    NotifySettings m_settings;
    KnownDates &m_dates;
    const EntryId m_entry;
    QList<std::pair<QCheckBox *, bool NotifySettings::*>> m_flags;
    QCheckBox *m_autostart = nullptr;
    QList<std::pair<DueReason, QLineEdit *>> m_rules;
    QLineEdit *m_ofEntry = nullptr; //!< null: no entry
    TextLabel *m_problem;
    Button *m_save;
};

} // namespace keyturn
