#include "app/pictures/chain_pictures.h"

#include "ui/reminders/reminder_chain_dialog.h"
#include "ui/reminders/schedules_dialog.h"
#include "ui/widgets/actions.h"
#include "ui/window/main_window.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

class ChainPictures {
public:
    ChainPictures(MainWindow &window, const PictureTools &tools) : m_window(window), m_tools(tools) {}

    bool run()
    {
        m_window.actions().action(Actions::Id::ReminderChain)->trigger();
        m_page = m_window.findChild<ReminderChainDialog *>();
        if (!m_page || !settle())
            return false;
        photograph(*m_page, u"reminder-chain-none"_s);
        type("chainPrefixes", u"/my-erp/"_s);
        type("chainEmails", u"it-admins@example.com"_s);
        // The sandbox may have made it by the first look.
        const auto isBegun = [this] { return m_page->chain().isWaiting() || m_page->chain().stack(); };
        if (!press("chainPut") || !m_tools.wait(isBegun, "the stack"))
            return false;
        photograph(*m_page, u"reminder-chain-made"_s);
        if (!settle())
            return false;
        photograph(*m_page, u"reminder-chain"_s);
        type("chainPhones", u"+4915112345678"_s);
        if (!press("chainCheck") || !settle())
            return false;
        photograph(*m_page, u"reminder-chain-findings"_s);
        if (!schedules() || !deletion())
            return false;
        m_page->reject();
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return true;
    }

private:
    //! The sandbox works on stacks every five seconds.
    bool settle() const
    {
        return m_tools.wait([this] { return !m_page->chain().isBusy(); }, "the reminder chain");
    }
    void type(const char *field, const QString &text) const
    {
        m_page->findChild<QLineEdit *>(QLatin1String(field))->setText(text);
    }
    bool press(const char *name) const
    {
        auto *button = m_page->findChild<QAbstractButton *>(QLatin1String(name));
        while (!button->isEnabled()) { // a listing that ends while the window settles has it look again
            if (!m_tools.wait([button] { return button->isEnabled(); }, name))
                return false;
        }
        button->click();
        return true;
    }
    void photograph(QWidget &dialog, const QString &name) const
    {
        m_tools.both(name, [this, &dialog] { return m_tools.withDialog(dialog); });
    }
    //! The chain gets its group first: reminders of due dates, none yet and then all.
    bool schedules() const
    {
        if (!pictureOfSchedules(u"reminder-schedules-none"_s, false))
            return false;
        m_page->findChild<QCheckBox *>(u"chainSchedules"_s)->setChecked(true);
        if (!press("chainCheck") || !settle() || !press("chainPut") || !settle())
            return false;
        return pictureOfSchedules(u"reminder-schedules-drift"_s, false)
               && pictureOfSchedules(u"reminder-schedules"_s, true);
    }
    bool pictureOfSchedules(const QString &name, bool written) const
    {
        if (!press("chainDueDates"))
            return false;
        auto *page = m_page->findChild<SchedulesDialog *>();
        const auto isQuiet = [page] { return !page->schedules().isBusy(); };
        if (!m_tools.wait(isQuiet, "the reminders of due dates"))
            return false;
        if (written) {
            page->findChild<QAbstractButton *>(u"schedulesWrite"_s)->click();
            if (!m_tools.wait(isQuiet, "the writing of reminders"))
                return false;
        }
        photograph(*page, name);
        page->reject();
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return true;
    }
    bool deletion() const
    {
        if (!press("chainDelete"))
            return false;
        auto *question = m_page->findChild<QDialog *>(u"deleteChainDialog"_s);
        photograph(*question, u"reminder-chain-delete"_s);
        question->reject();
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return true;
    }

    MainWindow &m_window;
    const PictureTools &m_tools;
    ReminderChainDialog *m_page = nullptr;
};

} // namespace

bool takeChainPictures(MainWindow &window, const PictureTools &tools)
{
    return ChainPictures(window, tools).run();
}

} // namespace keyturn
