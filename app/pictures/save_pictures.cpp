#include "app/pictures/save_pictures.h"

#include "core/async/task_scope.h"
#include "core/workspace/workspace.h"
#include "ui/review/merge_dialog.h"
#include "ui/review/review_dialog.h"
#include "ui/review/review_obstacle.h"
#include "ui/widgets/actions.h"
#include "ui/window/main_window.h"
#include "ui/window/save_flow.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

const QString skill = u"amazon-api-access-token"_s;

class SavePictures {
public:
    SavePictures(MainWindow &window, Workspace &workspace, const PictureTools &tools) :
        m_window(window), m_workspace(workspace), m_tools(tools)
    {}

    bool run(const QString &production)
    {
        return removal() && undone() && size() && merge() && half() && interrupted() && deleted()
               && guarded(production);
    }

private:
    using Kind = FieldEdit::Kind;

    bool open(const QString &name)
    {
        for (const Entry &entry : m_workspace.listing().entries()) {
            if (entry.id.name == name) {
                m_window.openEntry(EntryId(entry.id));
                break;
            }
        }
        return m_tools.wait(
            [&] {
                return m_workspace.openEntry().content() && m_workspace.openEntry().content()->entry.id.name == name;
            },
            qPrintable(name));
    }
    ReviewDialog *review()
    {
        ReviewDialog *dialog = m_window.openReview();
        const auto checked = [dialog] {
            const auto *save = dialog->findChild<QPushButton *>(u"saveChanges"_s);
            return !save->toolTip().contains(ReviewObstacle::tr("The checks are still running"));
        };
        return dialog && m_tools.wait(checked, "the review") ? dialog : nullptr;
    }
    void photograph(const QString &name, QWidget &dialog)
    {
        m_tools.both(name, [this, &dialog] { return m_tools.withDialog(dialog); });
    }
    void leave(QDialog *dialog)
    {
        dialog->reject();
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        m_workspace.staging().discardAll();
    }
    bool somebody(Task<Result<SecretWrite>> writes)
    {
        bool done = false;
        TaskScope scope;
        scope.launch(std::move(writes), [&done](const Result<SecretWrite> &written) { done = bool(written); });
        return m_tools.wait([&done] { return done; }, "somebody's write");
    }

    //! Two entries; a key that goes, a client secret that changes, a reminder that starts again.
    bool removal()
    {
        if (!open(u"/my-erp/lwa"_s))
            return false;
        m_workspace.staging().stage(edit(Kind::Set, u"/my-erp/lwa/clientsecret"_s, "amzn1.oa2-cs.v1.0123456789abcdef"));
        if (!open(skill))
            return false;
        m_workspace.staging().stage(edit(Kind::Set, u"lwa-client-secret"_s, "amzn1.oa2-cs.v1.fedcba9876543210"));
        m_workspace.staging().stage(edit(Kind::Remove, u"lwa-auth-scope"_s));
        ReviewDialog *dialog = review();
        if (!dialog)
            return false;
        dialog->findChild<QLineEdit *>(u"confirmField"_s)->setText(u"lwa-auth-sc"_s);
        photograph(u"save-review"_s, *dialog);
        auto *table = dialog->findChild<QAbstractItemView *>(u"reviewTable"_s);
        emit table->clicked(table->model()->index(table->model()->rowCount() - 1, 0)); // opens the fold
        photograph(u"save-review-all-keys"_s, *dialog);
        leave(dialog);
        return true;
    }
    //! A save, and the way back.
    bool undone()
    {
        m_workspace.staging().stage(edit(Kind::Set, u"lwa-auth-scope"_s, "alexa::ask:skills:readwrite"));
        ReviewDialog *dialog = review();
        if (!dialog)
            return false;
        const auto settled = [this] {
            return m_workspace.staging().edits().isEmpty() && m_workspace.running().count() == 0
                   && !m_workspace.openEntry().isReading();
        };
        const auto shown = [this] { return m_tools.both(u"save-undo"_s, [this] { return m_window.grab(); }); };
        dialog->findChild<QPushButton *>(u"saveChanges"_s)->click();
        if (!m_tools.wait(settled, "a save"))
            return false;
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        shown();
        m_window.actions().action(Actions::Id::UndoSave)->trigger();
        return m_tools.wait(settled, "the way back");
    }
    //! One byte too many.
    bool size()
    {
        m_workspace.staging().stage(edit(Kind::Set, u"lwa-auth-scope"_s, QByteArray(65'536, 'x')));
        ReviewDialog *dialog = review();
        if (!dialog)
            return false;
        photograph(u"save-too-large"_s, *dialog);
        leave(dialog);
        return true;
    }
    bool merge()
    {
        const QByteArray opened = m_workspace.openEntry().content()->document.text().bytes().toByteArray();
        const auto value = [this](const QString &key) {
            return m_workspace.openEntry().content()->field(key)->value.bytes().toByteArray();
        };
        QByteArray theirs = opened;
        theirs.replace(value(u"lwa-client-secret"_s), QByteArray("amzn1.oa2-cs.v1.theirs9876543210theirs9876543210"));
        theirs.replace(value(u"api-access-token"_s), QByteArray("Atza|") + QByteArray(407, 't'));
        m_workspace.staging().stage(
            edit(Kind::Set, u"lwa-client-secret"_s, "amzn1.oa2-cs.v1.mine0123456789mine0123456789"));
        m_workspace.staging().stage(edit(Kind::Remove, u"lwa-auth-scope"_s));
        const SecretsManagerClient &client = m_workspace.place().connection()->secretsManager();
        if (!somebody(client.putSecretValue(skill, SecretString(QByteArrayView(theirs)), false, newVersionId()))
            || !m_window.openReview())
            return false;
        const auto shown = [this] { return m_window.findChild<MergeDialog *>(u"mergeDialog"_s) != nullptr; };
        if (!m_tools.wait(shown, "the merge"))
            return false;
        auto *dialog = m_window.findChild<MergeDialog *>(u"mergeDialog"_s);
        photograph(u"save-merge"_s, *dialog);
        dialog->findChild<QPushButton *>(u"keepYours"_s)->click();
        photograph(u"save-merge-chosen"_s, *dialog);
        leave(dialog);
        return true;
    }
    //! The first of three parameters is written; the second, and the way back, are lost.
    bool half()
    {
        if (!open(u"/my-erp/lwa"_s))
            return false;
        const EntryId id = m_workspace.openEntry().content()->entry.id;
        for (const EntryField &field : m_workspace.openEntry().content()->fields)
            m_workspace.staging().stage(edit(Kind::Set, field.key, field.key.toUtf8() + "-0123456789abcdef"));
        ReviewDialog *dialog = review();
        if (!dialog
            || !setFault(
                m_workspace, m_tools,
                R"({"fault": "reset", "when": "before", "operation": "PutParameter", "skip": 1, "times": 100})"))
            return false;
        dialog->findChild<QPushButton *>(u"saveChanges"_s)->click();
        const auto settled = [this] { return m_workspace.running().count() == 0; };
        if (!m_tools.wait([&] { return m_workspace.halfSaves().find(id) && settled(); }, "half a save"))
            return false;
        photograph(u"save-half"_s, *dialog);
        if (!setFault(m_workspace, m_tools, R"({"clear": true})"))
            return false;
        m_workspace.saves().rollBack(id);
        if (!m_tools.wait([&] { return !m_workspace.halfSaves().find(id) && settled(); }, "the way back"))
            return false;
        const auto *save = dialog->findChild<QPushButton *>(u"saveChanges"_s);
        if (!m_tools.wait([save] { return save->isEnabled(); }, "the save that can be repeated"))
            return false;
        photograph(u"save-put-back"_s, *dialog);
        leave(dialog);
        return true;
    }
    //! An earlier run wrote one of three parameters and was killed.
    bool interrupted()
    {
        const QString group = u"/my-erp/lwa"_s;
        const Entry entry = m_workspace.openEntry().content()->entry;
        const ParameterMetadata &first = entry.parameters.constFirst();
        const QTemporaryDir state;
        SaveJournal::Record record{
            u"0"_s, entry.id.account, entry.id.region, group, {}, m_workspace.clock().utcNow().addSecs(-4210), {}};
        for (const ParameterMetadata &parameter : entry.parameters)
            record.parts.append({parameter.name, parameter.version, parameter.lastModifiedAt, &parameter == &first, 0});
        if (!SaveJournal(state.path()).write(record))
            return false;
        ParameterStoreClient::Put put;
        put.name = first.name;
        put.value = SecretString(QByteArrayView("amzn1.application-oa2-client.0123456789abcdef"));
        put.type = first.type;
        put.keyId = first.keyId;
        put.tier = first.tier;
        put.overwrite = true;
        bool done = false;
        TaskScope scope;
        scope.launch(m_workspace.place().connection()->parameterStore().putParameter(put),
                     [&done](const Result<qint64> &version) { done = bool(version); });
        if (!m_tools.wait([&done] { return done; }, "the first of three"))
            return false;
        m_workspace.halfSaves().keepJournal(state.path());
        m_workspace.open(m_workspace.place().profile(), m_workspace.place().region());
        if (!m_tools.wait(
                [&] { return m_workspace.halfSaves().find(entry.id) && m_workspace.listing().listedAt().isValid(); },
                "an interrupted save")
            || !open(group))
            return false;
        m_tools.both(u"save-interrupted"_s, [this] { return m_window.grab(); });
        m_window.saves().openHalfSaved(entry.id);
        auto *dialog = m_window.findChild<QDialog *>(u"halfSavedDialog"_s);
        photograph(u"save-interrupted-card"_s, *dialog);
        dialog->findChild<QPushButton *>(u"actionButton"_s)->click();
        return m_tools.wait(
            [&] { return !m_workspace.halfSaves().find(entry.id) && m_workspace.running().count() == 0; },
            "the old values");
    }
    bool deleted()
    {
        if (!open(u"lwa-oauth"_s))
            return false;
        m_workspace.staging().stage(edit(Kind::Set, u"lwa-auth-scope"_s, "alexa::ask:skills:readwrite"));
        const SecretsManagerClient &client = m_workspace.place().connection()->secretsManager();
        bool done = false;
        TaskScope scope;
        scope.launch(client.deleteSecret(u"lwa-oauth"_s, 7),
                     [&done](const Result<QDateTime> &when) { done = bool(when); });
        if (!m_tools.wait([&done] { return done; }, "the deletion"))
            return false;
        ReviewDialog *dialog = review();
        if (!dialog)
            return false;
        photograph(u"save-deleted"_s, *dialog);
        leave(dialog);
        done = false;
        scope.launch(client.restoreSecret(u"lwa-oauth"_s),
                     [&done](const Result<> &restored) { done = bool(restored); });
        return m_tools.wait([&done] { return done; }, "the secret again");
    }
    bool guarded(const QString &production)
    {
        m_window.goTo(production, {});
        if (!m_tools.wait(
                [this] { return !m_workspace.listing().entries().isEmpty() && !m_workspace.listing().isRunning(); },
                "production")
            || !open(skill))
            return false;
        m_tools.both(u"save-production-locked"_s, [this] { return m_window.grab(); });
        m_workspace.place().unlockWriting();
        m_workspace.staging().stage(edit(Kind::Set, u"lwa-auth-scope"_s, "alexa::ask:skills:readwrite"));
        ReviewDialog *dialog = review();
        if (!dialog)
            return false;
        photograph(u"save-production"_s, *dialog);
        leave(dialog);
        return true;
    }

    MainWindow &m_window;
    Workspace &m_workspace;
    const PictureTools &m_tools;
};

} // namespace

bool takeSavePictures(MainWindow &window, Workspace &workspace, const QString &production, const PictureTools &tools)
{
    return SavePictures(window, workspace, tools).run(production);
}

} // namespace keyturn
