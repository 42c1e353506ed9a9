#include "tests/support/memory_keychain.h"
#include "tests/support/rehearsal.h"
#include "tests/support/test_main.h"
#include "ui/create/new_entry_dialog.h"
#include "ui/widgets/secret_text_edit.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace new_entry_test {

//! Making a new secret or parameter.
class NewEntryTest : public QObject {
    Q_OBJECT

    template <typename T = QLineEdit>
    T *field(const char *name)
    {
        return m_dialog->findChild<T *>(QLatin1String(name));
    }
    void choose(const QString &text)
    {
        auto *box = field<QComboBox>("newTemplate");
        QVERIFY(box->findText(text) >= 0);
        box->setCurrentIndex(box->findText(text));
    }
    //! Every label in it.
    QString words(const char *name)
    {
        QString all;
        for (const QLabel *label : field<QWidget>(name)->findChildren<QLabel *>())
            all += label->text() + u'\n';
        return all;
    }
    //! Every cell of the review.
    QStringList changes()
    {
        const QAbstractItemModel *model = field<QAbstractItemView>("reviewTable")->model();
        QStringList cells;
        for (int row = 0; row < model->rowCount(); ++row) {
            for (int column = 0; column < model->columnCount(); ++column)
                cells.append(model->index(row, column).data().toString());
        }
        return cells;
    }
    QAbstractButton *next() { return field<QAbstractButton>("newNext"); }
    QAbstractItemView *rows() { return field<QAbstractItemView>("newValuesTable"); }
    //! The text as it is, shown so that it can be typed into.
    SecretTextEdit *text()
    {
        auto *raw = field<SecretTextEdit>("newEntryValue");
        const auto segments = field<QWidget>("newValuesMode")->findChildren<QAbstractButton *>();
        segments.constLast()->click();
        if (raw->isMasked())
            field<QAbstractButton>("rawShow")->click();
        return raw;
    }
    void type(const QString &all)
    {
        SecretTextEdit *raw = text();
        raw->selectAll();
        QTest::keyClicks(raw, all);
    }
    int rowOf(const QString &key)
    {
        for (int row = 0; row < rows()->model()->rowCount(); ++row) {
            if (rows()->model()->index(row, 0).data().toString() == key)
                return row;
        }
        return -1;
    }
    QString cell(const QString &key) { return rows()->model()->index(rowOf(key), 1).data().toString(); }
    void focus(const QString &key)
    {
        rows()->setCurrentIndex(rows()->model()->index(rowOf(key), 1));
        rows()->setFocus();
    }
    //! In its cell.
    void edit(const QString &key, const QString &value)
    {
        focus(key);
        QTest::keyClick(rows(), Qt::Key_Return);
        auto *editor = field("valueEditor");
        QVERIFY(editor);
        QTest::keyClicks(editor, value);
        QTest::keyClick(editor, Qt::Key_Return);
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    //! Of a name that was free when it was reviewed.
    void createWhatIsTaken()
    {
        choose(u"Plain text"_s);
        field("newName")->setText(u"taken"_s);
        type(u"mine"_s);
        next()->click();
        NewEntry theirs;
        theirs.name = u"taken"_s;
        theirs.value = SecretString(QByteArrayView("theirs"));
        QVERIFY(m_r->workspace->writes().create(theirs, newVersionId()));
        QTRY_VERIFY_WITH_TIMEOUT(listed(u"taken"_s), 20'000);
        next()->click();
    }

    //! And unlocks; the form that comes back is the dialog from then on.
    void lockAndUnlock()
    {
        WorkspaceLock &lock = m_r->workspace->lock();
        QSignalSpy settled(&lock, &WorkspaceLock::settled);
        lock.lock(WorkspaceLock::Reason::Idle);
        QTRY_VERIFY(!settled.isEmpty() && !m_r->find<NewEntryDialog>("newEntryDialog"));
        lock.unlock();
        QTRY_VERIFY(!lock.isLocked());
        m_dialog = m_r->find<NewEntryDialog>("newEntryDialog");
    }

private slots:
    void init()
    {
        m_r = std::make_unique<Rehearsal>();
        QVERIFY(m_r->start());
        QVERIFY(m_r->open(u"amazon-api-access-token"_s));
        m_r->trigger(Actions::Id::NewEntry);
        m_dialog = m_r->find<NewEntryDialog>("newEntryDialog");
        QVERIFY(m_dialog && m_dialog->isVisible());
    }
    void cleanup() { m_r.reset(); }

    void theNameIsSuggestedAndCheckedWhileItIsTyped()
    {
        choose(u"Plain text"_s);
        field("newApp")->setText(u"shop"_s);
        field("newEnvironment")->setText(u"prod"_s);
        field("newService")->setText(u"oauth"_s);
        QCOMPARE(field("newName")->text(), u"shop/prod/oauth"_s);
        QVERIFY(!next()->isEnabled()); // no value yet
        for (const auto &[name, remark] :
             {std::pair(u"shop prod"_s, u"Names can't contain spaces"_s),
              std::pair(u"shop\tprod"_s, u"Names can't contain spaces"_s),
              std::pair(u"shop#prod"_s, u"Names can't contain “#”"_s),
              std::pair(u"shop/\U0001F511"_s, u"Names can't contain “\U0001F511”"_s),
              std::pair(u"shop\u200Bprod"_s, u"Names can't contain invisible characters"_s)}) {
            field("newName")->setText(name);
            QCOMPARE(field<QLabel>("newNameRemark")->text(), remark);
        }
        field("newName")->setText(u"amazon-api-access-token"_s);
        type(u"x"_s);
        QVERIFY2(next()->toolTip().contains(u"already exists"_s), qPrintable(next()->toolTip()));
    }

    void aSecretIsReviewedThenMadeAndListed()
    {
        choose(u"Keys and values"_s);
        field("newName")->setText(u"shop/prod/oauth"_s);
        field("newTags")->setText(u"env=prod"_s);
        field("newDescription")->setText(u"For a test"_s);
        type(u"{\"user\":\"a\",\"password\":\"canary-value\"}"_s);
        QVERIFY2(next()->isEnabled(), qPrintable(next()->toolTip()));
        next()->click();
        const QString facts = words("newFacts");
        QVERIFY(facts.contains(u"shop/prod/oauth"_s) && facts.contains(u"env = prod"_s));
        const QStringList rows = changes();
        QVERIFY2(rows.contains(u"password"_s) && rows.contains(u"hidden, 12 characters"_s),
                 qPrintable(rows.join(u'|')));
        QVERIFY(!facts.contains(u"canary"_s) && !rows.join(u' ').contains(u"canary"_s));
        QVERIFY(!field<QWidget>("newWarnings")->isVisible());
        QVERIFY(!m_r->server.url().isEmpty());
        next()->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_r->find<NewEntryDialog>("newEntryDialog") == nullptr, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(listed(u"shop/prod/oauth"_s), 20'000);
        QVERIFY(m_r->open(u"shop/prod/oauth"_s));
        QCOMPARE(m_r->text(), QByteArray("{\"user\":\"a\",\"password\":\"canary-value\"}"));
        QCOMPARE(m_r->workspace->openEntry().content()->entry.description, u"For a test"_s);
    }

    void theKeysOfATemplateAreRowsMaskedAndUndone()
    {
        choose(u"Login with Amazon, command line (5 keys)"_s);
        QVERIFY(rows()->isVisible());
        QCOMPARE(rows()->model()->rowCount(), 5);
        QCOMPARE(cell(u"lwa-client-secret"_s), u"empty"_s);
        edit(u"lwa-client-secret"_s, u"canary-secret"_s);
        QCOMPARE(cell(u"lwa-client-secret"_s), u"hidden, 13 characters"_s);
        edit(u"lwa-client-id"_s, u"amzn1.application-oa2-client.7"_s);
        QCOMPARE(cell(u"lwa-client-id"_s), u"amzn1.application-oa2-client.7"_s);
        QVERIFY(!rows()->model()->index(0, 1).data(SecretValueModel::ChangeRole).isValid()); // all of it is new
        m_dialog->activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), m_dialog);
        rows()->setFocus();
        QTest::keyClick(rows(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(cell(u"lwa-client-id"_s), u"empty"_s);
        field<QAbstractButton>("newUndo")->click();
        QCOMPARE(cell(u"lwa-client-secret"_s), u"empty"_s);
        QVERIFY(!field<QAbstractButton>("newUndo")->isEnabled());
        field<QAbstractButton>("newRedo")->click();
        QCOMPARE(cell(u"lwa-client-secret"_s), u"hidden, 13 characters"_s);
        QTest::keyClick(rows(), Qt::Key_Delete);
        QCOMPARE(rows()->model()->rowCount(), 4);
        QVERIFY(m_r->workspace->staging().edits().isEmpty()); // nothing of it touches the open entry
    }

    void pastedKeysAreMergedAndAPasswordIsGenerated()
    {
        choose(u"Login with Amazon, command line (5 keys)"_s);
        QGuiApplication::clipboard()->setText(u"lwa-client-id=amzn1.application-oa2-client.9\nextra=7\n"_s);
        field<QAbstractButton>("newPasteKeys")->click();
        auto *merge = m_r->find<QDialog>("pasteMergeDialog");
        QVERIFY(merge);
        merge->findChild<QAbstractButton *>(u"mergeStage"_s)->click();
        QCOMPARE(cell(u"lwa-client-id"_s), u"amzn1.application-oa2-client.9"_s);
        QCOMPARE(rowOf(u"extra"_s), 5);
        QGuiApplication::clipboard()->setText(u"Atzr|one-token\n"_s);
        focus(u"lwa-refresh-token"_s);
        QTest::keyClick(rows(), Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(cell(u"lwa-refresh-token"_s), u"hidden, 14 characters"_s);
        focus(u"lwa-client-secret"_s);
        field<QAbstractButton>("newGenerate")->click();
        auto *generate = m_r->find<QDialog>("generatePasswordDialog");
        QVERIFY(generate);
        generate->findChild<QAbstractButton *>(u"passwordUse"_s)->click();
        QCOMPARE(cell(u"lwa-client-secret"_s), u"hidden, 32 characters"_s);
        field<QWidget>("newValuesMode")->findChildren<QAbstractButton *>().constLast()->click();
        const QString masked = field<SecretTextEdit>("newEntryValue")->toPlainText();
        QVERIFY2(masked.contains(u"lwa-refresh-token"_s) && !masked.contains(u"one-token"_s), qPrintable(masked));
    }

    void textThatIsNoJsonStopsAtTheReviewAndSaysWhatToDo_data()
    {
        QTest::addColumn<QString>("layout");
        QTest::addColumn<QString>("typed");
        QTest::newRow("a stray letter") << u"Login with Amazon, command line (5 keys)"_s << u"{\"a\": \"b\"} x"_s;
        QTest::newRow("plain words") << u"Keys and values"_s << u"not keys at all"_s;
        QTest::newRow("a list") << u"Keys and values"_s << u"[1, 2]"_s;
        QTest::newRow("a key twice") << u"Keys and values"_s << u"{\"a\": 1, \"a\": 2}"_s;
        QTest::newRow("parameters") << u"Selling Partner API (3 parameters)"_s << u"{\"a\": "_s;
    }
    void textThatIsNoJsonStopsAtTheReviewAndSaysWhatToDo()
    {
        QFETCH(const QString, layout);
        QFETCH(const QString, typed);
        choose(layout);
        field("newName")->setText(layout.startsWith(u"Selling"_s) ? u"/shop"_s : u"shop/prod/broken"_s);
        type(typed);
        QVERIFY2(next()->isEnabled(), qPrintable(next()->toolTip()));
        next()->click();
        const QString warning = field<QLabel>("newWarning")->text();
        QVERIFY(field<QLabel>("newWarning")->isVisible());
        QVERIFY2(warning.contains(u"Go back and correct the text, or choose the template Plain text"_s),
                 qPrintable(warning));
        QVERIFY(!field<QWidget>("newFacts")->isVisible());
        QVERIFY(!next()->isEnabled());
        QCOMPARE(next()->toolTip(), warning);
        field<QAbstractButton>("newBack")->click();
        choose(u"Keys and values"_s);
        field("newName")->setText(u"shop/prod/good"_s);
        type(u"{\"a\": \"b\"}"_s);
        next()->click();
        QVERIFY2(next()->isEnabled(), qPrintable(next()->toolTip()));
    }

    void emptyKeysOfALayoutAreNamedAndHaveToBeAgreedTo()
    {
        choose(u"Login with Amazon, command line (5 keys)"_s);
        field("newName")->setText(u"shop/prod/lwa"_s);
        QVERIFY2(next()->isEnabled(), qPrintable(next()->toolTip()));
        next()->click();
        QVERIFY(field<QWidget>("newWarnings")->isVisible());
        // Read before what may be long.
        QVERIFY(field<QWidget>("newWarnings")->mapToGlobal(QPoint()).y()
                < field<QWidget>("reviewTable")->mapToGlobal(QPoint()).y());
        QVERIFY(changes().contains(u"empty"_s) && !changes().join(u' ').contains(u"0 char"_s));
        const QString warning = field<QLabel>("newWarning")->text();
        QVERIFY2(warning.contains(u"client"_s) && warning.contains(u"empty"_s), qPrintable(warning));
        QVERIFY(!next()->isEnabled());
        QVERIFY2(next()->toolTip().contains(u"Confirm the empty keys"_s), qPrintable(next()->toolTip()));
        field<QAbstractButton>("newAgree")->click();
        QVERIFY(next()->isEnabled());
        field<QAbstractButton>("newBack")->click();
        next()->click();
        QVERIFY(!next()->isEnabled()); // agreed to another time
        field<QAbstractButton>("newAgree")->click();
        next()->click();
        QTRY_VERIFY_WITH_TIMEOUT(listed(u"shop/prod/lwa"_s), 20'000);
    }

    void theParametersOfAGroupAreReviewedByName()
    {
        choose(u"Selling Partner API (3 parameters)"_s);
        field("newName")->setText(u"/shop"_s);
        QVERIFY2(next()->toolTip().contains(u"lwa/clientidentifier needs a value"_s), qPrintable(next()->toolTip()));
        edit(u"lwa/clientidentifier"_s, u"amzn1.id"_s);
        edit(u"lwa/clientsecret"_s, u"canary"_s);
        edit(u"refreshToken"_s, u"canary"_s);
        QVERIFY2(next()->isEnabled(), qPrintable(next()->toolTip()));
        next()->click();
        const QStringList rows = changes();
        QVERIFY2(rows.contains(u"/shop/lwa/clientsecret"_s), qPrintable(rows.join(u'|')));
        QVERIFY(!rows.join(u' ').contains(u"canary"_s));
        QVERIFY(words("newFacts").contains(u"3 parameters"_s));
    }

    void aParameterIsMadeWithoutOverwriting()
    {
        choose(u"Plain text"_s);
        field<QComboBox>("newStore")->setCurrentIndex(1);
        field("newName")->setText(u"/shop/prod/key"_s);
        type(u"value"_s);
        QVERIFY2(next()->isEnabled(), qPrintable(next()->toolTip()));
        next()->click();
        next()->click();
        QTRY_VERIFY_WITH_TIMEOUT(listed(u"/shop/prod/key"_s), 20'000);
    }

    void aNameThatWasTakenInTheMeantimeIsNotOverwritten()
    {
        createWhatIsTaken();
        QTRY_VERIFY_WITH_TIMEOUT(!field<QLabel>("newProblem")->text().isEmpty(), 20'000);
        QVERIFY(field<QLabel>("newProblem")->text().contains(u"already exists"_s));
        m_dialog->reject();
        QVERIFY(m_r->open(u"taken"_s));
        QCOMPARE(m_r->text(), QByteArray("theirs"));
    }

    void whatWasTypedComesBackAfterTheLock()
    {
        MemoryKeychain keychain;
        m_r->workspace->lock().keepKeyIn(keychain);
        choose(u"Login with Amazon, command line (5 keys)"_s);
        field("newApp")->setText(u"shop"_s);
        field("newEnvironment")->setText(u"prod"_s);
        field("newTags")->setText(u"env=prod"_s);
        field("newDescription")->setText(u"For a test"_s);
        edit(u"lwa-client-secret"_s, u"canary-secret"_s);
        focus(u"lwa-client-id"_s);
        QTest::keyClick(rows(), Qt::Key_Return);
        QTest::keyClicks(field("valueEditor"), u"half-typed"_s); // without Enter
        WorkspaceLock &lock = m_r->workspace->lock();
        lock.lock(WorkspaceLock::Reason::Idle);
        QTRY_VERIFY(lock.areEditsSealed());
        QCOMPARE(lock.editCount(), 1);
        QTRY_VERIFY(!m_r->find<NewEntryDialog>("newEntryDialog"));
        m_r->window->close(); // quitting would lose it
        QVERIFY(m_r->window->isVisible());
        lock.unlock();
        QTRY_VERIFY(m_r->find<NewEntryDialog>("newEntryDialog"));
        m_dialog = m_r->find<NewEntryDialog>("newEntryDialog");
        QVERIFY(m_dialog->isVisible());
        QCOMPARE(field<QComboBox>("newTemplate")->currentText(), u"Login with Amazon, command line (5 keys)"_s);
        QCOMPARE(field("newName")->text(), u"shop/prod"_s);
        QCOMPARE(field("newTags")->text(), u"env=prod"_s);
        QCOMPARE(field("newDescription")->text(), u"For a test"_s);
        QCOMPARE(cell(u"lwa-client-secret"_s), u"hidden, 13 characters"_s);
        QCOMPARE(cell(u"lwa-client-id"_s), u"half-typed"_s);
        QCOMPARE(rows()->model()->rowCount(), 5);
        QTRY_VERIFY(keychain.items.isEmpty());
        // And can be made as if nothing had been in between.
        field("newService")->setText(u"lwa"_s); // the name still follows its parts
        QCOMPARE(field("newName")->text(), u"shop/prod/lwa"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_r->workspace->listing().listedAt().isValid(), 20'000);
        next()->click();
        field<QAbstractButton>("newAgree")->click();
        QTRY_VERIFY2(next()->isEnabled(), qPrintable(next()->toolTip()));
        next()->click();
        QTRY_VERIFY_WITH_TIMEOUT(listed(u"shop/prod/lwa"_s), 20'000);
        QVERIFY(m_r->open(u"shop/prod/lwa"_s));
        QVERIFY(m_r->text().contains("canary-secret") && m_r->text().contains("half-typed"));
    }

    void textThatIsNoJsonComesBackAsTextAndTwiceToo()
    {
        choose(u"Keys and values"_s);
        field("newName")->setText(u"shop/prod/broken"_s);
        type(u"{\"a\": \"b\"} x"_s);
        for (int times = 0; times < 2; ++times) {
            lockAndUnlock();
            QVERIFY(m_dialog);
            QCOMPARE(text()->toPlainText(), u"{\"a\": \"b\"} x"_s);
            QCOMPARE(field("newName")->text(), u"shop/prod/broken"_s);
        }
    }

    void anEmptyFormDoesNotComeBack()
    {
        lockAndUnlock();
        QCOMPARE(m_r->workspace->lock().editCount(), 0);
        QVERIFY(!m_dialog);
    }

    void aCreationThatTheLockHidesEndsAndIsNotOfferedAgain()
    {
        choose(u"Plain text"_s);
        field("newName")->setText(u"under-way"_s);
        type(u"mine"_s);
        next()->click();
        next()->click();
        QCOMPARE(m_r->workspace->running().count(), 1);
        lockAndUnlock();
        QVERIFY(!m_dialog);
        QTRY_VERIFY_WITH_TIMEOUT(listed(u"under-way"_s), 20'000);
    }

    void aCreationThatFailsUnderTheLockComesBackWithTheReason()
    {
        createWhatIsTaken();
        QCOMPARE(m_r->workspace->running().count(), 1);
        lockAndUnlock();
        QVERIFY(m_dialog);
        QVERIFY(field<QLabel>("newProblem")->text().contains(u"already exists"_s));
        QVERIFY(field<QAbstractButton>("newBack")->isEnabled()); // nobody waits any more
        QCOMPARE(field("newName")->text(), u"taken"_s);
    }

private:
    bool listed(const QString &name) const
    {
        for (const Entry &entry : m_r->workspace->listing().entries()) {
            if (entry.id.name == name)
                return true;
        }
        return false;
    }

    std::unique_ptr<Rehearsal> m_r;
    NewEntryDialog *m_dialog = nullptr;
};

} // namespace new_entry_test

KEYTURN_GUI_TEST(new_entry, new_entry_test::NewEntryTest)
#include "new_entry_test.moc"
