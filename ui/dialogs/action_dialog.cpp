#include "ui/dialogs/action_dialog.h"

#include "ui/style/metrics.h"
#include "ui/text/error_text.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/confirm_field.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/text_label.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

ActionDialog::ActionDialog(Workspace &workspace, const QString &title, const QString &subtitle, QWidget *parent) :
    FramedDialog(title, subtitle, parent), m_workspace(workspace), m_parts(new QVBoxLayout), m_confirmCard(new Card),
    m_warning(new TextLabel({}, Theme::Font::Body)), m_ask(new TextLabel), m_confirm(new ConfirmField),
    m_factsCard(new Card), m_facts(new QVBoxLayout),
    m_problem(new TextLabel({}, Theme::Font::Small, &ThemeColors::dangerFg)), m_cancel(new Button(tr("Cancel"))),
    m_primary(new Button({}, Button::Kind::Primary))
{
    setAttribute(Qt::WA_DeleteOnClose);
    makeConfirmation();
    m_factsCard->setLook(&ThemeColors::sunken, &ThemeColors::border);
    m_facts->setContentsMargins(Card::margins());
    m_facts->setSpacing(6);
    m_factsCard->setLayout(m_facts);
    m_parts->setSpacing(metrics::partGap);
    FramedDialog::body()->addLayout(m_parts, 1);
    FramedDialog::body()->addWidget(m_confirmCard);
    FramedDialog::body()->addWidget(m_factsCard);
    m_confirmCard->hide();
    m_factsCard->hide();
    makeFoot();
    connect(m_cancel, &QPushButton::clicked, this, &ActionDialog::reject);
    connect(m_primary, &QPushButton::clicked, this, [this] {
        if (!m_running && obstacle().isEmpty())
            act();
    });
    connect(m_confirm, &QLineEdit::textChanged, this, &ActionDialog::updateAction);
    connect(&m_workspace.place(), &Place::accessChanged, this, &ActionDialog::updateAction);
    connect(&m_workspace.place(), &Place::changed, this, &QDialog::reject);
}

void ActionDialog::makeConfirmation()
{
    m_warning->setObjectName(u"warningText"_s);
    m_warning->wrapAnywhere();
    m_confirmCard->setObjectName(u"confirmCard"_s);
    m_confirmCard->setLook(&ThemeColors::dangerBg, &ThemeColors::dangerFg);
    m_confirm->setMinimumWidth(260);
    auto *ask = new QVBoxLayout;
    ask->setSpacing(metrics::gap);
    ask->addWidget(m_warning);
    ask->addWidget(m_ask);
    ask->addWidget(m_confirm);
    auto *confirm = new QHBoxLayout(m_confirmCard);
    confirm->setContentsMargins(Card::margins());
    confirm->setSpacing(metrics::buttonGap);
    confirm->addWidget(new IconLabel(u"kt-warning"_s, &ThemeColors::dangerFg), 0, Qt::AlignTop);
    confirm->addLayout(ask, 1);
}

void ActionDialog::makeFoot()
{
    m_primary->setObjectName(u"actionButton"_s);
    m_primary->setDefault(true);
    m_cancel->setObjectName(u"cancelButton"_s);
    m_problem->setObjectName(u"problemText"_s);
    m_problem->wrapAnywhere();
    foot()->addWidget(m_problem, 1);
    foot()->addWidget(m_cancel);
    foot()->addWidget(m_primary);
}

void ActionDialog::setDestructive()
{
    m_primary->setKind(Button::Kind::DangerFill);
    m_primary->setDefault(false);
    m_cancel->setFocus();
}

void ActionDialog::setFacts(const QStringList &facts)
{
    while (QLayoutItem *item = m_facts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString &fact : facts) {
        auto *line = new QWidget;
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(metrics::buttonGap);
        row->addWidget(new IconLabel(u"help-about"_s), 0, Qt::AlignTop);
        auto *text = new TextLabel(fact);
        text->setObjectName(u"factText"_s);
        text->wrapAnywhere();
        row->addWidget(text, 1);
        m_facts->addWidget(line);
    }
    m_factsCard->setVisible(!facts.isEmpty());
}

void ActionDialog::askFor(const QString &name, const QString &warning)
{
    m_name = name;
    m_warning->setText(warning);
    m_ask->setText(tr("Type %1 to confirm").arg(name));
    m_confirm->setAccessibleName(m_ask->text());
    m_ask->setVisible(!name.isEmpty());
    m_confirm->setVisible(!name.isEmpty());
    m_confirmCard->setVisible(!warning.isEmpty());
    if (!name.isEmpty())
        m_confirm->setFocus();
    updateAction();
}

bool ActionDialog::isConfirmed() const
{
    return m_name.isEmpty() || m_confirm->text() == m_name;
}

void ActionDialog::updateAction()
{
    QString reason = obstacle();
    if (m_running)
        reason = tr("Saving…");
    else if (reason.isEmpty() && !m_workspace.place().canWrite())
        reason = tr("Production is read-only");
    else if (reason.isEmpty() && !isConfirmed())
        reason = tr("Type the name to enable");
    m_primary->setDisabledReason(reason);
    m_cancel->setDisabledReason(m_running ? tr("Saving…") : QString());
}

void ActionDialog::showProblem(const QString &sentence)
{
    m_problem->setColor(&ThemeColors::dangerFg);
    m_problem->setText(sentence);
}

void ActionDialog::run(const EntryId &id, const Writes::Write &write, const std::function<QString()> &sentence)
{
    m_running = true;
    m_problem->setColor(&ThemeColors::text2);
    m_problem->setText(tr("Writing…"));
    const auto finished = [this, id, sentence](const Result<> &result) {
        m_running = false;
        if (result) {
            emit done(sentence());
            accept();
            return;
        }
        const ErrorMessage message = ErrorText::message(result.error(), leafOf(id.name));
        showProblem(ErrorText::twoLines(message));
        m_problem->setToolTip(message.details);
        updateAction();
    };
    if (!m_workspace.writes().run(id, write, this, finished)) {
        m_running = false;
        showProblem(tr("Something else is being written to this entry. Try again when it is done."));
    }
    updateAction();
}

QString ActionDialog::placeOf(const Entry &entry)
{
    return u"%1  ·  %2"_s.arg(Wording::store(entry.id.store), Wording::subtitle(entry).replace(u" · "_s, u"  ·  "_s));
}

void ActionDialog::reject()
{
    if (!m_running) // a write under way is watched to its end
        QDialog::reject();
}

} // namespace keyturn

#include "moc_action_dialog.cpp"
