#include "core/desktop/concealment.h"
#include "tests/app/gui/save_bench.h"
#include "tests/support/test_main.h"
#include "ui/editor/secret_value_model.h"
#include "ui/editor/text_value_dialog.h"
#include "ui/editor/values_tab.h"
#include "ui/entry/detail_page.h"
#include "ui/review/diff_model.h"
#include "ui/widgets/clipboard_guard.h"
#include "ui/widgets/secret_text_edit.h"

#include <QApplication>
#include <QClipboard>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace concealment_test {

namespace {

const QString name = u"amazon-api-access-token"_s;
const QString key = u"lwa-client-secret"_s;

void lockTheScreen()
{
    emit Concealment::instance().requested();
}

} // namespace

//! What is revealed, and what was copied, goes when nobody looks any more.
class ConcealmentTest : public QObject {
    Q_OBJECT

private slots:
    void aRevealedRowIsMaskedAgain()
    {
        SaveBench bench;
        bench.openSecret(name);
        SecretValueModel &model = bench.window->detail().values().model();
        int row = 0;
        while (model.key(row) != key)
            ++row;
        model.reveal(row);
        QCOMPARE(model.revealedRow(), row);
        lockTheScreen();
        QCOMPARE(model.revealedRow(), -1);
    }

    void theTextOfASecretIsMaskedAgain()
    {
        SaveBench bench;
        bench.openSecret(name);
        auto *show = bench.window->findChild<QPushButton *>(u"rawShow"_s);
        auto *text = bench.window->findChild<SecretTextEdit *>(u"valuesRaw"_s);
        show->click();
        QVERIFY(text->toPlainText().contains(bench.workspace->openEntry().content()->field(key)->value.reveal()));
        lockTheScreen();
        QVERIFY(text->isMasked());
        QVERIFY(!text->toPlainText().contains(bench.workspace->openEntry().content()->field(key)->value.reveal()));
    }

    void aLineOfTheReviewIsMaskedAgain()
    {
        SaveBench bench;
        bench.openSecret(name);
        QVERIFY(bench.workspace->staging().stage(setting(key, "amzn1.oa2-cs.v1.canary-canary")));
        ReviewDialog *review = bench.review();
        auto *table = review->findChild<QAbstractItemView *>(u"reviewTable"_s);
        const QModelIndex after = table->model()->index(0, int(DiffModel::Column::After));
        table->setCurrentIndex(after);
        QTest::keyClick(table, Qt::Key_Space);
        QVERIFY(after.data(DiffModel::PlainTextRole).isValid());
        lockTheScreen();
        QVERIFY(!after.data(DiffModel::PlainTextRole).isValid());
        QTest::keyClick(table, Qt::Key_Space); // and it can be shown again
        QVERIFY(after.data(DiffModel::PlainTextRole).isValid());
    }

    void aTypedValueIsHiddenAndGoesOnWhereItWas()
    {
        TextValueDialog *dialog = TextValueDialog::forText(u"Edit"_s, SecretString(), true, false, nullptr);
        dialog->show();
        auto *value = dialog->findChild<SecretTextEdit *>(u"newValue"_s);
        QTest::keyClicks(value, u"canary"_s);
        lockTheScreen();
        QVERIFY(!value->toPlainText().contains(u"canary"_s));
        QCOMPARE(value->secret(), SecretString(QByteArrayView("canary"))); // nothing is lost
        lockTheScreen();
        QCOMPARE(value->secret(), SecretString(QByteArrayView("canary")));
        QTest::keyClick(value, Qt::Key_X); // shows it, and is no part of it
        QCOMPARE(value->toPlainText(), u"canary"_s);
        QTest::keyClick(value, Qt::Key_End);
        QTest::keyClick(value, Qt::Key_X);
        QCOMPARE(value->secret(), SecretString(QByteArrayView("canaryx")));
        delete dialog;
    }

    void anEmptyFieldStaysWhatItIs()
    {
        SecretTextEdit text;
        text.concealOnRequest();
        text.setSecret({});
        lockTheScreen();
        QVERIFY(text.toPlainText().isEmpty());
        QVERIFY(!text.isMasked());
    }

    void theClipboardIsClearedIfItIsStillOurs()
    {
        ClipboardGuard guard;
        guard.copy(SecretString(QByteArrayView("canary")), u"key"_s);
        QCOMPARE(QApplication::clipboard()->text(), u"canary"_s);
        lockTheScreen();
        QVERIFY(QApplication::clipboard()->text().isEmpty());
        QVERIFY(!guard.isActive());
        guard.copy(SecretString(QByteArrayView("canary")), u"key"_s);
        QApplication::clipboard()->setText(u"somebody else's"_s);
        lockTheScreen();
        QCOMPARE(QApplication::clipboard()->text(), u"somebody else's"_s);
    }
};

} // namespace concealment_test

KEYTURN_GUI_TEST(concealment, concealment_test::ConcealmentTest)
#include "concealment_test.moc"
