#include "core/document/binary_text.h"
#include "tests/support/rehearsal.h"
#include "tests/support/test_main.h"
#include "ui/widgets/secret_text_edit.h"
#include "ui/widgets/segmented_control.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace binary_test {

//! A secret of bytes: seen and edited as hex or base64, and still bytes in AWS afterwards.
class BinaryTest : public QObject {
    Q_OBJECT

    static inline const QByteArray original = QByteArray::fromHex("0001fffe6b657973746f7265");

    SecretTextEdit *text() { return m_r->find<SecretTextEdit>("binaryText"); }
    QString remark() { return m_r->find<QLabel>("binaryRemark")->text(); }
    void click(const char *name) { m_r->find<QAbstractButton>(name)->click(); }
    QByteArray staged()
    {
        const FieldEdit *edit =
            m_r->workspace->staging().edits().edit(m_r->workspace->openEntry().content()->entry.id, {});
        return edit ? edit->value.bytes().toByteArray() : QByteArray();
    }
    void chooseFile(const char *dialog, const QString &path)
    {
        auto *chooser = m_r->find<QFileDialog>(dialog);
        QVERIFY(chooser);
        emit chooser->fileSelected(path);
        chooser->close();
    }

private slots:
    void init()
    {
        m_r = std::make_unique<Rehearsal>();
        QVERIFY(m_r->start());
        QVERIFY(m_r->open(u"amazon-api-access-token"_s));
        NewEntry keystore;
        keystore.name = u"shop/prod/keystore"_s;
        keystore.binary = true;
        keystore.value = SecretString(QByteArrayView(original));
        QSignalSpy made(&m_r->workspace->writes(), &Writes::entryCreated);
        QVERIFY(m_r->workspace->writes().create(keystore, newVersionId()));
        QTRY_COMPARE_WITH_TIMEOUT(made.size(), 1, 20'000);
        const auto listed = [this] {
            const QList<Entry> &all = m_r->workspace->listing().entries();
            return std::any_of(all.begin(), all.end(),
                               [](const Entry &entry) { return entry.id.name == "shop/prod/keystore"_L1; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(listed(), 20'000);
        QVERIFY(m_r->open(keystore.name));
    }
    void cleanup() { m_r.reset(); }

    void theBytesAreMaskedUntilTheyAreShownInEitherSpelling()
    {
        QVERIFY(m_r->workspace->openEntry().content()->binary);
        QVERIFY(text()->isVisible() && text()->isReadOnly());
        QVERIFY(!m_r->find<QWidget>("valuesMode")->isVisible());
        QCOMPARE(remark(), u"12 bytes"_s);
        QVERIFY(!m_r->find<QLabel>("sizeRemark")->isVisible()); // the size is said once
        QVERIFY(!text()->toPlainText().contains(u"00 01"_s));
        click("binaryShow");
        QCOMPARE(text()->toPlainText().simplified(), u"00 01 ff fe 6b 65 79 73 74 6f 72 65"_s);
        auto *spelling = m_r->find<SegmentedControl>("binarySpelling");
        spelling->setCurrent(1);
        emit spelling->currentChanged(1);
        QCOMPARE(text()->toPlainText().trimmed(), QString::fromLatin1(original.toBase64()));
        click("binaryShow");
        QVERIFY(!text()->toPlainText().contains(QString::fromLatin1(original.toBase64())));
    }

    void typedBytesAreSavedAsBytes()
    {
        m_r->trigger(Actions::Id::Edit);
        text()->moveCursor(QTextCursor::End);
        QTest::keyClicks(text(), u" 0a"_s);
        const QByteArray wanted = original + '\n';
        QCOMPARE(staged(), wanted);
        QCOMPARE(m_r->workspace->staging().edits().count(), 1);
        QSignalSpy saved(&m_r->workspace->saves(), &Saves::saved);
        m_r->workspace->saves().save({m_r->workspace->openEntry().content()->entry.id});
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, 20'000);
        QVERIFY(m_r->open(u"amazon-api-access-token"_s));
        QVERIFY(m_r->open(u"shop/prod/keystore"_s));
        QVERIFY(m_r->workspace->openEntry().content()->binary);
        QCOMPARE(m_r->workspace->openEntry().content()->document.text().bytes().toByteArray(), wanted);
    }

    void whatIsNoByteIsNamedWithItsPlaceAndNotStaged()
    {
        m_r->trigger(Actions::Id::Edit);
        text()->moveCursor(QTextCursor::End);
        QTest::keyClicks(text(), u" zz"_s);
        QVERIFY2(remark().startsWith(u"Line 1, column "_s), qPrintable(remark()));
        QVERIFY(staged().isEmpty());
        QVERIFY(text()->toPlainText().endsWith(u"zz"_s)); // what was typed is still there to be mended
    }

    void aFileIsImportedAndWrittenOutByteForByte()
    {
        QTemporaryDir folder;
        const QByteArray bytes = QByteArray::fromHex("cafe00babe0d0a");
        QFile in(folder.filePath(u"in.bin"_s));
        QVERIFY(in.open(QIODevice::WriteOnly) && in.write(bytes) == bytes.size());
        in.close();
        click("binaryImport");
        chooseFile("binaryImportFile", in.fileName());
        QCOMPARE(staged(), bytes);
        m_r->trigger(Actions::Id::Undo);
        QVERIFY(m_r->workspace->staging().edits().isEmpty());
        m_r->trigger(Actions::Id::Redo);
        click("binaryExport");
        chooseFile("binaryExportFile", folder.filePath(u"out.bin"_s));
        QFile out(folder.filePath(u"out.bin"_s));
        QVERIFY(out.open(QIODevice::ReadOnly));
        QCOMPARE(out.readAll(), bytes);
        QCOMPARE(out.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void aFileThatIsTooLargeChangesNothing()
    {
        QTemporaryDir folder;
        QFile in(folder.filePath(u"large.bin"_s));
        QVERIFY(in.open(QIODevice::WriteOnly) && in.write(QByteArray(65'537, 'x')) == 65'537);
        in.close();
        click("binaryImport");
        chooseFile("binaryImportFile", in.fileName());
        QVERIFY(m_r->workspace->staging().edits().isEmpty());
        QVERIFY(m_r->find<QWidget>("messageBar")->isVisible());
    }

private:
    std::unique_ptr<Rehearsal> m_r;
};

} // namespace binary_test

KEYTURN_GUI_TEST(binary, binary_test::BinaryTest)
#include "binary_test.moc"
