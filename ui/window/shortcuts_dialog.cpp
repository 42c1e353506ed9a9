#include "ui/window/shortcuts_dialog.h"

#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/button.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/text_label.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

QString nativeText(int key)
{
    return QKeySequence(key).toString(QKeySequence::NativeText);
}

} // namespace

ShortcutsDialog::ShortcutsDialog(const Actions &actions, QWidget *parent) :
    FramedDialog(tr("Keyboard shortcuts"), {}, parent)
{
    setObjectName(u"shortcutsDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    resize(560, 600);

    auto *page = new QWidget;
    m_grid = new QGridLayout(page);
    m_grid->setContentsMargins(metrics::pageMargin, 8, metrics::pageMargin, 16);
    m_grid->setHorizontalSpacing(24);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnStretch(0, 1);
    addCommands(actions);
    addKeys();
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"shortcutsScroll"_s);
    scroll->setAccessibleName(windowTitle());
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(page);
    scroll->viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);
    setFullBody();
    body()->addWidget(scroll, 1);

    auto *close = new Button(tr("Close"), Button::Kind::Primary);
    close->setObjectName(u"shortcutsClose"_s);
    close->setDefault(true);
    foot()->addStretch(1);
    foot()->addWidget(close);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    close->setFocus();
}

void ShortcutsDialog::addHeading(const QString &text)
{
    auto *heading = new TextLabel(text, Theme::Font::Caption, &ThemeColors::text3);
    heading->setContentsMargins(0, 12, 0, 2);
    m_grid->addWidget(heading, m_grid->rowCount(), 0, 1, 2);
}

void ShortcutsDialog::addRow(const QString &what, const QString &keys)
{
    const int row = m_grid->rowCount();
    m_grid->addWidget(new TextLabel(what), row, 0);
    auto *label = new TextLabel(keys, Theme::Font::Body, &ThemeColors::text2);
    label->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    m_grid->addWidget(label, row, 1);
}

void ShortcutsDialog::addCommands(const Actions &actions)
{
    addHeading(tr("Commands"));
    for (const QAction *action : actions.all()) {
        QStringList keys;
        for (const QKeySequence &shortcut : action->shortcuts())
            keys.append(shortcut.toString(QKeySequence::NativeText));
        if (!keys.isEmpty())
            addRow(Actions::name(action), keys.join(u", "_s));
    }
}

//! What the views themselves answer to.
void ShortcutsDialog::addKeys()
{
    addRow(tr("Open the menu"), nativeText(Qt::Key_F10));
    addHeading(tr("In the list"));
    addRow(tr("Delete the entry"), nativeText(Qt::Key_Delete));
    addRow(tr("From the filter to the list"), nativeText(Qt::Key_Down));
    addRow(tr("Clear the filter"), nativeText(Qt::Key_Escape));
    addHeading(tr("In the values"));
    addRow(tr("Edit the value"), nativeText(Qt::Key_Return));
    addRow(tr("Copy the value"), nativeText(int(Qt::CTRL) | int(Qt::Key_C)));
    addRow(tr("Show the value while the key is held"), nativeText(Qt::Key_Space));
    addRow(tr("Remove the key"), nativeText(Qt::Key_Delete));
}

} // namespace keyturn

#include "moc_shortcuts_dialog.cpp"
