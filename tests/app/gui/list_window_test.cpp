#include "tests/app/gui/window_bench.h"

#include "core/read/entry_store.h"
#include "tests/support/test_main.h"
#include "tests/support/wire_server.h"
#include "ui/list/bulk_edit_dialog.h"
#include "ui/list/list_page.h"
#include "ui/list/value_search_dialog.h"
#include "ui/review/review_dialog.h"
#include "ui/search/entry_list_model.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>

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

        QVERIFY(run(m_workspace->place().connection()->secretsManager().restoreSecret(arn)).value());
        QTRY_VERIFY(go->isEnabled());
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
        m_window->list().searchValues(true);
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
