#include "ui/due/due_export.h"

#include "tests/support/sample_entries.h"
#include "tests/support/test_main.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace due_export_test {

class DueExportTest : public QObject {
    Q_OBJECT

    static DuePaper paper(DueView view, int entries = 0)
    {
        QList<Entry> all = sampleEntries();
        for (int i = 0; i < entries; ++i) {
            Entry entry = sampleEntry(u"team/%1"_s.arg(i), CredentialKind::LwaSkill, sampleNow());
            entry.due << sampleDue(DueReason::ClientSecretAge, entry.id.name, sampleNow().addDays(-i % 170), 180);
            all << entry;
        }
        DueModel board;
        board.setItems(sampleBoard(all), sampleNow());
        QList<DueRow> rows;
        for (int row = 0; row < board.rowCount(); ++row)
            rows.append(board.row(row));
        return DuePaper(
            {{rows, sampleNow()}, view, TimelineZoom::Quarter, QDate(2026, 12, 1), u"sandbox, us-east-1"_s});
    }
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

private slots:
    void init() { Theme::instance().apply(Theme::Mode::Dark); } // paper is light all the same

    void everyViewIsWrittenAsAPdf()
    {
        for (const DueView view : {DueView::List, DueView::Timeline, DueView::Calendar}) {
            QCOMPARE(DueExport::write(paper(view), DueExport::Kind::Pdf, path("board.pdf")), QString());
            QFile file(path("board.pdf"));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            QVERIFY(bytes.startsWith("%PDF-") && bytes.size() > 2000);
            QCOMPARE(bytes.count("/Type /Page\n"), 1);
        }
    }

    void aLongBoardHasAsManyPagesAsItNeeds()
    {
        for (const DueView view : {DueView::List, DueView::Timeline}) {
            const DuePaper board = paper(view, 200);
            QCOMPARE(DueExport::write(board, DueExport::Kind::Pdf, path("long.pdf")), QString());
            QFile file(path("long.pdf"));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(file.readAll().count("/Type /Page\n") > 5);
        }
    }

    void aPictureIsLightWhateverTheThemeAndHoldsInk()
    {
        for (const DueView view : {DueView::List, DueView::Timeline, DueView::Calendar}) {
            QCOMPARE(DueExport::write(paper(view), DueExport::Kind::Png, path("board.png")), QString());
            const QImage picture(path("board.png"));
            QVERIFY(!picture.isNull());
            QCOMPARE(picture.pixelColor(2, 2), ThemeColors::light().surface);
            int dark = 0;
            for (int y = 0; y < picture.height(); y += 2) {
                for (int x = 0; x < picture.width(); x += 2)
                    dark += picture.pixelColor(x, y).lightness() < 100;
            }
            QVERIFY(dark > 500);
        }
    }

    void aPictureThatWouldBeTooHighIsCutAndSaysSo()
    {
        QVERIFY(!paper(DueView::List, 20).isCutInPicture());
        const DuePaper board = paper(DueView::List, 2000);
        QVERIFY(board.isCutInPicture());
        QVERIFY(board.pictureSize().height() <= 8000);
    }

    void whatCannotBeWrittenSaysWhyAndLeavesNothingBehind()
    {
        const QString nowhere = path("missing") + u"/board.pdf"_s;
        QVERIFY(!DueExport::write(paper(DueView::List), DueExport::Kind::Pdf, nowhere).isEmpty());
        QVERIFY(!QFile::exists(nowhere));
    }

private:
    QTemporaryDir m_folder;
};

} // namespace due_export_test

KEYTURN_GUI_TEST(due_export, due_export_test::DueExportTest)
#include "due_export_test.moc"
