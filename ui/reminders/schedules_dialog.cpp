#include "ui/reminders/schedules_dialog.h"

#include "core/aws/missing_permission.h"
#include "core/workspace/workspace.h"
#include "ui/dialogs/permission_dialog.h"
#include "ui/dialogs/place_line.h"
#include "ui/dialogs/unlock_row.h"
#include "ui/findings/due_words.h"
#include "ui/reminders/chain_state_card.h"
#include "ui/reminders/schedule_model.h"
#include "ui/reminders/schedule_words.h"
#include "ui/style/metrics.h"
#include "ui/text/error_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/table_header.h"
#include "ui/widgets/text_label.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QTableView>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

const QString timeForm = u"HH:mm"_s;
constexpr int changeColumn = 250;
constexpr int whenColumn = 230;

QString zoneHere()
{
    const QByteArray here = QTimeZone::systemTimeZoneId(); // none at all on some computers
    return QTimeZone::isTimeZoneIdAvailable(here) ? QString::fromLatin1(here) : u"UTC"_s;
}

} // namespace

SchedulesDialog::SchedulesDialog(Workspace &workspace, const QString &chain, QWidget *parent) :
    FramedDialog(tr("Reminders no edit can move"), placeLine(workspace.place()), parent), m_workspace(workspace),
    m_schedules(new OpenSchedules(workspace.place(), workspace.listing(), workspace.dates(), workspace.writes(), chain,
                                  DueWords::lead, this)),
    m_model(new ScheduleModel(this)), m_state(new ChainStateCard(u"schedules"_s)), m_zone(new QLineEdit(zoneHere())),
    m_time(new QLineEdit(u"09:00"_s)), m_target(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_table(new QTableView), m_prune(new QCheckBox),
    m_notice(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_permission(new Button(tr("Show permission…"))), m_close(new Button(tr("Close"))),
    m_write(new Button({}, Button::Kind::Primary))
{
    setObjectName(u"schedulesDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(880, 620);
    makeTable();
    m_target->setObjectName(u"schedulesTarget"_s);
    m_target->wrapAnywhere();
    m_prune->setObjectName(u"schedulesPrune"_s);
    m_prune->setToolTip(tr("They may be reminders that a colleague keeps."));
    body()->addWidget(new UnlockRow(workspace.place()));
    body()->addWidget(m_state);
    body()->addWidget(makeFields());
    body()->addWidget(m_target);
    body()->addWidget(m_table, 1);
    body()->addWidget(m_prune);
    makeFoot();
    connectParts();
    m_schedules->open(m_zone->text(), QTime::fromString(m_time->text(), timeForm));
    present();
    m_close->setFocus(); // the others are off until AWS has answered
}

QWidget *SchedulesDialog::makeFields()
{
    auto *fields = new QWidget;
    auto *row = new QHBoxLayout(fields);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::gap);
    const std::tuple<QLineEdit *, QString, QString> all[] = {{m_zone, u"schedulesZone"_s, tr("Time zone")},
                                                             {m_time, u"schedulesTime"_s, tr("Time of day")}};
    for (const auto &[field, object, caption] : all) {
        auto *label = new TextLabel(caption);
        label->setBuddy(field);
        field->setObjectName(object);
        field->setAccessibleName(caption);
        row->addWidget(label);
        row->addWidget(field, field == m_zone ? 2 : 1);
    }
    return fields;
}

void SchedulesDialog::makeTable()
{
    m_table->setObjectName(u"schedulesTable"_s);
    m_table->setAccessibleName(tr("Reminders in AWS and what would be written"));
    m_table->setHorizontalHeader(new TableHeader(metrics::cellMargin, m_table));
    m_table->setModel(m_model);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->setColumnWidth(int(ScheduleModel::Column::Change), changeColumn);
    m_table->setColumnWidth(int(ScheduleModel::Column::When), whenColumn);
    m_table->horizontalHeader()->setStretchLastSection(true);
}

void SchedulesDialog::makeFoot()
{
    m_notice->setObjectName(u"schedulesNotice"_s);
    m_notice->wrapAnywhere();
    m_permission->setObjectName(u"schedulesPermission"_s);
    m_permission->setAccessibleName(m_permission->text());
    m_close->setObjectName(u"schedulesClose"_s);
    m_write->setObjectName(u"schedulesWrite"_s);
    foot()->addWidget(m_notice, 1);
    foot()->addWidget(m_permission);
    foot()->addWidget(m_close);
    foot()->addWidget(m_write);
}

void SchedulesDialog::connectParts()
{
    connect(m_schedules, &OpenSchedules::changed, this, &SchedulesDialog::present);
    connect(m_schedules, &OpenSchedules::failed, this, &SchedulesDialog::complain);
    connect(m_state, &ChainStateCard::checkWanted, this, [this] {
        m_error.reset();
        if (m_schedules->isListed())
            look();
        else
            m_workspace.listing().reload();
    });
    for (QLineEdit *field : {m_zone, m_time}) {
        connect(field, &QLineEdit::textChanged, this, &SchedulesDialog::showObstacles);
        connect(field, &QLineEdit::editingFinished, this, [this] {
            const ScheduleTarget &known = m_schedules->target();
            if (m_zone->text() != known.zone || m_time->text() != known.at.toString(timeForm))
                look();
        });
    }
    connect(m_prune, &QCheckBox::toggled, this, &SchedulesDialog::present);
    connect(m_close, &QPushButton::clicked, this, &SchedulesDialog::reject);
    connect(m_write, &QPushButton::clicked, this, [this] {
        m_error.reset();
        if (whyNotWrite().isEmpty() && m_schedules->mend(m_prune->isChecked()))
            m_close->setFocus(); // which stops it now
    });
    connect(m_permission, &QPushButton::clicked, this, [this] {
        if (const auto missing = m_error ? MissingPermission::of(*m_error) : std::nullopt)
            (new PermissionDialog(*missing, this))->open();
    });
    connect(&m_workspace.place(), &Place::accessChanged, this, &SchedulesDialog::showObstacles);
    connect(&m_workspace.place(), &Place::changed, this, [this] { QDialog::reject(); });
    connect(&m_workspace.listing(), &Listing::started, this, &SchedulesDialog::present);
    connect(&m_workspace.listing(), &Listing::finished, m_schedules, &OpenSchedules::lookAgain);
}

void SchedulesDialog::look()
{
    m_error.reset();
    if (fieldFault().isEmpty())
        m_schedules->look(m_zone->text(), QTime::fromString(m_time->text(), timeForm));
}

void SchedulesDialog::complain(const Error &error)
{
    m_error = error;
    present();
}

QString SchedulesDialog::fieldFault() const
{
    if (!QTimeZone::isTimeZoneIdAvailable(m_zone->text().toLatin1()))
        return tr("Enter the name of a time zone, such as Europe/Berlin.");
    return QTime::fromString(m_time->text(), timeForm).isValid() ? QString() : tr("Enter a time such as 09:00.");
}

QString SchedulesDialog::whyNotWrite() const
{
    if (m_schedules->isWriting())
        return tr("Writing reminders…");
    if (m_schedules->isLooking())
        return tr("Checking with AWS…");
    if (const QString fault = fieldFault(); !fault.isEmpty())
        return fault;
    const OpenSchedules::State state = m_schedules->state();
    if (state == OpenSchedules::State::NotKnown || state == OpenSchedules::State::NotListed
        || m_zone->text() != m_schedules->target().zone
        || m_time->text() != m_schedules->target().at.toString(timeForm))
        return tr("Check it first");
    if (state == OpenSchedules::State::NoGroup)
        return ScheduleWords::state(*m_schedules);
    const bool isPruned = m_prune->isChecked() && m_schedules->count(ScheduleDrift::Kind::Unknown) > 0;
    if (state != OpenSchedules::State::Drift && !isPruned)
        return tr("Nothing to write");
    return m_workspace.place().canWrite() ? QString() : tr("Production is read-only");
}

void SchedulesDialog::present()
{
    using State = OpenSchedules::State;
    const State state = m_schedules->state();
    const bool isTold = state == State::InStep || state == State::Drift || state == State::NothingDue;
    const int unknown = isTold ? m_schedules->count(ScheduleDrift::Kind::Unknown) : 0;
    if (isTold && !m_schedules->isBusy()) { // where entries go by another clock, so do the fields
        const QSignalBlocker zone(m_zone);
        const QSignalBlocker time(m_time);
        if (!m_zone->hasFocus() && !m_time->hasFocus()) {
            m_zone->setText(m_schedules->target().zone);
            m_time->setText(m_schedules->target().at.toString(timeForm));
        }
    }
    m_prune->setVisible(unknown > 0);
    m_prune->setText(ScheduleWords::prune(unknown));
    m_prune->setAccessibleName(m_prune->text());
    if (unknown == 0 && !m_schedules->isBusy()) {
        const QSignalBlocker once(m_prune);
        m_prune->setChecked(false); // others that are found later are chosen anew
    }
    m_prune->setEnabled(!m_schedules->isBusy());
    if (!isTold)
        m_model->clear();
    else if (!m_schedules->isBusy())
        m_model->show(*m_schedules, m_prune->isChecked());
    m_target->setText(isTold ? ScheduleWords::target(m_schedules->target()) : QString());
    m_target->setVisible(isTold);
    const bool isLoading = m_schedules->isBusy() || m_workspace.listing().isRunning();
    m_state->setFace({state == State::InStep  ? u"kt-ok"_s
                      : state == State::Drift ? u"kt-warning"_s
                                              : u"help-about"_s,
                      state == State::InStep  ? &ThemeColors::okFg
                      : state == State::Drift ? &ThemeColors::warnFg
                                              : &ThemeColors::text2,
                      ScheduleWords::state(*m_schedules), ScheduleWords::detail(*m_schedules), isLoading, false});
    showObstacles();
}

void SchedulesDialog::showObstacles()
{
    const bool isDeleting = m_prune->isChecked() && m_schedules->count(ScheduleDrift::Kind::Unknown) > 0;
    const int unknown = m_schedules->count(ScheduleDrift::Kind::Unknown);
    const int writing = static_cast<int>(m_schedules->drift().size()) - unknown;
    m_write->setText(ScheduleWords::write(writing, isDeleting ? unknown : 0));
    m_write->setAccessibleName(m_write->text());
    m_write->setKind(isDeleting ? Button::Kind::DangerFill : Button::Kind::Primary);
    m_write->setDefault(!isDeleting);
    m_write->setDisabledReason(whyNotWrite());
    m_close->setText(m_schedules->isWriting() ? tr("Stop") : tr("Close"));
    m_close->setAccessibleName(m_close->text());
    m_close->setDisabledReason(m_schedules->isStopping() ? ScheduleWords::progress(*m_schedules) : QString());
    const QString fault = fieldFault();
    QString notice = m_schedules->toWrite() > 0 ? ScheduleWords::progress(*m_schedules) : QString();
    QString details;
    if (m_error && !m_schedules->isWriting()) {
        const ErrorMessage message = ErrorText::message(*m_error, m_schedules->target().group);
        notice = ErrorText::twoLines(message);
        details = message.details;
    } else if (!fault.isEmpty()) {
        notice = fault;
    }
    m_notice->setColor(m_error || !fault.isEmpty() ? &ThemeColors::dangerFg : &ThemeColors::text2);
    m_notice->setText(notice);
    m_notice->setToolTip(details);
    m_permission->setVisible(m_error && MissingPermission::of(*m_error));
}

void SchedulesDialog::reject()
{
    if (m_schedules->isWriting())
        m_schedules->stop();
    else
        QDialog::reject();
}

} // namespace keyturn

#include "moc_schedules_dialog.cpp"
