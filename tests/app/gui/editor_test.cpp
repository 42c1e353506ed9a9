#include "tests/support/rehearsal.h"
#include "tests/support/test_main.h"
#include "ui/editor/secret_tree_model.h"
#include "ui/editor/value_editor.h"
#include "ui/editor/values_table.h"
#include "ui/editor/values_tree.h"
#include "ui/widgets/clipboard_guard.h"
#include "ui/widgets/secret_text_edit.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace editor_test {

using Id = Actions::Id;

//! The editor of one secret, as a user works it.
class EditorTest : public QObject {
    Q_OBJECT

    void focus(const QString &key) { table()->setCurrentIndex(m_r->model().index(m_r->model().rowOf(key), 1)); }
    ValuesTable *table() { return m_r->find<ValuesTable>("valuesTable"); }
    SecretTextEdit *raw() { return m_r->find<SecretTextEdit>("valuesRaw"); }
    QString remark(const char *name) { return m_r->find<QLabel>(name)->text(); }
    void type(const char *editor, const QString &text)
    {
        auto *field = m_r->find<QLineEdit>(editor);
        QVERIFY(field);
        field->selectAll();
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return);
    }

private slots:
    void init()
    {
        m_r = std::make_unique<Rehearsal>();
        QVERIFY(m_r->start());
        QVERIFY(m_r->open(u"amazon-api-access-token"_s));
        m_original = m_r->text();
    }
    void cleanup() { m_r.reset(); }

    void aKeyIsRenamedInItsCell()
    {
        focus(u"lwa-auth-scope"_s);
        QTest::keyClick(table(), Qt::Key_F2);
        type("keyEditor", u"scope"_s);
        QVERIFY(m_r->keys().contains(u"scope"_s) && !m_r->keys().contains(u"lwa-auth-scope"_s));
        QCOMPARE(table()->currentIndex().siblingAtColumn(0).data().toString(), u"scope"_s);
        QCOMPARE(m_r->window->actions().action(Id::Undo)->text(), u"Undo renaming lwa-auth-scope to scope"_s);
        m_r->trigger(Id::Undo);
        QCOMPARE(m_r->text(), m_original);
        QVERIFY(m_r->workspace->staging().edits().isEmpty());
    }

    void aTakenNameIsRefusedWithASentence()
    {
        focus(u"lwa-auth-scope"_s);
        m_r->trigger(Id::RenameKey);
        type("keyEditor", u"lwa-client-id"_s);
        QVERIFY(m_r->workspace->staging().edits().isEmpty());
        auto *bar = m_r->find<QWidget>("messageBar");
        QVERIFY(bar->isVisible());
        QVERIFY(bar->findChild<QLabel *>()->text().contains(u"lwa-client-id"_s));
    }

    void aKeyIsDuplicatedBehindItselfUnderAFreeName()
    {
        focus(u"lwa-client-id"_s);
        m_r->trigger(Id::DuplicateKey);
        m_r->trigger(Id::DuplicateKey); // of the copy
        const QStringList keys = m_r->keys();
        const qsizetype at = keys.indexOf(u"lwa-client-id"_s);
        QCOMPARE(keys.mid(at, 3),
                 (QStringList{u"lwa-client-id"_s, u"lwa-client-id-copy"_s, u"lwa-client-id-copy-copy"_s}));
        QCOMPARE(m_r->model().value(int(at) + 1), m_r->model().value(int(at)));
    }

    void altUpAndDownMoveTheRowAndTheFocusGoesWithIt()
    {
        const QStringList before = m_r->keys();
        focus(before.at(2));
        QTest::keyClick(table(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(m_r->keys().indexOf(before.at(2)), 1);
        QCOMPARE(table()->currentIndex().row(), 1);
        QCOMPARE(m_r->workspace->staging().edits().count(), 1);
        QTest::keyClick(table(), Qt::Key_Down, Qt::AltModifier);
        QVERIFY(m_r->workspace->staging().edits().isEmpty());
        QCOMPARE(m_r->text(), m_original);
    }

    void aRemovedKeyStaysInItsPlaceUntilItIsTakenBack()
    {
        const QStringList before = m_r->keys();
        focus(before.at(1));
        QTest::keyClick(table(), Qt::Key_Delete);
        QCOMPARE(m_r->keys(), before);
        QVERIFY(m_r->model().field(1)->isRemoved());
        m_r->values().operations().revert(before.at(1));
        QCOMPARE(m_r->text(), m_original);
    }

    void oneUndoHistoryRunsThroughAllViews()
    {
        focus(u"lwa-auth-scope"_s);
        m_r->trigger(Id::RemoveKey);
        m_r->values().setMode(ValuesTab::Tree);
        auto *tree = m_r->find<ValuesTree>("valuesTree");
        QVERIFY(tree->isVisible());
        QVERIFY(!tree->values().indexOf(QStringList{u"lwa-auth-scope"_s}).isValid());
        tree->setCurrentIndex(tree->values().indexOf(QStringList{u"lwa-auth-url"_s}));
        tree->edit(tree->currentIndex());
        type("valueEditor", u"https://api.amazon.com/auth/o2/other"_s);
        m_r->values().setMode(ValuesTab::Raw);
        m_r->trigger(Id::Edit);
        QVERIFY(raw()->toPlainText().contains(u"/auth/o2/other"_s));
        raw()->moveCursor(QTextCursor::Start);
        QTest::keyClicks(raw(), u"  "_s);
        const QByteArray all = m_r->text();
        QVERIFY(all.startsWith("  {"));

        m_r->trigger(Id::Undo);
        QVERIFY(m_r->text().startsWith("{"));
        QVERIFY(m_r->text().contains("/auth/o2/other"));
        m_r->trigger(Id::Undo);
        QVERIFY(!m_r->text().contains("/auth/o2/other"));
        m_r->trigger(Id::Undo);
        QCOMPARE(m_r->text(), m_original);
        for (int i = 0; i < 3; ++i)
            m_r->trigger(Id::Redo);
        QCOMPARE(m_r->text(), all);
        m_r->values().setMode(ValuesTab::Table);
        QCOMPARE(m_r->text(), all);
    }

    void theRawTextIsMaskedUntilItIsShownAndAgainAfterwards()
    {
        const QString secret = m_r->model().value(m_r->model().rowOf(u"lwa-client-secret"_s)).reveal();
        m_r->values().setMode(ValuesTab::Raw);
        QVERIFY(raw()->isReadOnly());
        QVERIFY(raw()->toPlainText().contains(u"lwa-client-secret"_s));
        QVERIFY(!raw()->toPlainText().contains(secret));
        m_r->find<QAbstractButton>("rawShow")->click();
        QVERIFY(raw()->toPlainText().contains(secret));
        m_r->find<QAbstractButton>("rawShow")->click();
        QVERIFY(!raw()->toPlainText().contains(secret));
        m_r->find<QAbstractButton>("rawShow")->click();
        m_r->values().setMode(ValuesTab::Table);
        QVERIFY(!raw()->toPlainText().contains(secret));
    }

    void anErrorInTheTextIsNamedWithItsPlaceAndNothingIsLost()
    {
        m_r->values().setMode(ValuesTab::Raw);
        m_r->trigger(Id::Edit);
        raw()->moveCursor(QTextCursor::End);
        QTest::keyClick(raw(), Qt::Key_Backspace);
        const QByteArray broken = m_r->text();
        QCOMPARE(broken, m_original.chopped(1));
        QVERIFY2(remark("rawRemark").startsWith(u"Line "_s) && remark("rawRemark").endsWith(u"not JSON"_s),
                 qPrintable(remark("rawRemark")));
        QVERIFY(m_r->find<QAbstractButton>("rawGoTo")->isVisible());
        m_r->values().setMode(ValuesTab::Table);
        QCOMPARE(m_r->text(), broken);
        QCOMPARE(m_r->model().rowCount(), 1);
        m_r->trigger(Id::Undo);
        QCOMPARE(m_r->text(), m_original);
        QCOMPARE(m_r->model().rowCount(), 6);
    }

    void untouchedCharactersSurviveTheTextField()
    {
        SecretTextEdit edit;
        const SecretString odd(u"a\r\nb\u00a0c\u2028d\u2029e\tf"_s + QChar(u'\0') + u"g\r"_s);
        edit.setSecret(odd);
        QVERIFY(edit.secret() == odd);
        edit.moveCursor(QTextCursor::End);
        QTest::keyClicks(&edit, u"x"_s);
        QVERIFY(edit.secret() == SecretString(odd.reveal() + u'x'));
        edit.moveCursor(QTextCursor::Start);
        QTest::keyClick(&edit, Qt::Key_Delete);
        QVERIFY(edit.secret() == SecretString(odd.reveal().sliced(1) + u'x'));
    }

    void aSelectionInTheTextReachesNoClipboardByItself()
    {
        m_r->values().setMode(ValuesTab::Raw);
        m_r->trigger(Id::Edit);
        QGuiApplication::clipboard()->clear();
        raw()->selectAll();
        raw()->copy(); // what PRIMARY and a drag would get
        QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
        QTest::keyClick(raw(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), m_original);
        QVERIFY(m_r->window->findChild<ClipboardGuard *>()->isActive());
        m_r->window->findChild<ClipboardGuard *>()->clearNow();
        QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
    }

    void bytesAreCountedWhileOneTypesAndTooManyAreNamed()
    {
        QVERIFY(remark("sizeRemark").contains(u"of 65,536 bytes"_s));
        FieldEdit large;
        large.key = u"lwa-auth-scope"_s;
        large.value = SecretString(QString(21'846, u'\u20ac')); // 65,538 bytes
        QVERIFY(m_r->workspace->staging().stage(large));
        QVERIFY2(remark("sizeRemark").contains(u"too large by"_s), qPrintable(remark("sizeRemark")));
    }

    void ctrlFInsideTheValuesFindsInTheEntry()
    {
        focus(u"api-access-token"_s);
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_F, Qt::ControlModifier);
        auto *field = m_r->find<QLineEdit>("findField");
        QVERIFY(field->isVisible());
        QTest::keyClicks(field, u"client"_s);
        QCOMPARE(remark("findCount"), u"1 of 2"_s);
        const int first = table()->currentIndex().row();
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(remark("findCount"), u"2 of 2"_s);
        QVERIFY(table()->currentIndex().row() != first);
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!field->isVisible());
    }

    void theQuickFixIsStagedForTheReview()
    {
        FieldEdit edit;
        edit.key = u"lwa-client-secret"_s;
        const int row = m_r->model().rowOf(edit.key);
        const SecretString before = m_r->model().value(row);
        edit.value = SecretString(before.reveal() + u'\n');
        QVERIFY(m_r->workspace->staging().stage(edit));
        QVERIFY(!m_r->model().index(row, 1).data(SecretValueModel::HintRole).toString().isEmpty());
        table()->fix(row);
        QVERIFY(m_r->model().value(row) == before);
        QVERIFY(m_r->workspace->staging().edits().isEmpty()); // as in AWS again
        m_r->trigger(Id::Undo);
        QVERIFY(m_r->model().value(row) == edit.value);
    }

    void revealingMasksAgainWhenTheFocusGoes()
    {
        focus(u"lwa-client-secret"_s);
        m_r->window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_r->window.get()));
        table()->setFocus();
        QVERIFY(table()->hasFocus());
        m_r->trigger(Id::ToggleMask);
        QVERIFY(m_r->model().revealedRow() >= 0);
        m_r->find<QLineEdit>("filterField")->setFocus();
        QVERIFY(!table()->hasFocus());
        QCOMPARE(m_r->model().revealedRow(), -1);
    }

    void theEditorOfACellIsInTheAccessibilityTree_data()
    {
        QTest::addColumn<bool>("tree");
        QTest::newRow("table") << false;
        QTest::newRow("tree") << true;
    }
    void theEditorOfACellIsInTheAccessibilityTree()
    {
        QFETCH(const bool, tree);
        if (tree) {
            m_r->values().setMode(ValuesTab::Tree);
            auto *view = m_r->find<ValuesTree>("valuesTree");
            view->setCurrentIndex(view->values().indexOf(QStringList{u"lwa-client-secret"_s}));
        } else {
            focus(u"lwa-client-secret"_s);
        }
        m_r->trigger(Id::Edit);
        const auto *editor = m_r->find<ValueEditor>("valueEditor");
        QVERIFY(editor && editor->isVisible());
        QList<QAccessibleInterface *> left{QAccessible::queryAccessibleInterface(m_r->window.get())};
        bool found = false;
        while (!left.isEmpty() && !found) {
            QAccessibleInterface *at = left.takeFirst();
            found = at->object() == editor && at->text(QAccessible::Name) == u"New value of lwa-client-secret"_s;
            for (int i = 0; i < at->childCount(); ++i)
                left += at->child(i);
        }
        QVERIFY(found);
    }

    void theEditorOfACellShowsHidesCountsAndGenerates()
    {
        const QString present = m_r->model().value(m_r->model().rowOf(u"lwa-client-secret"_s)).reveal();
        focus(u"lwa-client-secret"_s);
        m_r->trigger(Id::Edit);
        auto *editor = m_r->find<ValueEditor>("valueEditor");
        const auto *length = editor->findChild<QLabel *>(u"valueLength"_s);
        auto *eye = editor->findChild<QAbstractButton *>(u"valueEye"_s);
        QVERIFY(length->text().isEmpty() && editor->text().isEmpty());
        QVERIFY(eye->isVisible());
        QVERIFY(editor->findChild<QAbstractButton *>(u"valueGenerate"_s)->isVisible()); // at once: its width counts
        QTest::keyClicks(editor, u"twelve chars"_s);
        QCOMPARE(length->text(), u"12 chars"_s);
        QVERIFY2(length->width() >= length->sizeHint().width(), "the length is cut");
        QCOMPARE(editor->echoMode(), QLineEdit::Password);
        eye->click();
        QCOMPARE(editor->echoMode(), QLineEdit::Normal);
        QCOMPARE(editor->text(), u"twelve chars"_s); // what was typed, not what was there
        editor->selectAll();
        QVERIFY(!editor->hasSelectedText()); // it would be in PRIMARY
        eye->click();
        QCOMPARE(editor->echoMode(), QLineEdit::Password);
        editor->findChild<QAbstractButton *>(u"valueGenerate"_s)->click();
        auto *generate = m_r->find<QDialog>("generatePasswordDialog");
        QVERIFY(generate && editor->isVisible());
        generate->findChild<QAbstractButton *>(u"passwordUse"_s)->click();
        QCOMPARE(length->text(), u"32 chars"_s);
        QVERIFY(m_r->workspace->staging().edits().isEmpty()); // not before Enter
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(m_r->model().value(m_r->model().rowOf(u"lwa-client-secret"_s)).characters(), 32);
        m_r->trigger(Id::Undo);

        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        m_r->trigger(Id::Edit);
        editor = m_r->find<ValueEditor>("valueEditor");
        editor->findChild<QAbstractButton *>(u"valueEye"_s)->click(); // of an untouched one: what is there
        QCOMPARE(editor->text(), present);
        QTest::keyClick(editor, Qt::Key_Escape);
        QVERIFY(m_r->workspace->staging().edits().isEmpty());
    }

    void ctrlVOnARowPastesIntoItAndSeveralKeysArePreviewed()
    {
        focus(u"lwa-client-secret"_s);
        table()->setFocus();
        QGuiApplication::clipboard()->setText(u"amzn1.oa2-cs.v1.pasted\n"_s);
        QTest::keyClick(table(), Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(m_r->model().value(m_r->model().rowOf(u"lwa-client-secret"_s)).reveal(), u"amzn1.oa2-cs.v1.pasted"_s);
        QCOMPARE(m_r->workspace->staging().edits().count(), 1);
        QGuiApplication::clipboard()->setText(u"lwa-client-secret=a\nlwa-client-id=b\n"_s);
        QTest::keyClick(table(), Qt::Key_V, Qt::ControlModifier);
        auto *preview = m_r->find<QDialog>("pasteMergeDialog");
        QVERIFY(preview);
        QCOMPARE(m_r->workspace->staging().edits().count(), 1); // not before it is looked at
        preview->reject();
        m_r->values().setMode(ValuesTab::Tree);
        auto *tree = m_r->find<ValuesTree>("valuesTree");
        tree->setCurrentIndex(tree->values().indexOf(QStringList{u"lwa-auth-scope"_s}));
        QGuiApplication::clipboard()->setText(u"profile"_s);
        QTest::keyClick(tree, Qt::Key_V, Qt::ControlModifier);
        QVERIFY(m_r->text().contains("\"lwa-auth-scope\":\"profile\"")
                || m_r->text().contains("\"lwa-auth-scope\": \"profile\""));
        QCOMPARE(tree->values().indexOf(QStringList{u"lwa-auth-scope"_s}).data(SecretValueModel::ChangeRole).toInt(),
                 int(Status::Edited));
    }

private:
    std::unique_ptr<Rehearsal> m_r;
    QByteArray m_original;
};

} // namespace editor_test

KEYTURN_GUI_TEST(editor, editor_test::EditorTest)
#include "editor_test.moc"
