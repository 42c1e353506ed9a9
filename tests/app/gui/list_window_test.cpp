#include "tests/app/gui/window_bench.h"

#include "core/read/entry_store.h"
#include "tests/support/test_main.h"
#include "tests/support/wire_server.h"
#include "ui/list/bulk_edit_dialog.h"
#include "ui/list/bulk_page.h"
#include "ui/list/list_page.h"
#include "ui/list/value_search_dialog.h"
#include "ui/review/review_dialog.h"
#include "ui/search/entry_list_model.h"
#include "ui/widgets/empty_state.h"
#include "ui/window/sidebar_model.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTreeView>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace list_window_test {

namespace {

constexpr int patience = 20'000;

//! The first page of each listing, then silence.
WireServer::Answer firstPageOnly(const WireServer::Request &request)
{
    if (request.body.contains("NextToken"))
        return {};
    const QByteArray target = request.header("X-Amz-Target");
    if (target.endsWith("ListSecrets"))
        return {WireServer::ok(
            R"({"SecretList":[{"Name":"a","ARN":"arn:a"},{"Name":"b","ARN":"arn:b"}],"NextToken":"2"})")};
    if (target.endsWith("DescribeParameters"))
        return {WireServer::ok(R"({"Parameters":[{"Name":"/c","Type":"String"}],"NextToken":"2"})")};
    return {};
}

} // namespace

class ListWindowTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        Theme::instance().apply(Theme::Mode::Light);
        m_server = std::make_unique<SandboxServer>();
        QVERIFY(m_server->start(SandboxOptions{}));
        m_http = std::make_unique<HttpClient>();
        m_source = std::make_unique<SandboxSource>(*m_http, m_clock, m_server->url(), false);
        m_workspace = std::make_unique<Workspace>(*m_source, m_clock);
        m_window = std::make_unique<MainWindow>(*m_workspace);
        m_window->resize(1440, 900);
        m_window->show();
        m_workspace->place().reloadProfiles();
        QTRY_COMPARE(m_workspace->place().profiles().size(), 1);
        m_window->goTo(u"sandbox"_s, {});
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->listing().listedAt().isValid(), patience);
    }
    void cleanup()
    {
        m_window.reset();
        m_workspace.reset();
        m_source.reset();
        m_http.reset();
        m_server.reset();
    }

    void downFromTheFilterOpensTheFirstEntryLeft()
    {
        auto *filter = widget<QLineEdit>(u"filterField"_s);
        m_window->activateWindow();
        filter->setFocus();
        QTest::keyClicks(filter, u"genesys"_s);
        QTest::keyClick(filter, Qt::Key_Down);
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->openEntry().id(), patience);
        QCOMPARE(m_workspace->openEntry().id()->name, u"contact-center/prod/genesys-oauth"_s);
    }

    void aTagIsWrittenToEverySelectedEntryAndAFailureIsTriedAgain()
    {
        select({u"lwa-oauth"_s, u"amazon-api-access-token"_s});
        QVERIFY(widget<QWidget>(u"bulkPage"_s)->isVisible());
        QCOMPARE(widget<QLabel>(u"bulkTitle"_s)->text(), u"2 entries selected"_s);
        // One of them is taken away behind our back.
        const QString arn = entry(u"lwa-oauth"_s)->arn;
        QVERIFY(run(m_workspace->place().connection()->secretsManager().deleteSecret(arn, 7)).value());

        widget<QPushButton>(u"bulkTags"_s)->click();
        auto *dialog = m_window->findChild<BulkEditDialog *>();
        QVERIFY(dialog);
        auto *go = dialog->findChild<QPushButton *>(u"bulkGo"_s);
        QVERIFY(!go->isEnabled());
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"bulkName"_s), u"team"_s);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"bulkText"_s), u"payments"_s);
        QVERIFY(go->isEnabled());
        go->click();
        const auto *table = dialog->findChild<QAbstractItemView *>(u"bulkTable"_s)->model();
        const auto states = [table] {
            QList<int> found;
            for (int row = 0; row < table->rowCount(); ++row)
                found << table->index(row, 0).data(BulkModel::StateRole).toInt();
            std::sort(found.begin(), found.end());
            return found;
        };
        const QList<int> half{int(BulkModel::State::Done), int(BulkModel::State::Failed)};
        QTRY_COMPARE_WITH_TIMEOUT(states(), half, patience);
        QCOMPARE(table->index(0, 0).data(BulkModel::StateRole).toInt(), int(BulkModel::State::Failed)); // first
        QVERIFY(!go->isVisible()); // nothing is tried again that cannot work

        QVERIFY(run(m_workspace->place().connection()->secretsManager().restoreSecret(arn)).value());
        m_workspace->listing().reload();
        QTRY_VERIFY(go->isVisible() && go->isEnabled());
        QCOMPARE(go->text(), u"Try 1 entry again"_s);
        go->click();
        const QList<int> all{int(BulkModel::State::Done), int(BulkModel::State::Done)};
        QTRY_COMPARE_WITH_TIMEOUT(states(), all, patience);
        for (const QString &name : {u"lwa-oauth"_s, u"amazon-api-access-token"_s})
            QTRY_COMPARE_WITH_TIMEOUT(entry(name)->tags.value(u"team"_s), u"payments"_s, patience);
        dialog->reject();
    }

    void stoppedWritingLeavesTheRestAsItWas()
    {
        select({u"lwa-oauth"_s, u"amazon-api-access-token"_s});
        widget<QPushButton>(u"bulkTags"_s)->click();
        auto *dialog = m_window->findChild<BulkEditDialog *>();
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"bulkName"_s), u"team"_s);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"bulkText"_s), u"payments"_s);
        const auto *model = dialog->findChild<BulkModel *>();
        QCOMPARE(model->count(BulkModel::State::Ready), 2);
        QTest::keyClick(dialog->findChild<QLineEdit *>(u"bulkText"_s), Qt::Key_Return);
        QVERIFY2(!model->isWriting(), "Enter in a field has written");
        dialog->findChild<QPushButton *>(u"bulkGo"_s)->click();
        auto *stop = dialog->findChild<QPushButton *>(u"bulkCancel"_s);
        QCOMPARE(stop->text(), u"Stop"_s);
        stop->click();
        QTRY_VERIFY_WITH_TIMEOUT(!model->isWriting(), patience);
        QVERIFY(dialog->isVisible()); // says what was written and what was not
        QCOMPARE(model->count(BulkModel::State::Done), 1);
        QCOMPARE(model->count(BulkModel::State::Ready), 1);
        QCOMPARE(dialog->findChild<QPushButton *>(u"bulkGo"_s)->text(), u"Write 1 entry"_s);
        stop->click();
        QVERIFY(!dialog->isVisible());
        int tagged = 0;
        for (const QString &name : {u"lwa-oauth"_s, u"amazon-api-access-token"_s}) {
            const auto told =
                run(m_workspace->place().connection()->secretsManager().describeSecret(entry(name)->arn)).value();
            QVERIFY(told);
            tagged += told->tags.contains(u"team"_s) ? 1 : 0;
        }
        QCOMPARE(tagged, 1);
    }

    void theFirstRowsShowWhileTheRestIsReadAndReadingCanBeStopped()
    {
        m_window.reset();
        m_workspace.reset();
        WireServer slow;
        slow.setScript(firstPageOnly);
        SandboxSource source(*m_http, m_clock, slow.url(), false);
        m_workspace = std::make_unique<Workspace>(source, m_clock);
        m_window = std::make_unique<MainWindow>(*m_workspace);
        m_window->show();
        m_workspace->place().reloadProfiles();
        QTRY_COMPARE(m_workspace->place().profiles().size(), 1);
        m_window->goTo(u"sandbox"_s, {});
        auto *list = widget<QAbstractItemView>(u"entryList"_s);
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 3, patience);
        QVERIFY(m_workspace->listing().isRunning());
        QTRY_COMPARE(widget<QLabel>(u"listCount"_s)->text(), u"Reading, 3 entries so far"_s);
        auto *stop = widget<QAbstractButton>(u"stopListing"_s);
        QVERIFY(stop->isVisible());
        stop->click();
        QVERIFY(!m_workspace->listing().isRunning());
        QCOMPARE(list->model()->rowCount(), 3);
        QVERIFY(!stop->isVisible());
        QCOMPARE(widget<QLabel>(u"listCount"_s)->text(), u"3 entries, stopped before the end"_s);
        m_window.reset();
        m_workspace.reset();
    }

    void aKeySetInSeveralEntriesGoesThroughTheReview()
    {
        select({u"lwa-oauth"_s, u"amazon-api-access-token"_s});
        widget<QPushButton>(u"bulkKeys"_s)->click();
        auto *dialog = m_window->findChild<BulkEditDialog *>();
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"bulkName"_s), u"lwa-auth-scope"_s);
        auto *text = dialog->findChild<QLineEdit *>(u"bulkText"_s);
        QCOMPARE(text->echoMode(), QLineEdit::Password);
        QTest::keyClicks(text, u"alexa::all"_s);
        auto *go = dialog->findChild<QPushButton *>(u"bulkGo"_s);
        QTRY_VERIFY_WITH_TIMEOUT(go->isEnabled(), patience);
        const auto *table = dialog->findChild<QAbstractItemView *>(u"bulkTable"_s)->model();
        for (int row = 0; row < table->rowCount(); ++row) {
            for (int column = 0; column < table->columnCount(); ++column)
                QVERIFY(!table->index(row, column).data().toString().contains(u"alexa::all"_s));
        }
        go->click();
        QCOMPARE(m_workspace->staging().edits().entries().size(), 2);
        auto *review = m_window->findChild<ReviewDialog *>();
        QVERIFY(review);
        auto *save = review->findChild<QPushButton *>(u"saveChanges"_s);
        QTRY_VERIFY_WITH_TIMEOUT(save->isEnabled(), patience);
        save->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->staging().edits().isEmpty(), patience);
        const EntryStore store(*m_workspace->place().connection());
        for (const QString &name : {u"lwa-oauth"_s, u"amazon-api-access-token"_s}) {
            const Result<EntryContent> content = run(store.open(*entry(name))).value();
            QVERIFY(content);
            QCOMPARE(content->field(u"lwa-auth-scope"_s)->value.reveal(), u"alexa::all"_s);
        }
    }

    void aWordIsTypedOverAHundredThousandRows()
    {
        EntryTable &table = m_workspace->listing().table();
        QList<Entry> entries;
        for (int i = 0; i < 100'000; ++i) {
            Entry made;
            made.id = {Store::ParameterStore, u"123456789012"_s, u"us-east-1"_s, u"/erp/tenant-%1/lwa"_s.arg(i)};
            entries << made;
        }
        table.upsert(entries);
        auto *list = widget<QAbstractItemView>(u"entryList"_s);
        QTRY_VERIFY(list->model()->rowCount() > 100'000);
        auto *filter = widget<QLineEdit>(u"filterField"_s);
        QTest::keyClicks(filter, u"tenant-4711"_s);
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 11, patience);
        QVERIFY(widget<QLabel>(u"listCount"_s)->text().startsWith(u"11 of 100,0"_s));
        QTest::keyClick(filter, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(list->model()->rowCount() > 100'000, patience);
    }

    void whatIsSelectedIsSelectedAgainWhenTheFilterLetsItThrough()
    {
        select({u"lwa-oauth"_s});
        auto *filter = widget<QLineEdit>(u"filterField"_s);
        filter->setText(u"genesys"_s);
        QVERIFY(m_window->list().selected().isEmpty());
        filter->clear();
        QTRY_COMPARE(m_window->list().selected().size(), 1);
        QCOMPARE(m_window->list().selected().first().name, u"lwa-oauth"_s);
    }

    void aValueTypedIntoTheFilterIsTakenOutAndFound()
    {
        const EntryStore store(*m_workspace->place().connection());
        const Result<EntryContent> content = run(store.open(*entry(u"lwa-oauth"_s))).value();
        QVERIFY(content);
        const QString secret = content->field(u"lwa-client-secret"_s)->value.reveal();

        auto *filter = widget<QLineEdit>(u"filterField"_s);
        filter->setText(u"value:"_s + secret);
        QCOMPARE(filter->text(), u"value:"_s);
        QVERIFY(!filter->isUndoAvailable());
        QVERIFY(!m_window->findChild<ValueSearchDialog *>()); // not before Enter
        QTest::keyClick(filter, Qt::Key_Return);
        auto *dialog = m_window->findChild<ValueSearchDialog *>();
        QVERIFY(dialog);
        auto *field = dialog->findChild<QLineEdit *>(u"searchedValue"_s);
        QCOMPARE(field->echoMode(), QLineEdit::Password);
        QCOMPARE(field->text(), secret);
        auto *start = dialog->findChild<QPushButton *>(u"startValueSearch"_s);
        const QPointer<ValueSearchDialog> open(dialog);
        start->click();
        QVERIFY(field->text().isEmpty());
        auto *list = widget<QAbstractItemView>(u"entryList"_s);
        QTRY_VERIFY_WITH_TIMEOUT(list->model()->rowCount() == 1, patience);
        QCOMPARE(list->model()->index(0, 0).data().toString(), u"lwa-oauth"_s);
        if (open && open->isVisible()) // some entry could not be read: it says so first
            start->click();
        QTRY_VERIFY(!open);
    }

    void aValueIsAskedForOnEnterAndNotWhileTyping()
    {
        auto *filter = widget<QLineEdit>(u"filterField"_s);
        QTest::keyClicks(filter, u"value:"_s);
        QTest::qWait(0);
        QVERIFY(!m_window->findChild<ValueSearchDialog *>());
        QTest::keyClicks(filter, u"Hunter2"_s); // the next keys do not go into a window that has opened meanwhile
        QCOMPARE(filter->text(), u"value:"_s);
        QVERIFY(!m_window->findChild<ValueSearchDialog *>());
        auto *note = widget<QLabel>(u"valueNote"_s);
        QVERIFY2(note->isVisible() && note->text().contains(u"7 characters"_s), qPrintable(note->text()));
        QTest::keyClick(filter, Qt::Key_Return);
        auto *dialog = m_window->findChild<ValueSearchDialog *>();
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QLineEdit *>(u"searchedValue"_s)->text(), u"Hunter2"_s);
        dialog->reject();
        filter->clear();
        QVERIFY(!note->isVisible());
    }

    void keysThatWereNotReadAreCountedAndReadWhenAsked()
    {
        QSet<QString> holders; // of a key that starts with lwa-, as somebody knows who reads them all
        int unread = 0;
        const EntryStore store(*m_workspace->place().connection());
        for (const Entry &known : m_workspace->listing().entries()) {
            if (!known.id.isSecret() || known.deletedAt.isValid())
                continue;
            ++unread;
            const Result<EntryContent> content = run(store.open(known)).value();
            for (const EntryField &field : content->fields) {
                if (field.key.startsWith(u"lwa-"_s))
                    holders.insert(known.id.name);
            }
        }
        auto *filter = widget<QLineEdit>(u"filterField"_s);
        filter->setText(u"key:lwa-*"_s);
        auto *note = widget<QLabel>(u"unreadKeys"_s);
        QTRY_VERIFY(note->isVisible());
        const QString wanted = u"Keys of %1 entries are not read yet."_s.arg(unread);
        QVERIFY2(note->text().startsWith(wanted), qPrintable(note->text()));
        QVERIFY(widget<QWidget>(u"listState"_s)->isVisible()); // nothing matches so far, which is not "nothing"
        auto *read = widget<QAbstractButton>(u"unreadKeysAction"_s);
        QCOMPARE(read->text(), u"Read them"_s);
        read->click();
        QCOMPARE(read->text(), u"Stop"_s);
        const auto *rows = widget<QAbstractItemView>(u"entryList"_s)->model();
        const auto shown = [rows] {
            QSet<QString> names;
            for (int row = 0; row < rows->rowCount(); ++row)
                names.insert(rows->index(row, 0).data(EntryListModel::NameRole).toString());
            return names;
        };
        QTRY_COMPARE_WITH_TIMEOUT(shown(), holders, patience);
        QTRY_VERIFY(!read->isVisible());
        QCOMPARE(note->text(), u"Keys of 1 entry cannot be read."_s); // it is scheduled for deletion
        QVERIFY(note->toolTip().contains(u"scheduled for deletion"_s));
        filter->setText(u"lwa"_s);
        QTRY_VERIFY(!note->isVisible()); // a question that names do answer
    }

    void readingOfKeysCanBeStoppedAndKeepsWhatItHas()
    {
        auto *filter = widget<QLineEdit>(u"filterField"_s);
        filter->setText(u"-key:lwa-client-id store:sm"_s);
        auto *read = widget<QAbstractButton>(u"unreadKeysAction"_s);
        QTRY_VERIFY(read->isVisible());
        read->click();
        read->click(); // Stop
        QCOMPARE(read->text(), u"Read them"_s);
        read->click();
        QTRY_VERIFY_WITH_TIMEOUT(!read->isVisible(), patience);
    }

    void aWordThatIsNoneSaysThatItIsLeftOut()
    {
        auto *filter = widget<QLineEdit>(u"filterField"_s);
        filter->setText(u"-path:x regoin:us-*"_s);
        auto *note = widget<QLabel>(u"unknownWord"_s);
        QTRY_VERIFY(note->isVisible());
        QVERIFY2(note->text().startsWith(u"Unknown filters “-path:x” and 1 more"_s), qPrintable(note->text()));
        filter->setText(u"regoin:us-*"_s);
        QTRY_COMPARE(note->text(), u"Unknown filter “regoin:us-*” ignored."_s);
        auto *use = widget<QAbstractButton>(u"unknownWordAction"_s);
        QCOMPARE(use->text(), u"Use region:us-*"_s);
        use->click();
        QCOMPARE(filter->text(), u"region:us-*"_s);
        QTRY_VERIFY(!note->isVisible());
    }

    void controlCCopiesTheOneCredentialAndAsksWhereThereAreSeveral()
    {
        SecretsManagerClient::NewSecret plain;
        plain.name = u"one-password"_s;
        plain.value = SecretString(u"{\"password\":\"correct horse\"}"_s);
        QVERIFY(run(m_workspace->place().connection()->secretsManager().createSecret(plain, newVersionId())).value());
        m_workspace->listing().reload();
        QTRY_VERIFY_WITH_TIMEOUT(entry(u"one-password"_s), patience);
        auto *list = widget<QAbstractItemView>(u"entryList"_s);
        select({u"one-password"_s});
        QTest::keyClick(list, Qt::Key_C, Qt::ControlModifier); // while it is still being read
        QTRY_COMPARE_WITH_TIMEOUT(QGuiApplication::clipboard()->text(), u"correct horse"_s, patience);

        select({u"lwa-oauth"_s});
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->openEntry().content()
                                     && m_workspace->openEntry().content()->entry.id.name == u"lwa-oauth"_s,
                                 patience);
        QTest::keyClick(list, Qt::Key_C, Qt::ControlModifier);
        QTRY_VERIFY(m_window->findChild<QMenu *>(u"copyValueMenu"_s));
        QPointer<QMenu> menu = m_window->findChild<QMenu *>(u"copyValueMenu"_s);
        const QString secret = m_workspace->openEntry().content()->field(u"lwa-client-secret"_s)->value.reveal();
        for (const QAction *action : menu->actions())
            QVERIFY(!action->text().contains(secret));
        menu->findChild<QAction *>(u"lwa-client-secret"_s)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), secret);
        menu->close();
        QTRY_VERIFY(!menu);

        select({u"lwa-oauth"_s, u"one-password"_s});
        QTest::keyClick(list, Qt::Key_C, Qt::ControlModifier);
        menu = m_window->findChild<QMenu *>(u"copyValueMenu"_s);
        QVERIFY(menu);
        QCOMPARE(menu->actions().constLast()->text(), u"Select one entry to copy its value"_s);
        menu->close();
        QGuiApplication::clipboard()->clear();
    }

    void theColumnsStayWhereTheyAreWhenTheListGetsLower()
    {
        auto *list = widget<QTreeView>(u"entryList"_s);
        auto *filter = widget<QLineEdit>(u"filterField"_s);
        filter->setText(u"genesys-oauth"_s);
        QTRY_COMPARE(list->model()->rowCount(), 1);
        QTRY_COMPARE(list->verticalScrollBar()->maximum(), 0);
        const int width = list->header()->sectionSize(0);
        filter->clear();
        m_window->resize(m_window->width(), 480);
        QTRY_VERIFY(list->verticalScrollBar()->maximum() > 0);
        QCOMPARE(list->header()->sectionSize(0), width);
    }

    void twoEmptyStatesSideBySideBeginAtOneHeight()
    {
        auto *filter = widget<QLineEdit>(u"filterField"_s);
        filter->setText(u"nothing-has-this-name"_s);
        auto *left = widget<QWidget>(u"listState"_s);
        QTRY_VERIFY(left->isVisible());
        QList<EmptyState *> shown;
        for (EmptyState *state : m_window->findChildren<EmptyState *>()) {
            if (state->isVisible())
                shown.append(state);
        }
        QCOMPARE(shown.size(), 2);
        const auto heading = [this](EmptyState *state) {
            auto *title = state->findChild<QLabel *>();
            return title->mapTo(m_window.get(), QPoint()).y();
        };
        QTRY_COMPARE(heading(shown[0]), heading(shown[1]));
    }

    void theFilterWordsBesideSeveralEntriesAreShownWholeOrNotAtAll()
    {
        select({u"lwa-oauth"_s, u"amazon-api-access-token"_s});
        auto *page = m_window->findChild<BulkPage *>();
        QTRY_VERIFY(page && page->isVisible());
        auto *help = page->findChild<QWidget *>(u"filterHelp"_s);
        m_window->resize(1440, 900);
        QTRY_VERIFY(help->isVisible() && help->height() >= help->sizeHint().height());
        m_window->resize(1024, 640);
        QTRY_VERIFY(page->height() < 600 && !help->isVisible());
        m_window->resize(1440, 900);
        QTRY_VERIFY(help->isVisible());
    }

    void whatIsNotReadYetIsNotCounted()
    {
        const auto counted = [this] {
            const QAbstractItemModel *model = widget<QTreeView>(u"sidebar"_s)->model();
            return model->index(0, 0, model->index(1, 0)).data(SidebarModel::CountRole).toLongLong();
        };
        m_window->goTo(u"sandbox"_s, u"ap-southeast-2"_s);
        QTRY_VERIFY(m_workspace->listing().listedAt().isValid() && !m_workspace->listing().isRunning());
        QTRY_COMPARE(counted(), 0); // there is nothing
        m_window->goTo(u"sandbox"_s, u"us-east-1"_s);
        QVERIFY(!m_workspace->listing().listedAt().isValid());
        QCOMPARE(counted(), -1); // nobody knows
        QTRY_VERIFY_WITH_TIMEOUT(counted() > 0, patience);
    }

    void theFocusLeavesTheChipsOfItsRowAlone()
    {
        auto *list = widget<QTreeView>(u"entryList"_s);
        select({u"amazon-api-access-token"_s});
        const QModelIndex row = list->selectionModel()->selectedRows().constFirst();
        list->setCurrentIndex(row);
        const QRect chips = list->visualRect(row.siblingAtColumn(1)) | list->visualRect(row.siblingAtColumn(3));
        const auto painted = [list, chips] { return list->viewport()->grab(chips).toImage(); };
        m_window->activateWindow();
        widget<QLineEdit>(u"filterField"_s)->setFocus();
        QTRY_VERIFY(!list->hasFocus());
        const QImage without = painted();
        list->setFocus();
        QTRY_VERIFY(list->hasFocus());
        QCOMPARE(painted(), without);
    }

    void duplicatesAreLookedForWhenAsked()
    {
        const EntryStore store(*m_workspace->place().connection());
        const Result<EntryContent> content = run(store.open(*entry(u"lwa-oauth"_s))).value();
        SecretsManagerClient::NewSecret twin;
        twin.name = u"a-twin"_s;
        twin.value = SecretString(u"{\"same\":\"%1\"}"_s.arg(content->field(u"lwa-client-secret"_s)->value.reveal()));
        QVERIFY(run(m_workspace->place().connection()->secretsManager().createSecret(twin, newVersionId())).value());
        m_workspace->listing().reload();
        QTRY_VERIFY_WITH_TIMEOUT(entry(u"a-twin"_s), patience);

        auto *filter = widget<QLineEdit>(u"filterField"_s);
        filter->setText(u"is:duplicate"_s);
        QVERIFY(!m_window->findChild<ValueSearchDialog *>()); // not by itself
        m_window->list().searchValues(ValueSearch::What::Duplicates);
        auto *dialog = m_window->findChild<ValueSearchDialog *>();
        dialog->findChild<QPushButton *>(u"startValueSearch"_s)->click();
        auto *list = widget<QAbstractItemView>(u"entryList"_s);
        QTRY_VERIFY_WITH_TIMEOUT(list->model()->rowCount() >= 2, patience);
        QStringList names;
        for (int row = 0; row < list->model()->rowCount(); ++row)
            names << list->model()->index(row, 0).data().toString();
        QVERIFY(names.contains(u"a-twin"_s) && names.contains(u"lwa-oauth"_s));
    }

    void aMisspeltKeyIsOfferedAsItIsSpelt()
    {
        auto *model = m_window->findChild<EntryListModel *>();
        model->setKeys(entry(u"lwa-oauth"_s)->id, {u"lwa-client-id"_s, u"lwa-client-secret"_s});
        auto *filter = widget<QLineEdit>(u"filterField"_s);
        filter->setText(u"key:lwa-clent-*"_s);
        QAbstractButton *use = nullptr;
        for (QAbstractButton *button : widget<QWidget>(u"listState"_s)->findChildren<QAbstractButton *>()) {
            if (button->text() == u"Use key:lwa-client-*")
                use = button;
        }
        QVERIFY(use);
        use->click();
        QCOMPARE(filter->text(), u"key:lwa-client-*"_s);
        QVERIFY(widget<QAbstractItemView>(u"entryList"_s)->model()->rowCount() > 0);
    }

private:
    template <typename T>
    T *widget(const QString &name)
    {
        return m_window->findChild<T *>(name);
    }
    const Entry *entry(const QString &name) const
    {
        for (const Entry &found : m_workspace->listing().entries()) {
            if (found.id.name == name)
                return &found;
        }
        return nullptr;
    }
    void select(const QStringList &names)
    {
        auto *list = widget<QAbstractItemView>(u"entryList"_s);
        list->clearSelection();
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            if (names.contains(list->model()->index(row, 0).data().toString()))
                list->selectionModel()->select(list->model()->index(row, 0),
                                               QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }

    SystemClock m_clock;
    std::unique_ptr<SandboxServer> m_server;
    std::unique_ptr<HttpClient> m_http;
    std::unique_ptr<SandboxSource> m_source;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace list_window_test

KEYTURN_GUI_TEST(list_window, list_window_test::ListWindowTest)
#include "list_window_test.moc"
