#include "ui/reminders/reminder_chain_dialog.h"

#include "core/reminders/chain_found.h"
#include "core/workspace/workspace.h"
#include "ui/dialogs/place_line.h"
#include "ui/dialogs/unlock_row.h"
#include "ui/findings/chain_words.h"
#include "ui/reminders/chain_findings.h"
#include "ui/reminders/chain_form.h"
#include "ui/reminders/chain_page_words.h"
#include "ui/reminders/chain_progress.h"
#include "ui/reminders/chain_state_card.h"
#include "ui/reminders/chain_steps.h"
#include "ui/reminders/delete_chain_dialog.h"
#include "ui/reminders/schedules_dialog.h"
#include "ui/style/metrics.h"
#include "ui/text/error_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/scroll_page.h"
#include "ui/widgets/text_label.h"

#include <QMenu>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

ReminderChainDialog::ReminderChainDialog(Workspace &workspace, QWidget *parent) :
    FramedDialog(tr("Reminders sent by AWS"), placeLine(workspace.place()), parent), m_workspace(workspace),
    m_chain(new OpenChain(workspace.place(), workspace.listing(), workspace.writes(), this)),
    m_state(new ChainStateCard(u"chain"_s)), m_steps(new ChainSteps), m_findings(new ChainFindings),
    m_progress(new ChainProgress), m_form(new ChainForm), m_files(new ChainFiles(this)),
    m_schedules(new Button(u"clock"_s, tr("Reminders of due dates…"))),
    m_export(new Button(u"document-export"_s, tr("Export…"))), m_test(new Button(tr("Send a test message"))),
    m_delete(new Button(tr("Delete the stack…"), Button::Kind::Danger)),
    m_notice(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)), m_close(new Button(tr("Close"))),
    m_put(new Button(tr("Create"), Button::Kind::Primary))
{
    setObjectName(u"reminderChainDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(880, 720);
    QScrollArea *scroll = scrollPage(makePage());
    scroll->setObjectName(u"chainPage"_s);
    setFullBody();
    body()->addWidget(scroll, 1);
    makeFoot();
    connectParts();
    connectChain();
    present();
    check();
}

QWidget *ReminderChainDialog::makePage()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(metrics::pageMargin, metrics::wideGap, metrics::pageMargin, metrics::pageMargin);
    column->setSpacing(metrics::wideGap);
    column->addWidget(new UnlockRow(m_workspace.place()));
    column->addWidget(m_state);
    column->addWidget(m_steps);
    column->addWidget(m_findings);
    column->addWidget(m_progress);
    column->addWidget(new TextLabel(tr("The chain"), Theme::Font::Heading));
    column->addWidget(m_form);
    column->addWidget(makeTools());
    column->addStretch(1);
    return page;
}

QWidget *ReminderChainDialog::makeTools()
{
    auto *tools = new QWidget;
    auto *row = new QHBoxLayout(tools);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::buttonGap);
    m_export->setMenu(m_files->menu());
    const std::pair<Button *, QString> buttons[] = {{m_schedules, u"chainDueDates"_s},
                                                    {m_export, u"chainExport"_s},
                                                    {m_test, u"chainTest"_s},
                                                    {m_delete, u"chainDelete"_s}};
    for (const auto &[button, object] : buttons) {
        button->setObjectName(object);
        button->setAccessibleName(button->text());
        if (button == m_delete)
            row->addStretch(1);
        row->addWidget(button);
    }
    return tools;
}

void ReminderChainDialog::makeFoot()
{
    m_notice->setObjectName(u"chainNotice"_s);
    m_notice->wrapAnywhere();
    m_close->setObjectName(u"chainClose"_s);
    m_close->setAccessibleName(m_close->text());
    m_put->setObjectName(u"chainPut"_s);
    foot()->addWidget(m_notice, 1);
    foot()->addWidget(m_close);
    foot()->addWidget(m_put);
}

void ReminderChainDialog::connectParts()
{
    connect(m_state, &ChainStateCard::checkWanted, this, [this] {
        tell({});
        check();
    });
    connect(m_put, &QPushButton::clicked, this, &ReminderChainDialog::put);
    connect(m_delete, &QPushButton::clicked, this, &ReminderChainDialog::askDeletion);
    connect(m_test, &QPushButton::clicked, this, &ReminderChainDialog::sendTest);
    connect(m_schedules, &QPushButton::clicked, this,
            [this] { (new SchedulesDialog(m_workspace, m_chain->wanted().name, this))->open(); });
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_form, &ChainForm::changed, this, &ReminderChainDialog::showObstacles);
    connect(m_form, &ChainForm::nameChosen, this, [this] {
        m_isFilled = false;
        check();
    });
    connect(m_findings, &ChainFindings::repairWanted, this, [this](const ChainFinding &finding) {
        tell({});
        m_chain->repair(finding);
    });
    connect(m_progress, &ChainProgress::stopWanted, this, [this] {
        m_chain->stopWaiting();
        m_state->button()->setFocus();
    });
    connect(m_files, &ChainFiles::wanted, this,
            [this](ChainFiles::Kind kind) { m_files->begin(kind, m_form->chain(), m_chain->place()); });
    connect(m_files, &ChainFiles::written, this,
            [this](const QString &path) { tell(tr("Exported to %1.").arg(path)); });
    connect(m_files, &ChainFiles::failed, this, [this](const QString &reason) {
        complain(tr("Couldn't write the file: %1. Choose another folder.").arg(reason));
    });
}

void ReminderChainDialog::connectChain()
{
    connect(m_chain, &OpenChain::changed, this, &ReminderChainDialog::present);
    connect(m_chain, &OpenChain::done, this,
            [this](OpenChain::Outcome outcome) { tell(ChainPageWords::outcome(outcome, m_chain->wanted().name)); });
    connect(m_chain, &OpenChain::failed, this, [this](const Error &error) {
        const ErrorMessage message = ErrorText::message(error, m_form->chain().name);
        complain(ErrorText::twoLines(message), message.details);
    });
    connect(&m_workspace.place(), &Place::accessChanged, this, &ReminderChainDialog::showObstacles);
    connect(&m_workspace.place(), &Place::identityChanged, this,
            [this] { setSubtitle(placeLine(m_workspace.place())); });
    connect(&m_workspace.place(), &Place::changed, this, &QDialog::reject);
    connect(&m_workspace.listing(), &Listing::finished, this, [this] { // there may be other names now
        if (!m_chain->isBusy())
            m_chain->lookAgain();
    });
}

//! What there is in AWS fills the form once. From then on the form says what is wanted, and that is looked for.
void ReminderChainDialog::check()
{
    const QString fault = m_form->fault();
    if (!m_isFilled)
        m_chain->open(m_form->chain().name);
    else if (fault.isEmpty() || fault == u"nobody")
        m_chain->look(m_form->chain());
    else
        m_chain->lookAgain();
}

void ReminderChainDialog::fill()
{
    if (m_isFilled || !m_chain->isFound() || m_chain->isBusy() || m_chain->state() == OpenChain::State::Working)
        return;
    m_isFilled = true;
    if (m_chain->state() != OpenChain::State::Absent)
        m_form->setChain(m_chain->wanted());
}

void ReminderChainDialog::put()
{
    tell({});
    if (whyNotPut().isEmpty())
        m_chain->put(m_form->chain());
}

void ReminderChainDialog::askDeletion()
{
    auto *question = new DeleteChainDialog(m_workspace, m_chain->wanted().name, this);
    connect(question, &DeleteChainDialog::deletionWanted, this, [this] {
        tell({});
        m_chain->remove();
    });
    question->open();
}

void ReminderChainDialog::sendTest()
{
    tell({});
    m_chain->sendTest(ChainWords::testSubject(), ChainWords::testMessage(m_chain->wanted().name));
}

void ReminderChainDialog::tell(const QString &sentence)
{
    m_notice->setColor(&ThemeColors::text2);
    m_notice->setText(sentence);
    m_notice->setToolTip({});
}

void ReminderChainDialog::complain(const QString &sentence, const QString &details)
{
    m_notice->setColor(&ThemeColors::dangerFg);
    m_notice->setText(sentence);
    m_notice->setToolTip(details);
}

bool ReminderChainDialog::isStackThere() const
{
    return m_chain->stack().has_value();
}

QString ReminderChainDialog::whyNotWrite() const
{
    if (m_chain->isWaiting() || m_chain->isWriting())
        return tr("AWS is working on the chain");
    if (m_chain->isLooking())
        return tr("Checking with AWS…");
    if (!m_chain->isFound())
        return tr("Check it first");
    return m_workspace.place().canWrite() ? QString() : tr("Production is read-only");
}

QString ReminderChainDialog::whyNotPut() const
{
    if (const QString fault = m_form->fault(); !fault.isEmpty())
        return ChainPageWords::fault(fault);
    if (const QString reason = whyNotWrite(); !reason.isEmpty())
        return reason;
    if (m_form->chain().name != m_chain->wanted().name)
        return tr("Check it first");
    if (m_chain->state() == OpenChain::State::Working)
        return tr("AWS is working on the chain");
    if (!isStackThere() && m_chain->found().rule)
        return tr("A rule of this name exists without a stack. Choose another name");
    if (isStackThere() && !isFoundWhole(m_chain->found()))
        return tr("Part of the chain couldn't be read, so an update might remove it");
    return {};
}

void ReminderChainDialog::present()
{
    fill();
    const OpenChain::State state = m_chain->state();
    const bool isTold = state == OpenChain::State::Works || state == OpenChain::State::Broken
                        || (state == OpenChain::State::NotKnown && m_chain->isFound());
    m_state->setState(*m_chain);
    m_steps->setVisible(isTold);
    m_findings->setVisible(isTold && !m_chain->found().findings.isEmpty());
    if (isTold && !m_chain->isBusy()) {
        m_steps->setSteps(ChainStep::of(*m_chain));
        m_findings->setFindings(*m_chain);
        orderRepairs();
    }
    m_progress->setEvents(m_chain->events(), m_chain->isWaiting());
    showObstacles();
}

void ReminderChainDialog::showObstacles()
{
    const QString noWrite = whyNotWrite();
    const QString noStack = isStackThere() ? QString() : tr("There is no stack of this name");
    const QString fault = m_form->fault();
    const bool isChecked = m_form->chain() == m_chain->wanted();
    m_findings->setObstacle(noWrite.isEmpty() && !isChecked ? tr("Check it first") : noWrite);
    m_test->setDisabledReason(!noWrite.isEmpty()        ? noWrite
                              : !m_chain->found().topic ? tr("There is no topic to send it to")
                                                        : QString());
    m_delete->setDisabledReason(noWrite.isEmpty() ? noStack : noWrite);
    m_export->setDisabledReason(!fault.isEmpty()     ? ChainPageWords::fault(fault)
                                : m_chain->isFound() ? QString()
                                                     : tr("Check it first"));
    m_put->setText(isStackThere() ? tr("Update") : tr("Create"));
    m_put->setAccessibleName(m_put->text());
    m_put->setDefault(!isStackThere()); // an update may unsubscribe somebody: Enter in a field is none
    m_put->setDisabledReason(whyNotPut());
}

//! Buttons that are made anew are read after the one that checks, and reached there.
void ReminderChainDialog::orderRepairs()
{
    QWidget *last = m_state->button();
    for (QWidget *button : m_findings->buttons()) {
        setTabOrder(last, button);
        last = button;
    }
}

} // namespace keyturn

#include "moc_reminder_chain_dialog.cpp"
