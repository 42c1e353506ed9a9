#include "ui/reminders/chain_form.h"

#include "ui/reminders/chain_page_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/text_label.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

QStringList listed(const QLineEdit *field)
{
    QStringList found;
    for (const QString &item : field->text().split(u',', Qt::SkipEmptyParts)) {
        if (const QString one = item.trimmed(); !one.isEmpty())
            found.append(one);
    }
    return found;
}

} // namespace

ChainForm::ChainForm(QWidget *parent) :
    QWidget(parent), m_name(new QLineEdit), m_prefixes(new QLineEdit), m_emails(new QLineEdit), m_phones(new QLineEdit),
    m_key(new QLineEdit), m_schedules(new QCheckBox(tr("With a role and a group for EventBridge Scheduler"))),
    m_fault(new TextLabel({}, Theme::Font::Small, &ThemeColors::dangerFg))
{
    setObjectName(u"chainForm"_s);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(metrics::wideGap);
    grid->setVerticalSpacing(metrics::gap);
    grid->setColumnStretch(1, 1);
    add(grid, tr("Name"), m_name, u"chainName"_s, {});
    add(grid, tr("Parameters that begin with"), m_prefixes, u"chainPrefixes"_s, tr("All parameters, or /my-erp/, …"));
    add(grid, tr("E-mail to"), m_emails, u"chainEmails"_s, u"it-admins@example.com, …"_s);
    add(grid, tr("SMS to"), m_phones, u"chainPhones"_s, u"+4915112345678, …"_s);
    add(grid, tr("KMS key of the topic"), m_key, u"chainKey"_s, tr("None, or arn:aws:kms:…:key/…"));
    m_schedules->setObjectName(u"chainSchedules"_s);
    m_schedules->setAccessibleName(m_schedules->text());
    m_schedules->setToolTip(tr("Needed for reminders of due dates, which no edit moves."));
    grid->addWidget(m_schedules, grid->rowCount(), 1);
    m_fault->setObjectName(u"chainFault"_s);
    m_fault->wrapAnywhere();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::gap);
    column->addLayout(grid);
    column->addWidget(m_fault);
    connect(m_schedules, &QCheckBox::toggled, this, &ChainForm::changed);
    connect(m_name, &QLineEdit::editingFinished, this, [this] {
        if (const QString name = m_name->text().trimmed(); name != m_chosenName && fault() != u"name") {
            m_chosenName = name;
            emit nameChosen();
        }
    });
    connect(this, &ChainForm::changed, this, &ChainForm::showFault);
    setChain({});
}

void ChainForm::add(QGridLayout *grid, const QString &caption, QLineEdit *field, const QString &object,
                    const QString &placeholder)
{
    auto *label = new TextLabel(caption);
    label->setBuddy(field);
    field->setObjectName(object);
    field->setAccessibleName(caption);
    field->setPlaceholderText(placeholder);
    const int row = grid->rowCount();
    grid->addWidget(label, row, 0, Qt::AlignVCenter);
    grid->addWidget(field, row, 1);
    connect(field, &QLineEdit::textChanged, this, &ChainForm::changed);
}

ReminderChain ChainForm::chain() const
{
    ReminderChain chain;
    chain.name = m_name->text().trimmed();
    chain.prefixes = listed(m_prefixes);
    chain.emails = listed(m_emails);
    chain.phones = listed(m_phones);
    chain.kmsKey = m_key->text().trimmed();
    chain.schedules = m_schedules->isChecked();
    return chain;
}

void ChainForm::setChain(const ReminderChain &chain)
{
    {
        const QSignalBlocker once(this);
        m_name->setText(chain.name);
        m_prefixes->setText(chain.prefixes.join(u", "_s));
        m_emails->setText(chain.emails.join(u", "_s));
        m_phones->setText(chain.phones.join(u", "_s));
        m_key->setText(chain.kmsKey);
        m_schedules->setChecked(chain.schedules);
        m_chosenName = chain.name;
    }
    emit changed();
}

//! That nobody has been named yet is no mistake: the button says it.
void ChainForm::showFault()
{
    const QString word = fault();
    const bool isMistake = !word.isEmpty() && word != u"nobody";
    m_fault->setText(isMistake ? ChainPageWords::fault(word) : QString());
    m_fault->setVisible(isMistake);
}

} // namespace keyturn

#include "moc_chain_form.cpp"
