#include "ui/window/dialog_opener.h"

#include "ui/dialogs/action_dialog.h"
#include "ui/widgets/scrim.h"
#include "ui/window/message_center.h"

#include <algorithm>

namespace keyturn {

namespace {
constexpr int leastMargin = 48; // of the window around a dialog, both sides together
}

DialogOpener::DialogOpener(QWidget &window, MessageCenter &messages) :
    QObject(&window), m_window(window), m_messages(messages), m_scrim(new Scrim(&window))
{}

void DialogOpener::open(QDialog *dialog)
{
    dimBehind(dialog);
    dialog->resize(std::min(dialog->width(), m_window.width() - leastMargin),
                   std::min(dialog->height(), m_window.height() - leastMargin));
    dialog->open();
}

void DialogOpener::open(ActionDialog *dialog)
{
    connect(dialog, &ActionDialog::done, &m_messages, &MessageCenter::succeed);
    open(static_cast<QDialog *>(dialog));
}

void DialogOpener::dimBehind(QDialog *dialog)
{
    m_scrim->show();
    m_scrim->raise();
    connect(dialog, &QDialog::finished, m_scrim, &QWidget::hide);
}

} // namespace keyturn

#include "moc_dialog_opener.cpp"
