#include "tests/support/rehearsal.h"
#include "tests/support/test_main.h"
#include "ui/create/new_entry_dialog.h"
#include "ui/widgets/secret_text_edit.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace new_entry_test {

//! Making a new secret or parameter.
class NewEntryTest : public QObject {
    Q_OBJECT

    template <typename T = QLineEdit>
    T *field(const char *name)
    {
        return m_dialog->findChild<T *>(QLatin1String(name));
    }
    void choose(const QString &text)
    {
        auto *box = field<QComboBox>("newTemplate");
        QVERIFY(box->findText(text) >= 0);
        box->setCurrentIndex(box->findText(text));
    }
    //! Every label in it.
    QString words(const char *name)
    {
        QString all;
        for (const QLabel *label : field<QWidget>(name)->findChildren<QLabel *>())
            all += label->text() + u'\n';
        return all;
    }
    //! Every cell of the review.
    QStringList changes()
    {
        const QAbstractItemModel *model = field<QAbstractItemView>("reviewTable")->model();
        QStringList cells;
        for (int row = 0; row < model->rowCount(); ++row) {
            for (int column = 0; column < model->columnCount(); ++column)
                cells.append(model->index(row, column).data().toString());
        }
        return cells;
    }
    QAbstractButton *next() { return field<QAbstractButton>("newNext"); }

private slots:
    void init()
    {
        m_r = std::make_unique<Rehearsal>();
        QVERIFY(m_r->start());
        QVERIFY(m_r->open(u"amazon-api-access-token"_s));
        m_r->trigger(Actions::Id::NewEntry);
        m_dialog = m_r->find<NewEntryDialog>("newEntryDialog");
        QVERIFY(m_dialog && m_dialog->isVisible());
    }
    void cleanup() { m_r.reset(); }

    void theNameIsSuggestedAndCheckedWhileItIsTyped()
    {
        choose(u"Plain text"_s);
        field("newApp")->setText(u"shop"_s);
        field("newEnvironment")->setText(u"prod"_s);
        field("newService")->setText(u"oauth"_s);
        QCOMPARE(field("newName")->text(), u"shop/prod/oauth"_s);
        QVERIFY(!next()->isEnabled()); // no value yet
        field("newName")->setText(u"shop prod"_s);
        QVERIFY(field<QLabel>("newNameRemark")->text().contains(u"5"_s));
        field("newName")->setText(u"amazon-api-access-token"_s);
        QTest::keyClicks(field<SecretTextEdit>("newEntryValue"), u"x"_s);
        QVERIFY2(next()->toolTip().contains(u"already exists"_s), qPrintable(next()->toolTip()));
    }

    void aSecretIsReviewedThenMadeAndListed()
    {
        choose(u"Keys and values"_s);
        field("newName")->setText(u"shop/prod/oauth"_s);
        field("newTags")->setText(u"env=prod"_s);
        field("newDescription")->setText(u"For a test"_s);
        auto *value = field<SecretTextEdit>("newEntryValue");
        value->selectAll();
        QTest::keyClicks(value, u"{\"user\":\"a\",\"password\":\"canary-value\"}"_s);
        QVERIFY2(next()->isEnabled(), qPrintable(next()->toolTip()));
        next()->click();
        const QString facts = words("newFacts");
        QVERIFY(facts.contains(u"shop/prod/oauth"_s) && facts.contains(u"env = prod"_s));
        const QStringList rows = changes();
        QVERIFY2(rows.contains(u"password"_s) && rows.contains(u"hidden, 12 characters"_s),
                 qPrintable(rows.join(u'|')));
        QVERIFY(!facts.contains(u"canary"_s) && !rows.join(u' ').contains(u"canary"_s));
        QVERIFY(!field<QWidget>("newWarnings")->isVisible());
        QVERIFY(!m_r->server.url().isEmpty());
        next()->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_r->find<NewEntryDialog>("newEntryDialog") == nullptr, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(listed(u"shop/prod/oauth"_s), 20'000);
        QVERIFY(m_r->open(u"shop/prod/oauth"_s));
        QCOMPARE(m_r->text(), QByteArray("{\"user\":\"a\",\"password\":\"canary-value\"}"));
        QCOMPARE(m_r->workspace->openEntry().content()->entry.description, u"For a test"_s);
    }

    void emptyKeysOfALayoutAreNamedAndHaveToBeAgreedTo()
    {
        choose(u"Login with Amazon, command line (5 keys)"_s);
        field("newName")->setText(u"shop/prod/lwa"_s);
        QVERIFY2(next()->isEnabled(), qPrintable(next()->toolTip()));
        next()->click();
        QVERIFY(field<QWidget>("newWarnings")->isVisible());
        const QString warning = field<QLabel>("newWarning")->text();
        QVERIFY2(warning.contains(u"client"_s) && warning.contains(u"empty"_s), qPrintable(warning));
        QVERIFY(!next()->isEnabled());
        QVERIFY2(next()->toolTip().contains(u"Agree to the empty keys"_s), qPrintable(next()->toolTip()));
        field<QAbstractButton>("newAgree")->click();
        QVERIFY(next()->isEnabled());
        field<QAbstractButton>("newBack")->click();
        next()->click();
        QVERIFY(!next()->isEnabled()); // agreed to another time
        field<QAbstractButton>("newAgree")->click();
        next()->click();
        QTRY_VERIFY_WITH_TIMEOUT(listed(u"shop/prod/lwa"_s), 20'000);
    }

    void theParametersOfAGroupAreReviewedByName()
    {
        choose(u"Selling Partner API (3 parameters)"_s);
        field("newName")->setText(u"/shop"_s);
        auto *value = field<SecretTextEdit>("newEntryValue");
        QString lines = value->toPlainText();
        for (const QString &name : {u"clientidentifier"_s, u"clientsecret"_s, u"refreshToken"_s})
            lines.replace(name + u" = "_s, name + (name == u"clientidentifier"_s ? u" = amzn1.id"_s : u" = canary"_s));
        value->setPlainText(lines);
        QVERIFY2(next()->isEnabled(), qPrintable(next()->toolTip()));
        next()->click();
        const QStringList rows = changes();
        QVERIFY2(rows.contains(u"/shop/lwa/clientsecret"_s), qPrintable(rows.join(u'|')));
        QVERIFY(!rows.join(u' ').contains(u"canary"_s));
        QVERIFY(words("newFacts").contains(u"3 parameters"_s));
    }

    void aParameterIsMadeWithoutOverwriting()
    {
        choose(u"Plain text"_s);
        field<QComboBox>("newStore")->setCurrentIndex(1);
        field("newName")->setText(u"/shop/prod/key"_s);
        QTest::keyClicks(field<SecretTextEdit>("newEntryValue"), u"value"_s);
        QVERIFY2(next()->isEnabled(), qPrintable(next()->toolTip()));
        next()->click();
        next()->click();
        QTRY_VERIFY_WITH_TIMEOUT(listed(u"/shop/prod/key"_s), 20'000);
    }

    void aNameThatWasTakenInTheMeantimeIsNotOverwritten()
    {
        choose(u"Plain text"_s);
        field("newName")->setText(u"taken"_s);
        QTest::keyClicks(field<SecretTextEdit>("newEntryValue"), u"mine"_s);
        next()->click();
        NewEntry theirs;
        theirs.name = u"taken"_s;
        theirs.value = SecretString(QByteArrayView("theirs"));
        QVERIFY(m_r->workspace->writes().create(theirs, newVersionId()));
        QTRY_VERIFY_WITH_TIMEOUT(listed(u"taken"_s), 20'000);
        next()->click();
        QTRY_VERIFY_WITH_TIMEOUT(!field<QLabel>("newProblem")->text().isEmpty(), 20'000);
        QVERIFY(field<QLabel>("newProblem")->text().contains(u"already exists"_s));
        m_dialog->reject();
        QVERIFY(m_r->open(u"taken"_s));
        QCOMPARE(m_r->text(), QByteArray("theirs"));
    }

private:
    bool listed(const QString &name) const
    {
        for (const Entry &entry : m_r->workspace->listing().entries()) {
            if (entry.id.name == name)
                return true;
        }
        return false;
    }

    std::unique_ptr<Rehearsal> m_r;
    NewEntryDialog *m_dialog = nullptr;
};

} // namespace new_entry_test

KEYTURN_GUI_TEST(new_entry, new_entry_test::NewEntryTest)
#include "new_entry_test.moc"
