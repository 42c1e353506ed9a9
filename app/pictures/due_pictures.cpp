#include "app/pictures/due_pictures.h"

#include "ui/due/due_calendar.h"
#include "ui/due/due_page.h"
#include "ui/timeline/timeline.h"
#include "ui/window/main_window.h"

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

class DuePictures {
public:
    DuePictures(MainWindow &window, const PictureTools &tools) : m_window(window), m_tools(tools) {}

    bool run()
    {
        m_window.openDueBoard();
        m_page = m_window.findChild<DuePage *>();
        if (!m_page || !m_tools.wait([this] { return !m_page->summary().isEmpty(); }, "the due board"))
            return false;
        m_page->setView(DueView::List);
        photograph(u"due"_s);
        m_page->setView(DueView::Timeline);
        timeline().setZoom(TimelineZoom::Week);
        timeline().showToday();
        photograph(u"due-timeline-week"_s);
        timeline().setZoom(TimelineZoom::Year);
        timeline().showToday();
        timeline().setFocus(Qt::TabFocusReason);
        photograph(u"due-timeline-year"_s);
        m_page->setView(DueView::Calendar);
        m_window.findChild<DueCalendar *>()->showDay(QDate(2026, 11, 26));
        m_page->focusContent();
        photograph(u"due-calendar"_s);
        m_page->setView(DueView::Reminders);
        m_page->focusContent();
        photograph(u"due-reminders"_s);
        small();
        m_page->setView(DueView::List);
        return true;
    }

private:
    Timeline &timeline() const { return *m_window.findChild<Timeline *>(u"dueTimeline"_s); }
    void photograph(const QString &name)
    {
        m_tools.wait([] { return true; }, "the due board"); // lets it settle
        m_tools.both(name, [this] { return m_window.grab(); });
    }
    void small()
    {
        const QSize usual = m_window.size();
        m_window.resize(1024, 640);
        m_page->setView(DueView::Timeline);
        timeline().setZoom(TimelineZoom::Quarter);
        timeline().showToday();
        photograph(u"due-timeline-minimum"_s);
        m_page->setView(DueView::Calendar);
        photograph(u"due-calendar-minimum"_s);
        m_window.resize(usual);
    }
    MainWindow &m_window;
    const PictureTools &m_tools;
    DuePage *m_page = nullptr;
};

} // namespace

bool takeDuePictures(MainWindow &window, const PictureTools &tools)
{
    return DuePictures(window, tools).run();
}

} // namespace keyturn
