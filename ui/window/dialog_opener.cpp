#include "ui/window/dialog_opener.h"

#include "ui/dialogs/action_dialog.h"
#include "ui/window/message_center.h"

#include <algorithm>

namespace keyturn {

namespace {
constexpr int leastMargin = 48; // of the window around a dialog, both sides together
}

DialogOpener::DialogOpener(QWidget &window, MessageCenter &messages) :
    QObject(&window), m_window(window), m_messages(messages)
{}

void DialogOpener::open(FramedDialog *dialog)
{
    dialog->resize(std::min(dialog->width(), m_window.width() - leastMargin),
                   std::min(dialog->height(), m_window.height() - leastMargin));
    dialog->open();
}

void DialogOpener::open(ActionDialog *dialog)
{
    connect(dialog, &ActionDialog::done, &m_messages, &MessageCenter::succeed);
    open(static_cast<FramedDialog *>(dialog));
}

} // namespace keyturn

#include "moc_dialog_opener.cpp"
