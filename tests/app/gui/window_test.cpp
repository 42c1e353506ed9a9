#include "tests/app/gui/window_bench.h"
#include "tests/support/test_main.h"
#include "ui/editor/secret_value_model.h"
#include "ui/editor/values_tab.h"
#include "ui/review/review_dialog.h"
#include "ui/widgets/clipboard_guard.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace window_test {

class WindowTest : public QObject {
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
        m_window->showFirstRun();
        m_window->show();
        m_workspace->place().reloadProfiles();
        QTRY_COMPARE(m_workspace->place().profiles().size(), 1);
    }
    void cleanup()
    {
        m_window.reset();
        m_workspace.reset();
        m_source.reset();
        m_http.reset();
        m_server.reset();
    }

    void theFirstPageIsAsHighAsWhatIsInIt()
    {
        const auto *sandbox = m_window->findChild<QWidget *>(u"sandboxCard"_s);
        const auto *profiles = m_window->findChild<QWidget *>(u"profilesCard"_s);
        QTRY_VERIFY(sandbox->isVisible());
        QVERIFY2(sandbox->height() <= sandbox->sizeHint().height() + 24, "half of the card is empty");
        QCOMPARE(profiles->height(), sandbox->height());
    }

    void theRehearsalButtonLeadsToTheList()
    {
        auto *start = m_window->findChild<QPushButton *>(u"startRehearsal"_s);
        QVERIFY(start && start->isVisible());
        start->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->listing().listedAt().isValid(), 20'000);
        auto *list = m_window->findChild<QAbstractItemView *>(u"entryList"_s);
        QCOMPARE(list->model()->rowCount(), int(m_workspace->listing().entries().size()));
        QTRY_COMPARE_WITH_TIMEOUT(m_workspace->place().identity().account, u"123456789012"_s, 20'000);
    }

    void anOpenedEntryShowsItsKeysAndNoSensitiveValue()
    {
        QVERIFY(open());
        const QAbstractItemModel *model = values()->model();
        QCOMPARE(model->rowCount(), 6);
        const QString token = m_workspace->openEntry().content()->field(u"api-access-token"_s)->value.reveal();
        const QString secret = m_workspace->openEntry().content()->field(u"lwa-client-secret"_s)->value.reveal();
        for (int row = 0; row < model->rowCount(); ++row) {
            for (int column = 0; column < model->columnCount(); ++column) {
                for (int role :
                     {int(Qt::DisplayRole), int(Qt::EditRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)}) {
                    const QString text = model->index(row, column).data(role).toString();
                    QVERIFY(!text.contains(token) && !text.contains(secret));
                }
            }
        }
        for (QWidget *widget : m_window->findChildren<QWidget *>()) {
            if (QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget)) {
                for (QAccessible::Text kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value})
                    QVERIFY(!accessible->text(kind).contains(token) && !accessible->text(kind).contains(secret));
            }
            QVERIFY(!widget->toolTip().contains(token) && !widget->toolTip().contains(secret));
        }
        QVERIFY(!m_window->windowTitle().contains(token));
    }

    void anEditIsStagedReviewedAndSaved()
    {
        QVERIFY(open());
        const QString before = m_workspace->openEntry().content()->versionId;
        values()->setCurrentIndex(values()->model()->index(row(u"lwa-client-secret"_s), 1));
        m_window->actions().action(Actions::Id::Edit)->trigger();
        auto *editor = m_window->findChild<QLineEdit *>(u"valueEditor"_s);
        QVERIFY(editor);
        QCOMPARE(editor->echoMode(), QLineEdit::Password);
        QTest::keyClicks(editor, u"amzn1.oa2-cs.v1.new"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(m_workspace->staging().edits().count(), 1);
        QVERIFY(m_window->findChild<QWidget *>(u"stagedBar"_s)->isVisible());

        ReviewDialog *review = m_window->openReview();
        QVERIFY(review);
        auto *save = review->findChild<QPushButton *>(u"saveChanges"_s);
        QTRY_VERIFY_WITH_TIMEOUT(save->isEnabled(), 20'000);
        save->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->staging().edits().isEmpty(), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(
            m_workspace->openEntry().content() && m_workspace->openEntry().content()->versionId != before, 20'000);
        QCOMPARE(m_workspace->openEntry().content()->field(u"lwa-client-secret"_s)->value.reveal(),
                 u"amzn1.oa2-cs.v1.new"_s);
        QTRY_VERIFY(!m_window->findChild<QWidget *>(u"stagedBar"_s)->isVisible());
    }

    void aRemovedKeyNeedsItsNameTyped()
    {
        QVERIFY(open());
        QVERIFY(m_workspace->staging().stage(FieldEdit{FieldEdit::Kind::Remove, u"lwa-auth-scope"_s, {}}));
        ReviewDialog *review = m_window->openReview();
        auto *save = review->findChild<QPushButton *>(u"saveChanges"_s);
        auto *confirm = review->findChild<QLineEdit *>(u"confirmField"_s);
        QTRY_COMPARE_WITH_TIMEOUT(save->toolTip(), u"Type the key name to enable"_s, 20'000);
        QVERIFY(!save->isEnabled());
        QTest::keyClicks(confirm, u"lwa-auth-scope"_s);
        QTRY_VERIFY_WITH_TIMEOUT(save->isEnabled(), 20'000);
        review->reject();
        QCOMPARE(m_workspace->staging().edits().count(), 1);
    }

    void aHundredClicksRefreshTheTokenOnce()
    {
        QVERIFY(open());
        const QString before = m_workspace->openEntry().content()->field(u"api-access-token"_s)->value.reveal();
        QSignalSpy started(&m_workspace->refreshes(), &Refreshes::started);
        QSignalSpy done(&m_workspace->refreshes(), &Refreshes::refreshed);
        auto *button = m_window->findChild<QAbstractButton *>(u"refreshButton"_s);
        for (int click = 0; click < 100; ++click)
            button->click();
        QTRY_COMPARE_WITH_TIMEOUT(done.count(), 1, 20'000);
        QCOMPARE(started.count(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(!m_workspace->openEntry().isReading()
                                     && m_workspace->openEntry().content()->field(u"api-access-token"_s)->value.reveal()
                                            != before,
                                 20'000);
    }

    void aWrongClockIsTold()
    {
        class EarlyClock final : public Clock {
            QDateTime utcNow() const override { return QDateTime::currentDateTimeUtc().addSecs(-7 * 60 - 5); }
        };
        const EarlyClock clock;
        SandboxSource source(*m_http, clock, m_server->url(), false);
        Workspace workspace(source, clock);
        MainWindow window(workspace);
        window.show();
        workspace.place().reloadProfiles();
        QTRY_COMPARE(workspace.place().profiles().size(), 1);
        window.goTo(u"sandbox"_s, {});
        const auto *sentence = window.findChild<QLabel *>(u"messageSentence"_s);
        QTRY_VERIFY_WITH_TIMEOUT(sentence->text().contains(u"7 minutes behind AWS"_s), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(workspace.listing().listedAt().isValid(), 20'000); // all the same
    }

    void aFinishedRefreshLetsGoOfItsConnection()
    {
        QVERIFY(open());
        QSignalSpy done(&m_workspace->refreshes(), &Refreshes::refreshed);
        m_window->findChild<QAbstractButton *>(u"refreshButton"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(done.count(), 1, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(!m_workspace->openEntry().isReading(), 20'000);
        const std::weak_ptr<Connection> before = m_workspace->place().sharedConnection();
        QVERIFY(m_workspace->open(m_workspace->place().profile(), m_workspace->place().region()));
        QTRY_VERIFY_WITH_TIMEOUT(before.expired(), 20'000);
    }

    void copyingLendsTheValueAndTakesItBack()
    {
        QVERIFY(open());
        values()->setCurrentIndex(values()->model()->index(row(u"lwa-client-secret"_s), 1));
        m_window->actions().action(Actions::Id::CopyValue)->trigger();
        const QMimeData *mime = QGuiApplication::clipboard()->mimeData();
        QCOMPARE(mime->text(), m_workspace->openEntry().content()->field(u"lwa-client-secret"_s)->value.reveal());
        QCOMPARE(mime->data(u"x-kde-passwordManagerHint"_s), QByteArray("secret"));
        m_window->findChild<ClipboardGuard *>()->clearNow();
        QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
    }

    void whatAnotherProgramCopiedStays()
    {
        ClipboardGuard guard;
        guard.copy(SecretString(QByteArrayView("ours")), u"a"_s);
        QGuiApplication::clipboard()->setText(u"theirs"_s);
        guard.clearNow();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"theirs"_s);
    }

    void everyFocusableWidgetHasANameForItself()
    {
        QVERIFY(open());
        m_window->detail().showTab(DetailPage::Versions);
        m_window->openDueBoard();
        m_window->warn(u"A sentence."_s);
        m_window->openPalette();
        QStringList unnamed;
        for (QWidget *widget : m_window->findChildren<QWidget *>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus) || widget->inherits("QScrollBar") || widget->isWindow()
                || widget->isHidden())
                continue;
            QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
            if (!accessible || accessible->text(QAccessible::Name).isEmpty())
                unnamed.append(QLatin1String(widget->metaObject()->className()) + u' ' + widget->objectName());
        }
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(u"; "_s)));
    }

    void leavingWhileAnEntryIsReadCancelsTheRead()
    {
        QVERIFY(open());
        QSignalSpy shown(&m_workspace->openEntry(), &OpenEntry::contentChanged);
        m_workspace->openEntry().open(m_workspace->listing().entries().constFirst().id);
        QVERIFY(m_workspace->openEntry().isReading());
        m_workspace->openEntry().close();
        QVERIFY(!m_workspace->openEntry().isReading());
        QTest::qWait(50);
        QCOMPARE(shown.count(), 1); // the closing itself
    }

private:
    bool open()
    {
        m_window->goTo(u"sandbox"_s, {});
        if (!QTest::qWaitFor([this] { return m_workspace->listing().listedAt().isValid(); }, 20'000))
            return false;
        for (const Entry &entry : m_workspace->listing().entries()) {
            if (entry.id.name == "amazon-api-access-token"_L1)
                m_window->openEntry(EntryId(entry.id));
        }
        return QTest::qWaitFor([this] { return m_workspace->openEntry().content() != nullptr; }, 20'000);
    }
    QAbstractItemView *values() { return m_window->findChild<QAbstractItemView *>(u"valuesTable"_s); }
    int row(const QString &key) { return m_window->detail().values().model().rowOf(key); }

    SystemClock m_clock;
    std::unique_ptr<SandboxServer> m_server;
    std::unique_ptr<HttpClient> m_http;
    std::unique_ptr<SandboxSource> m_source;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace window_test

KEYTURN_GUI_TEST(window, window_test::WindowTest)
#include "window_test.moc"
