#include "app/pictures/rotation_pictures.h"

#include "core/workspace/workspace.h"
#include "ui/entry/detail_page.h"
#include "ui/refresh/client_secret_dialog.h"
#include "ui/refresh/probe_address_dialog.h"
#include "ui/rotation/rotation_section.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/status_chip.h"
#include "ui/window/main_window.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

const QString rotatedName = u"amazon-api-access-token"_s;
const QString triedName = u"hospitality/prod/amazon-api-access-token"_s; // refreshed by the pictures before
const QString orderedName = u"/my-erp/lwa"_s;
const QString stuckName = u"contact-center/prod/genesys-oauth"_s;

class RotationPictures {
public:
    RotationPictures(MainWindow &window, Workspace &workspace, const PictureTools &tools) :
        m_window(window), m_workspace(workspace), m_tools(tools)
    {}

    bool take()
    {
        const bool taken = stuck() && schedule() && tried() && clientSecret();
        m_window.detail().showTab(DetailPage::Values);
        return taken;
    }

private:
    QAbstractButton *button(const char *name) const
    {
        return m_window.findChild<QAbstractButton *>(QLatin1String(name));
    }
    bool openRotation(const QString &name)
    {
        if (!openEntry(m_window, m_workspace, m_tools, name))
            return false;
        m_window.detail().showTab(DetailPage::Rotation);
        const auto *section = m_window.findChild<RotationSection *>();
        return m_tools.wait([section] { return section->finding() != nullptr; }, "the rotation");
    }
    void shoot(const QString &name)
    {
        m_tools.both(name, [this] { return m_window.grab(); });
    }
    //! The page as it is when \p widget is looked at.
    void shootAt(const char *widget, const QString &name)
    {
        auto *shown = m_window.findChild<QWidget *>(QLatin1String(widget));
        for (QWidget *above = shown->parentWidget(); above; above = above->parentWidget()) {
            if (auto *page = qobject_cast<QScrollArea *>(above))
                page->ensureWidgetVisible(shown);
        }
        shoot(name);
    }
    bool photograph(QDialog *dialog, const QString &name)
    {
        if (!dialog || !m_tools.wait([dialog] { return dialog->isVisible(); }, qPrintable(name)))
            return false;
        m_tools.both(name, [this, dialog] { return m_tools.withDialog(*dialog); });
        return true;
    }
    static void close(QDialog *dialog)
    {
        dialog->reject();
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    bool stuck()
    {
        if (!openRotation(stuckName))
            return false;
        shoot(u"rotation-stuck"_s);
        button("rotationNext")->click();
        auto *dialog = m_window.findChild<QDialog *>(u"rotationDialog"_s);
        if (!photograph(dialog, u"rotation-free"_s))
            return false;
        close(dialog);
        return true;
    }
    bool schedule()
    {
        if (!openRotation(rotatedName))
            return false;
        button("rotationSchedule")->click();
        auto *dialog = m_window.findChild<QDialog *>(u"scheduleDialog"_s);
        if (!photograph(dialog, u"rotation-schedule-empty"_s))
            return false;
        dialog->findChild<QLineEdit *>(u"scheduleFunction"_s)
            ->setText(u"arn:aws:lambda:us-east-1:123456789012:function:amazon-api-access-token-rotation"_s);
        dialog->findChild<QLineEdit *>(u"scheduleCron"_s)->setText(u"0 8 ? * 2#1 *"_s);
        photograph(dialog, u"rotation-schedule"_s);
        dialog->findChild<QWidget *>(u"scheduleWay"_s)->findChildren<QAbstractButton *>().constLast()->click();
        photograph(dialog, u"rotation-schedule-days"_s);
        close(dialog);
        return true;
    }
    //! What a provider says to the tokens of the versions.
    bool tried()
    {
        if (!openRotation(triedName)
            || !m_tools.wait([this] { return button("tokenChecksStart")->isEnabled(); }, "the check of the tokens"))
            return false;
        button("tokenChecksStart")->click();
        const EntryId id = m_workspace.openEntry().content()->entry.id;
        const auto isAnswered = [this, &id] {
            return m_window.findChild<StatusChip *>(u"tokenCheckChip0"_s) && !m_workspace.tokenChecks().isRunning(id);
        };
        if (!m_tools.wait(isAnswered, "what the provider says"))
            return false;
        shootAt("tokenChecks", u"rotation-tried"_s);
        auto *dialog = new ProbeAddressDialog(m_workspace, *m_workspace.openEntry().content(), &m_window);
        dialog->open();
        dialog->findChild<QLineEdit *>(u"probeAddress"_s)->setText(u"https://api.example.com/me"_s);
        photograph(dialog, u"rotation-probe-address"_s);
        close(dialog);
        return true;
    }
    bool clientSecret()
    {
        if (!openRotation(rotatedName))
            return false;
        shootAt("clientSecret", u"rotation-client-secret"_s);
        auto *dialog = new ClientSecretDialog(m_workspace, *m_workspace.openEntry().content(), &m_window);
        dialog->open();
        photograph(dialog, u"rotation-new-client-secret"_s);
        chooseApi(dialog);
        const bool isRefused = setUp(dialog, u"rotation-order-refused"_s); // the skill's application may not
        close(dialog);
        if (!isRefused || !openEntry(m_window, m_workspace, m_tools, orderedName))
            return false;
        auto *ordered = new ClientSecretDialog(m_workspace, *m_workspace.openEntry().content(), &m_window);
        ordered->open();
        chooseApi(ordered);
        photograph(ordered, u"rotation-order"_s);
        const bool isReady = setUp(ordered, u"rotation-order-ready"_s);
        close(ordered);
        return isReady && openEntry(m_window, m_workspace, m_tools, rotatedName);
    }
    static void chooseApi(ClientSecretDialog *dialog)
    {
        dialog->findChild<SegmentedControl *>(u"clientSecretWay"_s)->setCurrent(1);
    }
    bool setUp(ClientSecretDialog *dialog, const QString &name)
    {
        dialog->findChild<QAbstractButton *>(u"secretQueueSetUp"_s)->click();
        const SecretOrders &orders = m_workspace.secretOrders();
        return m_tools.wait([&orders] { return !orders.isRunning(); }, qPrintable(name)) && photograph(dialog, name);
    }

    MainWindow &m_window;
    Workspace &m_workspace;
    const PictureTools &m_tools;
};

} // namespace

bool takeRotationPictures(MainWindow &window, Workspace &workspace, const PictureTools &tools)
{
    return RotationPictures(window, workspace, tools).take();
}

} // namespace keyturn
