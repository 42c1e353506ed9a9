#include "tests/support/rehearsal.h"
#include "ui/dialogs/review_dialog.h"
#include "ui/pages/values_table.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>

using namespace keyturn;
using namespace Qt::StringLiterals;

//! What a screen reader, or any program on the accessibility bus, can read of the window.
class AccessibilityTest : public QObject {
    Q_OBJECT

    static void collect(QAccessibleInterface *from, QString &all, int depth)
    {
        if (!from || !from->isValid() || depth > 60)
            return;
        for (int kind = QAccessible::Name; kind <= QAccessible::Accelerator; ++kind)
            all += from->text(QAccessible::Text(kind)) + u'\n';
        if (QAccessibleTextInterface *text = from->textInterface())
            all += text->text(0, text->characterCount()) + u'\n';
        if (QAccessibleValueInterface *value = from->valueInterface())
            all += value->currentValue().toString() + u'\n';
        if (QAccessibleTableInterface *table = from->tableInterface()) {
            for (int row = 0; row < table->rowCount(); ++row) {
                for (int column = 0; column < table->columnCount(); ++column)
                    collect(table->cellAt(row, column), all, depth + 1);
            }
        }
        for (int i = 0; i < from->childCount(); ++i)
            collect(from->child(i), all, depth + 1);
    }
    static QString dump(QWidget *window)
    {
        QString all;
        collect(QAccessible::queryAccessibleInterface(window), all, 0);
        for (QWidget *widget : window->findChildren<QWidget *>()) {
            all += widget->toolTip() + widget->statusTip() + widget->whatsThis() + widget->accessibleName()
                   + widget->accessibleDescription() + widget->windowTitle() + u'\n';
            // Also widgets that the tree does not show now.
            collect(QAccessible::queryAccessibleInterface(widget), all, 50);
        }
        for (QAction *action : window->findChildren<QAction *>())
            all += action->text() + action->toolTip() + action->statusTip() + u'\n';
        return all;
    }
    //! The sensitive values of the open entry, opened and staged.
    QStringList canaries() const
    {
        QStringList all;
        for (int row = 0; row < m_r->model().rowCount(); ++row) {
            const StagedField *field = m_r->model().field(row);
            if (field->field.sensitive && field->field.value.size() > 8)
                all.append(field->field.value.reveal());
        }
        return all;
    }
    QString found(const QString &all) const
    {
        for (const QString &canary : canaries()) {
            if (all.contains(canary) || all.contains(canary.first(8)))
                return canary.left(8);
        }
        return {};
    }

private slots:
    void init()
    {
        QAccessible::setActive(true);
        m_r = std::make_unique<Rehearsal>();
        QVERIFY(m_r->start());
        QVERIFY(m_r->open(u"amazon-api-access-token"_s));
        for (const char *key : {"lwa-client-secret", "lwa-refresh-token", "api-access-token"}) {
            FieldEdit edit;
            edit.key = QLatin1String(key);
            edit.value = SecretString(u"canary-%1-0123456789"_s.arg(QLatin1String(key)));
            QVERIFY(m_r->workspace->stage(edit));
        }
        m_secret = u"canary-lwa-client-secret-0123456789"_s;
        QCOMPARE(canaries().size(), 3);
    }
    void cleanup() { m_r.reset(); }

    void noPageTellsASensitiveValue()
    {
        for (const ValuesTab::Mode mode : {ValuesTab::Table, ValuesTab::Tree, ValuesTab::Raw}) {
            m_r->values().setMode(mode);
            const QString all = dump(m_r->window.get());
            QVERIFY(all.contains(u"lwa-client-secret"_s)); // the dump sees the page
            QVERIFY2(found(all).isEmpty(), qPrintable(found(all)));
        }
        m_r->values().setMode(ValuesTab::Table);
        m_r->values().openFind();
        m_r->window->detail().showTab(DetailPage::Versions);
        QVERIFY(found(dump(m_r->window.get())).isEmpty());
        m_r->window->detail().showTab(DetailPage::Values);
        m_r->window->openPalette(u"lwa"_s);
        QVERIFY(found(dump(m_r->window.get())).isEmpty());
        m_r->window->openDueBoard();
        QVERIFY(found(dump(m_r->window.get())).isEmpty());
    }

    void theReviewTellsNoSensitiveValue()
    {
        ReviewDialog *review = m_r->window->openReview();
        QVERIFY(review);
        const QString all = dump(review);
        QVERIFY(all.contains(u"lwa-client-secret"_s));
        QVERIFY2(found(all).isEmpty(), qPrintable(found(all)));
        review->reject();
    }

    void revealingTellsItAndMaskingTakesItBack()
    {
        const int row = m_r->model().rowOf(u"lwa-client-secret"_s);
        m_r->model().reveal(row);
        QVERIFY(dump(m_r->window.get()).contains(m_secret));
        m_r->model().hide();
        QVERIFY(found(dump(m_r->window.get())).isEmpty());

        m_r->values().setMode(ValuesTab::Raw);
        m_r->find<QAbstractButton>("rawShow")->click();
        QVERIFY(dump(m_r->window.get()).contains(m_secret));
        m_r->find<QAbstractButton>("rawShow")->click();
        QVERIFY(found(dump(m_r->window.get())).isEmpty());
    }

private:
    std::unique_ptr<Rehearsal> m_r;
    QString m_secret;
};

QTEST_MAIN(AccessibilityTest)
#include "accessibility_test.moc"
