#include "tests/app/gui/save_bench.h"
#include "tests/support/memory_keychain.h"
#include "tests/support/test_main.h"
#include "ui/entry/detail_page.h"
#include "ui/refresh/client_secret_dialog.h"
#include "ui/widgets/confirm_field.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/status_chip.h"

#include <QApplication>
#include <QCheckBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScrollArea>
#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace order_secret_test {

namespace {

const QString seed = u"amazon-api-access-token"_s;
const QString copyName = u"team/copy"_s;

} // namespace

//! A client secret that is ordered from the provider's API, in the dialog that takes one made by hand, too.
class OrderSecretTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_home;
    MemoryKeychain m_keychain;
    std::unique_ptr<SaveBench> m_bench;

    void begin(bool production = false, const QByteArray &key = "testing")
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_bench = std::make_unique<SaveBench>(production, key);
        m_bench->workspace->refreshes().keepJournal({m_home->filePath(u"ops"_s), m_home->path(), &m_keychain});
        secrets().keepRecord(ClientSecretRecord(m_home->filePath(u"client-secrets"_s), &m_keychain));
        control("oauth-clients", {{u"action"_s, u"configure"_s},
                                  {u"clientId"_s, client()},
                                  {u"scope"_s, u"profile sellingpartnerapi::client_credential:rotation"_s}});
        const QJsonObject copy{{u"password"_s, valueOf(seed, u"lwa-client-secret"_s)}};
        m_bench->create(copyName, QJsonDocument(copy).toJson(QJsonDocument::Compact));
    }
    ClientSecrets &secrets() { return m_bench->workspace->clientSecrets(); }
    SecretOrders &orders() { return m_bench->workspace->secretOrders(); }
    std::optional<ClientSecretChange> change() { return secrets().change(idOf(Store::SecretsManager, seed)); }
    QString valueOf(const QString &secret, const QString &key)
    {
        return QJsonDocument::fromJson(m_bench->stored(secret)).object().value(key).toString();
    }
    QString client() { return valueOf(seed, u"lwa-client-id"_s); }

    QJsonObject control(const char *call, const QJsonObject &body = {})
    {
        HttpRequest request;
        request.method = body.isEmpty() ? "GET" : "POST";
        request.url = m_bench->server.url();
        request.url.setPath(u"/sandbox-api/"_s + QLatin1String(call));
        request.headers = {{"Content-Type", "application/json"}};
        if (!body.isEmpty())
            request.body = SecretString::take(QJsonDocument(body).toJson(QJsonDocument::Compact));
        const auto answer = run(m_bench->http.send(request));
        if (!answer || !*answer || (*answer)->status != 200)
            qFatal("the sandbox did not do it");
        return QJsonDocument::fromJson((*answer)->body.bytes().toByteArray()).object();
    }
    //! How the sandbox's provider sees it: "calls", "rotations".
    int counted(const char *what)
    {
        for (const QJsonValue &each : control("sp-api")["applications"_L1].toArray()) {
            if (each["clientId"_L1].toString() == client())
                return each[QLatin1String(what)].toInt();
        }
        return 0;
    }

    template <typename T>
    T *find(const char *name) const
    {
        T *found = m_bench->window->findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("there is no %s", name);
        return found;
    }
    void click(const char *name) const { find<QAbstractButton>(name)->click(); }
    QString text(const char *name) const { return find<QLabel>(name)->text().remove(QChar(0x200b)); }
    QString chip(const char *name) const { return find<StatusChip>(name)->text(); }
    QString reason() const { return find<QWidget>("clientSecretTest")->toolTip(); }
    bool canOrder() const { return find<QWidget>("clientSecretTest")->isEnabled(); }

    void openDialog()
    {
        m_bench->openSecret(seed);
        m_bench->window->detail().showTab(DetailPage::Rotation);
        click("clientSecretReplace");
        find<SegmentedControl>("clientSecretWay")->setCurrent(1);
        QVERIFY(find<QWidget>("clientSecretOrder")->isVisible());
    }
    void waitForLook()
    {
        SaveBench::wait([this] { return !orders().isRunning(); });
    }
    //! The queue is there and the provider let in; \p messages is how the sandbox treats those to it.
    void setUp(const QJsonObject &messages = {})
    {
        click("secretQueueSetUp");
        waitForLook();
        QVERIFY(orders().outlook().isComplete);
        QJsonObject enrolled = messages;
        enrolled.insert(u"clientId"_s, client());
        enrolled.insert(u"queue"_s, orders().outlook().arn);
        control("sp-api", enrolled);
    }
    void order()
    {
        find<QCheckBox>("secretEnrolled")->setChecked(true);
        QVERIFY2(canOrder(), qPrintable(reason()));
        click("clientSecretTest");
    }
    //! What came of it, reviewed and saved like any edit.
    void saveIt(const QString &old)
    {
        SaveBench::wait([this] { return m_bench->workspace->staging().edits().count() >= 2; });
        QCOMPARE(valueOf(seed, u"lwa-client-secret"_s), old); // nothing is written before somebody has looked
        SaveBench::wait([this] { return m_bench->window->findChild<ReviewDialog *>() != nullptr; });
        m_bench->save(m_bench->window->findChild<ReviewDialog *>());
        const QString fresh = valueOf(seed, u"lwa-client-secret"_s);
        QVERIFY(fresh.startsWith(u"amzn1.oa2-cs.v1."_s) && fresh != old);
        QCOMPARE(valueOf(copyName, u"password"_s), fresh);
        QTRY_VERIFY_WITH_TIMEOUT(change() && change()->isDone(), patience); // its message is deleted, too
        for (const QLabel *label : m_bench->window->findChildren<QLabel *>())
            QVERIFY(!label->text().contains(fresh) && !label->accessibleName().contains(fresh));
    }

private slots:
    void cleanup()
    {
        m_bench.reset();
        m_home.reset();
        m_keychain = MemoryKeychain();
    }

    void oneRequestMakesItAndTheOldOneIsCountedDown()
    {
        begin();
        const QString old = valueOf(seed, u"lwa-client-secret"_s);
        openDialog();
        QCOMPARE(reason(), u"Check the queue first"_s);
        setUp({{u"foreign"_s, 2}});
        for (const char *each : {"secretCheck0Chip", "secretCheck1Chip", "secretCheck2Chip", "secretCheck3Chip"})
            QCOMPARE(chip(each), u"ready"_s);
        QVERIFY(text("secretCheck2Remark").contains(copyName));
        QVERIFY(text("secretQueueArn").endsWith(u":new-client-secrets"_s));
        QVERIFY(text("clientSecretState").contains(u"7 days"_s));
        QVERIFY(!canOrder()); // nobody has said that the ARN is entered
        QCOMPARE(counted("calls"), 0);
        order();
        saveIt(old);
        QCOMPARE(counted("calls"), 1);
        QVERIFY(text("clientSecretProgress").contains(u"6 days"_s)
                || text("clientSecretProgress").contains(u"7 days"_s));
        QVERIFY(!find<QWidget>("unfinishedSecretCard")->isVisible());
        click("clientSecretAskOld");
        QTRY_VERIFY_WITH_TIMEOUT(text("clientSecretTold").contains(u"still accepted"_s), patience);
    }

    void anApplicationThatIsNotEnrolledGetsNoneAndIsToldWhere()
    {
        begin();
        openDialog();
        setUp();
        control("sp-api", {{u"clientId"_s, client()}, {u"queue"_s, QString()}});
        order();
        QTRY_VERIFY_WITH_TIMEOUT(text("clientSecretState").contains(u"knows no queue"_s), patience);
        QCOMPARE(chip("secretEnrolmentChip"), u"missing"_s);
        QVERIFY(!find<QCheckBox>("secretEnrolled")->isChecked() && !canOrder());
        QCOMPARE(counted("calls"), 1);
        QCOMPARE(counted("rotations"), 0);
        QVERIFY(!change() && m_keychain.items.isEmpty() && m_bench->workspace->staging().edits().isEmpty());
    }

    void anAnswerThatIsLostIsNoReasonToAskAgain()
    {
        begin();
        const QString old = valueOf(seed, u"lwa-client-secret"_s);
        openDialog();
        setUp();
        control("faults", {{u"service"_s, u"spapi"_s}, {u"fault"_s, u"reset"_s}, {u"when"_s, u"after"_s}});
        order();
        saveIt(old);
        QCOMPARE(counted("calls"), 1);
    }

    void whatIsCancelledBeforeTheRequestSendsNothing_data()
    {
        QTest::addColumn<bool>("isLate");
        QTest::newRow("while copies are looked for") << false;
        QTest::newRow("when everything was found right") << true;
    }
    void whatIsCancelledBeforeTheRequestSendsNothing()
    {
        QFETCH(bool, isLate);
        begin();
        openDialog();
        setUp();
        int cancelled = 0;
        QObject listener;
        const auto cancel = [this, &cancelled] {
            if (++cancelled == 1)
                click("clientSecretCancel");
        };
        connect(&orders(), &SecretOrders::step, &listener, [isLate, cancel] {
            if (!isLate)
                cancel();
        });
        connect(&orders(), &SecretOrders::changed, &listener, [this, isLate, cancel] {
            if (isLate && orders().isRunning() && orders().outlook().passed.size() == 4)
                cancel();
        });
        order();
        waitForLook();
        QVERIFY(cancelled > 0);
        QTRY_VERIFY(text("clientSecretState").contains(u"before the provider was asked"_s));
        QCOMPARE(counted("calls"), 0);
        QVERIFY(!change() && m_keychain.items.isEmpty());
        QVERIFY(find<QWidget>("clientSecretDialog")->isVisible());
        click("clientSecretCancel"); // now it closes
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(!m_bench->window->findChild<ClientSecretDialog *>());
    }

    void aMessageThatIsLateIsWaitedForAndTakenLater()
    {
        begin();
        const QString old = valueOf(seed, u"lwa-client-secret"_s);
        openDialog();
        setUp({{u"delaySeconds"_s, 600}});
        order();
        SaveBench::wait([this] { return secrets().isWaiting(); });
        QCOMPARE(find<QAbstractButton>("clientSecretCancel")->text(), u"Close"_s);
        click("clientSecretCancel");
        QVERIFY(find<QWidget>("unfinishedSecretCard")->isVisible());
        QCOMPARE(find<QAbstractButton>("unfinishedSecretGoOn")->text(), u"Stop waiting"_s);
        click("unfinishedSecretGoOn");
        QTRY_COMPARE_WITH_TIMEOUT(find<QAbstractButton>("unfinishedSecretGoOn")->text(), u"Continue"_s, 40'000);
        QVERIFY(text("clientSecretTold").contains(u"hasn't come yet"_s));
        QVERIFY(secrets().unfinished().contains(idOf(Store::SecretsManager, seed)));
        QVERIFY(!find<QWidget>("clientSecretReplace")->isVisible());
        control("clock", {{u"move"_s, u"+601s"_s}});
        click("unfinishedSecretGoOn");
        saveIt(old);
        QCOMPARE(counted("calls"), 1);
    }

    void aSecretThatWaitsInTheQueueIsUsedAndNoneIsMade()
    {
        begin();
        const QString old = valueOf(seed, u"lwa-client-secret"_s);
        openDialog();
        setUp({{u"delaySeconds"_s, 600}});
        order();
        SaveBench::wait([this] { return secrets().isWaiting(); });
        click("clientSecretCancel");
        click("unfinishedSecretGoOn");
        SaveBench::wait([this] { return !secrets().isRunning(); });
        click("clientSecretEnd"); // as if this computer had been lost
        QTRY_VERIFY(!change());
        control("clock", {{u"move"_s, u"+601s"_s}});
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        openDialog();
        click("secretQueueCheck");
        waitForLook();
        QTRY_COMPARE(find<QAbstractButton>("clientSecretTest")->text(), u"Use the waiting one"_s);
        QVERIFY(text("clientSecretState").contains(u"holds a client secret already"_s));
        click("clientSecretTest");
        saveIt(old);
        QCOMPARE(counted("calls"), 1);
    }

    void whileAnotherProgramRefreshesItNothingIsAsked()
    {
        begin();
        openDialog();
        setUp();
        Refreshes &refreshes = m_bench->workspace->refreshes();
        const bool rehearsal = m_bench->workspace->place().connection()->tokenEndpoint().isRehearsal();
        const QString key = RefreshMarker::keyOf(idOf(Store::SecretsManager, seed), rehearsal);
        const auto turn = run(refreshes.journal().turn(key, 0ms));
        QVERIFY(turn && *turn);
        order();
        QTRY_VERIFY_WITH_TIMEOUT(text("clientSecretState").contains(u"Another program"_s), patience);
        QCOMPARE(counted("calls"), 0);
        QVERIFY(!change());
    }

    void whatIsNotReadyIsToldBesideItsRow()
    {
        begin();
        openDialog();
        click("secretQueueCheck");
        waitForLook();
        QTRY_COMPARE(chip("secretCheck0Chip"), u"not ready"_s);
        QVERIFY(text("secretCheck0Remark").contains(u"no queue of this name"_s));
        QCOMPARE(chip("secretCheck1Chip"), u"not checked"_s);
        setUp();
        QCOMPARE(chip("secretCheck0Chip"), u"ready"_s);
        find<QLineEdit>("secretQueue")->setText(u"another"_s);
        QCOMPARE(chip("secretCheck0Chip"), u"not checked"_s);
        find<QLineEdit>("secretQueue")->setText(u"new-client-secrets"_s);
        control("oauth-clients",
                {{u"action"_s, u"configure"_s}, {u"clientId"_s, client()}, {u"scope"_s, u"profile"_s}});
        click("secretQueueCheck");
        waitForLook();
        QTRY_COMPARE(chip("secretCheck3Chip"), u"not ready"_s);
        QVERIFY(text("secretCheck3Remark").contains(u"order client secrets"_s));
        QVERIFY(!canOrder());
        QCOMPARE(counted("calls"), 0);
    }

    void inTheSmallestWindowAllOfItIsReadAndTheButtonsStay()
    {
        begin(true);
        m_bench->workspace->place().unlockWriting();
        m_bench->window->resize(1024, 640);
        openDialog();
        find<QWidget>("secretQueueSetUp")->setFocus();
        click("secretQueueSetUp");
        waitForLook();
        QTRY_COMPARE(chip("secretCheck3Chip"), u"ready"_s);
        auto *dialog = find<ClientSecretDialog>("clientSecretDialog");
        QTRY_COMPARE(dialog->focusWidget()->objectName(), u"secretQueue"_s); // and not the button that closes
        QVERIFY(m_bench->window->height() >= dialog->height());
        const auto *scroll = find<QScrollArea>("clientSecretScroll");
        for (const char *name : {"clientSecretTest", "clientSecretCancel"}) {
            const auto *button = find<QWidget>(name);
            QVERIFY(button->mapTo(dialog, QPoint()).y() >= scroll->geometry().bottom());
            QVERIFY(button->mapTo(dialog, button->rect().bottomRight()).y() < dialog->height());
        }
        for (const char *name : {"secretOrderWhat", "secretCheck2Remark", "secretEnrolmentRemark"}) {
            const auto *label = find<QLabel>(name);
            QTRY_VERIFY2(label->height() >= label->heightForWidth(label->width()), name);
        }
    }

    void aPermissionThatIsMissingIsNamed()
    {
        begin(false, "rotator");
        openDialog();
        click("secretQueueCheck");
        waitForLook();
        QTRY_COMPARE(chip("secretCheck0Chip"), u"not ready"_s);
        QVERIFY2(text("secretCheck0Remark").contains(u"sqs:GetQueueUrl"_s), qPrintable(text("secretCheck0Remark")));
    }

    void whereTheProviderHasNoApiTheReasonStandsBesideTheChoice()
    {
        begin();
        const QString name = u"team/prod/rotating"_s;
        m_bench->create(name, R"({"clientId":"a","clientSecret":"b","accessToken":"old","refreshToken":"r1"})");
        m_bench->workspace->listing().reload();
        SaveBench::wait([this, &name] {
            return m_bench->workspace->listing().entry(idOf(Store::SecretsManager, name))
                   && !m_bench->workspace->listing().isRunning();
        });
        m_bench->openSecret(name);
        m_bench->window->detail().showTab(DetailPage::Rotation);
        click("clientSecretReplace");
        QVERIFY(!find<QWidget>("clientSecretWay")->findChild<QAbstractButton *>(u"segment1"_s)->isEnabled());
        QVERIFY(find<QWidget>("clientSecretNoWay")->isVisible());
        QVERIFY2(text("clientSecretNoWay").endsWith(u"has no API that makes client secrets."_s),
                 qPrintable(text("clientSecretNoWay")));
        QVERIFY(find<QWidget>("clientSecretValue")->isVisible());
    }

    void inProductionItIsUnlockedAndTheProfileTyped()
    {
        begin(true);
        m_bench->openSecret(seed);
        auto *dialog = new ClientSecretDialog(*m_bench->workspace, *m_bench->workspace->openEntry().content(),
                                              m_bench->window.get());
        dialog->open();
        find<SegmentedControl>("clientSecretWay")->setCurrent(1);
        QCOMPARE(find<QWidget>("secretQueueCheck")->toolTip(), u"Production is read-only"_s);
        orders().check(m_bench->workspace->openEntry().content()->entry, u"new-client-secrets"_s);
        QVERIFY(!orders().isRunning());
        m_bench->workspace->place().unlockWriting();
        setUp();
        find<QCheckBox>("secretEnrolled")->setChecked(true);
        QCOMPARE(reason(), u"Type the profile name to enable"_s);
        find<ConfirmField>("secretOrderConfirm")->setText(u"asp-production"_s);
        QVERIFY2(canOrder(), qPrintable(reason()));
        m_bench->workspace->place().lockWriting();
        QVERIFY(!canOrder());
        QCOMPARE(counted("calls"), 0);
    }
};

} // namespace order_secret_test

KEYTURN_GUI_TEST(order_secret, order_secret_test::OrderSecretTest)
#include "order_secret_test.moc"
