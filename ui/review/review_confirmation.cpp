#include "ui/review/review_confirmation.h"

#include "ui/style/metrics.h"
#include "ui/widgets/confirm_field.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

ReviewConfirmation::ReviewConfirmation(QWidget *parent) :
    Card(parent), m_bold(new TextLabel({}, Theme::Font::BodyStrong)), m_text(new TextLabel), m_ask(new TextLabel),
    m_left(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)), m_field(new ConfirmField)
{
    setObjectName(u"confirmCard"_s);
    setLook(&ThemeColors::dangerBg, &ThemeColors::dangerFg);
    m_text->setWordWrap(true);
    m_field->setFixedWidth(240);
    auto *said = new QHBoxLayout;
    said->setSpacing(5);
    said->addWidget(m_bold);
    said->addWidget(m_text, 1);
    auto *asked = new QHBoxLayout;
    asked->setSpacing(metrics::partGap);
    asked->addWidget(m_ask);
    asked->addWidget(m_field);
    asked->addWidget(m_left, 1);
    auto *words = new QVBoxLayout;
    words->setSpacing(metrics::gap);
    words->addLayout(said);
    words->addLayout(asked);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Card::margins());
    row->setSpacing(metrics::buttonGap);
    row->addWidget(new IconLabel(u"kt-warning"_s, &ThemeColors::dangerFg), 0, Qt::AlignTop);
    row->addLayout(words, 1);
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString &typed) {
        const Demand *demand = next();
        if (demand && typed == demand->name) {
            m_typed.append(demand->name);
            const QSignalBlocker quiet(m_field);
            m_field->clear();
        }
        showNext();
        emit changed();
    });
}

void ReviewConfirmation::setDemands(const QList<Demand> &demands)
{
    m_demands = demands;
    setVisible(!demands.isEmpty());
    showNext();
}

const ReviewConfirmation::Demand *ReviewConfirmation::next() const
{
    const auto it = std::find_if(m_demands.begin(), m_demands.end(),
                                 [this](const Demand &demand) { return !m_typed.contains(demand.name); });
    return it == m_demands.end() ? nullptr : &*it;
}

QString ReviewConfirmation::obstacle() const
{
    const Demand *demand = next();
    return demand ? tr("Type %1 to enable").arg(demand->what) : QString();
}

void ReviewConfirmation::takeFocus()
{
    m_field->setFocus();
}

void ReviewConfirmation::showNext()
{
    const Demand *demand = next();
    for (QWidget *widget : std::initializer_list<QWidget *>{m_field, m_ask, m_left})
        widget->setVisible(demand);
    if (!demand) {
        m_bold->setText(m_demands.isEmpty() ? QString() : m_demands.constLast().bold);
        m_text->setText(tr("Confirmed."));
        return;
    }
    m_bold->setText(demand->bold);
    m_text->setText(demand->text);
    m_ask->setText(demand->ask);
    m_field->setAccessibleName(demand->ask);
    const QString typed = m_field->text();
    const qsizetype left = demand->name.size() - typed.size();
    if (typed.isEmpty())
        m_left->clear();
    else if (!demand->name.startsWith(typed))
        m_left->setText(tr("This is not %1").arg(demand->what));
    else
        m_left->setText(left == 1 ? tr("1 more character") : tr("%n more characters", nullptr, int(left)));
}

} // namespace keyturn

#include "moc_review_confirmation.cpp"
