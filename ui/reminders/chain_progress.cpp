#include "ui/reminders/chain_progress.h"

#include "ui/reminders/chain_page_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/progress_arc.h"
#include "ui/widgets/text_label.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

ChainProgress::ChainProgress(QWidget *parent) :
    QWidget(parent), m_arc(new ProgressArc), m_title(new TextLabel({}, Theme::Font::Heading)),
    m_stop(new Button(tr("Stop waiting"))), m_events(new TextLabel({}, Theme::Font::Mono, &ThemeColors::text2))
{
    setObjectName(u"chainProgress"_s);
    m_arc->setText(tr("AWS is working on the stack."));
    m_stop->setObjectName(u"chainStop"_s);
    m_stop->setAccessibleName(m_stop->text());
    m_stop->setToolTip(tr("AWS goes on with the stack."));
    m_events->setObjectName(u"chainEvents"_s);
    m_events->wrapAnywhere();
    auto *head = new QHBoxLayout;
    head->setSpacing(metrics::gap);
    head->addWidget(m_arc);
    head->addWidget(m_title, 1);
    head->addWidget(m_stop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::gap);
    column->addLayout(head);
    column->addWidget(m_events);
    connect(m_stop, &QPushButton::clicked, this, &ChainProgress::stopWanted);
    hide();
}

void ChainProgress::setEvents(const QList<StackEvent> &events, bool isRunning)
{
    QStringList lines;
    for (const StackEvent &event : events)
        lines.append(ChainPageWords::event(event));
    m_title->setText(isRunning ? tr("Waiting for AWS") : tr("What AWS did"));
    m_events->setText(lines.join(u'\n'));
    m_events->setVisible(!lines.isEmpty());
    m_arc->setVisible(isRunning);
    m_stop->setVisible(isRunning);
    setVisible(isRunning || !events.isEmpty());
}

} // namespace keyturn

#include "moc_chain_progress.cpp"
