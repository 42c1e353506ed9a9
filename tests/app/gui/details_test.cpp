#include "core/read/entry_details.h"

#include "core/read/entry_store.h"
#include "tests/app/gui/save_bench.h"
#include "tests/support/test_main.h"
#include "ui/details/details_reader.h"
#include "ui/details/details_tab.h"
#include "ui/details/tag_model.h"
#include "ui/entry/detail_page.h"
#include "ui/text/wording.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QTableView>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace details_test {

using Field = DetailField;

namespace {

const QString name = u"amazon-api-access-token"_s;
const QString trio = u"/my-erp/lwa"_s;
const QString clientSecret = u"/my-erp/lwa/clientsecret"_s;
const QString reminder =
    uR"([{"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"90","Unit":"Days"}}])"_s;

//! What the review says a save does.
QString consequences(QWidget *review)
{
    QString all;
    for (const QLabel *label : review->findChild<QWidget *>(u"reviewFacts"_s)->findChildren<QLabel *>())
        all += label->text() + u'\n';
    return all;
}

QString changes(QWidget *review)
{
    const QAbstractItemModel &model = *review->findChild<QAbstractItemView *>(u"reviewTable"_s)->model();
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells.append(model.index(row, column).data().toString());
        lines.append(cells.join(u" | "_s));
    }
    return lines.join(u'\n');
}

} // namespace

//! The details of an existing entry: edited in their tab, staged, reviewed, written.
class DetailsTest : public QObject {
    Q_OBJECT

    template <typename T>
    T *find(const char *object) const
    {
        return m_bench->window->detail().details().findChild<T *>(QLatin1String(object));
    }
    DetailsTab &tab() const { return m_bench->window->detail().details(); }
    void trigger(Actions::Id id) const { m_bench->window->actions().action(id)->trigger(); }
    void openDetails(const EntryId &id, bool editing = true)
    {
        m_bench->open(id);
        trigger(Actions::Id::TabDetails);
        SaveBench::wait([this, &id] {
            return tab().reader().details() && tab().reader().details()->entry.id == id && !tab().reader().isReading();
        });
        if (editing)
            trigger(Actions::Id::Edit);
    }
    void openSecret(bool editing = true) { openDetails(idOf(Store::SecretsManager, name), editing); }
    void type(const char *object, const QString &text) const
    {
        auto *field = find<QLineEdit>(object);
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
    }
    void addTag(const QString &tag, const QString &value) const
    {
        type("newTagName", tag);
        type("newTagValue", value);
        find<QPushButton>("addTag")->click();
    }
    EntryDetails stored(const EntryId &id)
    {
        const EntryStore store(*m_bench->somebody);
        const auto entry = run(store.find(id.name));
        if (!entry || !*entry)
            qFatal("not found");
        const auto details = run(readDetails(m_bench->somebody.get(), **entry));
        if (!details || !*details)
            qFatal("not read");
        return **details;
    }
    void theyDescribe(const QString &text)
    {
        SecretsManagerClient::SecretUpdate update;
        update.description = text;
        const auto done = run(m_bench->somebody->secretsManager().updateSecret(name, update, newVersionId()));
        QVERIFY(done && *done);
    }
    const StagedEdits &staged() const { return m_bench->workspace->staging().edits(); }

private slots:
    void init() { m_bench = std::make_unique<SaveBench>(); }
    void cleanup() { m_bench.reset(); }

    void theArnStandsThereToBeCopiedAndWhenItWasMadeChangedAndRead()
    {
        openSecret(false);
        const Entry &entry = tab().reader().details()->entry;
        QVERIFY(entry.arn.startsWith(u"arn:aws:secretsmanager:"_s));
        QCOMPARE(find<QLabel>("detailArn")->text().remove(QChar(0x200b)), entry.arn);
        find<QAbstractButton>("copyArn")->click();
        QCOMPARE(QApplication::clipboard()->text(), entry.arn);
        QVERIFY(find<QLabel>("detailCreated")->isVisible());
        const QDateTime now = tab().reader().details()->readAt;
        QVERIFY(find<QLabel>("detailCreated")->text().startsWith(Wording::date(entry.createdAt, now)));
        QVERIFY(find<QLabel>("detailChanged")->text().startsWith(Wording::date(entry.lastChangedAt, now)));
        // It was read a moment ago, to be shown here; AWS tells the day.
        QCOMPARE(find<QLabel>("detailAccessed")->text(), Wording::date(tab().reader().details()->lastAccessedAt, now));

        openDetails(idOf(Store::ParameterStore, trio), false);
        tab().choosePart(clientSecret);
        QVERIFY(find<QLabel>("detailArn")->text().remove(QChar(0x200b)).endsWith(u"parameter"_s + clientSecret));
        QVERIFY(!find<QLabel>("detailCreated")->isVisible()); // nobody keeps it
        QVERIFY(find<QLabel>("detailChanged")->isVisible());
    }

    void isReadOnlyUntilEdit()
    {
        openSecret(false);
        QVERIFY(find<QLabel>("detailDescriptionText")->isVisible());
        QVERIFY(!find<QLineEdit>("detailDescription")->isVisible());
        QVERIFY(!find<QPushButton>("addTag")->isVisible());
        QVERIFY(find<QPlainTextEdit>("resourcePolicy")->isReadOnly());
        trigger(Actions::Id::Edit);
        QCOMPARE(m_bench->window->focusWidget(), find<QLineEdit>("detailDescription"));
        QVERIFY(find<QPushButton>("addTag")->isVisible());
        QVERIFY(!find<QPlainTextEdit>("resourcePolicy")->isReadOnly());
    }

    void aDescriptionAndATagAreStagedUndoneReviewedAndSaved()
    {
        openSecret();
        const EntryId id = idOf(Store::SecretsManager, name);
        const QString version = m_bench->currentVersion(name);
        type("detailDescription", u"For the shop"_s);
        addTag(u"owner"_s, u"team-a"_s);
        QCOMPARE(staged().count(), 2);
        QCOMPARE(staged().undoStep()->what, u"adding the tag owner"_s);
        trigger(Actions::Id::Undo);
        QCOMPARE(staged().count(), 1);
        trigger(Actions::Id::Undo); // the typing is one step
        QVERIFY(staged().isEmpty());
        trigger(Actions::Id::Redo);
        trigger(Actions::Id::Redo);
        QCOMPARE(staged().count(), 2);
        m_bench->open(idOf(Store::SecretsManager, u"lwa-oauth"_s)); // leaving keeps them
        QCOMPARE(staged().entries(), QList<EntryId>{id});

        ReviewDialog *review = m_bench->review();
        QVERIFY2(changes(review).contains(u"Description | "_s) && changes(review).contains(u"For the shop"_s),
                 qPrintable(changes(review)));
        QVERIFY2(changes(review).contains(u"Tag owner | not there | team-a"_s), qPrintable(changes(review)));
        QVERIFY2(consequences(review).contains(u"No new version"_s), qPrintable(consequences(review)));
        m_bench->save(review);
        const EntryDetails now = stored(id);
        QCOMPARE(now.texts.value({name, Field::Description}), u"For the shop"_s);
        QCOMPARE(now.texts.value({name, Field::Tag, u"owner"_s}), u"team-a"_s);
        QCOMPARE(m_bench->currentVersion(name), version);
    }

    void tagsAreRenamedRemovedAndRefused()
    {
        openSecret();
        addTag(u"env"_s, u"prod"_s);
        QAbstractItemModel *model = find<QTableView>("tagsTable")->model();
        const auto rowOf = [model](const QString &tag) {
            for (int row = 0; row < model->rowCount(); ++row) {
                if (model->index(row, 0).data().toString() == tag)
                    return row;
            }
            return -1;
        };
        QVERIFY(rowOf(u"env"_s) >= 0);
        QVERIFY(model->setData(model->index(rowOf(u"env"_s), 0), u"environment"_s));
        QVERIFY(rowOf(u"env"_s) < 0 && rowOf(u"environment"_s) >= 0);
        QVERIFY(!model->setData(model->index(rowOf(u"environment"_s), 0), u"aws:mine"_s));
        type("newTagName", u"environment"_s);
        QVERIFY(!find<QPushButton>("addTag")->isEnabled());
        QVERIFY(find<QPushButton>("addTag")->toolTip().contains(u"already"_s));
        find<QTableView>("tagsTable")->setCurrentIndex(model->index(rowOf(u"environment"_s), 0));
        find<QPushButton>("removeTag")->click();
        QVERIFY(staged().isEmpty());
    }

    void aPolicyThatIsNoJsonIsKeptAndStopsTheSave()
    {
        openSecret();
        find<QPlainTextEdit>("resourcePolicy")->setPlainText(u"{\n  \"Version\": }"_s);
        QTRY_VERIFY(!staged().isEmpty());
        const auto remark = [this] {
            return find<QPlainTextEdit>("resourcePolicy")->parentWidget()->findChild<QLabel *>(u"remark"_s)->text();
        };
        QCOMPARE(remark(), u"Line 2, column 14: not JSON."_s);
        ReviewDialog *review = m_bench->review();
        QVERIFY2(SaveBench::reason(review).contains(u"Line 2, column 14"_s), qPrintable(SaveBench::reason(review)));
        review->reject();
        QCOMPARE(staged().count(), 1);
    }

    void keyCopiesAndResourcePolicyAreWritten()
    {
        openSecret();
        const EntryId id = idOf(Store::SecretsManager, name);
        auto *key = find<QComboBox>("detailKey");
        QTRY_VERIFY_WITH_TIMEOUT(key->findText(u"alias/credentials"_s) >= 0, patience);
        type("detailKeyText", u"alias/credentials"_s);
        find<QComboBox>("newReplica")->setEditText(u"eu-west-1"_s);
        find<QPushButton>("addReplica")->click();
        find<QPlainTextEdit>("resourcePolicy")
            ->setPlainText(
                uR"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"secretsmanager:GetSecretValue","Resource":"*"}]})"_s);
        QCOMPARE(staged().count(), 3);
        ReviewDialog *review = m_bench->review();
        const QString facts = consequences(review);
        QVERIFY2(facts.contains(u"kms:Decrypt"_s) && facts.contains(u"AWS creates the replica in eu-west-1"_s)
                     && facts.contains(u"rejects public policies"_s),
                 qPrintable(facts));
        m_bench->save(review);
        const EntryDetails now = stored(id);
        QCOMPARE(now.texts.value({name, Field::KmsKey}), u"alias/credentials"_s);
        QVERIFY(now.replica(u"eu-west-1"_s));
        QVERIFY(now.texts.contains({name, Field::ResourcePolicy}));
        QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("replica eu-west-1"), patience);
    }

    void aParametersPoliciesAreWrittenWithItsValue()
    {
        openDetails(idOf(Store::ParameterStore, trio));
        tab().choosePart(clientSecret);
        const QByteArray value = m_bench->parameter(clientSecret).value.bytes().toByteArray();
        const qint64 version = m_bench->parameter(clientSecret).version;
        find<QPlainTextEdit>("parameterPolicies")->setPlainText(reminder);
        type("detailDescription", u"The secret of the client"_s);
        ReviewDialog *review = m_bench->review();
        QVERIFY2(consequences(review).contains(u"the same value is written as version"_s),
                 qPrintable(consequences(review)));
        QVERIFY2(consequences(review).contains(u"The 90-day reminder of clientsecret comes next"_s),
                 qPrintable(consequences(review)));
        m_bench->save(review);
        const EntryDetails now = stored(idOf(Store::ParameterStore, trio));
        QCOMPARE(now.texts.value({clientSecret, Field::Policies}), reminder);
        QCOMPARE(now.texts.value({clientSecret, Field::Description}), u"The secret of the client"_s);
        QCOMPARE(m_bench->parameter(clientSecret).value.bytes().toByteArray(), value);
        QCOMPARE(m_bench->parameter(clientSecret).version, version + 1);
    }

    void valueAndDetailAreOneSave()
    {
        openDetails(idOf(Store::ParameterStore, trio));
        tab().choosePart(clientSecret);
        const qint64 version = m_bench->parameter(clientSecret).version;
        type("detailDescription", u"New"_s);
        QVERIFY(m_bench->workspace->staging().stage(setting(clientSecret, "amzn1.oa2-cs.v1.new")));
        QCOMPARE(staged().count(), 2);
        m_bench->save(m_bench->review());
        QCOMPARE(m_bench->parameter(clientSecret).version, version + 1);
        QCOMPARE(stored(idOf(Store::ParameterStore, trio)).texts.value({clientSecret, Field::Description}), u"New"_s);
    }

    void somebodyElsesDescriptionIsShownAndChosenBetween()
    {
        openSecret();
        type("detailDescription", u"Ours"_s);
        addTag(u"owner"_s, u"team-a"_s);
        theyDescribe(u"Theirs"_s);
        ReviewDialog *review = m_bench->review();
        QTRY_COMPARE_WITH_TIMEOUT(SaveBench::reason(review), u"%1 changed meanwhile"_s.arg(name), patience);
        auto *card = review->findChild<QWidget *>(u"detailConflicts"_s);
        QVERIFY(card->isVisible());
        QStringList texts;
        for (const QLabel *label : card->findChildren<QLabel *>())
            texts.append(label->text());
        QVERIFY2(texts.join(u' ').contains(u"“Theirs”"_s) && texts.join(u' ').contains(u"“Ours”"_s),
                 qPrintable(texts.join(u' ')));
        QCOMPARE(card->findChildren<QPushButton *>(u"keepDetail"_s).size(), 1); // the tag is nobody else's
        card->findChild<QPushButton *>(u"keepDetail"_s)->click();
        m_bench->save(review);
        const EntryDetails now = stored(idOf(Store::SecretsManager, name));
        QCOMPARE(now.texts.value({name, Field::Description}), u"Ours"_s);
        QCOMPARE(now.texts.value({name, Field::Tag, u"owner"_s}), u"team-a"_s);
    }

    void theirsCanBeTaken()
    {
        openSecret();
        type("detailDescription", u"Ours"_s);
        addTag(u"owner"_s, u"team-a"_s);
        theyDescribe(u"Theirs"_s);
        ReviewDialog *review = m_bench->review();
        auto *card = review->findChild<QWidget *>(u"detailConflicts"_s);
        QTRY_VERIFY_WITH_TIMEOUT(card->isVisible(), patience);
        card->findChild<QPushButton *>(u"takeDetail"_s)->click();
        QCOMPARE(staged().count(), 1);
        m_bench->save(review);
        QCOMPARE(stored(idOf(Store::SecretsManager, name)).texts.value({name, Field::Description}), u"Theirs"_s);
    }

    void aRemovedTagInProductionIsTyped()
    {
        m_bench.reset();
        m_bench = std::make_unique<SaveBench>(true);
        const auto tagged =
            run(m_bench->somebody->secretsManager().tagResource(name, QMap<QString, QString>{{u"env"_s, u"prod"_s}}));
        QVERIFY(tagged && *tagged);
        trigger(Actions::Id::UnlockWriting);
        openSecret();
        auto *view = find<QTableView>("tagsTable");
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            if (view->model()->index(row, 0).data().toString() == u"env")
                view->setCurrentIndex(view->model()->index(row, 0));
        }
        find<QPushButton>("removeTag")->click();
        ReviewDialog *review = m_bench->review();
        QTRY_COMPARE_WITH_TIMEOUT(SaveBench::reason(review), u"Type env to enable"_s, patience);
        QTest::keyClicks(review->findChild<QLineEdit *>(u"confirmField"_s), u"env"_s);
        m_bench->save(review);
        QVERIFY(!stored(idOf(Store::SecretsManager, name)).texts.contains({name, Field::Tag, u"env"_s}));
    }

    void whatWasRefusedStaysStaged()
    {
        openSecret();
        type("detailDescription", u"Ours"_s);
        find<QPlainTextEdit>("resourcePolicy")
            ->setPlainText(
                uR"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"secretsmanager:GetSecretValue","Resource":"*"}]})"_s);
        QVERIFY(m_bench->workspace->staging().stage(setting(u"lwa-auth-scope"_s, "profile")));
        ReviewDialog *review = m_bench->review();
        SaveBench::wait([review] { return SaveBench::saveButton(review)->isEnabled(); });
        SaveBench::saveButton(review)->click();
        SaveBench::wait([this] { return m_bench->workspace->running().count() == 0; });
        QTRY_VERIFY_WITH_TIMEOUT(SaveBench::foot(review).contains(u"Not saved: Resource policy"_s), patience);
        QVERIFY2(SaveBench::foot(review).contains(u"the values, Description"_s), qPrintable(SaveBench::foot(review)));
        QVERIFY(m_bench->stored(name).contains("\"lwa-auth-scope\":\"profile\""));
        QCOMPARE(staged().count(), 1);
        QCOMPARE(stored(idOf(Store::SecretsManager, name)).texts.value({name, Field::Description}), u"Ours"_s);
    }

    void aReplicaIsReadOnlyWithItsReason()
    {
        const ReplicationClient replication(m_bench->somebody->transport());
        const auto made = run(replication.replicateSecretToRegions(name, {{u"eu-west-1"_s, QString()}}));
        QVERIFY(made && *made);
        m_bench->window->goTo(u"asp-production"_s, u"eu-west-1"_s);
        SaveBench::wait([this] { return m_bench->workspace->listing().listedAt().isValid(); });
        EntryId id = idOf(Store::SecretsManager, name);
        id.region = u"eu-west-1"_s;
        openDetails(id, false);
        QVERIFY(find<QLabel>("detailsAbout")->text().contains(u"us-east-1"_s));
        tab().edit();
        QVERIFY(!find<QLineEdit>("detailDescription")->isVisible());
    }

private:
    std::unique_ptr<SaveBench> m_bench;
};

} // namespace details_test

KEYTURN_GUI_TEST(details, details_test::DetailsTest)
#include "details_test.moc"
