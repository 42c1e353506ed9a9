#include "ui/details/policy_form.h"

#include "tests/support/test_main.h"
#include "ui/style/theme.h"
#include "ui/timeline/timeline.h"

#include <QApplication>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace policy_form_test {

const QString reminder =
    uR"([{"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"150","Unit":"Days"}}])"_s;

//! Stages what the form says, as the page does.
class PolicyFormTest : public QObject {
    Q_OBJECT

    template <typename T>
    T *find(const char *name) const
    {
        return m_form->findChild<T *>(QLatin1String(name));
    }
    QStringList said() const
    {
        QStringList texts;
        for (const QLabel *label : find<QWidget>("policyWarnings")->findChildren<QLabel *>())
            texts.append(label->text());
        return texts;
    }
    QString fires(int number) const { return m_form->findChild<QLabel *>(u"policyFires%1"_s.arg(number))->text(); }
    void settle()
    {
        QCoreApplication::sendPostedEvents();
        m_form->present(m_case, true);
    }
    PolicyDraft draft() const { return *PolicyDraft::read(m_case.text); }

private slots:
    void init()
    {
        Theme::instance().apply(Theme::Mode::Light);
        m_form = std::make_unique<PolicyForm>();
        m_case = {};
        m_case.text = m_case.before = reminder;
        m_case.tier = u"Advanced"_s;
        m_case.now = QDateTime(QDate(2026, 11, 21), QTime(14, 5), Qt::UTC);
        m_case.modifiedAt = m_case.now.addDays(-100);
        connect(m_form.get(), &PolicyForm::edited, this, [this](const QString &text) {
            m_case.text = text;
            m_form->present(m_case, true);
        });
        connect(m_form.get(), &PolicyForm::tierWanted, this, [this](const QString &tier) {
            m_case.tier = tier;
            m_form->present(m_case, true);
        });
        m_form->present(m_case, true);
        m_form->show();
    }
    void cleanup() { m_form.reset(); }

    void untouchedItWarnsOfNothingAndCountsFromTheLastWrite()
    {
        QVERIFY2(said().isEmpty(), qPrintable(said().join(u'\n')));
        QCOMPARE(fires(0), u"fires 10 January 2027, 14:05 (14:05 UTC)"_s);
        QCOMPARE(find<Timeline>("policyPreview")->content().lanes.size(), 1);
    }

    void anotherNumberOrUnitIsStagedAndCountsFromTheSave()
    {
        find<QSpinBox>("policyAmount0")->setValue(90);
        QCOMPARE(draft().policies.first().hours(), 90 * 24);
        QCOMPARE(fires(0), u"fires 19 February 2027, 14:05 (14:05 UTC)"_s);
        find<QComboBox>("policyUnit0")->setCurrentIndex(1);
        QCOMPARE(draft().policies.first().hours(), 90);
        QVERIFY2(said().join(u'\n').contains(u"Saving restarts the reminder (90 hours)"_s),
                 qPrintable(said().join(u'\n')));
        QCOMPARE(find<Timeline>("policyPreview")->content().lanes.size(), 2);
    }

    void goingBackToWhatWasThereIsNoChange()
    {
        find<QSpinBox>("policyAmount0")->setValue(90);
        QVERIFY(m_case.isEdited());
        find<QSpinBox>("policyAmount0")->setValue(150);
        QCOMPARE(m_case.text, reminder);
        QVERIFY(!m_case.isEdited());
    }

    void theSecretStaysAsOldAsItIs()
    {
        DueDate rule;
        rule.reason = DueReason::ClientSecretAge;
        rule.since = m_case.now.addDays(-183);
        rule.dueAt = rule.since.addDays(180);
        rule.days = 180;
        m_case.rule = rule;
        find<QSpinBox>("policyAmount0")->setValue(149);
        QVERIFY2(said().join(u'\n').contains(u"the secret stays 183 days old"_s), qPrintable(said().join(u'\n')));
        QCOMPARE(find<Timeline>("policyPreview")->content().lanes.size(), 3);
    }

    void anExpirationDeletesAndMayHaveSeveralNotices()
    {
        auto *addNotice = find<QPushButton>("addNotice");
        QVERIFY(!addNotice->isEnabled());
        find<QPushButton>("addExpiration")->click();
        QVERIFY2(said().join(u'\n').contains(u"AWS deletes this parameter with its history on 20 May 2027"_s),
                 qPrintable(said().join(u'\n')));
        QVERIFY(!find<QPushButton>("addExpiration")->isEnabled()); // once
        addNotice->click();
        addNotice->click();
        find<QSpinBox>("policyAmount3")->setValue(2);
        QCOMPARE(draft().policies.size(), 4);
        QCOMPARE(draft().policies[3].hours(), 48);
        QVERIFY(fires(2).startsWith(u"fires 5 May 2027"_s));
        auto *moment = find<QDateTimeEdit>("policyMoment1");
        moment->setDateTime(moment->dateTime().addDays(10));
        QVERIFY(fires(2).startsWith(u"fires 15 May 2027"_s));
    }

    void standardMustBecomeAdvancedWithOneClick()
    {
        m_case.tier = u"Standard"_s;
        m_case.text = m_case.before = QString();
        m_form->present(m_case, true);
        QVERIFY(said().isEmpty());
        find<QPushButton>("addReminder")->click();
        QVERIFY2(said().join(u'\n').contains(u"no way back to Standard"_s), qPrintable(said().join(u'\n')));
        find<QPushButton>("policyAdvanced")->click();
        settle();
        QCOMPARE(m_case.tier, u"Advanced"_s);
        QVERIFY(!said().join(u'\n').contains(u"no way back"_s));
    }

    void whatIsRemovedIsSaidToReplaceAll()
    {
        find<QPushButton>("addReminder")->click();
        QVERIFY2(said().join(u'\n').contains(u"replace all"_s), qPrintable(said().join(u'\n')));
        for (int i = 0; i < 2; ++i) {
            find<QToolButton>("policyRemove0")->click();
            settle();
        }
        QCOMPARE(m_case.text, QString());
        QVERIFY2(said().join(u'\n').contains(u"removes all policies"_s), qPrintable(said().join(u'\n')));
    }

    void whatIsNoListIsLeftToTheJson()
    {
        m_case.text = u"[{"_s;
        m_form->present(m_case, true);
        QVERIFY(!find<QPushButton>("addReminder")->isVisible());
        QVERIFY(said().join(u'\n').contains(u"not a list of policies"_s));
    }

    void readOnlyItHasNothingToPress()
    {
        m_form->present(m_case, false);
        QVERIFY(!find<QSpinBox>("policyAmount0")->isVisible());
        QVERIFY(!find<QToolButton>("policyRemove0")->isVisible());
        QVERIFY(!find<QPushButton>("addReminder")->isVisible());
    }

private:
    std::unique_ptr<PolicyForm> m_form;
    PolicyCase m_case;
};

} // namespace policy_form_test

KEYTURN_GUI_TEST(policy_form, policy_form_test::PolicyFormTest)
#include "policy_form_test.moc"
