#include "tests/app/gui/accessibility_dump.h"
#include "tests/support/rehearsal.h"
#include "tests/support/test_main.h"
#include "ui/editor/secret_tree_model.h"
#include "ui/editor/values_table.h"
#include "ui/editor/values_tree.h"
#include "ui/review/review_dialog.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace accessibility_test {

//! What a screen reader, or any program on the accessibility bus, can read of the window.
class AccessibilityTest : public QObject {
    Q_OBJECT

    static QString dump(QWidget *top) { return AccessibilityDump::of(top); }
    //! The sensitive values of the open entry, opened and staged.
    QStringList canaries() const
    {
        QStringList all;
        for (int row = 0; row < m_r->model().rowCount(); ++row) {
            const StagedField *field = m_r->model().field(row);
            if (field->field.sensitive && field->field.value.size() > 8)
                all.append(field->field.value.reveal());
        }
        return all;
    }
    //! Widgets that take the focus and have no name for people, or none for tests.
    static QStringList nameless(QWidget *top)
    {
        QStringList all;
        for (QWidget *widget : top->findChildren<QWidget *>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisibleTo(top)
                || widget->objectName().startsWith("qt_"_L1) || qobject_cast<QScrollBar *>(widget)
                || widget->inherits("QComboBoxPrivateContainer") || widget->inherits("QComboBoxListView")
                || qobject_cast<QComboBox *>(widget->parentWidget())
                || qobject_cast<QAbstractSpinBox *>(widget->parentWidget()) || qobject_cast<QHeaderView *>(widget)
                || qobject_cast<QAbstractItemView *>(widget->parentWidget()))
                continue;
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
            if (widget->objectName().isEmpty() || !face || face->text(QAccessible::Name).isEmpty())
                all.append(u"%1 '%2'"_s.arg(QLatin1String(widget->metaObject()->className()), widget->objectName()));
        }
        return all;
    }
    QString found(const QString &all) const
    {
        for (const QString &canary : canaries()) {
            if (all.contains(canary) || all.contains(canary.first(8)))
                return canary.left(8);
        }
        return {};
    }

private slots:
    void init()
    {
        QAccessible::setActive(true);
        m_r = std::make_unique<Rehearsal>();
        QVERIFY(m_r->start());
        QVERIFY(m_r->open(u"amazon-api-access-token"_s));
        for (const char *key : {"lwa-client-secret", "lwa-refresh-token", "api-access-token"}) {
            FieldEdit edit;
            edit.key = QLatin1String(key);
            edit.value = SecretString(u"canary-%1-0123456789"_s.arg(QLatin1String(key)));
            QVERIFY(m_r->workspace->staging().stage(edit));
        }
        m_secret = u"canary-lwa-client-secret-0123456789"_s;
        QCOMPARE(canaries().size(), 3);
    }
    void cleanup() { m_r.reset(); }

    void noPageTellsASensitiveValue()
    {
        for (const ValuesTab::Mode mode : {ValuesTab::Table, ValuesTab::Tree, ValuesTab::Raw}) {
            m_r->values().setMode(mode);
            const QString all = dump(m_r->window.get());
            QVERIFY(all.contains(u"lwa-client-secret"_s)); // the dump sees the page
            QVERIFY2(found(all).isEmpty(), qPrintable(found(all)));
        }
        // The dump really goes through the rows of the tree.
        m_r->values().setMode(ValuesTab::Tree);
        QString rows;
        QApplication::processEvents();
        AccessibilityDump::collect(QAccessible::queryAccessibleInterface(m_r->find<ValuesTree>("valuesTree")), rows, 0);
        QVERIFY(rows.contains(u"lwa-client-secret"_s));
        m_r->values().setMode(ValuesTab::Table);
        m_r->values().openFind();
        m_r->window->detail().showTab(DetailPage::Versions);
        QVERIFY(found(dump(m_r->window.get())).isEmpty());
        m_r->window->detail().showTab(DetailPage::Values);
        m_r->window->openPalette(u"lwa"_s);
        QVERIFY(found(dump(m_r->window.get())).isEmpty());
        m_r->window->openDueBoard();
        QVERIFY(found(dump(m_r->window.get())).isEmpty());
    }

    void whatTakesTheFocusInTheValuesHasAName()
    {
        const QStringList unnamed = nameless(&m_r->values());
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(u", "_s)));
    }

    void noDialogOverAnEntryTellsASensitiveValue()
    {
        using Id = Actions::Id;
        QGuiApplication::clipboard()->setText(u"lwa-client-secret=%1\nother=1"_s.arg(m_secret));
        for (const auto &[id, name] :
             {std::pair(Id::PasteKeys, "pasteMergeDialog"), std::pair(Id::ExportEntry, "exportDialog"),
              std::pair(Id::NewEntry, "newEntryDialog"), std::pair(Id::GeneratePassword, "generatePasswordDialog"),
              std::pair(Id::AddKey, "textValueDialog"), std::pair(Id::CompareEntries, "compareDialog")}) {
            m_r->trigger(id);
            auto *dialog = m_r->find<QDialog>(name);
            QVERIFY2(dialog, name);
            const QString all = dump(dialog);
            QVERIFY2(all.size() > 100 && found(all).isEmpty(), name);
            const QStringList unnamed = nameless(dialog);
            QVERIFY2(unnamed.isEmpty(), qPrintable(QLatin1String(name) + u": "_s + unnamed.join(u", "_s)));
            dialog->reject();
            QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
        QGuiApplication::clipboard()->clear();
    }

    void theEditorOfASensitiveValueTellsNeitherTheOldNorWhatIsTyped()
    {
        auto *table = m_r->find<ValuesTable>("valuesTable");
        table->edit(m_r->model().rowOf(u"lwa-client-secret"_s));
        auto *editor = m_r->find<QLineEdit>("valueEditor");
        QVERIFY(editor);
        QTest::keyClicks(editor, u"typed-canary"_s);
        const QString all = dump(m_r->window.get());
        QVERIFY(found(all).isEmpty() && !all.contains(u"typed-canary"_s));
        QTest::keyClick(editor, Qt::Key_Escape);
    }

    void theHistoryTellsNoSensitiveValueOfAnyVersion()
    {
        m_r->workspace->staging().discardAll();
        const EntryId id = m_r->workspace->openEntry().content()->entry.id;
        FieldEdit edit;
        edit.key = u"lwa-client-secret"_s;
        edit.value = SecretString(m_secret);
        QVERIFY(m_r->workspace->staging().stage(edit));
        QSignalSpy saved(&m_r->workspace->saves(), &Saves::saved);
        m_r->workspace->saves().save({id});
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(canaries().contains(m_secret), 20'000);
        m_r->window->detail().showTab(DetailPage::Versions);
        auto *versions = m_r->find<QAbstractItemView>("versionsTable");
        QVERIFY(versions);
        QTRY_VERIFY_WITH_TIMEOUT(dump(m_r->window.get()).contains(u"AWSPREVIOUS"_s), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(m_r->find<QAbstractItemView>("compareTable")->model()->rowCount() > 0, 20'000);
        const QString all = dump(m_r->window.get());
        QVERIFY2(found(all).isEmpty(), qPrintable(found(all)));
    }

    void theReviewTellsNoSensitiveValue()
    {
        ReviewDialog *review = m_r->window->openReview();
        QVERIFY(review);
        const QString all = dump(review);
        QVERIFY(all.contains(u"lwa-client-secret"_s));
        QVERIFY2(found(all).isEmpty(), qPrintable(found(all)));
        review->reject();
    }

    void theTreeTellsWhatIsRevealedInItAlone()
    {
        m_r->values().setMode(ValuesTab::Tree);
        auto *tree = m_r->find<ValuesTree>("valuesTree");
        tree->values().reveal(tree->values().indexOf(QStringList{u"lwa-client-secret"_s}));
        const QString all = dump(m_r->window.get());
        QVERIFY(all.contains(m_secret));
        QVERIFY(!all.contains(u"canary-lwa-refresh-token"_s));
        tree->values().hide();
        QVERIFY(found(dump(m_r->window.get())).isEmpty());
    }

    void revealingTellsItAndMaskingTakesItBack()
    {
        const int row = m_r->model().rowOf(u"lwa-client-secret"_s);
        m_r->model().reveal(row);
        QVERIFY(dump(m_r->window.get()).contains(m_secret));
        m_r->model().hide();
        QVERIFY(found(dump(m_r->window.get())).isEmpty());

        m_r->values().setMode(ValuesTab::Raw);
        m_r->find<QAbstractButton>("rawShow")->click();
        QVERIFY(dump(m_r->window.get()).contains(m_secret));
        m_r->find<QAbstractButton>("rawShow")->click();
        QVERIFY(found(dump(m_r->window.get())).isEmpty());
    }

    void whatIsHiddenTellsNoRowsAndWhatIsDisabledSaysSo()
    {
        const auto face = [](QObject *object) { return QAccessible::queryAccessibleInterface(object); };
        auto *table = m_r->find<ValuesTable>("valuesTable");
        QVERIFY(face(table)->childCount() > 0);
        m_r->values().setMode(ValuesTab::Tree);
        QCOMPARE(face(table)->childCount(), 0);
        m_r->values().setMode(ValuesTab::Table);
        QVERIFY(face(table)->childCount() > 0);

        m_r->window->openPalette(u"restore"_s); // there is nothing to restore
        auto *list = m_r->find<QAbstractItemView>("paletteList");
        int disabled = 0;
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            const QModelIndex index = list->model()->index(row, 0);
            const QAccessibleInterface *told = face(list)->child(row);
            QCOMPARE(bool(told->state().disabled), !index.flags().testFlag(Qt::ItemIsEnabled));
            QVERIFY(!told->state().invisible);
            disabled += told->text(QAccessible::Name).startsWith(u"Restore"_s) && told->state().disabled ? 1 : 0;
        }
        QCOMPARE(disabled, 1);
    }

    void everyFrameSaysWhatItIs()
    {
        m_r->window->warn(u"A sentence."_s);
        QStringList unnamed;
        for (const QFrame *frame : m_r->window->findChildren<QFrame *>()) {
            const bool isOurs = QByteArray(frame->metaObject()->className()).startsWith("keyturn::");
            if (isOurs && frame->isVisible() && !qobject_cast<const QLabel *>(frame)
                && !qobject_cast<const QHeaderView *>(frame) && frame->accessibleName().isEmpty())
                unnamed += QLatin1String(frame->metaObject()->className()) + u' ' + frame->objectName();
        }
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(u", "_s)));
    }

    void everyShortcutIsInTheList()
    {
        m_r->trigger(Actions::Id::Shortcuts);
        auto *dialog = m_r->find<QDialog>("shortcutsDialog");
        QVERIFY(dialog && dialog->isVisible());
        QString all;
        for (const QLabel *one : dialog->findChildren<QLabel *>())
            all += one->text() + u'\n';
        QVERIFY(all.split(u'\n').contains(u"Undo"_s)); // the command, not what it would do just now
        for (const QAction *action : m_r->window->actions().all()) {
            for (const QKeySequence &keys : action->shortcuts())
                QVERIFY2(all.contains(keys.toString(QKeySequence::NativeText)), qPrintable(action->text()));
        }
        QVERIFY(m_r->window->actions().action(Actions::Id::Shortcuts)->shortcuts().contains(QKeySequence(Qt::Key_F1)));
        dialog->reject();
    }

private:
    std::unique_ptr<Rehearsal> m_r;
    QString m_secret;
};

} // namespace accessibility_test

KEYTURN_GUI_TEST(accessibility, accessibility_test::AccessibilityTest)
#include "accessibility_test.moc"
