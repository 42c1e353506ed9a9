#include "ui/window/main_window.h"

#include "core/workspace/workspace.h"
#include "ui/due/due_page.h"
#include "ui/editor/values_tab.h"
#include "ui/entry/detail_page.h"
#include "ui/list/list_page.h"
#include "ui/style/metrics.h"
#include "ui/widgets/clipboard_guard.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/close_guard.h"
#include "ui/window/sidebar.h"
#include "ui/window/sidebar_delegate.h"
#include "ui/window/staged_bar.h"
#include "ui/window/status_line.h"
#include "ui/window/top_bar.h"

#include <QCloseEvent>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int fullWidth = 1360;
constexpr int railBelow = 1200;
constexpr int lowBelow = 720;
constexpr int compactListWidth = 728;
enum Arrangement { Full, NarrowList, Rail };

} // namespace

void MainWindow::arrange()
{
    const bool wide = width() >= fullWidth && !(m_detail && m_detail->wantsRoom());
    const int now = wide ? Full : width() >= railBelow ? NarrowList : Rail;
    m_top->setCompact(now == Rail);
    m_status->setCompact(now == Rail);
    if (!m_browser)
        return;
    m_detail->setLow(height() < lowBelow);
    if (now == m_arrangement)
        return;
    m_arrangement = now;
    const bool rail = now == Rail || m_railWanted;
    m_sidebar->setRail(rail);
    m_sidebar->setMinimumWidth(rail ? metrics::railWidth : 160);
    m_sidebar->setMaximumWidth(rail ? metrics::railWidth : 420);
    const int side =
        rail ? metrics::railWidth : std::max(metrics::sidebarWidth, SidebarDelegate::widthFor(*m_sidebar->model()));
    m_browser->setSizes({side, width() - side});
    m_list->setNarrow(now != Full);
    const int list = now != Full           ? metrics::narrowListWidth
                     : m_list->isCompact() ? compactListWidth
                                           : metrics::listWidth;
    m_split->setSizes({list, width() - side - list});
}

void MainWindow::focusArea(int step)
{
    if (!m_browser || m_views->currentWidget() != m_browser)
        return;
    const bool due = m_due && m_areas->currentWidget() == m_due;
    const QList<QWidget *> areas = due ? QList<QWidget *>{m_sidebar, m_due, m_staged, m_top}
                                       : QList<QWidget *>{m_sidebar, m_list, m_detail, m_staged, m_top};
    qsizetype at = -1;
    for (qsizetype i = 0; i < areas.size(); ++i) {
        if (QWidget *focus = focusWidget(); focus && (areas.at(i) == focus || areas.at(i)->isAncestorOf(focus)))
            at = i;
    }
    for (qsizetype tried = 0; tried < areas.size(); ++tried) {
        at = (at + step + areas.size()) % areas.size();
        QWidget *area = areas.at(at);
        if (!area->isVisible())
            continue;
        if (area == m_list)
            m_list->focusList();
        else if (area == m_due)
            m_due->focusList();
        else if (area == m_detail && m_workspace.openEntry().content())
            m_detail->values().focusTable();
        else if (area == m_sidebar)
            m_sidebar->setFocus(Qt::ShortcutFocusReason);
        else {
            QWidget *first = nullptr;
            for (QWidget *child : area->findChildren<QWidget *>()) {
                if (!first && child->isVisible() && child->isEnabled() && child->focusPolicy() & Qt::TabFocus)
                    first = child;
            }
            if (!first)
                continue;
            first->setFocus(Qt::ShortcutFocusReason);
        }
        return;
    }
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    arrange();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_closeGuard->mayClose()) {
        event->ignore();
        return;
    }
    m_clipboard->clearNow();
    QMainWindow::closeEvent(event);
}

void MainWindow::saveLayout(QSettings &settings) const
{
    settings.setValue(u"window/geometry"_s, saveGeometry());
    settings.setValue(u"window/rail"_s, m_railWanted);
    if (m_browser && m_arrangement == Full) {
        settings.setValue(u"window/sidebar"_s, m_browser->saveState());
        settings.setValue(u"window/list"_s, m_split->saveState());
    }
}

void MainWindow::restoreFrame(const QSettings &settings)
{
    resize(1440, 900);
    restoreGeometry(settings.value(u"window/geometry"_s).toByteArray());
    m_railWanted = settings.value(u"window/rail"_s).toBool();
}

void MainWindow::restoreAreas(const QSettings &settings)
{
    if (!m_browser)
        return;
    m_arrangement = -1;
    arrange();
    if (m_arrangement == Full) {
        m_browser->restoreState(settings.value(u"window/sidebar"_s).toByteArray());
        m_split->restoreState(settings.value(u"window/list"_s).toByteArray());
    }
}

} // namespace keyturn
