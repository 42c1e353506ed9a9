#include "ui/notify/reminder_settings_dialog.h"

#include "core/desktop/autostart.h"
#include "core/profile/environment.h"
#include "core/workspace/known_dates.h"
#include "ui/style/metrics.h"
#include "ui/text/error_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_labels.h"
#include "ui/widgets/text_label.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QFileInfo>
#include <QFormLayout>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

Autostart autostart()
{
    return Autostart(QFileInfo(Environment().configFolder()).path());
}

QString textOfDays(const QList<int> &days)
{
    QStringList texts;
    for (const int count : days)
        texts.append(QString::number(count));
    return texts.join(u", "_s);
}

} // namespace

ReminderSettingsDialog::ReminderSettingsDialog(const NotifySettings &settings, KnownDates &dates, const EntryId &entry,
                                               bool hasTray, QWidget *parent) :
    FramedDialog(tr("Reminder settings"), tr("They apply on this computer, to all profiles."), parent),
    m_settings(settings), m_dates(dates), m_entry(entry),
    m_problem(new TextLabel({}, Theme::Font::Small, &ThemeColors::dangerFg)),
    m_save(new Button(tr("Save"), Button::Kind::Primary))
{
    setObjectName(u"reminderSettings"_s);
    resize(560, 0);
    m_problem->setObjectName(u"reminderSettingsProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_save->setObjectName(u"reminderSettingsSave"_s);
    m_save->setDefault(true);
    auto *cancel = new Button(tr("Cancel"));
    cancel->setObjectName(u"reminderSettingsCancel"_s);
    foot()->addStretch(1);
    foot()->addWidget(cancel);
    foot()->addWidget(m_save);
    body()->addLayout(makeWays(hasTray));
    body()->addSpacing(8);
    body()->addWidget(new TextLabel(tr("Days before a date"), Theme::Font::BodyStrong));
    body()->addLayout(makeLeads());
    body()->addWidget(m_problem);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &ReminderSettingsDialog::accept);
    fitHeight();
}

QLayout *ReminderSettingsDialog::makeWays(bool hasTray)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(metrics::gap);
    const auto add = [&](const QString &text, const QString &object, bool NotifySettings::*flag) {
        auto *box = new QCheckBox(text);
        box->setObjectName(object);
        box->setAccessibleName(text);
        box->setChecked(m_settings.*flag);
        m_flags.append({box, flag});
        column->addWidget(box);
        return box;
    };
    add(tr("Show notifications on the desktop"), u"notifyOn"_s, &NotifySettings::isOn);
    add(tr("Hide names in notifications and in the tray"), u"notifyHideNames"_s, &NotifySettings::hideNames);
    add(tr("Send a weekly summary of what is due in the next 7 days"), u"notifyDigest"_s,
        &NotifySettings::weeklyDigest);
    QCheckBox *tray = add(tr("Show an icon in the tray"), u"notifyTray"_s, &NotifySettings::showTray);
    QCheckBox *close = add(tr("Keep running in the tray when the window is closed"), u"notifyCloseToTray"_s,
                           &NotifySettings::closeToTray);
    for (QCheckBox *box : {tray, close}) {
        box->setEnabled(hasTray);
        if (!hasTray)
            box->setToolTip(tr("This desktop has no tray"));
    }
    m_autostart = new QCheckBox(tr("Start in the background when I sign in"));
    m_autostart->setObjectName(u"notifyAutostart"_s);
    m_autostart->setAccessibleName(m_autostart->text());
    m_autostart->setToolTip(autostart().file());
    m_autostart->setChecked(autostart().isOn());
    column->addWidget(m_autostart);
    return column;
}

QLineEdit *ReminderSettingsDialog::leadField(const QString &object, const QString &label, const QList<int> &days)
{
    auto *field = new QLineEdit(textOfDays(days));
    field->setObjectName(object);
    field->setAccessibleName(label);
    field->setPlaceholderText(tr("on the day only"));
    return field;
}

QLayout *ReminderSettingsDialog::makeLeads()
{
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(metrics::wideGap);
    form->setVerticalSpacing(metrics::gap);
    const LeadTimes &leads = m_dates.leads();
    const QList<std::pair<DueReason, QString>> rules{{DueReason::ClientSecretAge, tr("Client secrets")},
                                                     {DueReason::RefreshAbsolute, tr("Refresh tokens")},
                                                     {DueReason::RefreshIdle, tr("Refresh tokens without use")},
                                                     {DueReason::Expiration, tr("Parameters that expire")},
                                                     {DueReason::ScheduledDeletion, tr("Scheduled deletions")},
                                                     {DueReason::Reminder, tr("Your own reminders")}};
    for (const auto &[reason, label] : rules) {
        QLineEdit *field =
            leadField(u"leads"_s + reasonWord(reason), label, leads.ofRule.value(reason, usualLeadDays(reason)));
        m_rules.append({reason, field});
        form->addRow(label, field);
    }
    if (!m_entry.name.isEmpty()) {
        //: The name of an entry.
        const QString label = tr("Dates of %1").arg(m_entry.name.section(u'/', -1));
        m_ofEntry = leadField(u"leadsOfEntry"_s, label, leads.ofEntry.value(m_entry));
        m_ofEntry->setPlaceholderText(tr("as above"));
        form->addRow(label, m_ofEntry);
    }
    levelLabels(form);
    return form;
}

Result<LeadTimes> ReminderSettingsDialog::leads() const
{
    LeadTimes leads = m_dates.leads();
    for (const auto &[reason, field] : m_rules) {
        const Result<QList<int>> days = leadDaysFromText(field->text());
        if (!days)
            return days.error();
        if (*days == usualLeadDays(reason))
            leads.ofRule.remove(reason);
        else
            leads.ofRule.insert(reason, *days);
    }
    if (m_ofEntry) {
        const Result<QList<int>> days = leadDaysFromText(m_ofEntry->text());
        if (!days)
            return days.error();
        leads.ofEntry.remove(m_entry);
        if (!days->isEmpty())
            leads.ofEntry.insert(m_entry, *days);
    }
    return leads;
}

void ReminderSettingsDialog::showProblem(const QString &sentence)
{
    m_problem->setText(sentence);
    m_problem->show();
    fitHeight();
}

void ReminderSettingsDialog::accept()
{
    const Result<LeadTimes> wanted = leads();
    if (!wanted)
        return showProblem(tr("“%1” is not a number of days from 0 to 3660. Separate several with commas: 30, 7, 1.")
                               .arg(wanted.error().detail));
    if (const Result<> written = m_dates.setLeads(*wanted); !written)
        return showProblem(ErrorText::message(written.error()).sentence);
    if (m_autostart->isChecked() != autostart().isOn()) {
        const QString problem = m_autostart->isChecked()
                                    ? autostart().switchOn(QCoreApplication::applicationFilePath(), {u"--background"_s})
                                    : autostart().switchOff();
        if (!problem.isEmpty())
            return showProblem(
                tr("The autostart file was not changed: %1. Look at %2.").arg(problem, autostart().file()));
    }
    for (const auto &[box, flag] : std::as_const(m_flags))
        m_settings.*flag = box->isChecked();
    emit settingsChosen(m_settings);
    FramedDialog::accept();
}

} // namespace keyturn

#include "moc_reminder_settings_dialog.cpp"
