#include "ui/details/policy_form.h"

#include "ui/details/policy_row.h"
#include "ui/details/policy_warning_box.h"
#include "ui/style/metrics.h"
#include "ui/timeline/timeline.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
constexpr int usualReminder = 150; // days: a month before a client secret of Login with Amazon ends
constexpr int usualNotice = 15;
constexpr int usualLife = 180;
} // namespace

PolicyForm::PolicyForm(QWidget *parent) :
    DetailRow(tr("Policies"), parent), m_kind(new SegmentedControl({tr("Form"), tr("JSON")})), m_form(new QWidget),
    m_card(new Card), m_rowColumn(new QVBoxLayout(m_card)),
    m_none(new TextLabel(tr("No policies"), Theme::Font::Body, &ThemeColors::text3)), m_adding(new QWidget),
    m_addReminder(new Button(u"list-add"_s, tr("No-change reminder"))),
    m_addExpiration(new Button(u"list-add"_s, tr("Expiration"))),
    m_addNotice(new Button(u"list-add"_s, tr("Expiration notice"))),
    m_previewTitle(new TextLabel(tr("What would happen"), Theme::Font::BodyStrong)), m_preview(new Timeline),
    m_warnings(new QWidget)
{
    setObjectName(u"policyForm"_s);
    m_kind->setObjectName(u"policyKind"_s);
    m_kind->setAccessibleName(tr("Edit policies as"));
    m_preview->setObjectName(u"policyPreview"_s);
    m_preview->setAccessibleName(tr("What would happen"));
    m_preview->setZoom(TimelineZoom::Year);
    m_preview->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_preview->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_warnings->setObjectName(u"policyWarnings"_s);
    makeAdding();
    layOut();
    connect(m_kind, &SegmentedControl::currentChanged, this, [this] {
        m_form->setVisible(!isJson());
        emit jsonChosen(isJson());
    });
}

void PolicyForm::layOut()
{
    m_rowColumn->setContentsMargins(0, 0, 0, 0);
    m_rowColumn->setSpacing(0);
    auto *frame = new Card;
    auto *inner = new QVBoxLayout(frame);
    inner->setContentsMargins(1, 1, 1, 1);
    inner->addWidget(m_preview);
    auto *warnings = new QVBoxLayout(m_warnings);
    warnings->setContentsMargins(0, 0, 0, 0);
    warnings->setSpacing(metrics::gap);
    auto *column = new QVBoxLayout(m_form);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(metrics::partGap);
    column->addWidget(m_none);
    column->addWidget(m_card);
    column->addWidget(m_adding);
    column->addWidget(m_warnings);
    column->addWidget(m_previewTitle);
    column->addWidget(frame);
    body()->addWidget(m_kind, 0, Qt::AlignLeft);
    body()->addWidget(m_form);
}

void PolicyForm::makeAdding()
{
    auto *row = new QHBoxLayout(m_adding);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::insideControl);
    using Type = ParameterPolicy::Type;
    const std::tuple<Button *, QString, Type> buttons[] = {
        {m_addReminder, u"addReminder"_s, Type::NoChangeNotification},
        {m_addExpiration, u"addExpiration"_s, Type::Expiration},
        {m_addNotice, u"addNotice"_s, Type::ExpirationNotification}};
    for (const auto &[button, object, type] : buttons) {
        button->setObjectName(object);
        button->setAccessibleName(tr("Add %1").arg(PolicyWords::name(type)));
        row->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, type = type] { addPolicy(type); });
    }
    row->addStretch(1);
}

bool PolicyForm::isJson() const
{
    return m_kind->current() == 1;
}

void PolicyForm::present(const PolicyCase &of, bool editing)
{
    m_case = of;
    m_editing = editing;
    const std::optional<PolicyDraft> draft = PolicyDraft::read(of.text);
    m_readable = draft.has_value();
    m_draft = draft.value_or(PolicyDraft());
    m_form->setVisible(!isJson());
    presentRows();
    presentAdding();
    presentWarnings();
    presentPreview();
}

void PolicyForm::presentRows()
{
    const auto &policies = m_draft.policies;
    bool same = m_rows.size() == policies.size();
    for (int i = 0; same && i < policies.size(); ++i)
        same = m_rows[i]->type() == policies[i].type;
    if (!same) {
        qDeleteAll(std::exchange(m_rows, {}));
        for (int i = 0; i < policies.size(); ++i) {
            auto *row = new PolicyRow(policies[i].type, i);
            m_rows.append(row);
            m_rowColumn->addWidget(row);
            connect(row, &PolicyRow::edited, this, [this, i](const DraftPolicy &policy) { change(i, policy); });
            // The row goes with it: not while its button is still at work.
            connect(
                row, &PolicyRow::removed, this, [this, i] { remove(i); }, Qt::QueuedConnection);
        }
    }
    for (int i = 0; i < policies.size(); ++i)
        m_rows[i]->present(m_draft, policies[i], m_case, m_editing);
    m_card->setVisible(!policies.isEmpty());
    m_none->setVisible(policies.isEmpty() && m_readable);
}

void PolicyForm::presentAdding()
{
    m_adding->setVisible(m_editing && m_readable);
    const QString full =
        m_draft.policies.size() >= mostPolicies ? tr("At most %1 policies.").arg(mostPolicies) : QString();
    const bool expires = m_draft.has(ParameterPolicy::Type::Expiration);
    m_addReminder->setDisabledReason(full);
    m_addExpiration->setDisabledReason(expires ? tr("A parameter expires only once") : full);
    m_addNotice->setDisabledReason(expires ? full : tr("Add an expiration first"));
}

void PolicyForm::presentWarnings()
{
    const QList<PolicyWarning> warnings = PolicyWords::warnings(m_case);
    m_warnings->setVisible(!warnings.isEmpty());
    if (warnings == m_shownWarnings && !m_warnings->findChildren<PolicyWarningBox *>().isEmpty()) {
        for (PolicyWarningBox *box : m_warnings->findChildren<PolicyWarningBox *>())
            box->setEditing(m_editing);
        return;
    }
    m_shownWarnings = warnings;
    qDeleteAll(m_warnings->findChildren<PolicyWarningBox *>());
    for (const PolicyWarning &warning : warnings) {
        auto *box = new PolicyWarningBox(warning);
        box->setEditing(m_editing);
        m_warnings->layout()->addWidget(box);
        connect(
            box, &PolicyWarningBox::advancedWanted, this, [this] { emit tierWanted(u"Advanced"_s); },
            Qt::QueuedConnection);
    }
}

void PolicyForm::presentPreview()
{
    const TimelineContent content = PolicyWords::preview(m_case);
    const bool any = !content.marks.isEmpty();
    m_previewTitle->setText(m_case.isEdited() ? tr("What would happen") : tr("What happens"));
    m_previewTitle->setVisible(any);
    m_preview->parentWidget()->setVisible(any);
    const TimelineLayout sizes = TimelineLayout::in(QRect(0, 0, 600, 200));
    m_preview->setFixedHeight(sizes.axis + int(content.lanes.size()) * sizes.lane);
    m_preview->setContent(content, PolicyWords::previewWords(m_case));
}

void PolicyForm::addPolicy(ParameterPolicy::Type type)
{
    DraftPolicy policy;
    policy.type = type;
    if (type == ParameterPolicy::Type::Expiration) {
        const QDateTime end = m_case.now.addDays(usualLife);
        policy.expiresAt = QDateTime(end.date(), QTime(end.time().hour(), 0), Qt::UTC);
    } else {
        policy.amount = type == ParameterPolicy::Type::NoChangeNotification ? usualReminder : usualNotice;
    }
    m_draft.policies.append(policy);
    emitEdited();
}

void PolicyForm::change(int number, const DraftPolicy &policy)
{
    const std::optional<PolicyDraft> before = PolicyDraft::read(m_case.before);
    DraftPolicy changed = policy;
    // What is as it was has the text it had.
    if (before && number < before->policies.size()) {
        DraftPolicy old = before->policies[number];
        old.text.clear();
        if (old == changed)
            changed = before->policies[number];
    }
    m_draft.policies[number] = changed;
    emitEdited();
}

void PolicyForm::remove(int number)
{
    if (number >= m_draft.policies.size())
        return;
    m_draft.policies.removeAt(number);
    emitEdited();
    m_addReminder->setFocus();
}

void PolicyForm::emitEdited()
{
    emit edited(m_draft.text());
}

} // namespace keyturn

#include "moc_policy_form.cpp"
