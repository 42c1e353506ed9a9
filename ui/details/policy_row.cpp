#include "ui/details/policy_row.h"

#include "ui/style/metrics.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/text_label.h"

#include <QAbstractItemView>
#include <QCalendarWidget>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
constexpr int longestDays = 200 * 366;
}

PolicyRow::PolicyRow(ParameterPolicy::Type type, int number, QWidget *parent) :
    QWidget(parent), m_type(type), m_name(new TextLabel(PolicyWords::name(type), Theme::Font::BodyStrong)),
    m_meaning(new TextLabel(PolicyWords::meaning(type), Theme::Font::Small, &ThemeColors::text2)),
    m_span(new TextLabel), m_fires(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)), m_fields(new QWidget),
    m_remove(new IconButton(u"edit-delete"_s, tr("Remove %1").arg(PolicyWords::name(type))))
{
    setObjectName(u"policy%1"_s.arg(number));
    m_meaning->setWordWrap(true);
    m_fires->setWordWrap(true);
    m_fires->setObjectName(u"policyFires%1"_s.arg(number));
    m_fires->setColor(type == ParameterPolicy::Type::Expiration ? &ThemeColors::dangerFg : &ThemeColors::warnFg);
    m_remove->setObjectName(u"policyRemove%1"_s.arg(number));
    m_remove->setFocusPolicy(Qt::StrongFocus);
    makeFields(number);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_name);
    words->addWidget(m_meaning);
    words->addWidget(m_fires);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::cardMargin, metrics::cardMarginTop, metrics::cardMarginTop,
                            metrics::cardMarginTop);
    row->setSpacing(metrics::partGap);
    row->addLayout(words, 1);
    row->addWidget(m_span, 0, Qt::AlignTop);
    row->addWidget(m_fields, 0, Qt::AlignVCenter);
    row->addWidget(m_remove, 0, Qt::AlignVCenter);
    connect(m_remove, &QToolButton::clicked, this, &PolicyRow::removed);
}

void PolicyRow::makeFields(int number)
{
    auto *fields = new QHBoxLayout(m_fields);
    fields->setContentsMargins(0, 0, 0, 0);
    fields->setSpacing(metrics::insideControl);
    const QString name = PolicyWords::name(m_type);
    if (m_type == ParameterPolicy::Type::Expiration) {
        m_moment = new QDateTimeEdit;
        m_moment->setObjectName(u"policyMoment%1"_s.arg(number));
        m_moment->setAccessibleName(tr("%1, local time").arg(name));
        m_moment->setDisplayFormat(u"d MMM yyyy HH:mm"_s);
        m_moment->setTimeSpec(Qt::LocalTime);
        fields->addWidget(m_moment);
        connect(m_moment, &QDateTimeEdit::dateTimeChanged, this, &PolicyRow::emitEdited);
        return;
    }
    if (m_type == ParameterPolicy::Type::Unknown)
        return;
    m_amount = new QSpinBox;
    m_amount->setObjectName(u"policyAmount%1"_s.arg(number));
    m_amount->setAccessibleName(m_type == ParameterPolicy::Type::NoChangeNotification ? tr("%1, after").arg(name)
                                                                                      : tr("%1, before").arg(name));
    m_amount->setRange(1, longestDays);
    m_amount->setMinimumWidth(84);
    m_unit = new QComboBox;
    m_unit->setObjectName(u"policyUnit%1"_s.arg(number));
    m_unit->setAccessibleName(tr("%1, unit").arg(name));
    m_unit->view()->setAccessibleName(tr("Units"));
    const bool after = m_type == ParameterPolicy::Type::NoChangeNotification;
    m_unit->addItem(after ? tr("days") : tr("days before"), false);
    m_unit->addItem(after ? tr("hours") : tr("hours before"), true);
    fields->addWidget(new TextLabel(after ? tr("after") : QString(), Theme::Font::Body, &ThemeColors::text2));
    fields->addWidget(m_amount);
    fields->addWidget(m_unit);
    connect(m_amount, &QSpinBox::valueChanged, this, &PolicyRow::emitEdited);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &PolicyRow::emitEdited);
}

void PolicyRow::emitEdited()
{
    DraftPolicy policy;
    policy.type = m_type;
    if (m_moment)
        policy.expiresAt = m_moment->dateTime().toUTC();
    if (m_amount) {
        policy.amount = m_amount->value();
        policy.inHours = m_unit->currentData().toBool();
    }
    emit edited(policy);
}

void PolicyRow::present(const PolicyDraft &draft, const DraftPolicy &policy, const PolicyCase &of, bool editing)
{
    if (m_moment) {
        const QSignalBlocker quiet(m_moment);
        if (m_moment->dateTime().toUTC() != policy.expiresAt)
            m_moment->setDateTime(policy.expiresAt.toLocalTime());
    }
    if (m_amount) {
        const QSignalBlocker quiet(m_amount);
        const QSignalBlocker quietToo(m_unit);
        m_amount->setValue(policy.amount);
        m_unit->setCurrentIndex(policy.inHours ? 1 : 0);
    }
    m_span->setText(m_amount ? PolicyWords::span(policy) : QString());
    m_fires->setText(PolicyWords::fires(draft, policy, of));
    m_fires->setVisible(!m_fires->text().isEmpty());
    m_span->setVisible(!editing);
    m_fields->setVisible(editing);
    m_remove->setVisible(editing);
}

} // namespace keyturn

#include "moc_policy_row.cpp"
