#include "ui/notify/tray_icon.h"

#include "ui/notify/notifier.h"
#include "ui/notify/reminder_words.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/text/status.h"
#include "ui/text/wording.h"
#include "ui/widgets/status_look.h"

#include <QMenu>
#include <QPainter>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
constexpr int shownDates = 5;
constexpr int highestNumber = 99; // of what has room
} // namespace

TrayIcon::TrayIcon(Notifier &notifier, QObject *parent) :
    QObject(parent), m_notifier(notifier), m_menu(std::make_unique<QMenu>())
{
    m_menu->setObjectName(u"trayMenu"_s);
    m_menu->setAccessibleName(tr("Keyturn"));
    m_icon.setContextMenu(m_menu.get());
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            emit windowWanted();
    });
    connect(&notifier, &Notifier::boardChanged, this, &TrayIcon::refresh);
    refresh();
}

TrayIcon::~TrayIcon() = default;

QIcon TrayIcon::badged(int count)
{
    QIcon icon;
    for (const int size : {16, 22, 24, 32, 48, 64}) {
        QPixmap picture = icons::application().pixmap(size, size);
        if (count > 0 && !picture.isNull()) {
            QPainter painter(&picture);
            painter.setRenderHint(QPainter::Antialiasing);
            const qreal radius = picture.width() * 0.31;
            const QRectF disc(picture.width() - 2 * radius, 0, 2 * radius, 2 * radius);
            painter.setPen(Qt::NoPen);
            painter.setBrush(colors().dangerFill);
            painter.drawEllipse(disc);
            QFont font = painter.font();
            font.setBold(true);
            font.setPixelSize(qMax(6, int(radius * (count > 9 ? 1.05 : 1.35))));
            painter.setFont(font);
            painter.setPen(Qt::white);
            painter.drawText(disc, Qt::AlignCenter, QString::number(qMin(count, highestNumber)));
        }
        icon.addPixmap(picture);
    }
    return icon;
}

QString TrayIcon::lineOf(const DueItem &item, bool isOneOfSeveral) const
{
    const QDateTime now = m_notifier.now();
    if (m_notifier.hidesNames())
        return ReminderWords::title(item, now);
    // Behind the tabulator menus put it to the right, as shortcuts stand.
    QString name = item.entry.name.isEmpty() ? Wording::dueName(item) : item.entry.name;
    if (isOneOfSeveral)
        name = tr("%1, %2").arg(name, Wording::duePart(item));
    return name.replace(u'&', u"&&"_s) + u'\t' + StatusText::dueChip(statusOf(item.due, now));
}

QString TrayIcon::refreshLineOf(const DueItem &item) const
{
    if (m_notifier.hidesNames())
        return tr("Refresh token (%1)").arg(ReminderWords::title(item, m_notifier.now()));
    return tr("Refresh %1").arg(QString(item.entry.name).replace(u'&', u"&&"_s));
}

void TrayIcon::refresh()
{
    const bool isWanted = m_notifier.settings().showTray && isAvailable();
    const int count = m_notifier.urgentCount();
    if (std::exchange(m_badge, count) != count)
        m_icon.setIcon(badged(count));
    m_icon.setToolTip(count > 0 ? tr("Keyturn: %n date(s) overdue or stuck", nullptr, count) : tr("Keyturn"));
    m_icon.setVisible(isWanted);
    if (!m_menu->isVisible()) // nothing moves under the pointer
        fill();
}

QAction *TrayIcon::add(const QString &icon, const QString &text, const QString &object)
{
    QAction *action = m_menu->addAction(icons::icon(icon), text);
    action->setObjectName(object);
    return action;
}

//! Returns what stands there, a line for each.
QList<DueItem> TrayIcon::addDates()
{
    const QList<DueItem> next = m_notifier.next(2 * shownDates);
    QList<DueItem> shown;
    QStringList lines;
    for (const DueItem &item : next) {
        // Two dates of one entry differ by what is due; those that do not are one line.
        const auto ofSameEntry = std::count_if(next.begin(), next.end(), [&item](const DueItem &other) {
            return other.entry == item.entry && !other.entry.name.isEmpty();
        });
        const QString line = lineOf(item, ofSameEntry > 1);
        if (lines.contains(line) || lines.size() == shownDates)
            continue;
        const StatusLook look = statusLook(statusOf(item.due, m_notifier.now()).status);
        QAction *action = add(look.icon, line, u"trayDate%1"_s.arg(lines.size()));
        action->setIcon(icons::icon(look.icon, look.iconColor));
        connect(action, &QAction::triggered, this, [this, item] { emit entryWanted(item); });
        lines.append(line);
        shown.append(item);
    }
    return shown;
}

//! One for each entry, however many of its dates are shown.
void TrayIcon::addRefreshes(const QList<DueItem> &shown)
{
    QSet<EntryId> offered;
    for (const DueItem &item : shown) {
        if (!m_notifier.isRefreshable(item.entry) || offered.contains(item.entry))
            continue;
        QAction *action = add(u"view-refresh"_s, refreshLineOf(item), u"trayRefresh%1"_s.arg(offered.size()));
        connect(action, &QAction::triggered, this, [this, id = item.entry] { emit refreshWanted(id); });
        offered.insert(item.entry);
    }
    if (!offered.isEmpty())
        m_menu->addSeparator();
}

void TrayIcon::fill()
{
    m_menu->clear();
    m_menu->addSection(tr("Next due"));
    const QList<DueItem> shown = addDates();
    if (shown.isEmpty())
        add({}, tr("No dates are known"), u"trayNothing"_s)->setEnabled(false);
    connect(add(u"view-calendar"_s, tr("Open due board"), u"trayBoard"_s), &QAction::triggered, this,
            &TrayIcon::boardWanted);
    m_menu->addSeparator();
    addRefreshes(shown);
    connect(add(u"object-locked"_s, tr("Lock"), u"trayLock"_s), &QAction::triggered, this, &TrayIcon::lockWanted);
    connect(add(u"view-restore"_s, tr("Show Keyturn"), u"trayShow"_s), &QAction::triggered, this,
            &TrayIcon::windowWanted);
    connect(add(u"application-exit"_s, tr("Quit"), u"trayQuit"_s), &QAction::triggered, this, &TrayIcon::quitWanted);
}

} // namespace keyturn

#include "moc_tray_icon.cpp"
