#include "ui/window/main_window.h"

#include "core/workspace/workspace.h"
#include "ui/dialogs/permission_dialog.h"
#include "ui/entry/detail_page.h"
#include "ui/list/bulk_edit_dialog.h"
#include "ui/list/bulk_page.h"
#include "ui/list/list_page.h"
#include "ui/list/name_export.h"
#include "ui/text/wording.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/scrim.h"

#include <QAbstractItemView>
#include <QFileDialog>
#include <QMenu>
#include <QSaveFile>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace keyturn {

void MainWindow::connectBulk()
{
    const auto darkenBehind = [this](QDialog *dialog) {
        m_scrim->show();
        m_scrim->raise();
        connect(dialog, &QDialog::finished, m_scrim, &QWidget::hide);
    };
    connect(m_list, &ListPage::severalChosen, this, [this](const QList<EntryId> &ids) {
        m_openDelay.stop();
        m_bulk->setEntries(ids);
        updateVersionActions();
        if (ids.isEmpty())
            m_subject->setCurrentWidget(m_detail);
        else
            m_subject->setCurrentWidget(m_bulk);
    });
    connect(m_list, &ListPage::densityChanged, this, [this] {
        m_arrangement = -1;
        arrange();
    });
    connect(m_list, &ListPage::dialogOpened, this, darkenBehind);
    connect(m_bulk, &BulkPage::changeRequested, this, [this, darkenBehind](BulkChange::Kind kind) {
        auto *dialog = new BulkEditDialog(m_workspace, m_bulk->entries(), kind, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        darkenBehind(dialog);
        connect(dialog, &BulkEditDialog::staged, this, [this] { openReview(); });
        dialog->open();
    });
    connect(m_bulk, &BulkPage::comparisonRequested, this, &MainWindow::openComparison);
    connect(m_bulk, &BulkPage::duplicatesRequested, this,
            [this] { m_list->searchValues(ValueSearch::What::Duplicates); });
    connect(m_bulk, &BulkPage::exportRequested, this, &MainWindow::exportNames);
    connect(m_list, &ListPage::permissionAsked, this,
            [this](const MissingPermission &missing) { openDialog(new PermissionDialog(missing, this)); });
    connect(m_list, &ListPage::newEntryRequested, m_actions->action(Actions::Id::NewEntry), &QAction::trigger);
    auto *view = m_list->findChild<QAbstractItemView *>(u"entryList"_s);
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view, &QWidget::customContextMenuRequested, this, [this, view](const QPoint &at) {
        if (!view->indexAt(at).isValid())
            return;
        using Id = Actions::Id;
        // What acts on the open entry has no place in a menu of several.
        const QList<Id> several{Id::CompareEntries};
        const QList<Id> one{Id::RefreshToken, Id::CopyName, Id::CompareEntries, Id::DeleteEntry, Id::RestoreEntry};
        auto *menu = new QMenu(view);
        menu->setObjectName(u"entryMenu"_s);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->setToolTipsVisible(true);
        for (const Id id : m_bulk->entries().isEmpty() ? one : several)
            menu->addAction(m_actions->action(id));
        menu->popup(view->viewport()->mapToGlobal(at));
    });
}

void MainWindow::exportNames()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Export names and dates"), u"keyturn-entries.csv"_s,
                                                      tr("Tables (*.csv)"));
    if (path.isEmpty())
        return;
    QList<Entry> entries;
    for (const EntryId &id : m_bulk->entries()) {
        if (const Entry *entry = m_workspace.listing().entry(id))
            entries << *entry;
    }
    QSaveFile file(path);
    const QByteArray text = namesAndDates(entries);
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
        message(int(MessageBar::Kind::Success), tr("%1 written to %2.").arg(Wording::entries(entries.size()), path));
    else
        message(int(MessageBar::Kind::Error), tr("%1 could not be written: %2").arg(path, file.errorString()));
}

} // namespace keyturn
