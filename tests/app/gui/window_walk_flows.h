#pragma once
#include "tests/app/gui/window_walk.h"
#include "ui/connect/add_keys_dialog.h"
#include "ui/connect/mfa_dialog.h"
#include "ui/connect/sso_sign_in_dialog.h"
#include "ui/connect/trust_command_dialog.h"
#include "ui/connect/trust_endpoint_dialog.h"
#include "ui/create/new_entry_dialog.h"
#include "ui/details/details_reader.h"
#include "ui/details/details_tab.h"
#include "ui/dialogs/permission_dialog.h"
#include "ui/editor/secret_value_model.h"
#include "ui/refresh/client_secret_dialog.h"
#include "ui/refresh/probe_address_dialog.h"
#include "ui/refresh/token_host_dialog.h"
#include "ui/widgets/segmented_control.h"
#include "ui/window/refresh_flow.h"

#include <QComboBox>
#include <QStackedWidget>

//! Tokens, new entries, questions, and what is found half done.
namespace keyturn::window_walk {

using namespace Qt::StringLiterals;

inline void walkRefreshes(WindowWalk &w)
{
    w.bench->openSecret(w.name);
    w.bench->window->detail().showTab(DetailPage::Rotation);
    w.masked(u"tokens"_s);
    w.trigger(Actions::Id::KeyMap);
    w.masked(u"which key is what"_s);
    w.close(w.dialog("keyMapDialog"));
    auto *host = new TokenHostDialog(*w.bench->workspace, *w.bench->workspace->openEntry().content(),
                                     u"https://id.example.com"_s, w.bench->window.get());
    host->open();
    w.masked(u"question about a token host"_s);
    w.close(host);
    const EntryContent credentials = *w.bench->workspace->openEntry().content();
    auto *address = new ProbeAddressDialog(*w.bench->workspace, credentials, w.bench->window.get());
    address->open();
    w.masked(u"where tokens are tried out"_s);
    w.close(address);
    auto *secret = new ClientSecretDialog(*w.bench->workspace, credentials, w.bench->window.get());
    secret->open();
    w.masked(u"new client secret"_s);
    secret->findChild<SegmentedControl *>(u"clientSecretWay"_s)->setCurrent(1);
    QVERIFY(secret->findChild<QWidget *>(u"clientSecretOrder"_s)->isVisible());
    w.masked(u"new client secret, by the provider's API"_s);
    w.close(secret);
    w.choose({w.name, w.twin});
    w.trigger(Actions::Id::RefreshToken);
    auto *several = w.dialog("refreshBatchDialog");
    const auto *sum = several->findChild<QLabel *>(u"refreshBatchSum"_s);
    SaveBench::wait([sum] { return sum->text().contains(u"will be refreshed"_s); });
    w.masked(u"several refreshes"_s);
    w.close(several);

    const QByteArray claims =
        uR"({"sub":"%1"})"_s.arg(WindowWalk::canary("claim")).toUtf8().toBase64(QByteArray::Base64UrlEncoding);
    w.bench->create(u"team/prod/jwt"_s, R"({"client_id":"a","client_secret":"b","refresh_token":"c","access_token":")"
                                            + QByteArray(R"({"alg":"RS256"})").toBase64() + '.' + claims
                                            + R"(.c2ln"})");
    w.listed(u"team/prod/jwt"_s);
    w.bench->openSecret(u"team/prod/jwt"_s);
    w.masked(u"tokens, one of them a JWT"_s);
    w.button(w.bench->window.get(), "jwtToggle")->click();
    w.told(u"claims of a token"_s, WindowWalk::canary("claim"));
    w.bench->window->detail().showTab(DetailPage::Values);
    w.bench->window->detail().showTab(DetailPage::Rotation);
    w.masked(u"tokens, masked again"_s);
    w.bench->window->detail().showTab(DetailPage::Values);
}

inline void walkNew(WindowWalk &w)
{
    w.trigger(Actions::Id::NewEntry);
    auto *made = w.dialog<NewEntryDialog>("newEntryDialog");
    auto *layouts = made->findChild<QComboBox *>(u"newTemplate"_s);
    for (int i = 0; i < layouts->count(); ++i) {
        layouts->setCurrentIndex(i);
        w.masked(u"new entry, %1"_s.arg(layouts->currentText()));
    }
    layouts->setCurrentIndex(layouts->findText(u"Keys and values"_s));
    made->findChild<QLineEdit *>(u"newName"_s)->setText(u"team/prod/made"_s);
    made->findChild<QWidget *>(u"newValuesMode"_s)->findChildren<QAbstractButton *>().constLast()->click();
    w.button(made, "rawShow")->click();
    made->findChild<QPlainTextEdit *>(u"newEntryValue"_s)
        ->setPlainText(QString::fromUtf8(WindowWalk::document("made")));
    w.told(u"new entry, shown while it is typed"_s, u"cnry7Q-made-secret-9xyZ"_s, made);
    w.button(made, "newNext")->click();
    auto *pages = made->findChild<QStackedWidget *>();
    QVERIFY(pages->currentIndex() > 0); // the form behind it keeps what was typed
    w.masked(u"review of a new entry"_s, pages->currentWidget());
    w.close(made);
}

//! Of the window and of signing in: they stand over every page.
inline void walkQuestions(WindowWalk &w)
{
    auto *keys = new AddKeysDialog(*w.bench->workspace, w.bench->window.get());
    keys->open();
    for (QLineEdit *field : keys->findChildren<QLineEdit *>()) {
        if (field->echoMode() == QLineEdit::Password)
            field->setText(WindowWalk::canary("access key"));
    }
    w.masked(u"access keys"_s);
    w.close(keys);
    auto *trust = new TrustEndpointDialog(w.bench->workspace->place().profile(), u"us-east-1"_s, w.bench->window.get());
    trust->open();
    w.masked(u"question about an endpoint"_s);
    w.close(trust);
    const Error refusal{ErrorKind::AccessDenied,           u"AccessDeniedException"_s, u"no"_s, {}, {},
                        u"secretsmanager:GetSecretValue"_s};
    auto *permission = new PermissionDialog(*MissingPermission::of(refusal), w.bench->window.get());
    permission->open();
    w.masked(u"permission"_s);
    w.close(permission);
    auto *command = new TrustCommandDialog(w.bench->workspace->place().profile(), u"/opt/bin/credentials --for me"_s,
                                           w.bench->window.get());
    command->open();
    w.masked(u"question about a command"_s);
    w.close(command);
    auto *code =
        new MfaDialog({u"prod"_s, u"arn:aws:iam::123456789012:mfa/me"_s, u"arn:aws:iam::123456789012:role/a"_s},
                      w.bench->window.get());
    code->open();
    code->findChild<QLineEdit *>(u"mfaCode"_s)->setText(u"773041"_s);
    w.masked(u"code of an MFA device"_s);
    w.close(code);
    auto *signIn = new SsoSignInDialog(w.bench->workspace->place(), w.bench->window.get());
    signIn->open();
    w.masked(u"sign-in to SSO"_s);
    w.close(signIn);
    w.trigger(Actions::Id::Shortcuts);
    QDialog *shortcuts = w.dialog("shortcutsDialog");
    w.masked(u"shortcuts"_s);
    w.close(shortcuts);
}

inline void walkPolicies(WindowWalk &w)
{
    DetailsTab &details = w.bench->window->detail().details();
    w.bench->window->detail().showTab(DetailPage::Details);
    SaveBench::wait([&details, &w] {
        return details.reader().details() && details.reader().details()->entry.id.name == w.trio
               && !details.reader().isReading();
    });
    details.choosePart(u"/my-erp/lwa/clientsecret"_s);
    w.trigger(Actions::Id::Edit);
    details.findChild<QPushButton *>(u"addExpiration"_s)->click();
    w.masked(u"policies, edited"_s);
    w.bench->workspace->staging().discardAll();
    w.bench->window->detail().showTab(DetailPage::Values);
}

//! As the next run of the program does, with what the one before left in its folder.
inline void beginAgain(WindowWalk &w)
{
    w.bench->window.reset();
    w.bench->workspace.reset();
    w.bench->workspace = std::make_unique<Workspace>(*w.bench->source, w.bench->clock);
    w.bench->workspace->halfSaves().keepJournal(w.home.path());
    w.bench->window = std::make_unique<MainWindow>(*w.bench->workspace);
    w.bench->window->resize(1440, 900);
    w.bench->window->show();
    w.bench->workspace->place().reloadProfiles();
    SaveBench::wait([&w] { return !w.bench->workspace->place().profiles().isEmpty(); });
    w.bench->window->goTo(u"asp-production"_s, {});
    SaveBench::wait([&w] { return w.bench->workspace->listing().listedAt().isValid(); });
}

inline void walkHalf(WindowWalk &w)
{
    w.bench->open(idOf(Store::ParameterStore, w.trio));
    walkPolicies(w);
    const QStringList names{u"/my-erp/lwa/clientidentifier"_s, u"/my-erp/lwa/clientsecret"_s,
                            u"/my-erp/refreshToken"_s};
    for (const QString &parameter : names.sliced(1))
        QVERIFY(w.stage(parameter, WindowWalk::canary("parameter")));
    w.masked(u"parameters"_s);
    SecretValueModel &model = w.values().model();
    model.reveal(model.rowOf(names[1]));
    w.told(u"parameters"_s, WindowWalk::canary("parameter"));
    model.hide();
    ReviewDialog *review = w.bench->review();
    w.masked(u"review of parameters"_s);
    SaveBench::wait([review] { return SaveBench::saveButton(review)->isEnabled(); });
    w.bench->wire->cut("AmazonSSM.PutParameter", 1);
    SaveBench::saveButton(review)->click();
    const EntryId id = idOf(Store::ParameterStore, w.trio);
    QTRY_VERIFY_WITH_TIMEOUT(w.bench->workspace->halfSaves().find(id) && w.bench->workspace->running().count() == 0,
                             60'000);
    QVERIFY(review->findChild<QWidget *>(u"halfSavedCard"_s)->isVisible());
    w.masked(u"half saved"_s);
    w.close(review);
    w.masked(u"window with a half save"_s);
    beginAgain(w);
    QTRY_VERIFY_WITH_TIMEOUT(w.bench->workspace->halfSaves().find(id), patience);
    w.find<QAbstractButton>("messageAction")->click();
    auto *found = w.dialog("halfSavedDialog");
    w.masked(u"half save of an earlier run"_s);
    w.bench->wire->mend();
    w.button(found, "actionButton")->click();
    QTRY_VERIFY_WITH_TIMEOUT(!w.bench->workspace->halfSaves().find(id), 60'000);
    w.masked(u"put back"_s);
}

//! The provider's answer is lost on its way, so somebody has to decide.
inline void walkUnfinishedRefresh(WindowWalk &w)
{
    w.bench->workspace->refreshes().keepJournal({w.home.filePath(u"refreshes"_s), w.home.path(), &w.keychain});
    const EntryId id = idOf(Store::SecretsManager, u"team/prod/rotating"_s);
    w.bench->create(id.name, R"({"clientId":"a","clientSecret":"b","accessToken":"old","refreshToken":"r1"})");
    w.listed(id.name);
    w.bench->open(id);
    QString error;
    QObject listener;
    QObject::connect(&w.bench->workspace->refreshes(), &Refreshes::failed, &listener,
                     [&error](const EntryId &, const Error &why) { error = why.code + u' ' + why.detail; });
    w.bench->wire->cut("refresh_token=");
    w.bench->workspace->refreshes().refresh(id);
    QTRY_VERIFY_WITH_TIMEOUT(w.bench->workspace->running().count() == 0, 60'000);
    w.bench->wire->mend();
    QVERIFY2(w.bench->workspace->refreshes().unfinished(id), qPrintable(error));
    w.bench->window->refreshes().openUnfinished(id);
    auto *unfinished = w.dialog("unfinishedRefreshDialog");
    w.masked(u"unfinished refresh"_s);
    w.button(unfinished, "forgetRefresh")->click();
    QTRY_VERIFY_WITH_TIMEOUT(!w.bench->workspace->refreshes().unfinished(id), 60'000);
    w.masked(u"refresh that was let go"_s); // the dialog has closed by itself
    w.trigger(Actions::Id::Authorise);
    QDialog *consent = w.dialog("consentDialog");
    QTRY_VERIFY_WITH_TIMEOUT(w.button(consent, "consentNext")->isEnabled(), 60'000);
    w.masked(u"consent"_s);
    w.close(consent);
}

} // namespace keyturn::window_walk
