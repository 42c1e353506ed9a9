#include "tests/app/gui/save_bench.h"
#include "tests/support/test_main.h"
#include "ui/list/bulk_edit_dialog.h"
#include "ui/versions/compare_dialog.h"
#include "ui/versions/version_diff_model.h"

#include <QApplication>
#include <QComboBox>
#include <QMenu>
#include <QTableView>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace several_entries_test {

namespace {

const QString first = u"team/a"_s;
const QString second = u"team/b"_s;
const QString third = u"team/c"_s;

} // namespace

//! Several entries selected in the list: renamed keys, and two of them compared.
class SeveralEntriesTest : public QObject {
    Q_OBJECT

    QAbstractItemView *list() const { return m_bench->window->findChild<QAbstractItemView *>(u"entryList"_s); }
    void select(const QStringList &names) const
    {
        list()->clearSelection();
        for (int row = 0; row < list()->model()->rowCount(); ++row) {
            if (names.contains(list()->model()->index(row, 0).data().toString()))
                list()->selectionModel()->select(list()->model()->index(row, 0),
                                                 QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }
    BulkEditDialog *rename(const QString &from, const QString &to) const
    {
        m_bench->window->findChild<QPushButton *>(u"bulkKeys"_s)->click();
        BulkEditDialog *dialog = nullptr;
        for (auto *one : m_bench->window->findChildren<BulkEditDialog *>())
            dialog = one->isVisible() ? one : dialog;
        auto *kind = dialog->findChild<QComboBox *>(u"bulkKind"_s);
        kind->setCurrentIndex(kind->findText(u"Rename a key"_s));
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"bulkName"_s), from);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"bulkText"_s), to);
        auto *model = dialog->findChild<BulkModel *>();
        SaveBench::wait([model] { return !model->isReading(); });
        return dialog;
    }
    //! The cell of \p entry in the preview.
    static QString cell(BulkEditDialog *dialog, const QString &entry, BulkModel::Column column)
    {
        const auto *model = dialog->findChild<BulkModel *>();
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, 0).data().toString() == entry)
                return model->index(row, int(column)).data().toString();
        }
        return {};
    }
    QAction *compare() const { return m_bench->window->actions().action(Actions::Id::CompareEntries); }

private slots:
    void init()
    {
        m_bench = std::make_unique<SaveBench>();
        m_bench->create(first, R"({"a": 1, "limit": 1.50, "z": true})");
        m_bench->create(second, R"({"limit":{"x":1},"quota":"taken"})");
        m_bench->create(third, R"({"limit":"text"})");
        m_bench->workspace->listing().reload();
        SaveBench::wait([this] {
            return m_bench->workspace->listing().entry(idOf(Store::SecretsManager, third))
                   && !m_bench->workspace->listing().isRunning();
        });
        QTRY_VERIFY(list()->model()->rowCount() == m_bench->workspace->listing().entries().size());
    }
    void cleanup() { m_bench.reset(); }

    void aKeyIsRenamedInEachWithItsPlaceAndSpelling()
    {
        select({first, second, third});
        BulkEditDialog *dialog = rename(u"limit"_s, u"quota"_s);
        using Column = BulkModel::Column;
        QCOMPARE(cell(dialog, first, Column::Change), u"limit → quota"_s);
        QCOMPARE(cell(dialog, second, Column::Change), u"has a key quota already"_s);
        QCOMPARE(cell(dialog, second, Column::Result), u"skipped"_s);
        auto *go = dialog->findChild<QPushButton *>(u"bulkGo"_s);
        QTRY_COMPARE(go->text(), u"Review 2 entries…"_s);
        go->click();
        QCOMPARE(m_bench->workspace->staging().edits().entries().size(), 2);
        auto *review = m_bench->window->findChild<ReviewDialog *>();
        QVERIFY(review);
        // The old name goes from two entries: it is typed by hand for each.
        auto *field = review->findChild<QLineEdit *>(u"confirmField"_s);
        for (int entry = 0; entry < 2 && field->isVisible(); ++entry) {
            field->clear();
            QTest::keyClicks(field, u"limit"_s);
        }
        m_bench->save(review);
        QCOMPARE(m_bench->stored(first), QByteArray(R"({"a": 1, "quota": 1.50, "z": true})"));
        QCOMPARE(m_bench->stored(second), QByteArray(R"({"limit":{"x":1},"quota":"taken"})"));
        QCOMPARE(m_bench->stored(third), QByteArray(R"({"quota":"text"})"));
    }

    void whatIsStagedAlreadyCountsInThePreview()
    {
        m_bench->openSecret(first);
        QVERIFY(m_bench->workspace->staging().stage(FieldEdit::rename(u"a"_s, u"quota"_s)));
        select({first, third});
        BulkEditDialog *dialog = rename(u"limit"_s, u"quota"_s);
        QCOMPARE(cell(dialog, first, BulkModel::Column::Change), u"has a key quota already"_s);
        QTRY_COMPARE(dialog->findChild<QPushButton *>(u"bulkGo"_s)->text(), u"Review 1 entry…"_s);
        auto *name = dialog->findChild<QLineEdit *>(u"bulkText"_s);
        name->setText(u"limit"_s);
        QCOMPARE(cell(dialog, third, BulkModel::Column::Change), u"has this name"_s);
        QVERIFY(!dialog->findChild<QPushButton *>(u"bulkGo"_s)->isEnabled());
        dialog->findChild<QLineEdit *>(u"bulkName"_s)->setText(u"nowhere"_s);
        QCOMPARE(cell(dialog, third, BulkModel::Column::Change), u"has no such key"_s);
        dialog->reject();
        m_bench->workspace->staging().discardAll();
    }

    void aTagThatIsBeingWrittenArrivesThoughTheDialogIsGone()
    {
        auto model = std::make_unique<BulkModel>(*m_bench->workspace, QList{idOf(Store::SecretsManager, first)});
        BulkChange change;
        change.kind = BulkChange::Kind::SetTag;
        change.name = u"team"_s;
        change.text = u"payments"_s;
        model->setChange(change);
        model->write();
        QCOMPARE(m_bench->workspace->running().count(), 1); // so closing the window waits for it
        model.reset();
        SaveBench::wait([this] { return m_bench->workspace->running().count() == 0; });
        const auto secret = run(m_bench->somebody->secretsManager().describeSecret(first));
        QCOMPARE((*secret)->tags.value(u"team"_s), u"payments"_s);
    }

    void whatWaitsForItsDeletionSaysWhatToDo()
    {
        select({first, third});
        m_bench->window->findChild<QPushButton *>(u"bulkTags"_s)->click();
        auto *dialog = m_bench->window->findChild<BulkEditDialog *>();
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"bulkName"_s), u"team"_s);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"bulkText"_s), u"payments"_s);
        QVERIFY(run(m_bench->somebody->secretsManager().deleteSecret(third, 7)).value()); // behind its back
        dialog->findChild<QPushButton *>(u"bulkGo"_s)->click();
        auto *model = dialog->findChild<BulkModel *>();
        QTRY_VERIFY_WITH_TIMEOUT(!model->isWriting() && model->count(BulkModel::State::Failed) == 1, patience);
        const QString why = cell(dialog, third, BulkModel::Column::Result);
        QVERIFY2(why.contains(u"scheduled for deletion"_s) && why.contains(u"Restore it first"_s), qPrintable(why));
        // It is seen whole, on as many lines as it takes.
        const auto *table = dialog->findChild<QTableView *>(u"bulkTable"_s);
        const QFontMetrics small(Theme::font(Theme::Font::Small));
        const int lines = small.horizontalAdvance(why) / table->columnWidth(int(BulkModel::Column::Result)) + 1;
        QVERIFY(lines > 1);
        QVERIFY(table->rowHeight(0) > lines * small.height());
        QVERIFY(table->rowHeight(1) < table->rowHeight(0));
        dialog->reject();
    }

    void twoSelectedEntriesAreCompared()
    {
        auto *button = m_bench->window->findChild<QPushButton *>(u"bulkCompare"_s);
        select({first, second, third});
        QVERIFY(!button->isEnabled());
        QVERIFY(button->toolTip().contains(u"exactly two"_s));
        QVERIFY(!compare()->isEnabled());
        QVERIFY(Actions::obstacle(compare()).contains(u"exactly two"_s)); // palette and menu show it
        select({first, second});
        QVERIFY(button->isEnabled() && compare()->isEnabled());
        QCOMPARE(compare()->text(), u"Compare values…"_s);
        button->click();
        auto *dialog = m_bench->window->findChild<CompareDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(dialog->diff().keys(), 4, patience); // a, limit, z, quota
        dialog->reject();
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        compare()->trigger();
        QVERIFY(m_bench->window->findChild<CompareDialog *>());
        m_bench->window->findChild<CompareDialog *>()->reject();
        select({first});
        QTRY_COMPARE(compare()->text(), u"Compare with another entry…"_s);
    }

    void theMenuOfSeveralHoldsOnlyWhatActsOnThem()
    {
        select({first, second});
        const auto menu = [this] {
            const QModelIndex index = list()->selectionModel()->selectedRows().constFirst();
            list()->scrollTo(index);
            emit list()->customContextMenuRequested(list()->visualRect(index).center());
            auto *shown = list()->findChild<QMenu *>(u"entryMenu"_s);
            const QList<QAction *> actions = shown ? shown->actions() : QList<QAction *>();
            delete shown;
            return actions;
        };
        QAction *refresh = m_bench->window->actions().action(Actions::Id::RefreshToken);
        QCOMPARE(menu(), QList<QAction *>({refresh, compare()}));
        select({first});
        QVERIFY(menu().contains(m_bench->window->actions().action(Actions::Id::DeleteEntry)));
    }

private:
    std::unique_ptr<SaveBench> m_bench;
};

} // namespace several_entries_test

KEYTURN_GUI_TEST(several_entries, several_entries_test::SeveralEntriesTest)
#include "several_entries_test.moc"
