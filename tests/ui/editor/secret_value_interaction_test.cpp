#include "tests/support/sample_entries.h"
#include "tests/support/test_main.h"
#include "ui/editor/secret_value_interaction.h"
#include "ui/editor/secret_value_model.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QPaintEvent>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace secret_value_interaction_test {

using Action = SecretValueDelegate::Action;
using Column = SecretValueModel::Column;

class SecretValueInteractionTest : public QObject {
    Q_OBJECT

    QPoint spot(int row, Action action) const
    {
        const QModelIndex value = m_model->index(row, int(Column::Value));
        return SecretValueLayout(value, m_view->visualRect(value), m_view->layoutDirection()).action(action).center();
    }
    void click(int row, Action action) const
    {
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, spot(row, action));
    }

private slots:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }
    void init()
    {
        m_content = sampleContent();
        m_content.fields[3].value = SecretString(QString(64, u's') + u'\n');
        m_model = std::make_unique<SecretValueModel>();
        m_model->setEditable(true);
        m_view = std::make_unique<QTableView>();
        m_interaction = new SecretValueInteraction(m_view.get(), m_model.get());
        m_model->setContent(&m_content, sampleNow());
        m_view->resize(640, 480);
        m_view->show();
        m_view->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        m_view->setFocus();
    }
    void cleanup()
    {
        m_view.reset();
        m_model.reset();
    }

    void theButtonsOfARowDoWhatTheySay()
    {
        QSignalSpy copy(m_interaction, &SecretValueInteraction::copyRequested);
        QSignalSpy edit(m_interaction, &SecretValueInteraction::editRequested);
        QSignalSpy fix(m_interaction, &SecretValueInteraction::fixRequested);
        click(2, Action::Copy);
        QCOMPARE(copy.value(0).value(0).toModelIndex().row(), 2);
        click(1, Action::Edit);
        QCOMPARE(edit.value(0).value(0).toModelIndex().row(), 1);
        click(3, Action::Fix);
        QCOMPARE(fix.value(0).value(0).toModelIndex().row(), 3);
    }

    void aClickShowsAValueAndAnotherHidesIt()
    {
        click(1, Action::Reveal);
        QCOMPARE(m_model->revealedRow(), 1);
        click(1, Action::Reveal);
        QCOMPARE(m_model->revealedRow(), -1);
    }

    void holdingTheButtonShowsUntilItIsReleased()
    {
        const QPoint eye = spot(1, Action::Reveal);
        QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, eye);
        QCOMPARE(m_model->revealedRow(), 1);
        QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, eye, 400);
        QTRY_COMPARE(m_model->revealedRow(), -1);
    }

    void spaceShowsWhileItIsHeld()
    {
        m_view->setCurrentIndex(m_model->index(3, 0));
        QTest::keyPress(m_view.get(), Qt::Key_Space);
        QCOMPARE(m_model->revealedRow(), 3);
        QTest::keyRelease(m_view.get(), Qt::Key_Space);
        QCOMPARE(m_model->revealedRow(), -1);
    }

    void masksWhenTheFocusGoes()
    {
        m_view->setCurrentIndex(m_model->index(3, 0));
        QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_model->revealedRow(), 3);
        m_view->clearFocus();
        QCOMPARE(m_model->revealedRow(), -1);
    }

    void copiesTheFocusedRowWithTheKeyboard()
    {
        QSignalSpy copy(m_interaction, &SecretValueInteraction::copyRequested);
        QSignalSpy remove(m_interaction, &SecretValueInteraction::removeRequested);
        m_view->setCurrentIndex(m_model->index(4, 0));
        QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(copy.value(0).value(0).toModelIndex().row(), 4);
        QTest::keyClick(m_view.get(), Qt::Key_Delete);
        QCOMPARE(remove.value(0).value(0).toModelIndex().row(), 4);
    }

    void aRemovedRowCanOnlyBeTakenBack()
    {
        m_model->setEdits({{FieldEdit::Kind::Remove, u"lwa-auth-scope"_s, {}}});
        QVERIFY(spot(4, Action::Copy).isNull() || !m_view->rect().contains(spot(4, Action::Copy)));
        QSignalSpy revert(m_interaction, &SecretValueInteraction::revertRequested);
        click(4, Action::Revert);
        QCOMPARE(revert.value(0).value(0).toModelIndex().row(), 4);
    }

    void withoutPermissionToWriteNothingOffersAnEdit()
    {
        m_model->setEditable(false);
        const QModelIndex value = m_model->index(1, int(Column::Value));
        QVERIFY(!SecretValueLayout(value, m_view->visualRect(value), Qt::LeftToRight).action(Action::Edit).isValid());
        QVERIFY(SecretValueLayout(value, m_view->visualRect(value), Qt::LeftToRight).action(Action::Copy).isValid());
    }

    void rowsGrowForHintsAndRevealedValues()
    {
        QCOMPARE(m_view->rowHeight(1), 48);
        QTRY_COMPARE(m_view->rowHeight(3), 88);
        m_model->reveal(1);
        QVERIFY(m_view->rowHeight(1) > 88); // 391 characters do not fit in one line
        m_model->hide();
        QCOMPARE(m_view->rowHeight(1), 48);
    }

    void aRevealedValueHasTheWholeWidthBelowItsButtons()
    {
        m_model->setEdits({FieldEdit{FieldEdit::Kind::Set, u"lwa-refresh-token"_s, SecretString(QString(94, u'x'))}});
        m_model->reveal(1);
        const QModelIndex value = m_model->index(1, int(Column::Value));
        const QRect cell = m_view->visualRect(value);
        const SecretValueLayout at(value, cell, Qt::LeftToRight);
        QVERIFY(at.revealedBelow().isValid());
        QVERIFY(at.revealedBelow().width() > at.value(true).width() + 100); // mark and four buttons are above
        QVERIFY(cell.contains(at.revealedBelow()));
        QVERIFY(!at.revealedBelow().intersects(at.action(Action::Copy)));
    }

    void aRowThatIsLeftIsPaintedAnewAsAWhole()
    {
        m_view->setCurrentIndex(m_model->index(1, int(Column::Value)));
        QApplication::processEvents();
        struct Painted : QObject {
            QRegion region;
            bool eventFilter(QObject *, QEvent *event) override
            {
                if (event->type() == QEvent::Paint)
                    region += static_cast<QPaintEvent *>(event)->region();
                return false;
            }
        } painted;
        m_view->viewport()->installEventFilter(&painted);
        m_view->setCurrentIndex(m_model->index(2, int(Column::Key)));
        QTRY_VERIFY(painted.region.contains(m_view->visualRect(m_model->index(2, int(Column::Key))).center()));
        for (const Column column : {Column::Key, Column::Value, Column::Age})
            QVERIFY(painted.region.contains(m_view->visualRect(m_model->index(1, int(column))).center()));
    }

    void anEmptyValueIsCalledSoAndHasNothingToReveal()
    {
        m_model->setEdits({FieldEdit{FieldEdit::Kind::Set, u"lwa-client-secret"_s, SecretString()}});
        const QModelIndex value = m_model->index(3, int(Column::Value));
        QCOMPARE(value.data().toString(), u"empty"_s);
        QCOMPARE(value.data(Qt::AccessibleTextRole).toString(), u"empty"_s);
        QVERIFY(!SecretValueLayout(value, m_view->visualRect(value), Qt::LeftToRight).action(Action::Reveal).isValid());
    }

    void ctrlVAsksToPasteIntoTheRow()
    {
        QSignalSpy paste(m_interaction, &SecretValueInteraction::pasteRequested);
        m_view->setCurrentIndex(m_model->index(2, int(Column::Value)));
        QTest::keyClick(m_view.get(), Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(paste.value(0).value(0).toModelIndex().row(), 2);
    }

    void everyButtonIsLargeEnoughToHit()
    {
        const QModelIndex value = m_model->index(3, int(Column::Value));
        for (const Action action : {Action::Reveal, Action::Copy, Action::Edit, Action::Fix}) {
            const QRect rect = SecretValueLayout(value, m_view->visualRect(value), Qt::LeftToRight).action(action);
            QVERIFY(rect.width() >= 24 && rect.height() >= 24);
            QVERIFY(m_view->visualRect(value).contains(rect));
            const QRect mirrored = SecretValueLayout(value, m_view->visualRect(value), Qt::RightToLeft).action(action);
            QVERIFY(m_view->visualRect(value).contains(mirrored));
            QVERIFY(mirrored.center().x() < m_view->visualRect(value).center().x());
        }
    }

private:
    EntryContent m_content;
    std::unique_ptr<SecretValueModel> m_model;
    std::unique_ptr<QTableView> m_view;
    SecretValueInteraction *m_interaction = nullptr;
};

} // namespace secret_value_interaction_test

KEYTURN_GUI_TEST(secret_value_interaction, secret_value_interaction_test::SecretValueInteractionTest)
#include "secret_value_interaction_test.moc"
