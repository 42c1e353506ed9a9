#include "core/due/due_rules.h"
#include "tests/app/gui/window_bench.h"
#include "tests/support/test_main.h"
#include "ui/create/new_entry_dialog.h"
#include "ui/due/due_model.h"
#include "ui/search/entry_list_model.h"
#include "ui/widgets/secret_text_edit.h"
#include "ui/widgets/stat_card.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace new_due_date_test {

namespace {

const QString commandLine = u"Login with Amazon, command line (5 keys)"_s;
const QString skill = u"Login with Amazon, Alexa skill (6 keys)"_s;
const QString anyKeys = u"Keys and values"_s;

//! What Amazon hands out for an application, with this client secret.
QString lwaWith(const QString &clientSecret)
{
    return u"{\"lwa-client-id\":\"amzn1.application-oa2-client.7\",\"lwa-client-secret\":\"%1\","
           u"\"lwa-refresh-token\":\"Atzr|1\"}"_s.arg(clientSecret);
}

} // namespace

//! What is made here has a date wherever dates are shown, and the same one.
class NewDueDateTest : public QObject {
    Q_OBJECT

    //! As it is typed: template, name, text, review.
    void make(const QString &layout, const QString &name, const QString &text)
    {
        QAction *action = m_bench->window->actions().action(Actions::Id::NewEntry);
        WindowBench::wait([action] { return action->isEnabled(); });
        action->trigger();
        auto *dialog = m_bench->find<NewEntryDialog>("newEntryDialog");
        QVERIFY(dialog && dialog->isVisible());
        const auto button = [dialog](const QString &object) { return dialog->findChild<QAbstractButton *>(object); };
        auto *layouts = dialog->findChild<QComboBox *>(u"newTemplate"_s);
        QVERIFY(layouts->findText(layout) >= 0);
        layouts->setCurrentIndex(layouts->findText(layout));
        dialog->findChild<QLineEdit *>(u"newName"_s)->setText(name);
        dialog->findChild<QWidget *>(u"newValuesMode"_s)->findChildren<QAbstractButton *>().constLast()->click();
        auto *raw = dialog->findChild<SecretTextEdit *>(u"newEntryValue"_s);
        if (raw->isMasked())
            button(u"rawShow"_s)->click();
        raw->selectAll();
        QTest::keyClicks(raw, text);
        QVERIFY2(button(u"newNext"_s)->isEnabled(), qPrintable(button(u"newNext"_s)->toolTip()));
        button(u"newNext"_s)->click();
        if (button(u"newAgree"_s)->isVisible())
            button(u"newAgree"_s)->click();
        QVERIFY2(button(u"newNext"_s)->isEnabled(), qPrintable(button(u"newNext"_s)->toolTip()));
        button(u"newNext"_s)->click();
        WindowBench::wait([this, &name] { // it is opened by itself
            const EntryContent *content = m_bench->workspace->openEntry().content();
            return content && content->entry.id.name == name;
        });
    }
    static QString listed(const WindowBench &bench, const QString &name)
    {
        const QAbstractItemModel *rows = bench.find<QAbstractItemView>("entryList")->model();
        for (int row = 0; row < rows->rowCount(); ++row) {
            if (rows->index(row, int(EntryListModel::Column::Name)).data().toString() == name)
                return rows->index(row, int(EntryListModel::Column::Due)).data().toString();
        }
        return u"not listed"_s;
    }
    //! Of its client secret; empty: none is shown.
    QString carded() const
    {
        for (const StatCard *card : m_bench->window->detail().findChildren<StatCard *>()) {
            if (!card->isHidden() && card->accessibleName().startsWith(u"Client secret"_s))
                return card->accessibleName();
        }
        return {};
    }
    //! Every row of the board that is of \p name.
    QStringList boarded(const QString &name) const
    {
        m_bench->window->openDueBoard();
        const QAbstractItemModel *rows = m_bench->find<QAbstractItemView>("dueList")->model();
        QStringList when;
        for (int row = 0; row < rows->rowCount(); ++row) {
            const QModelIndex index = rows->index(row, int(DueModel::Column::When));
            if (index.data(DueModel::NameRole).toString() == name)
                when.append(index.data().toString());
        }
        return when;
    }
    QString rotatedAt(const QString &name) const
    {
        const auto secret = run(m_bench->connection()->secretsManager().describeSecret(name));
        return (**secret).tags.value(QLatin1String(rotatedAtTag));
    }

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void aClientSecretThatIsMadeHereIsDueInListCardAndBoard_data()
    {
        QTest::addColumn<QString>("layout");
        QTest::addColumn<QString>("name");
        QTest::newRow("command line") << commandLine << u"shop/prod/lwa-oauth"_s;
        QTest::newRow("skill, a name that tells nothing") << skill << u"shop/prod/first"_s;
        QTest::newRow("no template of Amazon's") << anyKeys << u"shop/prod/second"_s;
    }
    void aClientSecretThatIsMadeHereIsDueInListCardAndBoard()
    {
        QFETCH(const QString, layout);
        QFETCH(const QString, name);
        make(layout, name, lwaWith(u"amzn1.oa2-cs.v1.abc"_s));
        const QDateTime noted = timeFromTag(rotatedAt(name));
        QVERIFY(noted.isValid() && std::abs(noted.secsTo(m_bench->clock.utcNow())) < 300);
        QTRY_COMPARE(listed(*m_bench, name), u"in 180 days"_s);
        QTRY_VERIFY2(carded().contains(u"Due in 180 days"_s), qPrintable(carded()));
        QCOMPARE(boarded(name), QStringList{u"in 180 days"_s});

        // Somebody else, who has opened nothing, is told so by the tag.
        const WindowBench theirs(m_bench->server.url(), m_bench->clock);
        QCOMPARE(listed(theirs, name), u"in 180 days"_s);
    }

    void anEmptyClientSecretIsNeverTakenForOneWithoutAnEnd_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("called like one of Amazon's") << u"shop/prod/lwa-oauth"_s;
        QTest::newRow("a name that tells nothing") << u"shop/prod/third"_s;
    }
    void anEmptyClientSecretIsNeverTakenForOneWithoutAnEnd()
    {
        QFETCH(const QString, name);
        make(commandLine, name, lwaWith({}));
        QCOMPARE(rotatedAt(name), QString());                   // nothing has begun to age
        QTRY_COMPARE(listed(*m_bench, name), u"in 180 days"_s); // it can be no older than the entry
        QTRY_VERIFY2(carded().contains(u"Due in 180 days"_s), qPrintable(carded()));
        QCOMPARE(boarded(name), QStringList{u"in 180 days"_s});
        const WindowBench theirs(m_bench->server.url(), m_bench->clock);
        QVERIFY2(QStringList({u"in 180 days"_s, u"not known"_s}).contains(listed(theirs, name)),
                 qPrintable(listed(theirs, name)));
    }

    void whatNobodyEndsHasNoDateAndIsNotOnTheBoard()
    {
        const QString name = u"shop/prod/database"_s;
        make(anyKeys, name, u"{\"user\":\"a\",\"password\":\"b\"}"_s);
        QCOMPARE(rotatedAt(name), QString());
        QTRY_COMPARE(listed(*m_bench, name), u"no due date"_s);
        QCOMPARE(carded(), QString());
        QCOMPARE(boarded(name), QStringList());
    }

private:
    std::unique_ptr<WindowBench> m_bench;
};

} // namespace new_due_date_test

KEYTURN_GUI_TEST(new_due_date, new_due_date_test::NewDueDateTest)
#include "new_due_date_test.moc"
