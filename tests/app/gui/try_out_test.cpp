#include "tests/app/gui/save_bench.h"
#include "tests/support/memory_keychain.h"
#include "tests/support/test_main.h"
#include "ui/entry/detail_page.h"
#include "ui/refresh/client_secret_dialog.h"
#include "ui/widgets/status_chip.h"

#include <QApplication>
#include <QCheckBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace try_out_test {

namespace {

const QString seed = u"amazon-api-access-token"_s;
const QString newSecret = u"amzn1.oa2-cs.v1.a-new-client-secret-of-this-test"_s;

} // namespace

//! The Rotation tab: whether tokens work, refreshes by themselves, and a client secret replaced by hand.
class TryOutTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_home;
    MemoryKeychain m_keychain;
    std::unique_ptr<SaveBench> m_bench;

    QJsonObject stored() { return QJsonDocument::fromJson(m_bench->stored(seed)).object(); }
    template <typename T>
    T *find(const char *name) const
    {
        T *found = m_bench->window->findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("there is no %s", name);
        return found;
    }
    void click(const char *name) const { find<QAbstractButton>(name)->click(); }
    QString chip(const char *name) const { return find<StatusChip>(name)->text(); }
    void openTab()
    {
        m_bench->openSecret(seed);
        m_bench->window->detail().showTab(DetailPage::Rotation);
    }
    void control(const QJsonObject &body)
    {
        HttpRequest request;
        request.url = m_bench->server.url();
        request.url.setPath(u"/sandbox-api/oauth-clients"_s);
        request.headers = {{"Content-Type", "application/json"}};
        request.body = SecretString::take(QJsonDocument(body).toJson(QJsonDocument::Compact));
        const auto answer = run(m_bench->http.send(request));
        if (!answer || !*answer || (*answer)->status != 200)
            qFatal("the sandbox did not do it");
    }

private slots:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_bench = std::make_unique<SaveBench>();
        Refreshes &refreshes = m_bench->workspace->refreshes();
        refreshes.keepSettings(RefreshSettingsFile(m_home->filePath(u"config/refresh-settings"_s)));
        refreshes.keepJournal({m_home->filePath(u"ops"_s), m_home->path(), &m_keychain});
        m_bench->workspace->clientSecrets().keepRecord(
            ClientSecretRecord(m_home->filePath(u"client-secrets"_s), &m_keychain));
    }
    void cleanup()
    {
        m_bench.reset();
        m_home.reset();
        m_keychain.items.clear();
    }

    void theTabTellsWhichTokensStillWork()
    {
        openTab();
        m_bench->workspace->refreshes().refresh(idOf(Store::SecretsManager, seed));
        SaveBench::wait([this] { return m_bench->workspace->running().count() == 0; });
        SaveBench::wait([this] { return !m_bench->workspace->openEntry().isReading(); });
        click("tokenChecksStart");
        SaveBench::wait([this] { return m_bench->window->findChild<StatusChip *>(u"tokenCheckChip1"_s) != nullptr; });
        QTRY_COMPARE_WITH_TIMEOUT(chip("tokenCheckChip0"), u"works"_s, patience);
        QTRY_COMPARE_WITH_TIMEOUT(chip("tokenCheckChip1"), u"no longer works"_s, patience); // it was never issued
        const QString token = stored().value(u"api-access-token"_s).toString();
        for (const QLabel *label : m_bench->window->findChildren<QLabel *>())
            QVERIFY(!label->text().contains(token) && !label->accessibleName().contains(token));
    }

    void theCardsLeadToTheTestAndToANewClientSecret()
    {
        m_bench->openSecret(seed);
        const auto link = [this](const char *card) {
            return find<QWidget>(card)->findChild<QAbstractButton *>(u"cardLink"_s);
        };
        QVERIFY(link("tokenCard")->isVisible() && link("secretCard")->isVisible());
        QCOMPARE(link("tokenCard")->accessibleName(), u"Test, Access token"_s);
        QCOMPARE(find<QWidget>("tokenCard")->height(), find<QWidget>("secretCard")->height());
        link("secretCard")->click();
        auto *dialog = find<QDialog>("clientSecretDialog");
        QVERIFY(dialog->isVisible());
        dialog->reject();
        link("tokenCard")->click();
        QVERIFY(find<QWidget>("tokenChecks")->isVisible());
        SaveBench::wait([this] { return m_bench->window->findChild<StatusChip *>(u"tokenCheckChip0"_s) != nullptr; });
        m_bench->open(idOf(Store::ParameterStore, u"/guest-wifi/prod/radius-server"_s));
        m_bench->window->detail().showTab(DetailPage::Values);
        QVERIFY(!link("tokenCard")->isVisible() && !link("secretCard")->isVisible());
    }

    void aNewTokenIsTriedOutWhereThatIsTicked()
    {
        openTab();
        control({{u"action"_s, u"configure"_s},
                 {u"clientId"_s, stored().value(u"lwa-client-id"_s)},
                 {u"behaviour"_s, QJsonObject{{u"propagationSeconds"_s, 1}}}});
        click("tokenChecksTryOut");
        const QString before = stored().value(u"api-access-token"_s).toString();
        m_bench->workspace->refreshes().refresh(idOf(Store::SecretsManager, seed));
        SaveBench::wait([this] { return m_bench->workspace->running().count() == 0; });
        QVERIFY(stored().value(u"api-access-token"_s).toString() != before);
    }

    void aPinnedTokenIsRefreshedAndTellsWhenNext()
    {
        openTab();
        const QString before = stored().value(u"api-access-token"_s).toString();
        click("autoRefreshPin");
        SaveBench::wait([this, &before] { return stored().value(u"api-access-token"_s).toString() != before; });
        QTRY_COMPARE_WITH_TIMEOUT(chip("autoRefreshChip"), u"on"_s, patience);
        QVERIFY(find<QLabel>("autoRefreshText")->text().startsWith(u"Next refresh"_s));
    }

    void aNewClientSecretIsTestedThenReviewedAndSavedEverywhere()
    {
        const QString old = stored().value(u"lwa-client-secret"_s).toString();
        m_bench->create(u"team/copy"_s, QJsonDocument(QJsonObject{{u"secret"_s, old}}).toJson(QJsonDocument::Compact));
        openTab();
        control({{u"action"_s, u"rotate-secret"_s},
                 {u"clientId"_s, stored().value(u"lwa-client-id"_s)},
                 {u"clientSecret"_s, newSecret}});
        click("clientSecretReplace");
        auto *dialog = find<QDialog>("clientSecretDialog");
        dialog->findChild<QLineEdit *>(u"clientSecretValue"_s)->setText(newSecret);
        dialog->findChild<QLineEdit *>(u"clientSecretConsumers"_s)->setText(u"the night job"_s);
        dialog->findChild<QPushButton *>(u"clientSecretTest"_s)->click();
        SaveBench::wait([this] { return m_bench->workspace->staging().edits().count() >= 2; });
        QVERIFY(!m_bench->stored(u"team/copy"_s).contains(newSecret.toUtf8()));
        SaveBench::wait([this] { return m_bench->window->findChild<ReviewDialog *>() != nullptr; });
        m_bench->save(m_bench->window->findChild<ReviewDialog *>());
        QCOMPARE(stored().value(u"lwa-client-secret"_s).toString(), newSecret);
        QVERIFY(m_bench->stored(u"team/copy"_s).contains(newSecret.toUtf8()));
        QTRY_VERIFY(find<QLabel>("clientSecretProgress")->text().contains(u"6 days"_s)
                    || find<QLabel>("clientSecretProgress")->text().contains(u"7 days"_s));
        click("clientSecretAskOld");
        QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("clientSecretTold")->text().contains(u"still accepted"_s), patience);
        auto *consumer = find<QCheckBox>("clientSecretConsumer0");
        QCOMPARE(consumer->text(), u"the night job"_s);
        consumer->click();
        QVERIFY(m_bench->workspace->clientSecrets()
                    .change(idOf(Store::SecretsManager, seed))
                    ->consumers.constFirst()
                    .isDone);
    }

    void aClientSecretThatIsRefusedStaysInTheDialog()
    {
        openTab();
        click("clientSecretReplace");
        auto *dialog = find<QDialog>("clientSecretDialog");
        dialog->findChild<QLineEdit *>(u"clientSecretValue"_s)->setText(newSecret);
        dialog->findChild<QPushButton *>(u"clientSecretTest"_s)->click();
        auto *state = dialog->findChild<QLabel *>(u"clientSecretState"_s);
        QTRY_VERIFY_WITH_TIMEOUT(state->text().contains(u"doesn't accept"_s), patience);
        QVERIFY(dialog->isVisible());
        QVERIFY(m_bench->workspace->staging().edits().isEmpty());
        QVERIFY(m_keychain.items.isEmpty());
    }
};

} // namespace try_out_test

KEYTURN_GUI_TEST(try_out, try_out_test::TryOutTest)
#include "try_out_test.moc"
