#include "app/pictures/list_pictures.h"

#include "app/pictures/invented_entries.h"
#include "app/pictures/no_browser.h"
#include "core/async/task_scope.h"
#include "core/connection/connection.h"
#include "core/read/entry_store.h"
#include "core/workspace/workspace.h"
#include "ui/connect/sso_sign_in_dialog.h"
#include "ui/connect/trust_endpoint_dialog.h"
#include "ui/dialogs/permission_dialog.h"
#include "ui/list/bulk_edit_dialog.h"
#include "ui/list/list_page.h"
#include "ui/list/value_search_dialog.h"
#include "ui/places/places_page.h"
#include "ui/search/entry_list_model.h"
#include "ui/versions/compare_dialog.h"
#include "ui/versions/version_diff_model.h"
#include "ui/window/main_window.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QLineEdit>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

class ListPictures {
public:
    using Both = std::function<void(const QString &, const std::function<QPixmap()> &)>;
    using WithDialog = std::function<QPixmap(QWidget &)>;
    using Wait = std::function<bool(const std::function<bool()> &, const char *)>;

    ListPictures(MainWindow &window, Workspace &workspace, const Both &both, const WithDialog &withDialog,
                 const Wait &wait) :
        m_window(window),
        m_workspace(workspace), m_both(both), m_withDialog(withDialog), m_wait(wait),
        m_table(workspace.listing().table()), m_filter(window.findChild<QLineEdit *>(u"filterField"_s)),
        m_view(window.findChild<QAbstractItemView *>(u"entryList"_s))
    {}

    void longList()
    {
        const QList<Entry> entries = inventedEntries(100'000, m_workspace.clock().utcNow());
        m_table.upsert(entries);
        m_window.list().setCompact(true);
        filter(u"store:ssm key:client* due:<14d erp"_s);
        m_view->setCurrentIndex(m_view->model()->index(2, 0));
        for (const int row : {3, 4})
            choose(row);
        shoot(u"list-100k"_s);
        m_view->clearSelection();
        m_window.list().setCompact(false);
        filter(u"lwa regoin:us-*"_s);
        shoot(u"list-unknown-word"_s);
        m_filter->clear();
        QList<EntryId> ids;
        for (const Entry &entry : entries)
            ids << entry.id;
        m_table.remove(ids);
    }

    void bulk()
    {
        m_view->clearSelection();
        for (const QString &name :
             {u"lwa-oauth"_s, u"amazon-api-access-token"_s, u"genesys-oauth"_s, u"upwork-oauth"_s}) {
            for (int row = 0; row < m_view->model()->rowCount(); ++row) {
                if (m_view->model()->index(row, 0).data().toString().endsWith(name))
                    choose(row);
            }
        }
        shoot(u"list-several"_s);
        if (BulkEditDialog *dialog = open(u"bulkKeys"_s)) {
            dialog->findChild<QLineEdit *>(u"bulkName"_s)->setText(u"lwa-auth-scope"_s);
            dialog->findChild<QLineEdit *>(u"bulkText"_s)->setText(u"alexa::ask:skills:read"_s);
            m_wait([dialog] { return dialog->findChild<QAbstractButton *>(u"bulkGo"_s)->isEnabled(); }, "the preview");
            m_both(u"list-bulk-preview"_s, [this, dialog] { return m_withDialog(*dialog); });
            dialog->reject();
        }
        if (BulkEditDialog *dialog = open(u"bulkKeys"_s)) {
            auto *kind = dialog->findChild<QComboBox *>(u"bulkKind"_s);
            kind->setCurrentIndex(kind->findData(int(BulkChange::Kind::RenameKey)));
            dialog->findChild<QLineEdit *>(u"bulkName"_s)->setText(u"lwa-auth-scope"_s);
            dialog->findChild<QLineEdit *>(u"bulkText"_s)->setText(u"scope"_s);
            m_wait([dialog] { return dialog->findChild<QAbstractButton *>(u"bulkGo"_s)->isEnabled(); }, "the preview");
            m_both(u"list-bulk-rename"_s, [this, dialog] { return m_withDialog(*dialog); });
            dialog->reject();
        }
        if (BulkEditDialog *dialog = open(u"bulkTags"_s)) {
            // One entry goes away behind the dialog's back, so that one result is a failure.
            dialog->findChild<QLineEdit *>(u"bulkName"_s)->setText(u"team"_s);
            dialog->findChild<QLineEdit *>(u"bulkText"_s)->setText(u"payments"_s);
            bool gone = false;
            TaskScope scope;
            if (const Entry *entry = find(u"upwork-oauth"_s))
                scope.launch(m_workspace.place().connection()->secretsManager().deleteSecret(entry->arn, 7),
                             [&gone](const auto &) { gone = true; });
            m_wait([&gone] { return gone; }, "the deletion");
            dialog->findChild<QAbstractButton *>(u"bulkGo"_s)->click();
            const auto *model = dialog->findChild<BulkModel *>();
            m_wait([model] { return model->count(BulkModel::State::Failed) > 0 && !model->isWriting(); },
                   "the results");
            m_both(u"list-bulk-result"_s, [this, dialog] { return m_withDialog(*dialog); });
            dialog->reject();
        }
        m_view->clearSelection();
        two();
    }

    void two()
    {
        for (int row = 0; row < m_view->model()->rowCount(); ++row) {
            if (m_view->model()->index(row, 0).data().toString().endsWith("amazon-api-access-token"_L1)
                && m_view->selectionModel()->selectedRows().size() < 2)
                choose(row);
        }
        shoot(u"list-two"_s);
        m_window.findChild<QAbstractButton *>(u"bulkCompare"_s)->click();
        if (auto *dialog = m_window.findChild<CompareDialog *>()) {
            m_wait([dialog] { return dialog->diff().rowCount() > 0; }, "the comparison");
            m_both(u"list-compare-two"_s, [this, dialog] { return m_withDialog(*dialog); });
            dialog->reject();
        }
        m_view->clearSelection();
    }

    void values()
    {
        plantConflict();
        for (const bool duplicates : {false, true}) {
            m_window.list().searchValues(duplicates ? ValueSearch::What::Duplicates : ValueSearch::What::Value);
            auto *dialog = m_window.findChild<ValueSearchDialog *>();
            if (!dialog)
                continue;
            m_both(duplicates ? u"list-duplicate-search"_s : u"list-value-search"_s,
                   [this, dialog] { return m_withDialog(*dialog); });
            if (!duplicates) {
                dialog->reject();
                m_wait([this] { return !m_window.findChild<ValueSearchDialog *>(); }, "the end of the dialog");
                continue;
            }
            const QPointer<QAbstractButton> start = dialog->findChild<QAbstractButton *>(u"startValueSearch"_s);
            start->click();
            m_wait([start] { return !start || start->isEnabled(); }, "the duplicates");
            if (start) { // something could not be read: it says so first
                m_both(u"list-duplicate-result"_s, [this, dialog] { return m_withDialog(*dialog); });
                start->click();
            }
            shoot(u"list-duplicates"_s);
        }
        m_filter->clear();
    }

    void empty(const std::function<void(PictureService)> &behave)
    {
        const auto scope = [this](EntryScope::Kind kind, const QString &name) {
            m_window.list().setScope(EntryScope{kind, {}, {}, {}});
            shoot(name);
        };
        m_workspace.openEntry().close();
        filter(u"key:lwa-clent-*"_s);
        shoot(u"list-no-match"_s);
        filter(u"nobody"_s);
        shoot(u"list-filtered-none"_s);
        m_filter->clear();
        scope(EntryScope::Kind::Unfinished, u"list-nothing-unfinished"_s);
        scope(EntryScope::Kind::Stuck, u"list-nothing-stuck"_s);
        m_window.list().setScope({});
        const auto listed = [this] { return m_workspace.place().isOpen() && !m_workspace.listing().isRunning(); };
        m_window.goTo(u"sandbox"_s, u"ap-southeast-2"_s);
        m_wait(listed, "the empty region");
        shoot(u"list-no-entries"_s);
        behave(PictureService::Silent);
        m_window.goTo(u"legacy-keys"_s, {});
        shoot(u"list-loading"_s);
        m_wait([this] { return m_workspace.listing().isRunning(); }, "the listing");
        m_table.upsert(inventedEntries(400, m_workspace.clock().utcNow()));
        shoot(u"list-first-rows"_s);
        behave(PictureService::Refuses);
        m_window.goTo(u"asp-production"_s, u"us-east-1"_s);
        m_wait(listed, "the refusal");
        shoot(u"list-refused"_s);
        if (auto *show = m_window.findChild<QWidget *>(u"listState"_s)->findChild<QAbstractButton *>(u"emptyPrimary"_s))
            show->click();
        if (auto *dialog = m_window.findChild<PermissionDialog *>()) {
            m_both(u"list-permission"_s, [this, dialog] { return m_withDialog(*dialog); });
            dialog->reject();
        }
        behave(PictureService::SignInEnded);
        m_window.goTo(u"legacy-keys"_s, {});
        m_wait(listed, "the ended sign-in");
        shoot(u"list-sign-in-ended"_s);
        behave(PictureService::SignedOut);
        m_window.goTo(u"asp-staging"_s, {});
        m_wait(listed, "the profile that nobody is signed in to");
        shoot(u"list-signed-out"_s);
        takeSignIn();
        behave(PictureService::Rejects);
        m_window.goTo(u"asp-production"_s, {});
        m_wait(listed, "the rejected key");
        shoot(u"list-wrong-key"_s);
        behave(PictureService::Absent);
        m_window.goTo(u"asp-staging"_s, {});
        m_wait(listed, "the unreachable profile");
        shoot(u"list-out-of-reach"_s);
        Profile elsewhere;
        elsewhere.name = u"erp-europe"_s;
        elsewhere.serviceEndpoints.insert("secretsmanager", QUrl(u"https://vault.corp.example:8443"_s));
        auto *question = new TrustEndpointDialog(elsewhere, u"eu-west-1"_s, &m_window);
        question->open();
        m_both(u"trust-endpoint"_s, [this, question] { return m_withDialog(*question); });
        question->reject();
        behave(PictureService::SignedOut);
        severalPlaces();
    }

private:
    void severalPlaces()
    {
        m_window.openPlaces();
        auto *page = m_window.findChild<PlacesPage *>();
        shoot(u"places-none"_s);
        for (const Profile &profile : m_workspace.place().profiles())
            page->places().add(profile, profile.region);
        m_wait([page] { return !page->places().isRunning(); }, "several places");
        m_wait([] { return true; }, "several places"); // lets it settle
        auto *rows = page->findChild<QAbstractItemView *>(u"placesEntries"_s);
        rows->setCurrentIndex(rows->model()->index(2, 0));
        shoot(u"places"_s);
        const QList<QAbstractButton *> views =
            page->findChild<QWidget *>(u"placesView"_s)->findChildren<QAbstractButton *>();
        views.at(1)->click();
        shoot(u"places-due"_s);
        views.at(2)->click();
        shoot(u"places-differences-none"_s);
        auto *start = page->findChild<QAbstractButton *>(u"driftStart"_s);
        start->click();
        m_wait([start] { return start->text() == u"Compare"_s; }, "the differences");
        auto *table = page->findChild<QAbstractItemView *>(u"driftTable"_s);
        table->setCurrentIndex(table->model()->index(0, 2));
        shoot(u"places-differences"_s);
    }
    void takeSignIn()
    {
        const NoBrowser none;
        auto *dialog = new SsoSignInDialog(m_workspace.place(), &m_window);
        dialog->open();
        m_both(u"sso-sign-in"_s, [this, dialog] { return m_withDialog(*dialog); });
        dialog->findChild<QAbstractButton *>(u"ssoByCode"_s)->click();
        m_both(u"sso-sign-in-code"_s, [this, dialog] { return m_withDialog(*dialog); });
        dialog->reject();
    }
    void shoot(const QString &name)
    {
        m_both(name, [this] { return m_window.grab(); });
    }
    void filter(const QString &text)
    {
        m_filter->setText(text);
        m_wait([this] { return !m_window.list().isFiltering(); }, "the filtered list");
    }
    void choose(int row)
    {
        m_view->selectionModel()->select(m_view->model()->index(row, 0),
                                         QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    BulkEditDialog *open(const QString &button)
    {
        m_window.findChild<QAbstractButton *>(button)->click();
        for (BulkEditDialog *dialog : m_window.findChildren<BulkEditDialog *>()) {
            if (dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }
    //! A second secret with the client secret of lwa-oauth.
    void plantConflict()
    {
        const Entry *entry = find(u"tenant-0388/prod/lwa-oauth"_s);
        if (!entry)
            return;
        const EntryStore store(*m_workspace.place().connection());
        const SecretsManagerClient &client = m_workspace.place().connection()->secretsManager();
        bool planted = false;
        TaskScope scope;
        scope.launch(store.open(*entry), [&](const Result<EntryContent> &content) {
            const EntryField *field = content ? content->field(u"lwa-client-secret"_s) : nullptr;
            if (!field)
                return;
            SecretsManagerClient::NewSecret twin;
            twin.name = u"legacy/checkout"_s;
            twin.value = field->value;
            scope.launch(client.createSecret(twin, newVersionId()),
                         [&planted](const auto &made) { planted = bool(made); });
        });
        m_wait([&planted] { return planted; }, "the duplicate");
        m_workspace.listing().reload();
        m_wait([this] { return !m_workspace.listing().isRunning() && find(u"legacy/checkout"_s); }, "the list with it");
    }
    const Entry *find(const QString &name) const
    {
        for (const Entry &entry : m_workspace.listing().entries()) {
            if (entry.id.name.endsWith(name))
                return &entry;
        }
        return nullptr;
    }

    MainWindow &m_window;
    Workspace &m_workspace;
    const Both &m_both;
    const WithDialog &m_withDialog;
    const Wait &m_wait;
    EntryTable &m_table;
    QLineEdit *m_filter;
    QAbstractItemView *m_view;
};

} // namespace

void takeListPictures(MainWindow &window, Workspace &workspace,
                      const std::function<void(const QString &name, const std::function<QPixmap()> &picture)> &both,
                      const std::function<QPixmap(QWidget &dialog)> &withDialog,
                      const std::function<bool(const std::function<bool()> &condition, const char *what)> &wait,
                      const std::function<void(PictureService service)> &behave)
{
    ListPictures pictures(window, workspace, both, withDialog, wait);
    pictures.longList();
    pictures.bulk();
    pictures.values();
    pictures.empty(behave);
}

} // namespace keyturn
