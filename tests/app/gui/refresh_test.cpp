#include "core/workspace/refresh_batch.h"
#include "tests/app/gui/save_bench.h"
#include "tests/support/memory_keychain.h"
#include "tests/support/test_main.h"
#include "ui/editor/values_tab.h"
#include "ui/entry/detail_page.h"
#include "ui/refresh/refresh_batch_model.h"
#include "ui/refresh/token_tab.h"

#include <QApplication>
#include <QComboBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace refresh_test {

namespace {

const QString seed = u"amazon-api-access-token"_s;

} // namespace

//! A refresh where a person has to say something first, and several at once: by the keyboard, against the sandbox.
class RefreshTest : public QObject {
    Q_OBJECT

    //! The credentials of a seed under other names.
    QByteArray credentials(const QList<std::pair<QString, QString>> &keys, const QJsonObject &more = {}) const
    {
        const QJsonObject known = QJsonDocument::fromJson(m_bench->stored(seed)).object();
        QJsonObject made = more;
        for (const auto &[key, from] : keys)
            made.insert(key, known.value(from));
        return QJsonDocument(made).toJson(QJsonDocument::Compact);
    }
    QByteArray ordinary(const QJsonObject &more = {}) const
    {
        return credentials({{u"client_id"_s, u"lwa-client-id"_s},
                            {u"client_secret"_s, u"lwa-client-secret"_s},
                            {u"refresh_token"_s, u"lwa-refresh-token"_s},
                            {u"access_token"_s, u"api-access-token"_s}},
                           more);
    }
    void plant(const QString &name, const QByteArray &text)
    {
        m_bench->create(name, text);
        list(name);
    }
    void list(const QString &name)
    {
        m_bench->workspace->listing().reload();
        SaveBench::wait([this, &name] {
            return m_bench->workspace->listing().entry(idOf(Store::SecretsManager, name))
                   && !m_bench->workspace->listing().isRunning();
        });
    }
    //! Opens it, with the focus in the list.
    void open(const QString &name)
    {
        m_bench->openSecret(name);
        m_bench->window->findChild<QAbstractItemView *>(u"entryList"_s)->setFocus();
    }
    //! By the menu or the palette, once it may run.
    void refresh() const
    {
        QAction *action = m_bench->window->actions().action(Actions::Id::RefreshToken);
        SaveBench::wait([this, action] { return action->isEnabled() && !m_bench->workspace->openEntry().isReading(); });
        action->trigger();
    }
    //! As another run of the program has it, with what is remembered.
    void keep()
    {
        Refreshes &refreshes = m_bench->workspace->refreshes();
        refreshes.keepSettings(RefreshSettingsFile(m_home->filePath(u"config/refresh-settings"_s)));
        refreshes.keepJournal({m_home->filePath(u"ops"_s), m_home->path(), &m_keychain});
    }
    template <typename T = QDialog>
    T *dialog(const char *name) const
    {
        for (T *one : m_bench->window->findChildren<T *>(QLatin1String(name))) {
            if (one->isVisible())
                return one;
        }
        return nullptr;
    }
    QString text(QWidget *in, const char *name) const
    {
        const auto *label = in->findChild<QLabel *>(QLatin1String(name));
        return label ? label->text() : QString();
    }
    //! To whatever has the focus.
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget *focus = QApplication::focusWidget();
        QVERIFY(focus);
        QTest::keyClick(focus, key, modifiers);
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    static QString focused() { return QApplication::focusWidget() ? QApplication::focusWidget()->objectName() : u""_s; }
    QString accessToken(const QString &name) const
    {
        return QJsonDocument::fromJson(m_bench->stored(name)).object().value(u"access_token"_s).toString();
    }
    void waitForRefresh(const QString &name) const
    {
        const EntryId id = idOf(Store::SecretsManager, name);
        SaveBench::wait([this, &id] {
            return m_bench->workspace->refreshes().refreshedAt(id).isValid()
                   && m_bench->workspace->running().count() == 0;
        });
    }

private slots:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_bench = std::make_unique<SaveBench>();
        keep();
        QVERIFY(QTest::qWaitForWindowActive(m_bench->window.get()));
    }
    void cleanup()
    {
        m_bench.reset();
        m_home.reset();
    }

    void aRefreshAsksWhichKeyIsWhatOnceAndGoesOn()
    {
        const QString name = u"team/two-ids"_s;
        plant(name, ordinary({{u"clientId"_s, u"amzn1.application-oa2-client.other"_s}}));
        const QByteArray before = m_bench->stored(name);
        open(name);
        QVERIFY(text(m_bench->window.get(), "layoutRemark").contains(u"not recognised: Client ID"_s));

        press(Qt::Key_R, Qt::ControlModifier);
        QDialog *map = dialog("keyMapDialog");
        QVERIFY(map);
        QTRY_COMPARE(focused(), u"keyOf-client-id"_s); // what is missing comes first
        QVERIFY(text(map, "reasonOf-client-id").contains(u"client_id"_s));
        QCOMPARE(text(map, "reasonOf-client-secret"), u"Recognised by its name"_s);
        QVERIFY(!map->findChild<QPushButton *>(u"keyMapRefresh"_s)->isEnabled());
        auto *ids = map->findChild<QComboBox *>(u"keyOf-client-id"_s);
        while (ids->currentText() != u"client_id"_s && ids->currentIndex() + 1 < ids->count())
            press(Qt::Key_Down);
        QCOMPARE(text(map, "reasonOf-client-id"), u"Your choice"_s);
        QVERIFY(text(map, "keyMapState").startsWith(u"Complete."_s));
        map->findChild<QPushButton *>(u"keyMapRefresh"_s)->setFocus();
        QTRY_COMPARE(focused(), u"keyMapRefresh"_s);
        press(Qt::Key_Return);
        waitForRefresh(name);
        QVERIFY(m_bench->stored(name) != before);
        QCOMPARE(QJsonDocument::fromJson(m_bench->stored(name)).object().value(u"clientId"_s).toString(),
                 u"amzn1.application-oa2-client.other"_s);

        keep(); // as the next start reads it
        const QString token = accessToken(name);
        refresh();
        QVERIFY(!dialog("keyMapDialog"));
        SaveBench::wait([this, &name, &token] { return accessToken(name) != token; });
    }

    void credentialsGoToAnUnknownHostOnlyAfterConsentForItsOrigin()
    {
        const QString name = u"team/elsewhere"_s;
        plant(name, ordinary({{u"token_url"_s, u"https://api.amazon.com/auth/o2/token"_s}}));
        m_bench->theyPut(name, ordinary({{u"token_url"_s, u"https://login.xn--80ak6aa92e.com:8443/auth/o2/token"_s}}));
        list(name);
        const QByteArray before = m_bench->stored(name);
        open(name);

        press(Qt::Key_R, Qt::ControlModifier);
        QDialog *host = dialog("tokenHostDialog");
        QVERIFY(host);
        QCOMPARE(text(host, "tokenHostOrigin"), u"https://login.xn--80ak6aa92e.com:8443"_s);
        QTRY_VERIFY_WITH_TIMEOUT(text(host, "tokenHostSince").contains(u"not from this computer"_s), patience);
        QStringList warnings;
        for (const QLabel *warning : host->findChildren<QLabel *>(u"tokenHostWarning"_s))
            warnings.append(warning->text());
        QCOMPARE(warnings.size(), 2); // the letters and the port
        QTRY_COMPARE(focused(), u"tokenHostReject"_s);
        press(Qt::Key_Return);
        QVERIFY(!dialog("tokenHostDialog"));
        QCOMPARE(m_bench->workspace->running().count(), 0);
        QCOMPARE(m_bench->stored(name), before);

        refresh();
        QVERIFY(dialog("tokenHostDialog"));
        QTRY_COMPARE(focused(), u"tokenHostReject"_s);
        press(Qt::Key_Tab, Qt::ShiftModifier);
        QTRY_COMPARE(focused(), u"tokenHostTrust"_s);
        press(Qt::Key_Return);
        waitForRefresh(name);
        QVERIFY(m_bench->stored(name) != before);

        const QString token = accessToken(name);
        refresh();
        QVERIFY(!dialog("tokenHostDialog")); // asked once
        SaveBench::wait([this, &name, &token] { return accessToken(name) != token; });

        SaveBench::wait([this] { return m_bench->workspace->running().count() == 0; });
        m_bench->theyPut(name, ordinary({{u"token_url"_s, u"https://login.example.net/auth/o2/token"_s}}));
        m_bench->window->actions().action(Actions::Id::Reload)->trigger();
        SaveBench::wait([this] {
            const EntryContent *content = m_bench->workspace->openEntry().content();
            return content && !m_bench->workspace->openEntry().isReading() && content->field(u"token_url"_s)
                   && content->field(u"token_url"_s)->value
                          == SecretString(u"https://login.example.net/auth/o2/token"_s);
        });
        refresh();
        QVERIFY(dialog("tokenHostDialog")); // another origin
    }

    void severalAreRefreshedTogetherAndEachHasItsResult()
    {
        plant(u"batch/a"_s, ordinary());
        plant(u"batch/b"_s, ordinary());
        plant(u"batch/half"_s,
              credentials({{u"refresh_token"_s, u"lwa-refresh-token"_s}, {u"client_id"_s, u"lwa-client-id"_s}}));
        plant(u"batch/plain"_s, R"({"user":"x","password":"y"})");
        const QString before = accessToken(u"batch/a"_s);
        auto *filter = m_bench->window->findChild<QLineEdit *>(u"filterField"_s);
        filter->setFocus();
        QTest::keyClicks(filter, u"batch/"_s);
        auto *list = m_bench->window->findChild<QAbstractItemView *>(u"entryList"_s);
        QTRY_COMPARE(list->model()->rowCount(), 4);
        list->setFocus();
        press(Qt::Key_A, Qt::ControlModifier);
        QAction *action = m_bench->window->actions().action(Actions::Id::RefreshToken);
        QTRY_COMPARE(action->text(), u"Refresh 4 tokens…"_s);

        press(Qt::Key_R, Qt::ControlModifier);
        QDialog *several = dialog("refreshBatchDialog");
        QVERIFY(several);
        auto *go = several->findChild<QPushButton *>(u"refreshBatchGo"_s);
        QTRY_COMPARE_WITH_TIMEOUT(go->text(), u"Refresh 2 tokens"_s, patience);
        const auto *model = several->findChild<RefreshBatchModel *>();
        const auto result = [model](const QString &name) {
            for (int row = 0; row < model->rowCount(); ++row) {
                if (model->index(row, 0).data().toString() == name)
                    return model->index(row, int(RefreshBatchModel::Column::Result)).data().toString();
            }
            return QString();
        };
        QCOMPARE(result(u"batch/half"_s), u"Missing: Client secret"_s);
        QCOMPARE(result(u"batch/plain"_s), u"Holds no credentials that can be refreshed"_s);
        QCOMPARE(text(several, "refreshBatchSum"), u"2 will be refreshed. 2 will not."_s);
        QCOMPARE(accessToken(u"batch/a"_s), before);
        press(Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(text(several, "refreshBatchSum"), u"2 of 2 done."_s, patience);
        QVERIFY(result(u"batch/b"_s).startsWith(u"Refreshed, valid until"_s));
        QVERIFY(accessToken(u"batch/a"_s) != before);
        press(Qt::Key_Escape);
        QVERIFY(!dialog("refreshBatchDialog"));
    }

    void theRotationTabShowsTheTokensMaskedAndWhatIsKnownOfThem()
    {
        open(seed);
        press(Qt::Key_3, Qt::ControlModifier);
        TokenTab &tab = m_bench->window->detail().tokens();
        QVERIFY(tab.isVisible());
        const auto facts = [&tab](const char *of) {
            QStringList texts;
            for (const QLabel *label :
                 tab.findChild<QWidget *>(QLatin1String(of))->findChildren<QLabel *>(u"factText"_s))
                texts.append(label->isVisible() ? label->text() : QString());
            return texts.join(u'\n');
        };
        QVERIFY(facts("keyFacts").contains(u"lwa-client-secret  ·  Recognised by its name"_s));
        QVERIFY(facts("providerFacts").contains(u"https://api.amazon.com/auth/"_s));
        QVERIFY(facts("providerFacts").contains(u"grant_type: refresh_token"_s));
        QVERIFY(facts("providerFacts").contains(QRegularExpression(u"client_secret: hidden, \\d+ bytes"_s)));
        QVERIFY(facts("accessTokenFacts").contains(u"Not known; refresh to see"_s));
        refresh();
        waitForRefresh(seed);
        QTRY_VERIFY_WITH_TIMEOUT(facts("accessTokenFacts").contains(u" s left ("_s), patience);
        const QString first = facts("accessTokenFacts");
        QTRY_VERIFY_WITH_TIMEOUT(facts("accessTokenFacts") != first, patience); // it counts down
        for (const QString &told : spoken(&tab))
            QVERIFY2(!told.contains(u"Atz"_s), qPrintable(told));
        press(Qt::Key_1, Qt::ControlModifier);
        QVERIFY(!tab.isVisible());
    }

    void anUnfinishedRefreshHasItsOneNextStepOnTheRotationTab()
    {
        const QString name = u"team/rotating"_s;
        plant(name, R"({"clientId":"a","clientSecret":"b","accessToken":"old","refreshToken":"r1"})");
        m_bench->openSecret(name);
        m_bench->window->detail().showTab(DetailPage::Rotation);
        const EntryId id = idOf(Store::SecretsManager, name);
        m_bench->wire->cut("refresh_token=");
        refresh();
        SaveBench::wait([this, &id] { return m_bench->workspace->refreshes().unfinished(id) != nullptr; });
        m_bench->wire->mend();
        TokenTab &tab = m_bench->window->detail().tokens();
        QTRY_VERIFY(tab.findChild<QWidget *>(u"unfinishedCard"_s)->isVisible());
        auto *next = tab.findChild<QPushButton *>(u"finishUnfinished"_s);
        QCOMPARE(next->text(), u"Decide…"_s);
        next->setFocus();
        press(Qt::Key_Return);
        QVERIFY(dialog("unfinishedRefreshDialog"));
    }

private:
    static QStringList spoken(QWidget *root)
    {
        QStringList texts;
        for (const QLabel *label : root->findChildren<QLabel *>())
            texts.append(label->text());
        return texts;
    }

    MemoryKeychain m_keychain;
    std::unique_ptr<QTemporaryDir> m_home; // outlives what locks files in it
    std::unique_ptr<SaveBench> m_bench;
};

} // namespace refresh_test

KEYTURN_GUI_TEST(refresh, refresh_test::RefreshTest)
#include "refresh_test.moc"
