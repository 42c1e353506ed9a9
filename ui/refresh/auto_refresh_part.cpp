#include "ui/refresh/auto_refresh_part.h"

#include "core/workspace/workspace.h"
#include "ui/refresh/refresh_words.h"
#include "ui/style/metrics.h"
#include "ui/text/error_text.h"
#include "ui/text/wording.h"
#include "ui/widgets/status_chip.h"
#include "ui/widgets/text_label.h"

#include <QCheckBox>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

Status lookOf(AutoRefresh::State state)
{
    switch (state) {
    case AutoRefresh::State::Off:
        break;
    case AutoRefresh::State::Waiting:
        return Status::Fine;
    case AutoRefresh::State::Running:
        return Status::Running;
    case AutoRefresh::State::Blocked:
        return Status::DueSoon;
    case AutoRefresh::State::Failed:
        return Status::Overdue;
    }
    return Status::NoDueDate;
}

} // namespace

AutoRefreshPart::AutoRefreshPart(Workspace &workspace, QWidget *parent) :
    QWidget(parent), m_workspace(workspace), m_pin(new QCheckBox(tr("Refresh before it expires, while Keyturn runs"))),
    m_chip(new StatusChip), m_text(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2))
{
    setObjectName(u"autoRefresh"_s);
    m_pin->setObjectName(u"autoRefreshPin"_s);
    m_pin->setAccessibleName(m_pin->text());
    m_chip->setObjectName(u"autoRefreshChip"_s);
    m_text->setObjectName(u"autoRefreshText"_s);
    m_text->wrapAnywhere();
    auto *line = new QHBoxLayout;
    line->setSpacing(metrics::buttonGap);
    line->addWidget(m_chip, 0, Qt::AlignTop);
    line->addWidget(m_text, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_pin);
    column->addLayout(line);
    connect(m_pin, &QCheckBox::clicked, this, &AutoRefreshPart::pin);
    connect(&m_workspace.autoRefresh(), &AutoRefresh::changed, this, [this](const EntryId &id) {
        if (id == m_entry.id)
            showState();
    });
}

void AutoRefreshPart::show(const Entry &entry)
{
    m_entry = entry;
    showState();
}

void AutoRefreshPart::showState()
{
    const AutoRefresh::Status status = m_workspace.autoRefresh().status(m_entry.id);
    const QDateTime now = m_workspace.clock().utcNow();
    const bool isOn = status.state != AutoRefresh::State::Off;
    m_pin->setChecked(isOn);
    m_chip->setVisible(isOn);
    QString chip, text;
    switch (status.state) {
    case AutoRefresh::State::Off:
        text = tr("Off. Nothing is refreshed unless you ask for it.");
        break;
    case AutoRefresh::State::Waiting:
        chip = tr("on");
        text = tr("Next refresh %1, at most one write in 10 minutes.").arg(RefreshWords::moment(status.next, now));
        break;
    case AutoRefresh::State::Running:
        chip = tr("running");
        break;
    case AutoRefresh::State::Blocked:
        chip = tr("waiting");
        text = RefreshWords::whyAutoRefreshWaits(status.why);
        break;
    case AutoRefresh::State::Failed:
        chip = tr("failed");
        text = status.error ? ErrorText::message(*status.error, m_entry.leafName()).sentence : QString();
        text += u' '
                + (status.next.isValid() ? tr("Tried again %1.").arg(RefreshWords::moment(status.next, now))
                                         : tr("Not tried again until you refresh it yourself."));
        break;
    }
    m_chip->setStatus(lookOf(status.state), chip);
    m_text->setText(text);
}

void AutoRefreshPart::pin(bool isPinned)
{
    const Result<> kept = m_workspace.autoRefresh().pin(m_entry, isPinned);
    showState();
    if (!kept)
        m_text->setText(ErrorText::message(kept.error()).sentence);
}

} // namespace keyturn

#include "moc_auto_refresh_part.cpp"
