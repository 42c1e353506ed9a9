#include "tests/support/rehearsal.h"
#include "tests/support/test_main.h"
#include "ui/editor/lint_panel.h"
#include "ui/editor/secret_tree_model.h"
#include "ui/editor/values_table.h"
#include "ui/editor/values_tree.h"
#include "ui/review/review_dialog.h"
#include "ui/style/metrics.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/secret_text_edit.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QSet>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace lint_panel_test {

using Id = Actions::Id;

//! All findings of an entry below its values, in every view.
class LintPanelTest : public QObject {
    Q_OBJECT

    QWidget *panel() const { return m_r->find<LintPanel>("lintPanel"); }
    QAbstractButton *toggle() const { return m_r->find<QAbstractButton>("lintToggle"); }
    QList<QWidget *> rows() const
    {
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return panel()->findChildren<QWidget *>(u"lintRow"_s);
    }
    //! The row that names \p key, with the words \p text in it.
    QWidget *row(const QString &key, const QString &text) const
    {
        for (QWidget *row : rows()) {
            const auto *link = row->findChild<QAbstractButton *>(u"lintKey"_s);
            const auto *name = row->findChild<ElidedLabel *>(u"lintKey"_s); // no place to lead to
            if ((link   ? link->text()
                 : name ? name->text()
                        : QString())
                    == key
                && row->findChild<ElidedLabel *>(u"lintText"_s)->text().contains(text))
                return row;
        }
        return nullptr;
    }
    static QAbstractButton *button(QWidget *in, const char *name)
    {
        return in ? in->findChild<QAbstractButton *>(QLatin1String(name)) : nullptr;
    }
    bool stage(const QString &key, const QString &value)
    {
        FieldEdit edit;
        edit.key = key;
        edit.value = SecretString(value);
        return m_r->workspace->staging().stage(edit);
    }
    QString value(const QString &key) const { return m_r->model().value(m_r->model().rowOf(key)).reveal(); }

private slots:
    void init()
    {
        m_r = std::make_unique<Rehearsal>();
        QVERIFY(m_r->start());
        QVERIFY(m_r->open(u"amazon-api-access-token"_s));
        m_original = m_r->text();
        // Three flaws of one value, a note, and a key less.
        QVERIFY(stage(u"lwa-client-secret"_s, u"\u200b\"amzn1.oa2-cs.v1.0123456789abcdef\"\n"_s));
        QVERIFY(stage(u"lwa-client-id"_s, u"nothing that looks like one"_s));
        FieldEdit removal;
        removal.kind = FieldEdit::Kind::Remove;
        removal.key = u"lwa-auth-scope"_s;
        QVERIFY(m_r->workspace->staging().stage(removal));
    }
    void cleanup() { m_r.reset(); }

    void itIsFoldedUntilItIsOpened()
    {
        QVERIFY(!panel()->isVisible());
        QVERIFY(toggle()->isVisible() && toggle()->focusPolicy() & Qt::TabFocus);
        QVERIFY(toggle()->text().endsWith(u"findings"_s));
        toggle()->setFocus();
        QTest::keyClick(toggle(), Qt::Key_Space);
        QVERIFY(panel()->isVisible());
        // More than the row of the table can say: both flaws of one value, the note and the missing key.
        QVERIFY(row(u"lwa-client-secret"_s, u"line break"_s));
        QVERIFY(row(u"lwa-client-secret"_s, u"invisible"_s));
        QVERIFY(row(u"lwa-client-id"_s, u"Doesn't look like"_s));
        QVERIFY(row(u"lwa-auth-scope"_s, u"Missing"_s));
        QTest::keyClick(toggle(), Qt::Key_Space);
        QVERIFY(!panel()->isVisible());
        // A click anywhere on the line does the same.
        QTest::mouseClick(m_r->find<QLabel>("layoutRemark"), Qt::LeftButton);
        QVERIFY(panel()->isVisible());
    }

    void aFixIsStagedAndTheListLooksAgain()
    {
        toggle()->click();
        const qsizetype before = rows().size();
        button(row(u"lwa-client-secret"_s, u"line break"_s), "lintFix")->click();
        QVERIFY(!value(u"lwa-client-secret"_s).endsWith(u'\n'));
        QVERIFY(!row(u"lwa-client-secret"_s, u"line break"_s));
        QVERIFY(rows().size() <= before);
        QCOMPARE(m_r->window->actions().action(Id::Undo)->text(), u"Undo repairing lwa-client-secret"_s);
        button(row(u"lwa-auth-scope"_s, u"Missing"_s), "lintFix")->click();
        QVERIFY(m_r->keys().contains(u"lwa-auth-scope"_s));
        QVERIFY(m_r->window->openReview()); // nothing was written
    }

    void allSafeFixesAreOneStepAndTouchNothingElse()
    {
        toggle()->click();
        m_r->find<QAbstractButton>("lintFixAll")->click();
        QCOMPARE(value(u"lwa-client-secret"_s), u"amzn1.oa2-cs.v1.0123456789abcdef"_s);
        QCOMPARE(value(u"lwa-client-id"_s), u"nothing that looks like one"_s);
        QVERIFY(m_r->model().field(m_r->model().rowOf(u"lwa-auth-scope"_s))->isRemoved());
        QVERIFY(!m_r->find<QAbstractButton>("lintFixAll")->isVisible());
        QCOMPARE(m_r->window->actions().action(Id::Undo)->text(), u"Undo applying all safe fixes"_s);
        m_r->trigger(Id::Undo);
        QVERIFY(value(u"lwa-client-secret"_s).endsWith(u'\n'));
    }

    void aKeyLeadsToItsPlaceInEveryView()
    {
        toggle()->click();
        auto *table = m_r->find<ValuesTable>("valuesTable");
        table->setCurrentIndex({});
        button(row(u"lwa-client-id"_s, u"Doesn't look like"_s), "lintKey")->click();
        QCOMPARE(m_r->model().key(table->currentIndex().row()), u"lwa-client-id"_s);
        QCOMPARE(m_r->window->focusWidget(), table);
        m_r->values().setMode(ValuesTab::Tree);
        QVERIFY(panel()->isVisible());
        button(row(u"lwa-client-secret"_s, u"invisible"_s), "lintKey")->click();
        auto *tree = m_r->find<ValuesTree>("valuesTree");
        QCOMPARE(tree->values().path(tree->currentIndex()), QStringList{u"lwa-client-secret"_s});
        m_r->values().setMode(ValuesTab::Raw);
        QVERIFY(panel()->isVisible());
        button(row(u"lwa-client-secret"_s, u"invisible"_s), "lintKey")->click();
        auto *raw = m_r->find<SecretTextEdit>("valuesRaw");
        QCOMPARE(raw->textCursor().selectedText(), u"\"lwa-client-secret\""_s);
        QCOMPARE(m_r->window->focusWidget(), raw);
    }

    void theFocusStaysInTheListWhileFixesAreApplied()
    {
        toggle()->click();
        QAbstractButton *fix = button(row(u"lwa-client-secret"_s, u"invisible"_s), "lintFix");
        fix->setFocus();
        QTest::keyClick(fix, Qt::Key_Space);
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(panel()->isAncestorOf(m_r->window->focusWidget()));
    }

    void withNothingFoundThereIsNoLine()
    {
        toggle()->click();
        m_r->workspace->staging().discardAll();
        QCOMPARE(m_r->text(), m_original);
        const bool clean = m_r->model().findings().isEmpty();
        QCOMPARE(toggle()->isVisible(), !clean);
        QCOMPARE(panel()->isVisible(), !clean);
    }

    void theLineAboveTheFindingsIsOneLine()
    {
        toggle()->click();
        QTRY_VERIFY(panel()->isVisible() && !rows().isEmpty());
        const auto *layout = m_r->find<QLabel>("layoutRemark");
        QVERIFY2(layout->height() < 2 * layout->fontMetrics().height(), qPrintable(layout->text()));
        const auto *page = m_r->find<QWidget>("valuesTab");
        for (const QSize &size : {QSize(1440, 900), QSize(1024, 640)}) {
            m_r->window->resize(size);
            QApplication::processEvents();
            const int end = panel()->mapTo(page, panel()->rect().bottomLeft()).y();
            QVERIFY2(end <= page->height(), qPrintable(QString::number(end))); // not below the bar
        }
    }

    void keysSentencesAndFixesStandInColumns()
    {
        toggle()->click();
        QTRY_VERIFY(panel()->isVisible() && rows().size() > 3);
        const auto edges = [this](const char *part, bool isEnd) {
            QSet<int> found;
            for (const QWidget *row : rows()) {
                if (const auto *one = row->findChild<QWidget *>(QLatin1String(part)))
                    found.insert(one->mapTo(panel(), isEnd ? one->rect().topRight() : QPoint()).x());
            }
            return found;
        };
        for (const QSize &size : {QSize(1440, 900), QSize(1024, 640)}) {
            m_r->window->resize(size);
            QApplication::processEvents();
            QCOMPARE(edges("lintText", false).size(), 1);
            QCOMPARE(edges("lintFix", true).size(), 1);
            // Under the values of the table, with or without a bar beside the rows.
            QCOMPARE(*edges("lintText", false).cbegin(), metrics::keyColumn);
            QCOMPARE(*edges("lintFix", true).cbegin(), panel()->width() - 1 - metrics::cellMargin - 1);
            for (const QWidget *row : rows())
                QVERIFY(row->findChild<QWidget *>(u"lintText"_s)->width() > 60);
        }
    }

    void theTreeShowsTheAgesOfTheTable()
    {
        m_r->workspace->staging().discardAll();
        m_r->values().setMode(ValuesTab::Tree);
        auto *tree = m_r->find<ValuesTree>("valuesTree");
        int known = 0;
        for (int row = 0; row < m_r->model().rowCount(); ++row) {
            const QString age =
                m_r->model().index(row, int(SecretValueModel::Column::Age)).data(Qt::DisplayRole).toString();
            const QModelIndex key = tree->values().indexOf(QStringList{m_r->model().key(row)});
            QCOMPARE(key.siblingAtColumn(int(SecretTreeModel::Column::Age)).data().toString(), age);
            known += age != QChar(u'—');
        }
        // What the history learns reaches the tree, too.
        m_r->window->detail().showTab(DetailPage::Versions);
        QTRY_VERIFY_WITH_TIMEOUT(m_r->workspace->openEntry().content()->fields.constFirst().changedAt.isValid(),
                                 20'000);
        const QModelIndex first = tree->values().index(0, int(SecretTreeModel::Column::Age));
        QTRY_VERIFY(first.data().toString() != QChar(u'—'));
        Q_UNUSED(known)
    }

private:
    std::unique_ptr<Rehearsal> m_r;
    QByteArray m_original;
};

} // namespace lint_panel_test

KEYTURN_GUI_TEST(lint_panel, lint_panel_test::LintPanelTest)
#include "lint_panel_test.moc"
