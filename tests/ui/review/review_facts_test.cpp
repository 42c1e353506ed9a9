#include "ui/review/review_facts.h"

#include "tests/support/test_main.h"
#include "ui/style/theme.h"

#include <QLabel>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace review_facts_test {

namespace {

const QDateTime now(QDate(2026, 11, 21), QTime(14, 5), Qt::UTC);

StagedEdits::Item secret(const QString &name, const QString &version)
{
    StagedEdits::Item item;
    item.base.entry.id.name = name;
    item.base.versionId = version;
    item.base.document = SecretDocument(SecretString(QByteArrayView(R"({"a":"1"})")));
    FieldEdit edit;
    edit.key = u"a"_s;
    edit.value = SecretString(u"2"_s);
    item.edits = {edit};
    return item;
}

QStringList linesOf(const ReviewFacts &facts)
{
    QStringList lines;
    for (const QLabel *label : facts.findChildren<QLabel *>()) {
        if (!label->text().isEmpty())
            lines.append(label->text());
    }
    return lines;
}

} // namespace

class ReviewFactsTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsTheSameForAllIsSaidOnce()
    {
        Theme::instance().apply(Theme::Mode::Light);
        const StagedEdits::Item first = secret(u"app/first"_s, u"7f3a0000-0000-4000-8000-0000000000c1"_s);
        const StagedEdits::Item second = secret(u"app/second"_s, u"8f3a0000-0000-4000-8000-0000000000c2"_s);
        const StagedEdits::Item third = secret(u"app/third"_s, u"9f3a0000-0000-4000-8000-0000000000c3"_s);
        ReviewFacts facts(u"What saving does"_s);
        facts.setItems({&first, &second, &third}, now);
        QStringList lines = linesOf(facts);
        QVERIFY2(lines.contains(u"app/first"_s) && lines.contains(u"app/third"_s), qPrintable(lines.join(u'|')));
        const QStringList all = lines;
        QCOMPARE(lines.removeDuplicates(), 0);
        QVERIFY2(!all.filter(u"You can undo this"_s).isEmpty(), qPrintable(all.join(u'|')));
        // One alone has no heading for what it shares with nobody.
        facts.setItems({&first}, now);
        QVERIFY(!linesOf(facts).contains(u"app/first"_s));
        QCOMPARE(linesOf(facts).filter(u"You can undo this"_s).size(), 1);
    }
};

} // namespace review_facts_test

KEYTURN_GUI_TEST(review_facts, review_facts_test::ReviewFactsTest)
#include "review_facts_test.moc"
