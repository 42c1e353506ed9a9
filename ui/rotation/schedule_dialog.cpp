#include "ui/rotation/schedule_dialog.h"

#include "core/secret_rotation/rotation_setup.h"
#include "ui/rotation/rotation_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_label.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int previewRows = 5;
constexpr int mostDays = 1000;

Task<Result<>> saveSchedule(Connection *connection, QString secretId, RotationClient::Setup setup)
{
    const RotationSetup rotation(*connection);
    const Result<SecretMetadata> saved = co_await rotation.save(std::move(secretId), std::move(setup));
    if (!saved)
        co_return saved.error();
    co_return Result<>();
}

template <typename Field>
Field *named(Field *field, const QString &object, const QString &name)
{
    field->setObjectName(object);
    field->setAccessibleName(name);
    return field;
}

QHBoxLayout *row(QWidget *parent, const QList<QWidget *> &widgets)
{
    auto *line = new QHBoxLayout(parent);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(metrics::gap);
    for (QWidget *widget : widgets)
        line->addWidget(widget);
    line->addStretch(1);
    return line;
}

QString insideOf(const QString &expression)
{
    return expression.section(u'(', 1).chopped(expression.endsWith(u')') ? 1 : 0);
}

} // namespace

ScheduleDialog::ScheduleDialog(Workspace &workspace, const Entry &entry, const RotationFinding &finding,
                               QWidget *parent) :
    ActionDialog(workspace, tr("Rotation schedule of %1").arg(entry.leafName()), placeOf(entry), parent),
    m_entry(entry), m_lastRotated(finding.metadata.lastRotatedAt),
    m_way(named(new SegmentedControl({tr("Set times"), tr("Interval"), tr("After a change")}), u"scheduleWay"_s,
                tr("When to rotate"))),
    m_ways(new QStackedWidget), m_preset(named(new QComboBox, u"schedulePreset"_s, tr("How often"))),
    m_cron(named(new QLineEdit, u"scheduleCron"_s, tr("Cron fields in UTC"))),
    m_rate(named(new QSpinBox, u"scheduleRate"_s, tr("Interval"))),
    m_unit(named(new QComboBox, u"scheduleUnit"_s, tr("Unit of the interval"))),
    m_days(named(new QSpinBox, u"scheduleDays"_s, tr("Days after the last change"))),
    m_window(named(new QSpinBox, u"scheduleWindow"_s, tr("Hours that a rotation may take"))),
    m_function(named(new QLineEdit, u"scheduleFunction"_s, tr("ARN of the rotation function"))),
    m_now(named(new QCheckBox(tr("Also rotate now")), u"scheduleNow"_s, tr("Also rotate now")))
{
    setObjectName(u"scheduleDialog"_s);
    resize(720, 0);
    layOut();
    m_function->setText(finding.metadata.rotationLambdaArn);
    fill(finding.metadata.rotationRules);
    connectFields();
    primary()->setText(tr("Save schedule"));
    showPreview();
    fitHeight();
    (m_way->current() == Cron ? static_cast<QWidget *>(m_cron) : m_function)->setFocus();
}

void ScheduleDialog::layOut()
{
    m_ways->addWidget(makeCron());
    m_ways->addWidget(makeRate());
    m_ways->addWidget(makeDays());
    m_window->setRange(0, 24);
    m_window->setSpecialValueText(tr("until the day ends (UTC)"));
    m_window->setSuffix(tr(" h"));
    m_window->setMinimumWidth(200);
    m_function->setPlaceholderText(u"arn:aws:lambda:us-east-1:111122223333:function:name"_s);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(metrics::wideGap);
    grid->setVerticalSpacing(metrics::partGap);
    grid->setColumnStretch(1, 1);
    const auto add = [grid](const QString &caption, QWidget *field, QWidget *buddy, Qt::Alignment alignment) {
        auto *label = new TextLabel(caption);
        label->setBuddy(buddy);
        const int at = grid->rowCount();
        grid->addWidget(label, at, 0, Qt::AlignVCenter);
        grid->addWidget(field, at, 1, alignment);
    };
    add(tr("Rotate"), m_way, m_way, Qt::AlignLeft);
    add(QString(), m_ways, m_cron, {});
    add(tr("Window"), m_window, m_window, Qt::AlignLeft);
    add(tr("Function"), m_function, m_function, {});
    body()->addLayout(grid);
    body()->addWidget(makePreview());
    body()->addWidget(m_now);
}

QWidget *ScheduleDialog::makeCron()
{
    for (const auto &[words, fields] :
         {std::pair(tr("Every day"), "0 8 * * ? *"), std::pair(tr("Every Monday"), "0 8 ? * MON *"),
          std::pair(tr("First day of the month"), "0 8 1 * ? *"), std::pair(tr("Last day of the month"), "0 8 L * ? *"),
          std::pair(tr("Every twelve hours"), "0 0/12 * * ? *")})
        m_preset->addItem(words, QString::fromLatin1(fields));
    m_preset->addItem(tr("Other"), QString());
    m_preset->view()->setAccessibleName(m_preset->accessibleName());
    m_cron->setFont(Theme::font(Theme::Font::Mono));
    m_cron->setMinimumWidth(200);
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::smallGap);
    auto *fields = new QWidget;
    row(fields, {m_preset, m_cron});
    column->addWidget(fields);
    column->addWidget(new TextLabel(tr("Minutes, hours, day of month, month, weekday, year, in UTC"),
                                    Theme::Font::Small, &ThemeColors::text2));
    return page;
}

QWidget *ScheduleDialog::makeRate()
{
    m_rate->setRange(1, mostDays);
    m_unit->addItem(tr("days"), u"days"_s);
    m_unit->addItem(tr("hours"), u"hours"_s);
    m_unit->view()->setAccessibleName(m_unit->accessibleName());
    auto *page = new QWidget;
    row(page, {new TextLabel(tr("Every")), m_rate, m_unit})->setAlignment(Qt::AlignTop);
    return page;
}

QWidget *ScheduleDialog::makeDays()
{
    m_days->setRange(1, mostDays);
    auto *page = new QWidget;
    row(page, {m_days, new TextLabel(tr("days after the last change, manual ones included"))})
        ->setAlignment(Qt::AlignTop);
    return page;
}

QWidget *ScheduleDialog::makePreview()
{
    auto *card = new Card;
    card->setObjectName(u"schedulePreview"_s);
    card->setLook(&ThemeColors::sunken, &ThemeColors::border);
    auto *grid = new QGridLayout(card);
    grid->setContentsMargins(Card::margins());
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(metrics::smallGap);
    grid->setColumnStretch(1, 1);
    grid->addWidget(new TextLabel(tr("Next rotations, local time"), Theme::Font::Caption, &ThemeColors::text3), 0, 0);
    grid->addWidget(new TextLabel(tr("UTC"), Theme::Font::Caption, &ThemeColors::text3), 0, 1);
    for (int i = 0; i < previewRows; ++i) {
        auto *local = new TextLabel;
        auto *utc = new TextLabel({}, Theme::Font::Body, &ThemeColors::text2);
        local->setObjectName(u"nextLocal%1"_s.arg(i));
        utc->setObjectName(u"nextUtc%1"_s.arg(i));
        grid->addWidget(local, i + 1, 0);
        grid->addWidget(utc, i + 1, 1);
        m_next.append(std::pair(local, utc));
    }
    return card;
}

void ScheduleDialog::fill(const RotationRules &rules)
{
    const QString inside = insideOf(rules.scheduleExpression);
    const bool isRate = rules.scheduleExpression.startsWith("rate("_L1);
    const bool isDays = rules.scheduleExpression.isEmpty() && rules.automaticallyAfterDays > 0;
    m_cron->setText(isRate || inside.isEmpty() ? m_preset->itemData(0).toString() : inside);
    m_rate->setValue(isRate ? inside.section(u' ', 0, 0).toInt() : 30);
    m_unit->setCurrentIndex(isRate && inside.contains("hour"_L1) ? 1 : 0);
    m_days->setValue(rules.automaticallyAfterDays > 0 ? rules.automaticallyAfterDays : 30);
    m_window->setValue(rules.duration.chopped(rules.duration.endsWith(u'h') ? 1 : 0).toInt());
    const int way = isRate ? Rate : isDays ? Days : Cron;
    m_way->setCurrent(way);
    m_ways->setCurrentIndex(way);
}

void ScheduleDialog::connectFields()
{
    connect(m_way, &SegmentedControl::currentChanged, this, [this](int way) {
        m_ways->setCurrentIndex(way);
        showPreview();
    });
    connect(m_preset, &QComboBox::activated, this, [this] {
        if (const QString fields = m_preset->currentData().toString(); !fields.isEmpty())
            m_cron->setText(fields);
        else
            m_cron->setFocus();
    });
    connect(m_cron, &QLineEdit::textChanged, this, &ScheduleDialog::showPreview);
    connect(m_function, &QLineEdit::textChanged, this, &ScheduleDialog::showPreview);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &ScheduleDialog::showPreview);
    connect(m_now, &QCheckBox::toggled, this, &ScheduleDialog::showPreview);
    for (QSpinBox *spin : {m_rate, m_days, m_window})
        connect(spin, &QSpinBox::valueChanged, this, &ScheduleDialog::showPreview);
}

RotationClient::Setup ScheduleDialog::setup() const
{
    RotationClient::Setup setup;
    setup.lambdaArn = m_function->text().trimmed();
    setup.immediately = m_now->isChecked();
    if (m_window->value() > 0)
        setup.rules.duration = u"%1h"_s.arg(m_window->value());
    const QString unit = m_unit->currentData().toString();
    switch (Way(m_way->current())) {
    case Cron:
        setup.rules.scheduleExpression = u"cron(%1)"_s.arg(m_cron->text().simplified());
        break;
    case Rate:
        setup.rules.scheduleExpression =
            u"rate(%1 %2)"_s.arg(m_rate->value()).arg(m_rate->value() == 1 ? unit.chopped(1) : unit);
        break;
    case Days:
        setup.rules.automaticallyAfterDays = m_days->value();
        break;
    }
    return setup;
}

QString ScheduleDialog::obstacle() const
{
    const Result<RotationSchedule> schedule = RotationSchedule::parse(setup().rules);
    if (!schedule)
        return tr("Not a schedule: %1").arg(schedule.error().detail);
    return m_function->text().trimmed().isEmpty() ? tr("Enter the function that rotates it") : QString();
}

void ScheduleDialog::showPreview()
{
    const RotationClient::Setup wanted = setup();
    const Result<RotationSchedule> schedule = RotationSchedule::parse(wanted.rules);
    const QDateTime now = workspace().clock().utcNow();
    const QList<RotationWindow> windows = nextWindows(wanted.rules, m_lastRotated, now);
    for (qsizetype i = 0; i < m_next.size(); ++i) {
        const bool isThere = i < windows.size();
        m_next.at(i).first->setText(isThere ? RotationWords::local(windows.at(i)) : u"–"_s);
        m_next.at(i).second->setText(isThere ? RotationWords::utc(windows.at(i)) : u"–"_s);
    }
    const int preset = m_preset->findData(m_cron->text().simplified());
    m_preset->setCurrentIndex(preset >= 0 ? preset : m_preset->count() - 1);
    QStringList facts;
    if (m_now->isChecked())
        facts.append(tr("Its function rotates the secret at once."));
    else
        facts.append(tr("Nothing is rotated now. AWS tests the function once, with AWSPENDING for a moment."));
    if (!m_now->isChecked() && mayRotateSoon(wanted.rules))
        facts.append(tr("A rotation planned earlier may still begin. With set times, none does."));
    setFacts(facts);
    showProblem(schedule ? QString() : obstacle());
    updateAction();
}

void ScheduleDialog::act()
{
    const QString secretId = m_entry.secretId();
    const RotationClient::Setup wanted = setup();
    run(
        m_entry.id, [secretId, wanted](Connection &connection) { return saveSchedule(&connection, secretId, wanted); },
        [this, wanted] {
            const QString name = m_entry.leafName();
            return wanted.immediately ? tr("The schedule of %1 is set, and a rotation has begun.").arg(name)
                                      : tr("The schedule of %1 is set. Nothing was rotated.").arg(name);
        });
}

} // namespace keyturn

#include "moc_schedule_dialog.cpp"
