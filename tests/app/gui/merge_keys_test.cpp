#include "tests/support/rehearsal.h"
#include "tests/support/test_main.h"
#include "ui/editor/export_dialog.h"
#include "ui/editor/generate_password_dialog.h"
#include "ui/editor/paste_merge_dialog.h"
#include "ui/editor/value_operations.h"
#include "ui/editor/values_table.h"
#include "ui/widgets/clipboard_guard.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLabel>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace merge_keys_test {

using Id = Actions::Id;

//! What comes from and goes to other programs: pasted keys, files, generated passwords.
class MergeKeysTest : public QObject {
    Q_OBJECT

    PasteMergeDialog *paste(const QString &text)
    {
        QGuiApplication::clipboard()->setText(text);
        m_r->trigger(Id::PasteKeys);
        return m_r->find<PasteMergeDialog>("pasteMergeDialog");
    }
    static QString cell(const QDialog *dialog, int row, int column)
    {
        const auto *table = dialog->findChild<QTableView *>(u"mergeLines"_s);
        return table->model()->index(row, column).data().toString();
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

    void pastedLinesAreAPreviewOfEveryKeyBeforeTheyAreStaged()
    {
        const QString same = m_r->model().value(m_r->model().rowOf(u"lwa-client-id"_s)).reveal();
        PasteMergeDialog *dialog =
            paste(u"export lwa-client-secret='canary new'\nlwa-client-id=%1\nextra: 7\n"_s.arg(same));
        QVERIFY(dialog);
        QCOMPARE(cell(dialog, 0, 1), u"changed"_s);
        QVERIFY(cell(dialog, 0, 2).startsWith(u"hidden, 10 characters"_s));
        QCOMPARE(cell(dialog, 1, 1), u"same"_s);
        QCOMPARE(cell(dialog, 2, 1), u"new"_s);
        const auto *table = dialog->findChild<QTableView *>(u"mergeLines"_s);
        for (int role = 0; role < Qt::UserRole; ++role)
            QVERIFY(!table->model()->index(0, 2).data(role).toString().contains(u"canary"_s));
        auto *stage = dialog->findChild<QAbstractButton *>(u"mergeStage"_s);
        QCOMPARE(stage->text(), u"Apply 2 changes"_s);
        QVERIFY(table->model()->setData(table->model()->index(2, 0), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(stage->text(), u"Apply 1 change"_s);
        QVERIFY(m_r->workspace->staging().edits().isEmpty());
        stage->click();
        QCOMPARE(m_r->workspace->staging().edits().count(), 1);
        QCOMPARE(m_r->model().value(m_r->model().rowOf(u"lwa-client-secret"_s)).reveal(), u"canary new"_s);
        m_r->trigger(Id::Undo);
        QCOMPARE(m_r->text(), m_original);
    }

    void pastedJsonMergesAndKeepsEveryOtherKey()
    {
        PasteMergeDialog *dialog = paste(u"{\"lwa-auth-scope\": \"a b\", \"count\": 1.50}"_s);
        dialog->findChild<QAbstractButton *>(u"mergeStage"_s)->click();
        QVERIFY(m_r->text().contains("1.50"));
        QCOMPARE(m_r->model().rowCount(), 7);
        QCOMPARE(m_r->window->actions().action(Id::Undo)->text(), u"Undo merging 2 keys"_s);
    }

    void textWithoutKeysSaysSoAndStagesNothing()
    {
        PasteMergeDialog *dialog = paste(u"{\"broken\": "_s);
        QVERIFY(dialog);
        QVERIFY(!dialog->findChild<QAbstractButton *>(u"mergeStage"_s)->isEnabled());
        QVERIFY(dialog->findChild<QLabel *>(u"mergeProblem"_s));
        dialog->reject();
        QVERIFY(m_r->workspace->staging().edits().isEmpty());
    }

    void aTextThatIsNotUnderstoodToTheEndShowsItsLineAndNothingOfIt()
    {
        const QString text = u"client_id=abc\nprivate_key=-----BEGIN PRIVATE KEY-----\nMIIEcanary\nq8ZkcanaryV0==\n"_s;
        for (const QString &pasted : {text, text + u"other=1\n"_s, u"a: 1\nq8ZkcanaryV0==\n"_s, u"canary,x=y"_s}) {
            PasteMergeDialog *dialog = paste(pasted);
            QVERIFY(dialog);
            QCOMPARE(dialog->findChild<QTableView *>(u"mergeLines"_s)->model()->rowCount(), 0);
            QVERIFY(!dialog->findChild<QAbstractButton *>(u"mergeStage"_s)->isEnabled());
            QVERIFY(dialog->findChild<QLabel *>(u"mergeProblem"_s)->text().startsWith(u"Line "_s));
            for (const QLabel *label : dialog->findChildren<QLabel *>())
                QVERIFY2(!label->text().contains(u"canary"_s), qPrintable(label->text()));
            dialog->reject();
            QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
        QVERIFY(m_r->workspace->staging().edits().isEmpty());
    }

    void aPrivateKeyWithoutQuotationMarksIsOneValue()
    {
        const QString pem = u"-----BEGIN PRIVATE KEY-----\nMIIEcanary\nq8ZkcanaryV0==\n-----END PRIVATE KEY-----"_s;
        PasteMergeDialog *dialog = paste(u"private_key="_s + pem + u"\nother=1\n"_s);
        QCOMPARE(dialog->findChild<QTableView *>(u"mergeLines"_s)->model()->rowCount(), 2);
        dialog->findChild<QAbstractButton *>(u"mergeStage"_s)->click();
        QCOMPARE(m_r->model().value(m_r->model().rowOf(u"private_key"_s)).reveal(), pem);
    }

    void anExportIsMaskedUnlessItIsAskedForAndBelongsToTheUserAlone()
    {
        const QByteArray secret = m_r->model().value(m_r->model().rowOf(u"lwa-client-secret"_s)).bytes().toByteArray();
        m_r->trigger(Id::ExportEntry);
        auto *dialog = m_r->find<ExportDialog>("exportDialog");
        QVERIFY(dialog);
        QTemporaryDir folder;
        const QString path = folder.filePath(u"a.env"_s);
        const auto written = [&] {
            if (!dialog->write(path))
                return QByteArray();
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QVERIFY(written().contains("lwa-client-secret") && !written().contains(secret));
        QCOMPARE(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup),
                 QFile::Permissions());
        QVERIFY(QFileInfo(path).permissions().testFlag(QFile::ReadOwner));
        const QString quiet = dialog->findChild<QLabel *>(u"exportWarning"_s)->text();
        dialog->findChild<QCheckBox *>(u"exportValues"_s)->setChecked(true);
        QVERIFY(dialog->findChild<QLabel *>(u"exportWarning"_s)->text() != quiet);
        QVERIFY(written().contains(secret));
        QVERIFY(!dialog->write(u"/nowhere/at/all"_s));
        dialog->reject();
    }

    void aGeneratedPasswordIsMaskedAndStagedForTheFocusedKey()
    {
        const int row = m_r->model().rowOf(u"lwa-client-secret"_s);
        m_r->find<ValuesTable>("valuesTable")->setCurrentIndex(m_r->model().index(row, 1));
        m_r->trigger(Id::GeneratePassword);
        auto *dialog = m_r->find<GeneratePasswordDialog>("generatePasswordDialog");
        QVERIFY(dialog);
        dialog->findChild<QCheckBox *>(u"passwordPunctuation"_s)->setChecked(false);
        dialog->findChild<QCheckBox *>(u"passwordUpper"_s)->setChecked(false);
        dialog->findChild<QSpinBox *>(u"passwordLength"_s)->setValue(20);
        auto *use = dialog->findChild<QAbstractButton *>(u"passwordUse"_s);
        dialog->findChild<QAbstractButton *>(u"passwordCopy"_s)->click();
        const QString made = QGuiApplication::clipboard()->text();
        QCOMPARE(made.size(), 20);
        for (QWidget *widget : dialog->findChildren<QWidget *>())
            QVERIFY(!widget->accessibleName().contains(made) && !widget->toolTip().contains(made));
        use->click();
        QCOMPARE(m_r->model().value(row).reveal(), made);
        for (const QChar c : made)
            QVERIFY(c.isDigit() || c.isLower());
        m_r->window->findChild<ClipboardGuard *>()->clearNow();
    }

    void optionsThatAllowNothingAreNamed()
    {
        GeneratePasswordDialog dialog(u"key"_s);
        for (const char *option : {"passwordLower", "passwordUpper", "passwordNumbers", "passwordPunctuation"})
            dialog.findChild<QCheckBox *>(QLatin1String(option))->setChecked(false);
        const auto *use = dialog.findChild<QAbstractButton *>(u"passwordUse"_s);
        QVERIFY(!use->isEnabled() && !use->toolTip().isEmpty());
    }

private:
    std::unique_ptr<Rehearsal> m_r;
    QByteArray m_original;
};

} // namespace merge_keys_test

KEYTURN_GUI_TEST(merge_keys, merge_keys_test::MergeKeysTest)
#include "merge_keys_test.moc"
