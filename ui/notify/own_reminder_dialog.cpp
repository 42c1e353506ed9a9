#include "ui/notify/own_reminder_dialog.h"

#include "core/workspace/known_dates.h"
#include "ui/style/metrics.h"
#include "ui/text/error_text.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_labels.h"
#include "ui/widgets/text_label.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QDateEdit>
#include <QFormLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

// As checkReminder() takes them.
constexpr int longestLine = 500;      // characters
constexpr int longestInterval = 3660; // days
constexpr int leastNarrowWidth = 180;

template <typename Field>
Field *called(Field *field, const QString &object, const QString &name)
{
    field->setObjectName(object);
    field->setAccessibleName(name);
    return field;
}

bool isPage(const QString &link)
{
    Reminder bare;
    bare.note.text = u"-"_s;
    bare.note.link = link;
    bare.dueOn = QDate(2000, 1, 1);
    return !link.isEmpty() && checkReminder(bare);
}

} // namespace

OwnReminderDialog::OwnReminderDialog(KnownDates &dates, const Reminder &reminder, const QStringList &keys,
                                     const QDateTime &now, QWidget *parent) :
    FramedDialog({}, tr("Kept on this computer. No edit in AWS moves it."), parent),
    m_dates(dates), m_keys(keys), m_form(new QFormLayout),
    m_choice(called(new QComboBox, u"reminderChoice"_s, tr("Reminder"))),
    m_text(called(new QLineEdit, u"reminderText"_s, tr("What to do"))),
    m_day(called(new QDateEdit, u"reminderDay"_s, tr("Date"))),
    m_key(called(new QComboBox, u"reminderKey"_s, tr("Key"))),
    m_owner(called(new QLineEdit, u"reminderOwner"_s, tr("Owner"))),
    m_link(called(new QLineEdit, u"reminderLink"_s, tr("Link"))),
    m_open(called(new Button(tr("Open")), u"reminderOpen"_s, tr("Open the link"))),
    m_repeat(called(new QSpinBox, u"reminderRepeat"_s, tr("Repeat"))),
    m_problem(new TextLabel({}, Theme::Font::Small, &ThemeColors::dangerFg)),
    m_delete(called(new Button(tr("Delete"), Button::Kind::Danger), u"reminderDelete"_s, tr("Delete this reminder"))),
    m_save(called(new Button(tr("Save"), Button::Kind::Primary), u"reminderSave"_s, tr("Save")))
{
    setObjectName(u"ownReminderDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(560, 0);
    setTitle(reminder.entry.name.isEmpty() ? tr("Reminder") : tr("Reminder for %1").arg(leafOf(reminder.entry.name)));
    m_fresh.entry = reminder.entry;
    m_fresh.arn = reminder.arn;
    m_fresh.createdAt = now;
    m_fresh.dueOn = now.toLocalTime().date().addMonths(1);
    makeForm();
    makeFoot();
    fillChoice();
    fill(reminder.note.id.isEmpty() ? m_fresh : reminder);
    connectFields();
    m_text->setFocus();
}

void OwnReminderDialog::makeForm()
{
    for (QComboBox *box : {m_choice, m_key}) {
        box->view()->setAccessibleName(box->accessibleName());
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // names may be long
        box->setMinimumWidth(2 * leastNarrowWidth);
    }
    m_text->setMaxLength(longestLine);
    m_owner->setMaxLength(longestLine);
    m_owner->setPlaceholderText(tr("optional"));
    m_link->setPlaceholderText(tr("optional, the page where it is done"));
    m_day->setDisplayFormat(u"d MMM yyyy"_s);
    m_repeat->setRange(0, longestInterval);
    m_repeat->setSpecialValueText(tr("never"));
    m_repeat->setPrefix(tr("every "));
    m_repeat->setToolTip(tr("It comes again after that time when you mark it as done"));
    m_day->setMinimumWidth(leastNarrowWidth);
    m_repeat->setMinimumWidth(leastNarrowWidth);
    m_problem->setObjectName(u"reminderProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *link = new QHBoxLayout;
    link->setSpacing(metrics::gap);
    link->addWidget(m_link, 1);
    link->addWidget(m_open);
    m_form->setHorizontalSpacing(metrics::wideGap);
    m_form->setVerticalSpacing(metrics::gap);
    for (QWidget *field : std::initializer_list<QWidget *>{m_choice, m_text, m_day, m_key, m_owner})
        m_form->addRow(field->accessibleName(), field);
    m_form->addRow(m_link->accessibleName(), link);
    m_form->addRow(m_repeat->accessibleName(), m_repeat);
    levelLabels(m_form);
    body()->addLayout(m_form);
    body()->addWidget(m_problem);
}

void OwnReminderDialog::makeFoot()
{
    auto *cancel = called(new Button(tr("Cancel")), u"reminderCancel"_s, tr("Cancel"));
    m_save->setDefault(true);
    foot()->addWidget(m_delete);
    foot()->addStretch(1);
    foot()->addWidget(cancel);
    foot()->addWidget(m_save);
    connect(m_delete, &QPushButton::clicked, this, &OwnReminderDialog::remove);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &OwnReminderDialog::accept);
}

void OwnReminderDialog::connectFields()
{
    connect(m_choice, &QComboBox::activated, this, &OwnReminderDialog::choose);
    for (const QLineEdit *field : {m_text, m_owner, m_link})
        connect(field, &QLineEdit::textChanged, this, &OwnReminderDialog::present);
    connect(m_day, &QDateEdit::dateChanged, this, &OwnReminderDialog::present);
    connect(m_key, &QComboBox::currentIndexChanged, this, &OwnReminderDialog::present);
    connect(m_repeat, &QSpinBox::valueChanged, this, &OwnReminderDialog::present);
    connect(m_open, &QPushButton::clicked, this, [this] { emit pageWanted(QUrl(wanted().note.link)); });
}

QList<Reminder> OwnReminderDialog::ofSameEntry() const
{
    QList<Reminder> found = m_dates.reminders();
    found.removeIf([this](const Reminder &other) { return other.entry != m_fresh.entry; });
    return found;
}

void OwnReminderDialog::fillChoice()
{
    m_choice->addItem(tr("New reminder"));
    for (const Reminder &other : ofSameEntry()) {
        //: A date, what is to be done.
        m_choice->addItem(tr("%1: %2").arg(Wording::date(other.dueAt(), m_fresh.createdAt), other.note.text.left(60)),
                          other.note.id);
    }
    m_form->setRowVisible(m_choice, m_choice->count() > 1);
}

void OwnReminderDialog::choose()
{
    const QString id = m_choice->currentData().toString();
    Reminder chosen = m_fresh;
    for (const Reminder &other : ofSameEntry()) {
        if (other.note.id == id)
            chosen = other;
    }
    fill(chosen);
}

void OwnReminderDialog::fill(const Reminder &reminder)
{
    m_shown = reminder;
    m_choice->setCurrentIndex(reminder.note.id.isEmpty() ? 0 : qMax(0, m_choice->findData(reminder.note.id)));
    m_text->setText(reminder.note.text);
    m_day->setDate(reminder.dueOn);
    m_key->clear();
    m_key->addItem(tr("The whole entry"), QString());
    for (const QString &key : m_keys)
        m_key->addItem(key, key);
    if (!reminder.key.isEmpty() && !m_keys.contains(reminder.key))
        m_key->addItem(reminder.key, reminder.key);
    m_key->setCurrentIndex(reminder.key.isEmpty() ? 0 : m_key->findData(reminder.key));
    m_form->setRowVisible(m_key, m_key->count() > 1);
    m_owner->setText(reminder.note.owner);
    m_link->setText(reminder.note.link);
    m_repeat->setValue(reminder.note.repeatEveryDays);
    m_delete->setVisible(!reminder.note.id.isEmpty());
    m_problem->hide();
    m_shown = wanted();
    present();
    fitHeight();
}

Reminder OwnReminderDialog::wanted() const
{
    Reminder reminder = m_shown;
    reminder.note.text = m_text->text().trimmed();
    reminder.note.owner = m_owner->text().trimmed();
    reminder.note.link = m_link->text().trimmed();
    reminder.note.repeatEveryDays = m_repeat->value();
    reminder.dueOn = m_day->date();
    reminder.key = m_key->currentData().toString();
    return reminder;
}

QString OwnReminderDialog::obstacle() const
{
    const Reminder reminder = wanted();
    if (reminder.note.text.isEmpty())
        return tr("Enter what to do");
    if (!reminder.note.link.isEmpty() && !isPage(reminder.note.link))
        return tr("The link must be a web address without a user name or password");
    return checkReminder(reminder) ? QString() : tr("Text and owner are one line each");
}

void OwnReminderDialog::present()
{
    m_repeat->setSuffix(m_repeat->value() == 1 ? tr(" day") : tr(" days"));
    m_save->setDisabledReason(obstacle());
    m_open->setDisabledReason(isPage(wanted().note.link) ? QString() : tr("No web address"));
    // What was typed would be lost.
    const bool isEdited = wanted() != m_shown;
    m_choice->setEnabled(!isEdited);
    m_choice->setToolTip(isEdited ? tr("Save or cancel first") : QString());
}

void OwnReminderDialog::accept()
{
    if (!obstacle().isEmpty())
        return;
    Reminder reminder = wanted();
    const Result<QString> id = m_dates.put(reminder);
    if (!id)
        return showProblem(id.error());
    reminder.note.id = *id;
    emit saved(reminder);
    FramedDialog::accept();
}

//! Without a question: who opened this may take it back.
void OwnReminderDialog::remove()
{
    const Reminder reminder = m_shown;
    if (const Result<> gone = m_dates.remove(reminder.note.id); !gone)
        return showProblem(gone.error());
    emit removed(reminder);
    FramedDialog::accept();
}

void OwnReminderDialog::showProblem(const Error &error)
{
    m_problem->setText(ErrorText::message(error, m_shown.note.text).sentence);
    m_problem->show();
    fitHeight();
}

} // namespace keyturn

#include "moc_own_reminder_dialog.cpp"
