#include "ui/window/bulk_flow.h"

#include "core/workspace/workspace.h"
#include "ui/list/bulk_edit_dialog.h"
#include "ui/list/bulk_page.h"
#include "ui/list/list_page.h"
#include "ui/list/name_export.h"
#include "ui/text/wording.h"
#include "ui/widgets/actions.h"
#include "ui/window/browser.h"
#include "ui/window/dialog_opener.h"
#include "ui/window/message_center.h"

#include <QAbstractItemView>
#include <QFileDialog>
#include <QMenu>
#include <QSaveFile>
#include <QShortcut>

using namespace Qt::StringLiterals;

namespace keyturn {

BulkFlow::BulkFlow(const WindowContext &context, Browser &browser) :
    QObject(&browser), m_context(context), m_browser(browser)
{
    ListPage &list = m_browser.list();
    BulkPage &bulk = m_browser.bulk();
    connect(&list, &ListPage::severalChosen, this, [this](const QList<EntryId> &ids) {
        m_browser.showSeveral(ids);
        emit selectionChanged();
    });
    connect(&list, &ListPage::newEntryRequested, m_context.actions.action(Actions::Id::NewEntry), &QAction::trigger);
    connect(&bulk, &BulkPage::changeRequested, this, &BulkFlow::change);
    connect(&bulk, &BulkPage::refreshRequested, m_context.actions.action(Actions::Id::RefreshToken), &QAction::trigger);
    connect(&bulk, &BulkPage::comparisonRequested, this, &BulkFlow::comparisonWanted);
    connect(&bulk, &BulkPage::duplicatesRequested, this,
            [this] { m_browser.list().searchValues(ValueSearch::What::Duplicates); });
    connect(&bulk, &BulkPage::exportRequested, this, &BulkFlow::exportNames);
    auto *view = list.findChild<QAbstractItemView *>(u"entryList"_s);
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view, &QWidget::customContextMenuRequested, this, &BulkFlow::openMenu);
    auto *remove = new QShortcut(QKeySequence(Qt::Key_Delete), view);
    remove->setContext(Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, this, &BulkFlow::deleteChosen);
}

void BulkFlow::change(BulkChange::Kind kind)
{
    auto *dialog =
        new BulkEditDialog(m_context.workspace, m_browser.bulk().entries(), kind, m_context.dialogs.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &BulkEditDialog::staged, this, &BulkFlow::reviewWanted);
    m_context.dialogs.open(dialog);
}

//! The chosen one, which is perhaps not read yet.
void BulkFlow::deleteChosen()
{
    const QList<EntryId> chosen = m_browser.list().selected();
    if (chosen.size() > 1) {
        m_context.messages.tell(tr("Entries are deleted one at a time. Choose one."));
        return;
    }
    if (chosen.isEmpty())
        return;
    m_browser.openEntry(chosen.constFirst());
    QAction *action = m_context.actions.action(Actions::Id::DeleteEntry);
    if (action->isEnabled())
        action->trigger();
    else
        m_context.messages.tell(Actions::obstacle(action));
}

void BulkFlow::openMenu(const QPoint &at)
{
    auto *view = m_browser.list().findChild<QAbstractItemView *>(u"entryList"_s);
    if (!view->indexAt(at).isValid())
        return;
    using Id = Actions::Id;
    // What acts on the open entry has no place in a menu of several.
    const QList<QAction *> several{m_context.actions.action(Id::RefreshToken),
                                   m_context.actions.action(Id::CompareEntries)};
    auto *menu = new QMenu(view);
    menu->setObjectName(u"entryMenu"_s);
    menu->setAccessibleName(tr("Entry"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addActions(m_browser.bulk().entries().isEmpty() ? m_context.actions.ofEntry() : several);
    menu->popup(view->viewport()->mapToGlobal(at));
}

void BulkFlow::exportNames()
{
    const QString path = QFileDialog::getSaveFileName(m_context.dialogs.window(), tr("Export names and dates"),
                                                      u"keyturn-entries.csv"_s, tr("Tables (*.csv)"));
    if (path.isEmpty())
        return;
    QList<Entry> entries;
    for (const EntryId &id : m_browser.bulk().entries()) {
        if (const Entry *entry = m_context.workspace.listing().entry(id))
            entries << *entry;
    }
    QSaveFile file(path);
    const QByteArray text = namesAndDates(entries, m_context.workspace.clock().utcNow());
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
        m_context.messages.show(
            {MessageBar::Kind::Success, tr("%1 written to %2.").arg(Wording::entries(entries.size()), path)});
    else
        m_context.messages.show({MessageBar::Kind::Error, tr("Couldn't write %1: %2").arg(path, file.errorString())});
}

} // namespace keyturn

#include "moc_bulk_flow.cpp"
