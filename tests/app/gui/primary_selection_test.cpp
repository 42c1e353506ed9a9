#include "tests/support/rehearsal.h"
#include "tests/support/test_main.h"
#include "ui/editor/value_editor.h"
#include "ui/editor/values_table.h"
#include "ui/widgets/clipboard_guard.h"
#include "ui/widgets/secret_text_edit.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QMimeData>
#include <QProcess>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace primary_selection_test {

using Id = Actions::Id;

//! CLIPBOARD and PRIMARY of a real X server: offscreen there is no PRIMARY.
class PrimarySelectionTest : public QObject {
    Q_OBJECT

    static QClipboard *clipboard() { return QGuiApplication::clipboard(); }
    static QString primary() { return clipboard()->text(QClipboard::Selection); }
    SecretTextEdit *raw() { return m_r->find<SecretTextEdit>("valuesRaw"); }
    //! What a person does who marks text: with the keyboard, with the mouse, by a double click.
    static void select(QWidget *widget, QWidget *surface)
    {
        widget->setFocus();
        QTest::keyClick(widget, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(widget, Qt::Key_End, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::mouseDClick(surface, Qt::LeftButton, {}, QPoint(40, 12));
        QTest::mousePress(surface, Qt::LeftButton, {}, QPoint(10, 12));
        QTest::mouseMove(surface, QPoint(120, 12));
        QTest::mouseRelease(surface, Qt::LeftButton, {}, QPoint(120, 12));
        QApplication::processEvents();
    }

private slots:
    void init()
    {
        QVERIFY(clipboard()->supportsSelection());
        clipboard()->clear();
        clipboard()->clear(QClipboard::Selection);
        m_r = std::make_unique<Rehearsal>();
        QVERIFY(m_r->start());
        QVERIFY(m_r->open(u"amazon-api-access-token"_s));
        m_row = m_r->model().rowOf(u"lwa-client-secret"_s);
        m_secret = m_r->model().value(m_row).reveal();
        m_table = m_r->find<ValuesTable>("valuesTable");
        m_table->setCurrentIndex(m_r->model().index(m_row, 1));
    }
    void cleanup() { m_r.reset(); }

    void anOrdinaryFieldOffersItsSelection() // the positive control
    {
        QLineEdit field;
        field.setText(u"ordinary words"_s);
        field.show();
        QVERIFY(QTest::qWaitForWindowExposed(&field));
        select(&field, &field);
        QVERIFY(!primary().isEmpty());
    }

    void aRevealedTextOffersNothing()
    {
        m_r->values().setMode(ValuesTab::Raw);
        m_r->find<QAbstractButton>("rawShow")->click();
        QVERIFY(raw()->toPlainText().contains(m_secret));
        select(raw(), raw()->viewport());
        QVERIFY(raw()->textCursor().hasSelection());
        QVERIFY2(primary().isEmpty(), "the text reached PRIMARY");
        QVERIFY(clipboard()->text().isEmpty());
    }

    void aRevealedRowAndItsEditorOfferNothing()
    {
        m_r->trigger(Id::ToggleMask);
        QCOMPARE(m_r->model().revealedRow(), m_row);
        select(m_table, m_table->viewport());
        m_table->setCurrentIndex(m_r->model().index(m_row, 1));
        m_r->trigger(Id::Edit);
        auto *editor = m_r->find<ValueEditor>("valueEditor");
        QVERIFY(editor);
        QTest::keyClicks(editor, u"a new secret"_s);
        select(editor, editor);
        QVERIFY2(primary().isEmpty(), "the row reached PRIMARY");
        editor->findChild<QAbstractButton *>(u"valueEye"_s)->click();
        QCOMPARE(editor->echoMode(), QLineEdit::Normal);
        select(editor, editor);
        QVERIFY2(primary().isEmpty(), "the readable editor reached PRIMARY");
        QVERIFY(clipboard()->text().isEmpty());
    }

    void copyingWithoutRevealingFillsTheClipboardAlone()
    {
        m_r->trigger(Id::CopyValue);
        QCOMPARE(m_r->model().revealedRow(), -1);
        QCOMPARE(clipboard()->text(), m_secret);
        QCOMPARE(clipboard()->mimeData()->data(u"x-kde-passwordManagerHint"_s), QByteArray("secret"));
        QVERIFY(primary().isEmpty());
    }

    void clearingTakesBothSelectionsButOnlyWhatIsOurs()
    {
        auto *guard = m_r->window->findChild<ClipboardGuard *>();
        m_r->trigger(Id::CopyValue);
        clipboard()->setText(m_secret, QClipboard::Selection); // a desktop that mirrors
        guard->clearNow();
        QVERIFY(clipboard()->text().isEmpty());
        QVERIFY(primary().isEmpty());

        m_r->trigger(Id::CopyValue);
        clipboard()->setText(u"theirs"_s, QClipboard::Selection);
        guard->clearNow();
        QVERIFY(clipboard()->text().isEmpty());
        QCOMPARE(primary(), u"theirs"_s);

        m_r->trigger(Id::CopyValue);
        clipboard()->setText(u"theirs too"_s);
        QTRY_VERIFY(!guard->isActive());
        guard->clearNow();
        QCOMPARE(clipboard()->text(), u"theirs too"_s);
    }

    void theLastSecondClearsIt()
    {
        auto *guard = m_r->window->findChild<ClipboardGuard *>();
        m_r->trigger(Id::CopyValue);
        QCOMPARE(guard->secondsLeft(), 10);
        QVERIFY(guard->isActive());
        QTRY_VERIFY_WITH_TIMEOUT(!guard->isActive(), 60'000);
        QVERIFY(clipboard()->text().isEmpty());
    }

private:
    std::unique_ptr<Rehearsal> m_r;
    ValuesTable *m_table = nullptr;
    int m_row = -1;
    QString m_secret;
};

int main(int argc, char **argv)
{
    QProcess server;
    server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    server.start(u"Xvfb"_s,
                 {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"1600x1000x24"_s, u"-nolisten"_s, u"tcp"_s});
    if (!server.waitForStarted() || !server.waitForReadyRead(60'000))
        qFatal("Xvfb (Debian package xvfb) did not start");
    qputenv("DISPLAY", ':' + server.readAllStandardOutput().trimmed());
    qputenv("QT_QPA_PLATFORM", "xcb");
    const int failed = runTest<PrimarySelectionTest, QApplication>(argc, argv);
    server.terminate();
    server.waitForFinished();
    return failed;
}

} // namespace primary_selection_test

KEYTURN_TEST_ROLE(primary_selection, &primary_selection_test::main)
#include "primary_selection_test.moc"
