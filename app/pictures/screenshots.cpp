#include "app/pictures/screenshots.h"

#include "app/pictures/bad_input_pictures.h"
#include "app/pictures/chain_pictures.h"
#include "app/pictures/details_pictures.h"
#include "app/pictures/due_pictures.h"
#include "app/pictures/editor_pictures.h"
#include "app/pictures/fault_pictures.h"
#include "app/pictures/list_pictures.h"
#include "app/pictures/picture_source.h"
#include "app/pictures/refresh_pictures.h"
#include "app/pictures/rotation_pictures.h"
#include "app/pictures/save_pictures.h"
#include "app/pictures/versions_pictures.h"
#include "app/pictures/window_pictures.h"
#include "core/workspace/workspace.h"
#include "ui/editor/secret_value_model.h"
#include "ui/editor/values_tab.h"
#include "ui/entry/detail_page.h"
#include "ui/list/list_page.h"
#include "ui/style/theme.h"
#include "ui/widgets/clipboard_guard.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QLineEdit>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>
#include <cstdio>
#include <functional>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr QSize usualSize(1440, 900);

class Photographer {
public:
    Photographer(const QString &folder, QSize size) :
        m_folder(folder), m_size(size), m_sandbox(SandboxOptions{}, &m_clock), m_source(m_http, m_clock, m_sandbox),
        m_workspace(m_source, m_clock), m_window(m_workspace)
    {}

    bool run(bool scaled)
    {
        m_window.resize(m_size);
        m_window.show();
        m_workspace.place().reloadProfiles();
        if (!wait([this] { return !m_workspace.place().profiles().isEmpty(); }, "the profiles"))
            return false;
        if (!scaled) {
            m_window.showFirstRun();
            settle();
            both(u"first-run"_s);
        }
        m_window.goTo(u"sandbox"_s, {});
        if (!wait([this] { return !m_workspace.listing().entries().isEmpty() && !m_workspace.listing().isRunning(); },
                  "the list")
            || !wait([this] { return !m_workspace.place().identity().account.isEmpty(); }, "the identity") || !stage())
            return false;
        if (scaled)
            return shoot(u"main-light-150pct"_s);
        both(u"main"_s);
        if (!narrow() || !due() || !takeWindowPictures(m_window, m_workspace, tools()) || !versions() || !details()
            || !saving() || !editor() || !refreshing() || !badInput() || !locked())
            return false;
        listStates(); // the last: it goes elsewhere
        return true;
    }

    bool failed() const { return m_failed; }

private:
    bool complain(const char *what)
    {
        std::fprintf(stderr, "keyturn-pictures: %s did not appear; no picture of it\n", what);
        m_failed = true;
        return false;
    }
    bool wait(const std::function<bool()> &condition, const char *what)
    {
        QDeadlineTimer deadline(20'000);
        while (!condition()) {
            if (deadline.hasExpired())
                return complain(what);
            QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 50);
        }
        settle();
        return true;
    }
    static void settle()
    {
        QDeadlineTimer deadline(350); // the bars grow for 150 ms, the sidebar counts after 60
        while (!deadline.hasExpired())
            QApplication::processEvents(QEventLoop::AllEvents, 20);
    }
    bool save(const QPixmap &picture, const QString &name)
    {
        if (picture.isNull() || !picture.save(m_folder + u'/' + name + u".png"_s))
            return complain(qPrintable(name));
        return true;
    }
    bool locked()
    {
        m_workspace.staging().discardAll();
        m_workspace.lock().lock(WorkspaceLock::Reason::Idle);
        settle();
        both(u"locked"_s);
        m_workspace.lock().unlock();
        return wait([this] { return m_workspace.listing().listedAt().isValid(); }, "the list after unlocking");
    }
    bool shoot(const QString &name) { return save(m_window.grab(), name); }
    void both(const QString &name)
    {
        inBoth(name, [this] { return m_window.grab(); });
    }
    void inBoth(const QString &name, const std::function<QPixmap()> &picture)
    {
        for (const bool dark : {false, true}) {
            Theme::instance().setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
            settle();
            save(picture(), name + (dark ? u"-dark"_s : u"-light"_s));
        }
        Theme::instance().setMode(Theme::Mode::Light);
        settle();
    }
    const Entry *find(const QString &name) const
    {
        for (const Entry &entry : m_workspace.listing().entries()) {
            if (entry.id.name == name)
                return &entry;
        }
        return nullptr;
    }
    bool open(const QString &name)
    {
        const Entry *entry = find(name);
        if (!entry)
            return complain(qPrintable(name));
        m_window.openEntry(entry->id);
        return wait([this] { return m_workspace.openEntry().content() && !m_workspace.openEntry().isReading(); },
                    qPrintable(name));
    }
    //! A refreshed token, an edited and a removed key, a second entry with a change, a value on the clipboard.
    bool stage()
    {
        if (!open(u"lwa-oauth"_s))
            return false;
        const QString scope = m_workspace.openEntry().content()->keyMap.key(KeyRole::Scope);
        m_workspace.staging().stage(
            FieldEdit{FieldEdit::Kind::Set, scope, SecretString(QByteArrayView("alexa::ask:skills:readwrite"))});
        if (!open(u"amazon-api-access-token"_s))
            return false;
        const EntryId id = m_workspace.openEntry().content()->entry.id;
        m_workspace.refreshes().refresh(id);
        if (!wait([this,
                   &id] { return !m_workspace.refreshes().isRefreshing(id) && !m_workspace.openEntry().isReading(); },
                  "the new token"))
            return false;
        if (const auto bar = m_window.findChild<QWidget *>(u"messageBar"_s))
            bar->hide();
        const KeyMap keys = m_workspace.openEntry().content()->keyMap;
        const QString secret = keys.key(KeyRole::ClientSecret);
        const QByteArray value = m_workspace.openEntry().content()->field(secret)->value.bytes().toByteArray() + '\n';
        m_workspace.staging().stage(FieldEdit{FieldEdit::Kind::Set, secret, SecretString(QByteArrayView(value))});
        m_workspace.staging().stage(FieldEdit{FieldEdit::Kind::Remove, keys.key(KeyRole::Scope), {}});
        m_window.findChild<ClipboardGuard *>()->copy(
            m_workspace.openEntry().content()->field(keys.key(KeyRole::ClientId))->value, keys.key(KeyRole::ClientId));
        m_window.setFocus();
        settle();
        return m_workspace.staging().edits().count() == 3 || complain("the staged changes");
    }
    bool narrow()
    {
        if (m_size != usualSize)
            return true; // every picture is of one size
        m_window.resize(1024, 640);
        settle();
        const bool minimum = shoot(u"main-minimum-light"_s);
        m_window.resize(1280, 800);
        settle();
        const bool narrower = shoot(u"main-1280-light"_s);
        m_window.resize(m_size);
        settle();
        return minimum && narrower;
    }
    bool details() { return takeDetailsPictures(m_window, m_workspace, tools()); }
    bool saving() { return takeSavePictures(m_window, m_workspace, u"erp-production"_s, tools()); }
    PictureTools tools()
    {
        return {[this](const QString &name, const std::function<QPixmap()> &picture) { inBoth(name, picture); },
                [this](QWidget &dialog) { return withDialog(dialog); },
                [this](const std::function<bool()> &condition, const char *what) { return wait(condition, what); }};
    }
    //! The dialog over its window; a desktop draws its frame, a picture gets a plain edge.
    QPixmap withDialog(QWidget &dialog)
    {
        QPixmap picture = m_window.grab();
        QPainter painter(&picture);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF where(QPointF((m_window.width() - dialog.width()) / 2, (m_window.height() - dialog.height()) / 2),
                           QSizeF(dialog.size()));
        QPainterPath edge;
        edge.addRoundedRect(where, 12, 12);
        painter.setClipPath(edge);
        painter.drawPixmap(where.topLeft(), dialog.grab());
        painter.setClipping(false);
        painter.setPen(colors().border);
        painter.drawPath(edge);
        return picture;
    }
    bool due() { return takeDuePictures(m_window, tools()) && takeChainPictures(m_window, tools()); }
    bool versions()
    {
        m_workspace.staging().discardAll();
        return takeVersionsPictures(m_window, m_workspace, tools());
    }
    bool editor()
    {
        if (!open(u"amazon-api-access-token"_s))
            return false;
        return takeEditorPictures(m_window, m_workspace, tools());
    }
    bool refreshing()
    {
        return takeRefreshPictures(m_window, m_workspace, tools())
               && takeRotationPictures(m_window, m_workspace, tools())
               && takeFaultPictures(m_window, m_workspace, tools());
    }
    bool badInput()
    {
        const auto seal = [this] { m_source.setService(PictureService::Seals); };
        const bool taken = takeBadInputPictures(m_window, m_workspace, tools(), u"asp-production"_s, seal);
        m_source.setService(PictureService::Absent);
        m_window.goTo(u"sandbox"_s, u"us-east-1"_s);
        return taken
               && wait([this] { return m_workspace.place().isOpen() && !m_workspace.listing().isRunning(); },
                       "the list again");
    }
    void listStates()
    {
        takeListPictures(
            m_window, m_workspace,
            [this](const QString &name, const std::function<QPixmap()> &picture) { inBoth(name, picture); },
            [this](QWidget &dialog) { return withDialog(dialog); },
            [this](const std::function<bool()> &condition, const char *what) { return wait(condition, what); },
            [this](PictureService service) { m_source.setService(service); });
    }

    const QString m_folder;
    const QSize m_size;
    PictureClock m_clock;
    HttpClient m_http;
    SandboxThread m_sandbox;
    PictureSource m_source;
    Workspace m_workspace;
    MainWindow m_window;
    bool m_failed = false;
};

} // namespace

int takeScreenshots(const QString &folder, QSize size)
{
    if (!QDir().mkpath(folder)) {
        std::fprintf(stderr, "keyturn-pictures: %s cannot be made\n", qPrintable(folder));
        return 1;
    }
    Theme::instance().setMode(Theme::Mode::Light);
    const bool scaled = qEnvironmentVariableIsSet("KEYTURN_SCALED_PICTURES");
    {
        Photographer photographer(folder, size.isValid() ? size : usualSize);
        if (!photographer.run(scaled) || photographer.failed())
            return 1;
    }
    if (scaled || size.isValid())
        return 0;
    // Qt takes the scale from the environment, once: the second pass is a new run of the same program.
    qputenv("KEYTURN_SCALED_PICTURES", "1");
    qputenv("QT_SCALE_FACTOR", "1.5");
    const QByteArray program = QCoreApplication::applicationFilePath().toLocal8Bit();
    const QByteArray where = folder.toLocal8Bit();
    ::execl(program.constData(), program.constData(), where.constData(), nullptr);
    std::fprintf(stderr, "keyturn-pictures: the second pass did not start\n");
    return 1;
}

} // namespace keyturn
