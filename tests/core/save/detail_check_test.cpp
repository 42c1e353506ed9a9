#include "core/save/detail_check.h"

#include "core/entry/parameter_change.h"
#include "tests/support/changes_between.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace detail_check_test {

using Field = DetailField;
using Kind = DetailFault::Kind;

namespace {

const QString name = u"shop/oauth"_s;
const QString policy =
    uR"({"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"150","Unit":"Days"}})"_s;

DetailKey key(Field field, const QString &of = {})
{
    return {name, field, of};
}

} // namespace

//! What is wrong with a detail before AWS says so, and what two sets of details have to do with each other.
class DetailCheckTest : public QObject {
    Q_OBJECT

private slots:
    void namesTheLineAndTheColumnOfWhatIsNoJson()
    {
        const auto fault = faultOf(key(Field::ResourcePolicy), u"{\n  \"é\": x}"_s);
        QCOMPARE(fault->kind, Kind::NotJson);
        QCOMPARE(fault->line, 2);
        QCOMPARE(fault->column, 8); // characters, not bytes
        QCOMPARE(faultOf(key(Field::ResourcePolicy), u"[]"_s)->kind, Kind::NotAnObject);
        QVERIFY(!faultOf(key(Field::ResourcePolicy), u"{\"Version\": \"2012-10-17\"}"_s));
        QCOMPARE(faultOf(key(Field::Policies), policy)->kind, Kind::NotAnArray);
        QCOMPARE(faultOf(key(Field::Policies), u"[]"_s)->kind, Kind::NotAnArray);
        QVERIFY(!faultOf(key(Field::Policies), u'[' + policy + u']'));
        const auto unknown = faultOf(key(Field::Policies), u'[' + policy + u",\n {\"Type\": \"Never\"}]"_s);
        QCOMPARE(unknown->kind, Kind::UnknownType);
        QCOMPARE(unknown->line, 2);
        QCOMPARE(unknown->column, 2);
        QCOMPARE(faultOf(key(Field::Policies), u'[' + QStringList(11, policy).join(u',') + u']')->kind, Kind::TooMany);
    }

    void knowsTheLimitsOfTags()
    {
        QCOMPARE(faultOf(key(Field::Tag), u"x"_s)->kind, Kind::Empty);
        QCOMPARE(faultOf(key(Field::Tag, u"AWS:x"_s), {})->kind, Kind::Reserved);
        QCOMPARE(faultOf(key(Field::Tag, QString(129, u'k')), {})->limit, tagKeyLimit);
        QCOMPARE(faultOf(key(Field::Tag, u"k"_s), QString(257, u'v'))->limit, tagValueLimit);
        QVERIFY(!faultOf(key(Field::Tag, QString(128, u'k')), QString(256, u'v')));
        DetailTexts fifty;
        for (int i = 0; i < 50; ++i)
            fifty.insert(key(Field::Tag, QString::number(i)), {});
        const DetailChange added{std::nullopt, u"x"_s};
        QCOMPARE(firstFault({{key(Field::Tag, u"one more"_s), added}}, fifty)->second.kind, Kind::TooMany);
        QVERIFY(!firstFault({{key(Field::Tag, u"another"_s), added}, {key(Field::Tag, u"7"_s), {u""_s, std::nullopt}}},
                            fifty));
    }

    void policiesNeedTheAdvancedTierAndThatIsForGood()
    {
        const DetailTexts standard{{key(Field::Tier), u"Standard"_s}};
        const DetailTexts advanced{{key(Field::Tier), u"Advanced"_s}};
        const DetailChanges policies{{key(Field::Policies), {std::nullopt, u'[' + policy + u']'}}};
        QCOMPARE(firstFault(policies, standard)->second.kind, Kind::NeedsAdvanced);
        QVERIFY(!firstFault(policies, advanced));
        DetailChanges both = policies;
        both.insert(key(Field::Tier), {u"Standard"_s, u"Advanced"_s});
        QVERIFY(!firstFault(both, standard));
        QCOMPARE(firstFault({{key(Field::Tier), {u"Advanced"_s, u"Standard"_s}}}, advanced)->second.kind,
                 Kind::LowersTier);
    }

    void findsWhatIsOpenAndWhatIsInConflict()
    {
        const DetailTexts read{{key(Field::Description), u"a"_s}, {key(Field::Tag, u"t"_s), u"1"_s}};
        const DetailTexts wanted{{key(Field::Description), u"b"_s}, {key(Field::Tag, u"u"_s), u""_s}};
        const DetailChanges changes = changesBetween(read, wanted);
        QCOMPARE(changes.size(), 3);
        QCOMPARE(applied(read, changes), wanted);
        QVERIFY(openChanges(changes, wanted).isEmpty());
        QVERIFY(conflictsOf(changes, read).isEmpty());
        QVERIFY(conflictsOf(changes, wanted).isEmpty());
        DetailTexts theirs = read;
        theirs.insert(key(Field::Tag, u"t"_s), u"2"_s);
        theirs.insert(key(Field::Tag, u"v"_s), u"theirs"_s);
        QCOMPARE(conflictsOf(changes, theirs).keys(), (QList<DetailKey>{key(Field::Tag, u"t"_s)}));
    }

    void allPoliciesAreTakenAwayAsItIsDocumented()
    {
        const DetailChanges none{{key(Field::Policies), {u'[' + policy + u']', std::nullopt}}};
        QCOMPARE(ParameterChange::from(none, name).policiesToSend(), u"[{}]"_s);
        QCOMPARE(ParameterChange::from({}, name).policiesToSend(), QString());
        QVERIFY(ParameterChange::from(none, u"another"_s).isEmpty());
    }
};

} // namespace detail_check_test

KEYTURN_TEST(detail_check, detail_check_test::DetailCheckTest)
#include "detail_check_test.moc"
