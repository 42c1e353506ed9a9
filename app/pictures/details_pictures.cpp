#include "app/pictures/details_pictures.h"

#include "core/async/task_scope.h"
#include "core/stores/replication_client.h"
#include "core/stores/resource_policy_client.h"
#include "core/workspace/workspace.h"
#include "ui/details/details_reader.h"
#include "ui/details/details_tab.h"
#include "ui/entry/detail_page.h"
#include "ui/review/review_dialog.h"
#include "ui/review/review_obstacle.h"
#include "ui/widgets/actions.h"
#include "ui/window/main_window.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

const QString editedSecret = u"amazon-api-access-token"_s;
const QString editedGroup = u"/my-erp/lwa"_s;
const QString policy =
    uR"({"Version":"2012-10-17","Statement":[{"Sid":"ErpReads","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"secretsmanager:GetSecretValue","Resource":"*"}]})"_s;
const QString reminder =
    uR"([{"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"120","Unit":"Days"}}])"_s;

//! What a secret that is in use has.
Task<Result<>> furnish(std::shared_ptr<Connection> connection)
{
    const ReplicationClient replication(connection->transport());
    const ResourcePolicyClient policies(connection->transport());
    const QMap<QString, QString> tags{
        {u"env"_s, u"prod"_s}, {u"owner"_s, u"skills-team"_s}, {u"cost-centre"_s, u"4711"_s}};
    SecretsManagerClient::SecretUpdate update;
    update.description = u"Access token of the hotel skill, for the publishing pipeline"_s;
    const QString token = newVersionId();
    const Result<SecretWrite> described =
        co_await connection->secretsManager().updateSecret(editedSecret, std::move(update), token);
    if (!described)
        co_return described.error();
    const Result<> tagged = co_await connection->secretsManager().tagResource(editedSecret, tags);
    if (!tagged)
        co_return tagged.error();
    const QMap<QString, QString> regions{{u"eu-west-1"_s, QString()}};
    const Result<> copied = co_await replication.replicateSecretToRegions(editedSecret, regions);
    if (!copied)
        co_return copied.error();
    const Result<> governed = co_await policies.putResourcePolicy(editedSecret, policy);
    co_return governed;
}

class DetailsPictures {
public:
    DetailsPictures(MainWindow &window, Workspace &workspace, const PictureTools &tools) :
        m_window(window), m_workspace(workspace), m_tools(tools)
    {}

    bool run()
    {
        if (!open(editedSecret) || !prepare() || !open(editedSecret) || !show(editedSecret))
            return false;
        photograph(u"details-secret"_s);
        if (!edit() || !review() || !fault())
            return false;
        return parameter();
    }

private:
    DetailsTab &tab() const { return m_window.detail().details(); }
    template <typename T>
    T *find(const char *object) const
    {
        return tab().findChild<T *>(QLatin1String(object));
    }
    QScrollBar *scrollBar() const { return tab().findChild<QScrollArea *>(u"detailsPage"_s)->verticalScrollBar(); }
    void trigger(Actions::Id id) const { m_window.actions().action(id)->trigger(); }
    void photograph(const QString &name)
    {
        m_tools.both(name, [this] { return m_window.grab(); });
    }
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
                return m_workspace.openEntry().content() && m_workspace.openEntry().content()->entry.id.name == name
                       && !m_workspace.openEntry().isReading();
            },
            qPrintable(name));
    }
    bool prepare()
    {
        bool done = false;
        TaskScope scope;
        scope.launch(furnish(m_workspace.place().sharedConnection()),
                     [&done](const Result<> &made) { done = bool(made); });
        return m_tools.wait([&done] { return done; }, "the details of a secret");
    }
    bool show(const QString &name)
    {
        trigger(Actions::Id::TabDetails);
        return m_tools.wait(
            [&] {
                const EntryDetails *details = tab().reader().details();
                return details && details->entry.id.name == name && !tab().reader().isReading();
            },
            "the details");
    }
    void type(const char *object, const QString &text)
    {
        auto *field = find<QLineEdit>(object);
        field->setText(text);
        emit field->textEdited(text);
    }
    //! The policies are the last.
    void showEnd()
    {
        m_tools.wait([] { return true; }, "the staged bar"); // it takes room away
        QScrollBar *bar = scrollBar();
        bar->setValue(bar->maximum());
    }
    bool edit()
    {
        trigger(Actions::Id::Edit);
        type("detailDescription", u"Access token of the hotel skill"_s);
        type("detailKeyText", u"alias/credentials"_s);
        auto *tags = find<QAbstractItemView>("tagsTable");
        tags->setCurrentIndex(tags->model()->index(0, 0));
        find<QPushButton>("removeTag")->click();
        tags->model()->setData(tags->model()->index(1, 1), u"staging"_s);
        find<QLineEdit>("newTagName")->setText(u"team"_s);
        find<QLineEdit>("newTagValue")->setText(u"hospitality"_s);
        find<QPushButton>("addTag")->click();
        find<QPushButton>("toggleReplica eu-west-1")->click();
        m_window.setFocus();
        photograph(u"details-edited"_s);
        return m_workspace.staging().edits().count() == 6;
    }
    bool review()
    {
        find<QPlainTextEdit>("resourcePolicy")->setPlainText(QString(policy).replace(u"GetSecretValue"_s, u"*"_s));
        ReviewDialog *dialog = m_window.openReview();
        const auto checked = [dialog] {
            const auto *save = dialog->findChild<QPushButton *>(u"saveChanges"_s);
            return !save->toolTip().contains(ReviewObstacle::tr("The checks are still running"));
        };
        if (!dialog || !m_tools.wait(checked, "the review of details"))
            return false;
        m_tools.both(u"details-review"_s, [this, dialog] { return m_tools.withDialog(*dialog); });
        dialog->reject();
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return true;
    }
    bool fault()
    {
        m_workspace.staging().discardAll();
        find<QPlainTextEdit>("resourcePolicy")
            ->setPlainText(u"{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\"Effect\": Allow}\n  ]\n}"_s);
        showEnd();
        photograph(u"details-policy-error"_s);
        m_workspace.staging().discardAll();
        return true;
    }
    bool parameter()
    {
        if (!open(editedGroup) || !show(editedGroup))
            return false;
        tab().choosePart(editedGroup + u"/clientsecret"_s);
        photograph(u"details-parameter"_s);
        trigger(Actions::Id::Edit);
        find<QPlainTextEdit>("parameterPolicies")->setPlainText(reminder);
        m_window.setFocus();
        showEnd();
        photograph(u"details-parameter-edited"_s);
        return policies();
    }
    bool policies()
    {
        m_workspace.staging().discardAll();
        find<QSpinBox>("policyAmount0")->setValue(120);
        find<QPushButton>("addExpiration")->click();
        find<QPushButton>("addNotice")->click();
        m_window.setFocus();
        showEnd();
        photograph(u"details-policies"_s);
        m_workspace.staging().discardAll();
        scrollBar()->setValue(0);
        trigger(Actions::Id::TabValues);
        return true;
    }

    MainWindow &m_window;
    Workspace &m_workspace;
    const PictureTools &m_tools;
};

} // namespace

bool takeDetailsPictures(MainWindow &window, Workspace &workspace, const PictureTools &tools)
{
    return DetailsPictures(window, workspace, tools).run();
}

} // namespace keyturn
