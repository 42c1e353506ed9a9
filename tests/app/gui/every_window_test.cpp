#include "tests/app/gui/accessibility_dump.h"
#include "tests/app/gui/save_bench.h"
#include "tests/support/memory_keychain.h"
#include "tests/support/test_main.h"
#include "ui/connect/add_keys_dialog.h"
#include "ui/connect/trust_endpoint_dialog.h"
#include "ui/create/new_entry_dialog.h"
#include "ui/details/details_reader.h"
#include "ui/details/details_tab.h"
#include "ui/dialogs/permission_dialog.h"
#include "ui/editor/secret_tree_model.h"
#include "ui/editor/secret_value_model.h"
#include "ui/editor/value_operations.h"
#include "ui/editor/values_tab.h"
#include "ui/editor/values_table.h"
#include "ui/editor/values_tree.h"
#include "ui/entry/detail_page.h"
#include "ui/list/bulk_edit_dialog.h"
#include "ui/list/list_page.h"
#include "ui/list/value_search_dialog.h"
#include "ui/refresh/token_host_dialog.h"
#include "ui/review/diff_model.h"
#include "ui/review/merge_model.h"
#include "ui/versions/version_diff_model.h"
#include "ui/versions/version_reader.h"
#include "ui/versions/versions_tab.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/scrim.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QMenu>
#include <QRegularExpression>
#include <QStackedWidget>
#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace every_window_test {

namespace {

const QString name = u"team/prod/canaries"_s;
const QString twin = u"team/prod/twin"_s;
const QString trio = u"/my-erp/lwa"_s;

//! Every canary begins and ends alike, so that also a part of one is found.
QString canary(const char *place)
{
    return u"cnry7Q-%1-9xyZ"_s.arg(QLatin1String(place));
}

QByteArray document(const char *place)
{
    return uR"({
  "lwa-client-id": "amzn1.application-oa2-client.1",
  "lwa-client-secret": "%1-secret-9xyZ",
  "lwa-refresh-token": "%1-token",
  "lines": "%1-line\n%1-line",
  "nested": {"list": ["%1-item", {"deeper": "%1-deeper"}]},
  "pin": 77304198511,
  "lwa-auth-scope": "alexa::ask:skills:read"
})"_s.replace(u"%1"_s, u"cnry7Q-%1"_s.arg(QLatin1String(place)))
        .toUtf8();
}

} // namespace

//! Canaries in every place that can hold a value, and every page and dialog of the program opened over them: masked,
//! nothing of them is told; revealed, the one that is seen is told.
class EveryWindowTest : public QObject {
    Q_OBJECT

    static QString found(const QString &dump)
    {
        QString packed = dump;
        packed.remove(QRegularExpression(u"[\\s:]"_s));
        for (const QString &mark : {u"cnry7Q"_s, u"9xyZ"_s, u"7730419851"_s, u"636e72793751"_s, u"Y25yeTdR"_s}) {
            const qsizetype at = packed.indexOf(mark, 0, Qt::CaseInsensitive);
            if (at >= 0)
                return packed.sliced(at, std::min<qsizetype>(40, packed.size() - at));
        }
        return {};
    }
    //! The whole window with what stands over it.
    void masked(const QString &place, QWidget *top = nullptr)
    {
        QWidget *from = top ? top : m_bench->window.get();
        const QString all = AccessibilityDump::of(from);
        m_seen += AccessibilityDump::classes(from);
        for (QDialog *shown : m_bench->window->findChildren<QDialog *>()) {
            if (shown->isVisible()) {
                enterStaysWithTheFocus(place, shown);
                looksLikeTheOthers(place, shown);
            }
        }
        m_places += place;
        if (all.size() < 100)
            m_leaks += place + u": there is no dump"_s;
        if (const QString leak = found(all); !leak.isEmpty())
            m_leaks += u"%1 tells %2"_s.arg(place, leak);
    }
    //! One style of dialogs: framed, and the window behind them dimmed once.
    void looksLikeTheOthers(const QString &place, QDialog *dialog)
    {
        if (!qobject_cast<FramedDialog *>(dialog))
            m_leaks += u"%1: %2 is no framed dialog"_s.arg(place, dialog->objectName());
        const QWidget *behind = dialog->parentWidget()->window();
        int scrims = 0;
        for (const Scrim *scrim : behind->findChildren<Scrim *>(Qt::FindDirectChildrenOnly))
            scrims += scrim->isVisible() ? 1 : 0;
        if (scrims != 1)
            m_leaks += u"%1: the window behind is dimmed %2 times"_s.arg(place).arg(scrims);
    }
    //! Enter on each button that can have the focus in \p top is that button's affair: no other one is pressed, and the
    //! dialog stays. (That it presses the focused one is style/enter_presses.) The buttons themselves are muted.
    void enterStaysWithTheFocus(const QString &place, QWidget *top)
    {
        const QList<QAbstractButton *> buttons = top->findChildren<QAbstractButton *>();
        for (QAbstractButton *focused : buttons) {
            if (focused->isCheckable() || !focused->isVisibleTo(top) || !focused->isEnabled()
                || focused->focusPolicy() == Qt::NoFocus || focused->inherits("QToolButton"))
                continue;
            QStringList others;
            QObject listener;
            for (QAbstractButton *other : buttons) {
                if (other != focused)
                    connect(other, &QAbstractButton::pressed, &listener, [&others, other] { others += other->text(); });
            }
            const QSignalBlocker muted(focused);
            QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
            QApplication::sendEvent(focused, &enter);
            ++m_buttons;
            if (!others.isEmpty() || !top->isVisible())
                m_leaks += u"%1: Enter on %2 pressed %3"_s.arg(place, focused->text(), others.join(u", "_s));
        }
    }
    //! The positive control: \p value is seen now, so it is told.
    void told(const QString &place, const QString &value, QWidget *top = nullptr)
    {
        ++m_controls;
        QString all = AccessibilityDump::of(top ? top : m_bench->window.get());
        if (!all.contains(value))
            m_leaks += u"%1 does not tell what is revealed in it"_s.arg(place);
    }
    template <typename T>
    T *find(const char *objectName) const
    {
        return m_bench->window->findChild<T *>(QLatin1String(objectName));
    }
    template <typename T = QDialog>
    T *dialog(const char *objectName) const
    {
        T *shown = nullptr;
        SaveBench::wait([&] {
            for (T *one : m_bench->window->findChildren<T *>(QLatin1String(objectName)))
                shown = one->isVisible() ? one : shown;
            return shown != nullptr;
        });
        return shown;
    }
    static void close(QDialog *dialog)
    {
        dialog->reject();
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    static QAbstractButton *button(QWidget *in, const char *objectName)
    {
        return in->findChild<QAbstractButton *>(QLatin1String(objectName));
    }
    void trigger(Actions::Id id) const { m_bench->window->actions().action(id)->trigger(); }
    ValuesTab &values() const { return m_bench->window->detail().values(); }
    void choose(const QStringList &names) const
    {
        auto *list = find<QAbstractItemView>("entryList");
        list->clearSelection();
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            if (names.contains(list->model()->index(row, 0).data().toString().section(u'\n', 0, 0)))
                list->selectionModel()->select(list->model()->index(row, 0),
                                               QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }
    bool stage(const QString &key, const QString &value) const
    {
        return m_bench->workspace->staging().stage(setting(key, value.toUtf8()));
    }

    void plant()
    {
        m_bench->create(name, document("first"));
        m_bench->theyPut(name, document("second"));
        m_bench->create(twin, document("twin"));
        m_bench->create(u"team/prod/text"_s, canary("raw text").toUtf8());
        SecretsManagerClient::NewSecret binary;
        binary.name = u"team/prod/bytes"_s;
        binary.value = SecretString(QByteArrayView(canary("bytes").toUtf8().append('\0')));
        binary.binary = true;
        QVERIFY(run(m_bench->somebody->secretsManager().createSecret(binary, newVersionId())).value());
        m_bench->workspace->listing().reload();
        SaveBench::wait([this] {
            return m_bench->workspace->listing().entry(idOf(Store::SecretsManager, u"team/prod/bytes"_s))
                   && !m_bench->workspace->listing().isRunning();
        });
    }

    void walkValues(const char *place)
    {
        const QString secret = canary(place);
        const auto at = [place](const char *view) { return u"%1 %2"_s.arg(QLatin1String(place), QLatin1String(view)); };
        SecretValueModel &model = values().model();
        values().setMode(ValuesTab::Table);
        masked(at("table"));
        model.reveal(model.rowOf(u"lwa-client-secret"_s));
        told(at("table"), secret);
        model.hide();
        masked(at("table, masked again"));
        values().setMode(ValuesTab::Tree);
        auto *tree = find<ValuesTree>("valuesTree");
        tree->expandAll();
        masked(at("tree"));
        tree->expandAll();
        tree->values().reveal(tree->values().indexOf(QStringList{u"lwa-client-secret"_s}));
        told(at("tree"), secret);
        tree->values().hide();
        masked(at("tree, masked again"));
        values().setMode(ValuesTab::Raw);
        masked(at("text"));
        button(&values(), "rawShow")->click();
        told(at("text"), secret);
        button(&values(), "rawShow")->click();
        masked(at("text, masked again"));
        values().setMode(ValuesTab::Table);
    }

    void walkOtherKinds()
    {
        m_bench->openSecret(u"team/prod/text"_s);
        masked(u"text of its own"_s);
        button(&values(), "rawShow")->click();
        told(u"text of its own"_s, canary("raw text"));
        m_bench->openSecret(u"team/prod/bytes"_s);
        for (const int spelling : {1, 0}) {
            find<QWidget>("binarySpelling")->findChildren<QAbstractButton *>().at(spelling)->click();
            masked(u"bytes"_s);
        }
        button(&values(), "binaryShow")->click();
        told(u"bytes"_s, u"63 6e 72 79 37 51"_s);
        button(&values(), "binaryShow")->click();
        masked(u"bytes, masked again"_s);
    }

    void walkEditors()
    {
        auto *table = find<ValuesTable>("valuesTable");
        table->edit(values().model().rowOf(u"lwa-client-secret"_s));
        QTest::keyClicks(find<QLineEdit>("valueEditor"), canary("typed"));
        masked(u"editor of a value"_s);
        QTest::keyClick(find<QLineEdit>("valueEditor"), Qt::Key_Escape);
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);

        table->edit(values().model().rowOf(u"lines"_s));
        auto *lines = dialog("textValueDialog");
        masked(u"several lines"_s);
        button(lines, "showPresent")->click();
        told(u"several lines"_s, u"cnry7Q-second-line"_s);
        close(lines);

        trigger(Actions::Id::AddKey);
        auto *added = dialog("textValueDialog");
        masked(u"new key"_s);
        QTest::keyClicks(added->findChild<QWidget *>(u"newValue"_s), canary("typed"));
        told(u"new key, shown while it is typed"_s, canary("typed"), added);
        close(added);

        table->setCurrentIndex(table->model()->index(values().model().rowOf(u"lwa-client-secret"_s), 1));
        trigger(Actions::Id::GeneratePassword);
        auto *generate = dialog("generatePasswordDialog");
        masked(u"generated password"_s);
        button(generate, "passwordCopy")->click();
        const QString password = QGuiApplication::clipboard()->text();
        QCOMPARE(password.size(), 32);
        QVERIFY(!AccessibilityDump::of(m_bench->window.get()).contains(password));
        button(generate, "passwordEye")->click();
        told(u"generated password"_s, password);
        close(generate);

        QGuiApplication::clipboard()->setText(
            u"lwa-client-secret=%1\nlines=x\nnew-token=%1\nbroken %1"_s.arg(canary("pasted")));
        trigger(Actions::Id::PasteKeys);
        masked(u"paste and merge"_s);
        close(dialog("pasteMergeDialog"));
        QGuiApplication::clipboard()->clear();

        trigger(Actions::Id::ExportEntry);
        auto *exported = dialog("exportDialog");
        for (QAbstractButton *format :
             exported->findChild<QWidget *>(u"exportFormat"_s)->findChildren<QAbstractButton *>()) {
            format->click();
            exported->findChild<QCheckBox *>(u"exportValues"_s)->setChecked(false);
            masked(u"export"_s);
            exported->findChild<QCheckBox *>(u"exportValues"_s)->setChecked(true);
            masked(u"export of the values"_s);
        }
        close(exported);
    }

    void walkReview()
    {
        auto *review = m_bench->review();
        masked(u"review"_s);
        auto *table = review->findChild<QAbstractItemView *>(u"reviewTable"_s);
        auto *model = qobject_cast<DiffModel *>(table->model());
        int row = 0;
        while (model->index(row, 0).data().toString() != u"lwa-client-secret"_s)
            ++row;
        model->reveal(row);
        told(u"review"_s, canary("staged-secret"));
        told(u"review, before"_s, u"cnry7Q-second-secret-9xyZ"_s);
        model->reveal(-1);
        model->setExpanded(true);
        masked(u"review, unchanged keys"_s);
        for (QAbstractButton *mode : review->findChild<QWidget *>(u"reviewMode"_s)->findChildren<QAbstractButton *>()) {
            mode->click();
            masked(u"review, %1"_s.arg(mode->text()));
        }
        close(review);
        trigger(Actions::Id::DiscardAll);
        QDialog *discard = dialog("discardDialog");
        masked(u"discard"_s);
        close(discard);
    }

    void walkMerge()
    {
        m_bench->theyPut(name, document("theirs"));
        m_bench->window->openReview();
        SaveBench::wait([this] { return m_bench->merge(); });
        MergeDialog *merge = m_bench->merge();
        auto *model = qobject_cast<MergeModel *>(merge->findChild<QAbstractItemView *>(u"mergeTable"_s)->model());
        model->setExpanded(true);
        masked(u"merge"_s);
        model->reveal(0);
        told(u"merge, yours"_s, canary("staged-secret"));
        told(u"merge, theirs"_s, u"cnry7Q-theirs-secret-9xyZ"_s);
        model->reveal(-1);
        button(merge, "editResult")->click();
        auto *own = merge->findChild<QLineEdit *>(u"resultEditor"_s);
        QTest::keyClicks(own, canary("third"));
        masked(u"merge, a third value"_s);
        QTest::keyClick(own, Qt::Key_Return);
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, 0).data(MergeModel::UndecidedRole).toBool())
                model->choose(row, ThreeWayMerge::Side::Theirs);
        }
        masked(u"merge, decided"_s);
        button(merge, "continueToReview")->click();
        auto *review = dialog("reviewDialog");
        masked(u"review after the merge"_s);
        close(review);
        m_bench->workspace->staging().discardAll();
    }

    void walkVersions()
    {
        m_bench->openSecret(name);
        m_bench->window->detail().showTab(DetailPage::Versions);
        VersionsTab *tab = m_bench->window->detail().versions();
        SaveBench::wait([tab] {
            return tab->reader().state() == VersionReader::State::Done
                   && tab->reader().history().entry().id.name == name && tab->reader().history().size() == 3;
        });
        for (const auto mode :
             {VersionDiffModel::Mode::Changed, VersionDiffModel::Mode::All, VersionDiffModel::Mode::Raw}) {
            tab->diff().setMode(mode);
            masked(u"versions"_s);
            revealIn(tab->diff(), u"versions"_s, u"cnry7Q-theirs-secret-9xyZ"_s);
            masked(u"versions, masked again"_s);
        }
        m_bench->window->openRollback(2);
        auto *rollback = dialog("rollbackDialog");
        masked(u"roll back"_s);
        revealIn(*rollback->findChild<VersionDiffModel *>(), u"roll back"_s, u"cnry7Q-first-secret-9xyZ"_s);
        close(rollback);
        m_bench->window->openLabels(1);
        masked(u"labels"_s);
        close(dialog("labelsDialog"));
        m_bench->window->openDeletion();
        masked(u"deletion"_s);
        close(dialog("deleteDialog"));
        m_bench->window->openComparison(idOf(Store::SecretsManager, name), idOf(Store::SecretsManager, twin));
        auto *compare = dialog("compareDialog");
        auto *diff = compare->findChild<VersionDiffModel *>();
        SaveBench::wait([diff] { return diff->rowCount() > 0; });
        masked(u"comparison"_s);
        revealIn(*diff, u"comparison"_s, u"cnry7Q-twin-secret-9xyZ"_s);
        close(compare);
        DetailsTab &details = m_bench->window->detail().details();
        m_bench->window->detail().showTab(DetailPage::Details);
        SaveBench::wait([&details] { return details.reader().details() && !details.reader().isReading(); });
        masked(u"details"_s);
        trigger(Actions::Id::Edit);
        masked(u"details, edited"_s);
        m_bench->window->detail().showTab(DetailPage::Values);
    }
    void revealIn(VersionDiffModel &diff, const QString &place, const QString &value)
    {
        int row = 0;
        while (row < diff.rowCount() && diff.key(row) != u"lwa-client-secret"_s)
            ++row;
        diff.reveal(row);
        told(place, value);
        diff.hide();
    }

    void walkSeveral()
    {
        choose({name, twin});
        QVERIFY(find<QWidget>("bulkPage")->isVisible());
        masked(u"several entries"_s);
        find<QAbstractButton>("bulkKeys")->click();
        auto *bulk = dialog<BulkEditDialog>("bulkEditDialog");
        auto *kind = bulk->findChild<QComboBox *>(u"bulkKind"_s);
        auto *model = bulk->findChild<BulkModel *>();
        SaveBench::wait([model] { return !model->isReading(); });
        for (int i = 0; i < kind->count(); ++i) {
            kind->setCurrentIndex(i);
            const auto change = BulkChange::Kind(kind->currentData().toInt());
            bulk->findChild<QLineEdit *>(u"bulkName"_s)->setText(u"lwa-client-secret"_s);
            bulk->findChild<QLineEdit *>(u"bulkText"_s)
                ->setText(change == BulkChange::Kind::SetKey ? canary("bulk") : u"other"_s);
            SaveBench::wait([model] { return !model->isReading(); });
            masked(u"bulk change, %1"_s.arg(kind->currentText()));
        }
        kind->setCurrentIndex(0);
        bulk->findChild<QLineEdit *>(u"bulkName"_s)->setText(u"lwa-client-secret"_s);
        bulk->findChild<QLineEdit *>(u"bulkText"_s)->setText(canary("bulk"));
        button(bulk, "bulkGo")->click();
        auto *review = dialog("reviewDialog");
        masked(u"review of a bulk change"_s);
        close(review);
        m_bench->workspace->staging().discardAll();

        for (const bool duplicates : {false, true}) {
            m_bench->window->list().searchValues(duplicates ? ValueSearch::What::Duplicates : ValueSearch::What::Value);
            const QPointer<ValueSearchDialog> search = dialog<ValueSearchDialog>("valueSearchDialog");
            if (!duplicates)
                search->findChild<QLineEdit *>(u"searchedValue"_s)->setText(canary("twin-secret"));
            masked(u"search for a value"_s);
            button(search, "startValueSearch")->click();
            masked(u"search under way"_s);
            SaveBench::wait([search] {
                return !search || !search->isVisible() || button(search, "startValueSearch")->isEnabled();
            });
            masked(u"search, done"_s);
            if (search && search->isVisible())
                close(search);
        }
        find<QLineEdit>("filterField")->clear();
    }

    void walkRefreshes()
    {
        m_bench->openSecret(name);
        m_bench->window->detail().showTab(DetailPage::Rotation);
        masked(u"tokens"_s);
        trigger(Actions::Id::KeyMap);
        masked(u"which key is what"_s);
        close(dialog("keyMapDialog"));
        auto *host = new TokenHostDialog(*m_bench->workspace, *m_bench->workspace->openEntry().content(),
                                         u"https://id.example.com"_s, m_bench->window.get());
        host->open();
        masked(u"question about a token host"_s);
        close(host);
        choose({name, twin});
        trigger(Actions::Id::RefreshToken);
        auto *several = dialog("refreshBatchDialog");
        const auto *sum = several->findChild<QLabel *>(u"refreshBatchSum"_s);
        SaveBench::wait([sum] { return sum->text().contains(u"will be refreshed"_s); });
        masked(u"several refreshes"_s);
        close(several);

        const QByteArray claims =
            uR"({"sub":"%1"})"_s.arg(canary("claim")).toUtf8().toBase64(QByteArray::Base64UrlEncoding);
        m_bench->create(u"team/prod/jwt"_s,
                        R"({"client_id":"a","client_secret":"b","refresh_token":"c","access_token":")"
                            + QByteArray(R"({"alg":"RS256"})").toBase64() + '.' + claims + R"(.c2ln"})");
        m_bench->workspace->listing().reload();
        SaveBench::wait([this] {
            return m_bench->workspace->listing().entry(idOf(Store::SecretsManager, u"team/prod/jwt"_s))
                   && !m_bench->workspace->listing().isRunning();
        });
        m_bench->openSecret(u"team/prod/jwt"_s);
        masked(u"tokens, one of them a JWT"_s);
        button(m_bench->window.get(), "jwtToggle")->click();
        told(u"claims of a token"_s, canary("claim"));
        m_bench->window->detail().showTab(DetailPage::Values);
        m_bench->window->detail().showTab(DetailPage::Rotation);
        masked(u"tokens, masked again"_s);
        m_bench->window->detail().showTab(DetailPage::Values);
    }

    void walkNew()
    {
        trigger(Actions::Id::NewEntry);
        auto *made = dialog<NewEntryDialog>("newEntryDialog");
        auto *layouts = made->findChild<QComboBox *>(u"newTemplate"_s);
        for (int i = 0; i < layouts->count(); ++i) {
            layouts->setCurrentIndex(i);
            masked(u"new entry, %1"_s.arg(layouts->currentText()));
        }
        layouts->setCurrentIndex(layouts->findText(u"Keys and values"_s));
        made->findChild<QLineEdit *>(u"newName"_s)->setText(u"team/prod/made"_s);
        made->findChild<QWidget *>(u"newValuesMode"_s)->findChildren<QAbstractButton *>().constLast()->click();
        button(made, "rawShow")->click();
        made->findChild<QPlainTextEdit *>(u"newEntryValue"_s)->setPlainText(QString::fromUtf8(document("made")));
        told(u"new entry, shown while it is typed"_s, u"cnry7Q-made-secret-9xyZ"_s, made);
        button(made, "newNext")->click();
        auto *pages = made->findChild<QStackedWidget *>();
        QVERIFY(pages->currentIndex() > 0); // the form behind it keeps what was typed
        masked(u"review of a new entry"_s, pages->currentWidget());
        close(made);
        auto *keys = new AddKeysDialog(*m_bench->workspace, m_bench->window.get());
        keys->open();
        for (QLineEdit *field : keys->findChildren<QLineEdit *>()) {
            if (field->echoMode() == QLineEdit::Password)
                field->setText(canary("access key"));
        }
        masked(u"access keys"_s);
        close(keys);
        const Error refusal{ErrorKind::AccessDenied,           u"AccessDeniedException"_s, u"no"_s, {}, {},
                            u"secretsmanager:GetSecretValue"_s};
        auto *trust =
            new TrustEndpointDialog(m_bench->workspace->place().profile(), u"us-east-1"_s, m_bench->window.get());
        trust->open();
        masked(u"question about an endpoint"_s);
        close(trust);
        auto *permission = new PermissionDialog(*MissingPermission::of(refusal), m_bench->window.get());
        permission->open();
        masked(u"permission"_s);
        close(permission);
    }

    void walkPolicies()
    {
        DetailsTab &details = m_bench->window->detail().details();
        m_bench->window->detail().showTab(DetailPage::Details);
        SaveBench::wait([&details] {
            return details.reader().details() && details.reader().details()->entry.id.name == trio
                   && !details.reader().isReading();
        });
        details.choosePart(u"/my-erp/lwa/clientsecret"_s);
        trigger(Actions::Id::Edit);
        details.findChild<QPushButton *>(u"addExpiration"_s)->click();
        masked(u"policies, edited"_s);
        m_bench->workspace->staging().discardAll();
        m_bench->window->detail().showTab(DetailPage::Values);
    }

    void walkHalf()
    {
        m_bench->open(idOf(Store::ParameterStore, trio));
        walkPolicies();
        const QStringList names{u"/my-erp/lwa/clientidentifier"_s, u"/my-erp/lwa/clientsecret"_s,
                                u"/my-erp/refreshToken"_s};
        for (const QString &parameter : names.sliced(1))
            QVERIFY(stage(parameter, canary("parameter")));
        masked(u"parameters"_s);
        SecretValueModel &model = values().model();
        model.reveal(model.rowOf(names[1]));
        told(u"parameters"_s, canary("parameter"));
        model.hide();
        ReviewDialog *review = m_bench->review();
        masked(u"review of parameters"_s);
        SaveBench::wait([review] { return SaveBench::saveButton(review)->isEnabled(); });
        m_bench->wire->cut("AmazonSSM.PutParameter", 1);
        SaveBench::saveButton(review)->click();
        const EntryId id = idOf(Store::ParameterStore, trio);
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->workspace->halfSaves().find(id) && m_bench->workspace->running().count() == 0,
                                 60'000);
        QVERIFY(review->findChild<QWidget *>(u"halfSavedCard"_s)->isVisible());
        masked(u"half saved"_s);
        close(review);
        masked(u"window with a half save"_s);
        beginAgain();
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->workspace->halfSaves().find(id), patience);
        find<QAbstractButton>("messageAction")->click();
        auto *found = dialog("halfSavedDialog");
        masked(u"half save of an earlier run"_s);
        m_bench->wire->mend();
        button(found, "actionButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!m_bench->workspace->halfSaves().find(id), 60'000);
        masked(u"put back"_s);
    }
    //! The provider's answer is lost on its way, so somebody has to decide.
    void walkUnfinishedRefresh()
    {
        m_bench->workspace->refreshes().keepJournal({m_home.filePath(u"refreshes"_s), m_home.path(), &m_keychain});
        const EntryId id = idOf(Store::SecretsManager, u"team/prod/rotating"_s);
        m_bench->create(id.name, R"({"clientId":"a","clientSecret":"b","accessToken":"old","refreshToken":"r1"})");
        m_bench->workspace->listing().reload();
        SaveBench::wait([this, &id] {
            return m_bench->workspace->listing().entry(id) && !m_bench->workspace->listing().isRunning();
        });
        m_bench->open(id);
        QString error;
        connect(&m_bench->workspace->refreshes(), &Refreshes::failed, this,
                [&error](const EntryId &, const Error &why) { error = why.code + u' ' + why.detail; });
        m_bench->wire->cut("refresh_token=");
        m_bench->workspace->refreshes().refresh(id);
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->workspace->running().count() == 0, 60'000);
        m_bench->wire->mend();
        QVERIFY2(m_bench->workspace->refreshes().unfinished(id), qPrintable(error));
        m_bench->window->openUnfinishedRefresh(id);
        auto *unfinished = dialog("unfinishedRefreshDialog");
        masked(u"unfinished refresh"_s);
        button(unfinished, "forgetRefresh")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!m_bench->workspace->refreshes().unfinished(id), 60'000);
        masked(u"refresh that was let go"_s); // the dialog has closed by itself
        trigger(Actions::Id::Authorise);
        QDialog *consent = dialog("consentDialog");
        QTRY_VERIFY_WITH_TIMEOUT(button(consent, "consentNext")->isEnabled(), 60'000);
        masked(u"consent"_s);
        close(consent);
    }
    //! As the next run of the program does, with what the one before left in its folder.
    void beginAgain()
    {
        m_bench->window.reset();
        m_bench->workspace.reset();
        m_bench->workspace = std::make_unique<Workspace>(*m_bench->source, m_bench->clock);
        m_bench->workspace->halfSaves().keepJournal(m_home.path());
        m_bench->window = std::make_unique<MainWindow>(*m_bench->workspace);
        m_bench->window->resize(1440, 900);
        m_bench->window->show();
        m_bench->workspace->place().reloadProfiles();
        SaveBench::wait([this] { return !m_bench->workspace->place().profiles().isEmpty(); });
        m_bench->window->goTo(u"asp-production"_s, {});
        SaveBench::wait([this] { return m_bench->workspace->listing().listedAt().isValid(); });
    }

private slots:
    void noWindowTellsAValueThatIsMasked()
    {
        QAccessible::setActive(true);
        m_bench = std::make_unique<SaveBench>();
        m_bench->workspace->halfSaves().keepJournal(m_home.path());
        m_bench->workspace->open(m_bench->workspace->place().profile(), m_bench->workspace->place().region());
        SaveBench::wait([this] { return m_bench->workspace->listing().listedAt().isValid(); });
        plant();
        m_bench->openSecret(name);
        walkValues("second-secret");
        values().openFind();
        masked(u"find bar"_s);
        find<QAbstractButton>("lintToggle")->click();
        masked(u"findings"_s);
        QVERIFY(stage(u"lwa-client-secret"_s, canary("staged-secret")));
        QVERIFY(stage(u"pin"_s, u"77304198512"_s));
        FieldEdit moved = setting(u"nested"_s, canary("staged-item").toUtf8());
        moved.below = {u"list"_s, u"0"_s};
        QVERIFY(m_bench->workspace->staging().stage(moved));
        m_bench->workspace->staging().undo();
        masked(u"undone"_s);
        m_bench->workspace->staging().redo();
        walkValues("staged-secret");
        walkEditors();
        walkReview();
        walkMerge();
        walkVersions();
        walkOtherKinds();
        walkSeveral();
        walkRefreshes();
        walkNew();
        walkHalf();
        walkUnfinishedRefresh();
        trigger(Actions::Id::Shortcuts);
        QDialog *shortcuts = dialog("shortcutsDialog");
        masked(u"shortcuts"_s);
        close(shortcuts);
        m_bench->window->openPalette(u"lwa"_s);
        masked(u"palette"_s);
        m_bench->window->openDueBoard();
        masked(u"due board"_s);
        m_bench->window->showFirstRun();
        masked(u"first run"_s);
        QVERIFY2(m_leaks.isEmpty(), qPrintable(u'\n' + m_leaks.join(u'\n')));
        QVERIFY(m_controls >= 20);
        QVERIFY(m_buttons >= 60);

        // A window that is new has to be walked through, too.
        QStringList missed;
        static const QRegularExpression widget(
            u"class (\\w+) : public (Q\\w*(?:Widget|Dialog|View|Edit|Frame|Area|Button|Window)|ActionDialog|Card)\\b"_s);
        for (const char *folder : {"connect", "consent", "create", "details", "dialogs", "due", "editor", "entry", "list",
                                   "refresh", "review", "search", "versions", "window"}) {
            const QDir dir(QFINDTESTDATA(u"../../../ui/%1"_s.arg(QLatin1String(folder))));
            const QStringList headers = dir.entryList({u"*.h"_s});
            QVERIFY2(!headers.isEmpty(), folder);
            for (const QString &header : headers) {
                QFile file(dir.filePath(header));
                QVERIFY(file.open(QIODevice::ReadOnly));
                auto classes = widget.globalMatch(QString::fromUtf8(file.readAll()));
                while (classes.hasNext()) {
                    const QString type = classes.next().captured(1);
                    if (!m_seen.contains(type))
                        missed += u"%1 (%2)"_s.arg(type, header);
                }
            }
        }
        QVERIFY2(missed.isEmpty(), qPrintable(u"not walked through: "_s + missed.join(u", "_s)));
        qInfo("%lld places, %d positive controls, %d buttons", qlonglong(m_places.size()), m_controls, m_buttons);
        m_bench.reset();
    }

private:
    MemoryKeychain m_keychain;
    QTemporaryDir m_home; // outlives what locks files in it
    std::unique_ptr<SaveBench> m_bench;
    QStringList m_leaks;
    QStringList m_places;
    QSet<QString> m_seen;
    int m_controls = 0;
    int m_buttons = 0;
};

} // namespace every_window_test

KEYTURN_GUI_TEST(every_window, every_window_test::EveryWindowTest)
#include "every_window_test.moc"
