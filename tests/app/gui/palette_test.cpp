#include "tests/app/gui/window_bench.h"
#include "tests/support/test_main.h"
#include "ui/style/icons.h"
#include "ui/window/command_palette.h"
#include "ui/window/palette_model.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPainter>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace palette_test {

namespace {

const QString entry = u"contact-center/prod/genesys-oauth"_s;

//! Whether \p sign, as it looks on \p ground, is somewhere in \p row.
bool holds(const QImage &row, const QPixmap &sign, const QColor &ground)
{
    QImage wanted(sign.size(), QImage::Format_RGB32);
    wanted.fill(ground);
    QPainter(&wanted).drawPixmap(0, 0, sign);
    const auto isAt = [&](int left, int top) {
        for (int y = 0; y < wanted.height(); ++y) {
            for (int x = 0; x < wanted.width(); ++x) {
                const QColor a = wanted.pixelColor(x, y);
                const QColor b = row.pixelColor(left + x, top + y);
                if (std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue()) > 12)
                    return false;
            }
        }
        return true;
    };
    for (int top = 0; top + wanted.height() <= row.height(); ++top) {
        for (int left = 0; left + wanted.width() <= row.width(); ++left) {
            if (isAt(left, top))
                return true;
        }
    }
    return false;
}

} // namespace

//! The command palette over the whole window.
class PaletteTest : public QObject {
    Q_OBJECT

    QLineEdit *field() const { return m_bench->find<QLineEdit>("paletteField"); }
    QAbstractItemView *list() const { return m_bench->find<QAbstractItemView>("paletteList"); }
    QWidget *palette() const { return m_bench->find<CommandPalette>("commandPalette"); }
    //! Of the row that says \p text; invalid if none does.
    QModelIndex row(const QString &text) const
    {
        for (int at = 0; at < list()->model()->rowCount(); ++at) {
            const QModelIndex index = list()->model()->index(at, 0);
            if (index.data().toString() == text)
                return index;
        }
        return {};
    }
    bool isOffered(const QString &text) const { return row(text).flags().testFlag(Qt::ItemIsEnabled); }

private slots:
    void init()
    {
        m_bench = std::make_unique<WindowBench>();
        m_bench->open(u"amazon-api-access-token"_s);
    }
    void cleanup() { m_bench.reset(); }

    void tabOpensAnEntryAndShowsWhatCanBeDoneWithIt()
    {
        m_bench->window->openPalette(entry);
        QCOMPARE(list()->currentIndex().data().toString(), entry);
        QTest::keyClick(field(), Qt::Key_Tab);
        QVERIFY(palette()->isVisible());
        QCOMPARE(field()->text(), QString());
        QVERIFY2(field()->placeholderText().contains(entry), qPrintable(field()->placeholderText()));
        QCOMPARE(field()->accessibleName(), field()->placeholderText());
        QVERIFY(row(u"Copy name"_s).isValid() && row(u"Delete…"_s).isValid());
        QVERIFY2(!row(u"Settings…"_s).isValid() && !row(entry).isValid(), "only what acts on the entry");
        WindowBench::wait([this] {
            const EntryContent *content = m_bench->workspace->openEntry().content();
            return content && content->entry.id.name == entry && isOffered(u"Copy name"_s);
        });
        QVERIFY(palette()->isVisible() && list()->currentIndex().flags().testFlag(Qt::ItemIsEnabled));
        QTest::keyClicks(field(), u"copy name"_s);
        QCOMPARE(list()->currentIndex().data().toString(), u"Copy name"_s);
        QTest::keyClick(field(), Qt::Key_Return);
        QVERIFY(!palette()->isVisible());
        QCOMPARE(QApplication::clipboard()->text(), entry);
        m_bench->window->openPalette();
        QVERIFY(row(u"Settings…"_s).isValid() && !field()->placeholderText().contains(entry));
    }

    void tabOnACommandChangesNothing()
    {
        m_bench->window->openPalette(u"Settings"_s);
        QCOMPARE(list()->currentIndex().data().toString(), u"Settings…"_s);
        QTest::keyClick(field(), Qt::Key_Tab);
        QVERIFY(palette()->isVisible());
        QCOMPARE(field()->text(), u"Settings"_s);
        QCOMPARE(list()->currentIndex().data().toString(), u"Settings…"_s);
    }

    void theReasonOfADisabledCommandHasASign()
    {
        const QPixmap sign = icons::pixmap(u"dialog-cancel"_s, colors().text2, 16, 1.0);
        QVERIFY(!sign.isNull());
        const auto hasSign = [this, &sign](const QModelIndex &index) {
            list()->scrollTo(index);
            const QRect where = list()->visualRect(index);
            const QImage seen =
                palette()->grab(QRect(list()->viewport()->mapTo(palette(), where.topLeft()), where.size())).toImage();
            return holds(seen, sign, list()->currentIndex() == index ? colors().selected : colors().raised);
        };
        m_bench->window->openPalette(u">"_s);
        const QModelIndex undo = row(u"Undo"_s);
        QVERIFY(undo.isValid() && !isOffered(u"Undo"_s));
        QVERIFY(!undo.data(PaletteModel::HintRole).toString().isEmpty());
        QVERIFY(hasSign(undo));
        QVERIFY(isOffered(u"Settings…"_s));
        QVERIFY(!hasSign(row(u"Settings…"_s)));
    }

private:
    std::unique_ptr<WindowBench> m_bench;
};

} // namespace palette_test

KEYTURN_GUI_TEST(palette, palette_test::PaletteTest)
#include "palette_test.moc"
