#include "ui/details/details_tab.h"

#include "ui/details/detail_words.h"
#include "ui/details/details_form.h"
#include "ui/details/details_reader.h"
#include "ui/details/kms_key_reader.h"
#include "ui/style/metrics.h"
#include "ui/text/error_text.h"
#include "ui/widgets/empty_state.h"

#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

DetailsTab::DetailsTab(Workspace &workspace, QWidget *parent) :
    QWidget(parent), m_workspace(workspace), m_reader(new DetailsReader(workspace, this)),
    m_keys(new KmsKeyReader(this)), m_form(new DetailsForm(*m_keys)), m_state(new EmptyState),
    m_scroll(new QScrollArea), m_stack(new QStackedWidget)
{
    setObjectName(u"detailsTab"_s);
    m_state->setObjectName(u"detailsState"_s);
    m_stack->addWidget(m_scroll);
    m_stack->addWidget(m_state);
    makeScroll();
    m_scroll->viewport()->setAutoFillBackground(false); // it stands on the page, and so does what is in it
    m_scroll->widget()->setAutoFillBackground(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, metrics::partGap, 0, 0);
    column->addWidget(m_stack);
    m_pause.setSingleShot(true);
    m_pause.setInterval(1s);
    m_again.setSingleShot(true);
    m_again.setInterval(5s);
    connect(&m_again, &QTimer::timeout, this, [this] {
        if (isVisible())
            read();
    });
    connect(m_form, &DetailsForm::edited, this, &DetailsTab::stage);
    connect(m_form, &DetailsForm::partChosen, this, &DetailsTab::showRows);
    connect(m_form, &DetailsForm::changesWanted, this,
            [this](const DetailChanges &changes, const QString &what) { stageChanges(changes, what, Join::No); });
    connect(m_keys, &KmsKeyReader::done, this, &DetailsTab::showRows);
    connectWorkspace();
}

DetailsTab::~DetailsTab() = default;

void DetailsTab::connectWorkspace()
{
    connect(m_reader, &DetailsReader::changed, this, &DetailsTab::show);
    connect(m_state, &EmptyState::primaryTriggered, this, &DetailsTab::read);
    connect(&m_workspace.staging(), &Staging::changed, this, &DetailsTab::show);
    connect(&m_workspace.running(), &RunningWrites::changed, this, &DetailsTab::show);
    connect(&m_workspace.place(), &Place::accessChanged, this, &DetailsTab::show);
    connect(&m_workspace.openEntry(), &OpenEntry::opening, this, [this](const EntryId &id) {
        if (!m_reader->details() || m_reader->details()->entry.id != id)
            m_editing = false;
    });
    connect(&m_workspace.openEntry(), &OpenEntry::contentChanged, this, [this] {
        m_stale = true;
        if (isVisible())
            read();
    });
}

void DetailsTab::makeScroll()
{
    m_scroll->setObjectName(u"detailsPage"_s);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(m_form);
}

void DetailsTab::edit()
{
    if (!m_workspace.place().canWrite()) {
        emit writingNeeded([this] { edit(); });
        return;
    }
    m_editing = true;
    show();
    if (mayEdit())
        m_form->focusDescription();
}

void DetailsTab::choosePart(const QString &name)
{
    m_form->choosePart(name);
}

bool DetailsTab::mayEdit() const
{
    const EntryDetails *details = m_reader->details();
    return m_editing && details && m_workspace.place().canWrite() && details->entry.isWritable()
           && !m_workspace.running().isWriting(details->entry.id) && !m_workspace.halfSaves().find(details->entry.id);
}

const DetailChanges &DetailsTab::staged() const
{
    static const DetailChanges none;
    const EntryDetails *details = m_reader->details();
    const StagedEdits::Item *item = details ? m_workspace.staging().edits().item(details->entry.id) : nullptr;
    return item ? item->details : none;
}

void DetailsTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        read();
}

void DetailsTab::read()
{
    m_stale = false;
    m_keys->read(m_workspace.place().sharedConnection());
    m_reader->start();
}

void DetailsTab::show()
{
    showState();
    showRows();
}

void DetailsTab::showState()
{
    const EntryContent *content = m_workspace.openEntry().content();
    if (m_reader->details()) {
        m_stack->setCurrentWidget(m_scroll);
        return;
    }
    if (!content)
        return;
    const QString name = content->entry.leafName();
    if (m_reader->error()) {
        const ErrorMessage message = ErrorText::message(*m_reader->error(), name);
        m_state->setIcon(u"kt-fail"_s, EmptyState::Tone::Danger);
        m_state->setTexts(tr("Couldn't load the details"), message.sentence, ErrorText::requestLine(message));
        m_state->setActions(tr("Try again"), {}, false, u"view-refresh"_s);
    } else {
        m_state->setIcon(u"view-refresh"_s, EmptyState::Tone::Neutral);
        m_state->setTexts(tr("Reading the details"), name);
        m_state->setActions({});
    }
    m_stack->setCurrentWidget(m_state);
}

void DetailsTab::showRows()
{
    const EntryDetails *details = m_reader->details();
    if (!details)
        return;
    const DetailChanges &changes = staged();
    const DetailTexts now = applied(details->texts, changes);
    m_form->present({*details, now, changes, m_workspace.place().region(), m_workspace.clock().utcNow(), mayEdit()});
    const auto isUnderWay = [](const ReplicaState &replica) { return replica.status == "InProgress"_L1; };
    if (std::any_of(details->replicas.begin(), details->replicas.end(), isUnderWay) && !m_again.isActive())
        m_again.start();
}

void DetailsTab::stage(DetailField field, const QString &text)
{
    const EntryDetails *details = m_reader->details();
    if (!details)
        return;
    const DetailKey key{m_form->part(), field};
    const DetailChange change{textOf(details->texts, key), text.isEmpty() ? std::nullopt : std::optional(text)};
    stageChanges({{key, change}}, DetailWords::step(key, change), m_pause.isActive() ? Join::Yes : Join::No);
    m_pause.start();
}

void DetailsTab::stageChanges(const DetailChanges &changes, const QString &what, Join join)
{
    if (!mayEdit() || !m_workspace.staging().stageDetails(changes, what, join == Join::Yes))
        show(); // as it was
}

} // namespace keyturn

#include "moc_details_tab.cpp"
