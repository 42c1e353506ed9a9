#include "app/pictures/refresh_pictures.h"

#include "app/pictures/no_browser.h"
#include "app/pictures/picture_keychain.h"
#include "core/workspace/workspace.h"
#include "ui/connect/mfa_dialog.h"
#include "ui/connect/trust_command_dialog.h"
#include "ui/entry/detail_page.h"
#include "ui/refresh/refresh_batch_dialog.h"
#include "ui/refresh/token_host_dialog.h"
#include "ui/widgets/actions.h"
#include "ui/window/main_window.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

const QString refreshedName = u"amazon-api-access-token"_s;
const QString oddName = u"crm/prod/oauth"_s;

QByteArray base64(const QByteArray &json)
{
    return json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

//! Nothing tells which of two client ids is in use, nor who the provider is.
QByteArray oddCredentials()
{
    const QByteArray token =
        base64(R"({"alg":"RS256","typ":"at+jwt","kid":"2026-10"})") + '.'
        + base64(
            R"({"iss":"https://login.example.com","sub":"crm-sync","aud":"crm-api","iat":1795266000,"exp":1795273200,)"
            R"("scope":"contacts.read contacts.write"})")
        + ".c2lnbmF0dXJl";
    return R"({"client_id":"crm-sync","clientId":"crm-sync-eu","client_secret":"picture-0123456789",)"
           R"("refresh_token":"picture-r-0123456789","access_token":")"
           + token + R"(","scope":"contacts.read contacts.write",)"
           + R"("token_url":"https://login.xn--80ak6aa92e.com:8443/oauth/token"})";
}

class RefreshPictures {
public:
    RefreshPictures(MainWindow &window, Workspace &workspace, const PictureTools &tools) :
        m_window(window), m_workspace(workspace), m_tools(tools)
    {}

    bool take() { return tokens() && consent() && keys() && several() && questions(); }

private:
    void shoot(const QString &name)
    {
        m_tools.both(name, [this] { return m_window.grab(); });
    }
    void small(const QString &name)
    {
        const QSize usual = m_window.size();
        m_window.resize(1024, 640);
        shoot(name);
        m_window.resize(usual);
    }
    void small(const QString &name, QDialog &dialog)
    {
        const QSize usual = m_window.size();
        m_window.resize(1024, 640);
        m_tools.both(name, [this, &dialog] { return m_tools.withDialog(dialog); });
        m_window.resize(usual);
    }
    template <typename T = QDialog>
    T *dialog(const char *name) const
    {
        T *shown = nullptr;
        m_tools.wait(
            [&] {
                for (T *one : m_window.findChildren<T *>(QLatin1String(name)))
                    shown = one->isVisible() ? one : shown;
                return shown != nullptr;
            },
            name);
        return shown;
    }
    void close(QDialog *dialog)
    {
        dialog->reject();
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    bool tokens()
    {
        if (!openEntry(m_window, m_workspace, m_tools, refreshedName))
            return false;
        m_window.detail().showTab(DetailPage::Rotation);
        shoot(u"rotation-tokens"_s);
        small(u"rotation-tokens-minimum"_s);
        return true;
    }
    bool consent()
    {
        const NoBrowser none;
        QTemporaryDir home;
        PictureKeychain keychain;
        m_workspace.refreshes().keepJournal({home.path(), home.path(), &keychain});
        const bool done = consentSteps();
        m_workspace.refreshes().keepJournal({{}, {}, nullptr});
        return done;
    }
    bool consentSteps()
    {
        m_window.actions().action(Actions::Id::Authorise)->trigger();
        auto *sign = dialog("consentDialog");
        const auto *next = sign ? sign->findChild<QAbstractButton *>(u"consentNext"_s) : nullptr;
        if (!next || !m_tools.wait([next] { return next->isEnabled(); }, "the check before signing in again"))
            return false;
        m_tools.both(u"consent"_s, [this, sign] { return m_tools.withDialog(*sign); });
        sign->findChild<QAbstractButton *>(u"consentNext"_s)->click();
        if (!m_tools.wait([this] { return m_workspace.consents().step() == Consents::Step::Agree; }, "the wait"))
            return false;
        m_tools.both(u"consent-waiting"_s, [this, sign] { return m_tools.withDialog(*sign); });
        small(u"consent-waiting-minimum"_s, *sign);
        close(sign);
        return true;
    }
    bool keys()
    {
        NewEntry wanted;
        wanted.name = oddName;
        wanted.value = SecretString(QByteArrayView(oddCredentials()));
        if (!openNewEntry(m_window, m_workspace, m_tools, wanted))
            return false;
        auto *toggle = m_window.findChild<QAbstractButton *>(u"jwtToggle"_s);
        toggle->click();
        shoot(u"rotation-missing"_s);
        toggle->click();
        m_window.actions().action(Actions::Id::RefreshToken)->trigger();
        auto *map = dialog("keyMapDialog");
        if (!map)
            return false;
        m_tools.both(u"rotation-keys"_s, [this, map] { return m_tools.withDialog(*map); });
        small(u"rotation-keys-minimum"_s, *map);
        close(map);
        auto *host = new TokenHostDialog(m_workspace, *m_workspace.openEntry().content(),
                                         u"https://login.xn--80ak6aa92e.com:8443"_s, &m_window);
        host->open();
        m_tools.both(u"rotation-token-host"_s, [this, host] { return m_tools.withDialog(*host); });
        close(host);
        m_window.detail().showTab(DetailPage::Values);
        return true;
    }
    bool several()
    {
        const QStringList names{refreshedName,
                                u"hospitality/prod/amazon-api-access-token"_s,
                                u"lwa-oauth"_s,
                                oddName,
                                u"upwork/prod/upwork-oauth"_s,
                                u"/my-erp/lwa"_s};
        auto *list = m_window.findChild<QAbstractItemView *>(u"entryList"_s);
        list->clearSelection();
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            const QModelIndex index = list->model()->index(row, 0);
            if (names.contains(index.data().toString()))
                list->selectionModel()->select(index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
        m_window.actions().action(Actions::Id::RefreshToken)->trigger();
        auto *batch = dialog<RefreshBatchDialog>("refreshBatchDialog");
        if (!batch || !m_tools.wait([batch] { return !batch->batch().isReading(); }, "the plan of several refreshes"))
            return false;
        m_tools.both(u"refresh-several"_s, [this, batch] { return m_tools.withDialog(*batch); });
        batch->findChild<QAbstractButton *>(u"refreshBatchGo"_s)->click();
        if (!m_tools.wait([batch] { return !batch->batch().isRunning(); }, "the results of several refreshes"))
            return false;
        m_tools.both(u"refresh-several-done"_s, [this, batch] { return m_tools.withDialog(*batch); });
        close(batch);
        return true;
    }

    //! What signing in asks, at AWS and at a provider.
    bool questions()
    {
        if (!openEntry(m_window, m_workspace, m_tools, refreshedName))
            return false;
        const Profile &profile = m_workspace.place().profile();
        const QList<std::pair<QString, QDialog *>> all{
            {u"mfa-code"_s, new MfaDialog({profile.name, u"arn:aws:iam::123456789012:mfa/ops"_s,
                                           u"arn:aws:iam::123456789012:role/KeyturnAdmin"_s},
                                          &m_window)},
            {u"trust-command"_s,
             new TrustCommandDialog(profile, u"/opt/company/bin/credentials --account prod --format json"_s,
                                    &m_window)}};
        for (const auto &[name, question] : all) {
            question->open();
            m_tools.both(name, [this, question = question] { return m_tools.withDialog(*question); });
            close(question);
        }
        return true;
    }

    MainWindow &m_window;
    Workspace &m_workspace;
    const PictureTools &m_tools;
};

} // namespace

bool takeRefreshPictures(MainWindow &window, Workspace &workspace, const PictureTools &tools)
{
    return RefreshPictures(window, workspace, tools).take();
}

} // namespace keyturn
