#include "ui/due/due_timeline.h"

#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/text/wording.h"
#include "ui/timeline/timeline.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/status_chip.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

//! What the signs mean, in one line as long as there is room.
class Legend final : public QWidget {
public:
    explicit Legend(QWidget *parent = nullptr) : QWidget(parent)
    {
        setObjectName(u"dueLegend"_s);
        setAccessibleName(DueTimeline::tr("Legend"));
    }
    QSize sizeHint() const override { return {400, qMax(28, QFontMetrics(font()).height() + 12)}; }
    QSize minimumSizeHint() const override { return {100, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const std::pair<TimelineMark::Shape, QString> signs[] = {
            {TimelineMark::Shape::ReminderSent, DueTimeline::tr("Reminder sent")},
            {TimelineMark::Shape::ReminderAhead, DueTimeline::tr("Reminder ahead")},
            {TimelineMark::Shape::Due, DueTimeline::tr("Due")},
            {TimelineMark::Shape::GraceEnd, DueTimeline::tr("Old secret stops working")},
            {TimelineMark::Shape::Deletion, DueTimeline::tr("Deletion")},
            {TimelineMark::Shape::Stuck, DueTimeline::tr("Rotation stuck")}};
        QPainter painter(this);
        const QFont small = Theme::font(Theme::Font::Small);
        const QFontMetrics measure(small);
        const QString hint = DueTimeline::tr("Ctrl+scroll zooms, arrow keys move between marks");
        int x = 10;
        for (const auto &[shape, text] : signs) {
            const int width = 20 + measure.horizontalAdvance(text) + 20;
            if (x + width > this->width())
                return;
            TimelinePainter::paintShape(painter, QPointF(x, height() / 2.0), shape, Status::Fine, colors());
            painter.setFont(small);
            painter.setPen(colors().text2);
            painter.drawText(QRect(x + 16, 0, width, height()), Qt::AlignVCenter | Qt::AlignLeft, text);
            x += width;
        }
        const int left = this->width() - measure.horizontalAdvance(hint) - 2;
        if (left > x) {
            painter.setPen(colors().text3);
            painter.drawText(rect().adjusted(left, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, hint);
        }
    }
};

//! Round corners around the timeline, which fills all of it.
class Frame final : public Card {
public:
    explicit Frame(QWidget *inner)
    {
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(1, 1, 1, 1);
        column->addWidget(inner);
    }
};

} // namespace

DueTimeline::DueTimeline(QWidget *parent) :
    QWidget(parent), m_timeline(new Timeline), m_chip(new StatusChip),
    m_title(new TextLabel({}, Theme::Font::BodyStrong)),
    m_why(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)), m_open(new Button(tr("Open entry")))
{
    setObjectName(u"dueTimelinePage"_s);
    m_timeline->setObjectName(u"dueTimeline"_s);
    m_timeline->setAccessibleName(tr("Timeline of due dates"));
    m_chip->setObjectName(u"dueTimelineStatus"_s);
    m_title->setObjectName(u"dueTimelineTitle"_s);
    m_why->setObjectName(u"dueTimelineWhy"_s);
    m_open->setObjectName(u"dueTimelineOpen"_s);
    m_open->setAccessibleName(m_open->text());
    m_title->setWordWrap(true);
    m_why->setWordWrap(true);
    layOut();
    connect(m_timeline, &Timeline::currentChanged, this, &DueTimeline::showCurrent);
    connect(m_timeline, &Timeline::activated, this, &DueTimeline::open);
    connect(m_open, &QPushButton::clicked, this, [this] {
        const QList<int> sources = m_timeline->currentSources();
        if (!sources.isEmpty())
            open(sources.constFirst());
    });
}

void DueTimeline::layOut()
{
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_why);
    auto *said = new QHBoxLayout;
    said->setSpacing(metrics::partGap);
    said->addWidget(m_chip, 0, Qt::AlignVCenter);
    said->addLayout(words, 1);
    said->addWidget(m_open, 0, Qt::AlignVCenter);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::pageMargin, 0, metrics::pageMargin, 12);
    column->setSpacing(metrics::smallGap);
    column->addWidget(new Frame(m_timeline), 1);
    column->addWidget(new Legend);
    column->addLayout(said);
}

void DueTimeline::setMarks(const DueMarks &marks)
{
    m_marks = marks;
    m_timeline->setContent(m_marks.content(), m_marks.words());
}

void DueTimeline::showCurrent()
{
    const qsizetype group = m_timeline->current();
    m_open->setDisabledReason(group < 0 ? tr("Choose a mark") : QString());
    m_chip->setVisible(group >= 0);
    if (group < 0) {
        m_title->setText(tr("No mark is chosen"));
        m_why->setText(tr("Click a mark, or move to one with the arrow keys."));
        return;
    }
    const TimelineMark &mark = m_timeline->index().lead(m_timeline->index().groups()[group]);
    const EntryStatus status = m_marks.rows()[mark.source].status;
    m_chip->setStatus(status, StatusText::dueChip(status));
    m_title->setText(m_timeline->groupTitle(group));
    m_why->setText(m_marks.details(mark).replace(u'\n', u" · "_s));
}

void DueTimeline::open(int source)
{
    emit entryRequested(m_marks.rows()[source].item.entry);
}

} // namespace keyturn

#include "moc_due_timeline.cpp"
