#include "tests/support/sample_entries.h"
#include "tests/support/test_main.h"
#include "ui/review/diff_delegate.h"
#include "ui/review/diff_model.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QHeaderView>
#include <QTableView>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace sides_delegate_test {

using Column = DiffModel::Column;

//! Both sides of a comparison as they are painted.
class SidesDelegateTest : public QObject {
    Q_OBJECT

    void show(const QString &id)
    {
        m_model->setChanges(sampleContent(), {{FieldEdit::Kind::Set, u"lwa-client-id"_s, SecretString(id)}});
        m_view->resizeRowsToContents();
        QApplication::processEvents();
    }
    QImage side(Column column)
    {
        const QRect cell = m_view->visualRect(m_model->index(0, int(column)));
        return m_view->viewport()->grab(cell).toImage();
    }

private slots:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }
    void init()
    {
        m_model = std::make_unique<DiffModel>();
        m_view = std::make_unique<QTableView>();
        m_view->setModel(m_model.get());
        m_view->setItemDelegate(new DiffDelegate(m_view.get()));
        m_view->resize(520, 300);
        m_view->show();
    }
    void cleanup()
    {
        m_view.reset();
        m_model.reset();
    }

    void longValuesWrapInsteadOfBeingCutWhereTheyDiffer()
    {
        const QString begin = u"amzn1.application-oa2-client."_s + QString(30, u'0');
        show(begin + u"a"_s);
        QVERIFY(m_view->rowHeight(0) > metrics::diffRow);
        const QImage first = side(Column::After);
        show(begin + u"b"_s);
        QVERIFY(side(Column::After) != first);
        const int wrapped = m_view->rowHeight(0);
        m_view->setColumnWidth(int(Column::After), 700);
        m_view->setColumnWidth(int(Column::Before), 700);
        m_view->resizeRowsToContents();
        QVERIFY(m_view->rowHeight(0) < wrapped);
    }

    void anEmptyValueIsPaintedAsAWordAndNotAsDots()
    {
        show(u"x"_s);
        const QImage letter = side(Column::After);
        show({});
        QCOMPARE(m_model->index(0, int(Column::After)).data().toString(), u"empty"_s);
        const QImage word = side(Column::After);
        QVERIFY(word != letter);
        m_model->setChanges(sampleContent(), {{FieldEdit::Kind::Set, u"lwa-client-secret"_s, SecretString()},
                                              {FieldEdit::Kind::Set, u"lwa-client-id"_s, SecretString()}});
        for (const Column column : {Column::Before, Column::After})
            m_view->setColumnWidth(int(column), 440); // on one line each
        m_view->resizeRowsToContents();
        QApplication::processEvents();
        const auto after = [this](int row) {
            const QRect cell = m_view->visualRect(m_model->index(row, int(Column::After))).adjusted(0, 0, -30, -1);
            return m_view->viewport()->grab(cell).toImage(); // without the eye
        };
        QCOMPARE(m_model->index(0, int(Column::After)).data().toString(), u"empty"_s);
        QCOMPARE(after(0), after(1)); // masked or not, it is the same word
    }

    void theEyeOfARowIsAtItsEnd()
    {
        m_model->setChanges(sampleContent(), {{FieldEdit::Kind::Set, u"lwa-client-secret"_s, SecretString(u"new"_s)}});
        QApplication::processEvents();
        int asked = -1;
        connect(qobject_cast<DiffDelegate *>(m_view->itemDelegate()), &DiffDelegate::revealRequested, this,
                [&asked](int row) { asked = row; });
        const QRect cell = m_view->visualRect(m_model->index(0, int(Column::After)));
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, cell.center());
        QCOMPARE(asked, -1);
        const QPoint eye(cell.right() - metrics::cellMargin - metrics::icon / 2, cell.center().y());
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, eye);
        QCOMPARE(asked, 0);
    }

    void whereBothSidesAreEmptyThereIsNoEye()
    {
        FieldEdit edit{FieldEdit::Kind::Add, u"other-client-secret"_s, SecretString()};
        int asked = -1;
        connect(qobject_cast<DiffDelegate *>(m_view->itemDelegate()), &DiffDelegate::revealRequested, this,
                [&asked](int row) { asked = row; });
        const auto clickTheEye = [&] {
            m_model->setChanges(sampleContent(), {edit});
            QApplication::processEvents();
            QVERIFY(m_model->index(0, int(Column::After)).data(SidesModel::SensitiveRole).toBool());
            const QRect cell = m_view->visualRect(m_model->index(0, int(Column::After)));
            QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {},
                              QPoint(cell.right() - metrics::cellMargin - metrics::icon / 2, cell.center().y()));
        };
        clickTheEye();
        QCOMPARE(asked, -1);
        edit.value = SecretString(u"x"_s);
        clickTheEye();
        QCOMPARE(asked, 0);
    }

private:
    std::unique_ptr<DiffModel> m_model;
    std::unique_ptr<QTableView> m_view;
};

} // namespace sides_delegate_test

KEYTURN_GUI_TEST(sides_delegate, sides_delegate_test::SidesDelegateTest)
#include "sides_delegate_test.moc"
