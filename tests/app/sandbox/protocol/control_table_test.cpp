#include "app/sandbox/protocol/control_table.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace keyturn;
using namespace keyturn::sandbox;
using namespace Qt::StringLiterals;

namespace control_table_test {

namespace {

const ControlTable table({
    {"echo", [](const ControlInput &input) -> Result<QJsonObject> { return input; },
     [](const ControlInput &input) -> Result<QJsonObject> { return input; }},
    {"empty",
     {},
     [](const ControlInput &) -> Result<QJsonObject> {
         return QJsonObject{{u"done"_s, true}};
     }},
    {"refuse",
     [](const ControlInput &) -> Result<QJsonObject> {
         return Error{ErrorKind::Invalid, u"x"_s, u"because"_s};
     }},
});

Response ask(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
             const Headers &headers = {})
{
    Request request;
    request.method = method;
    request.target = target;
    request.body = body;
    request.headers = headers;
    return table.handle(request);
}

QJsonObject answer(const Response &response)
{
    return QJsonDocument::fromJson(response.body).object();
}

} // namespace

class ControlTableTest : public QObject {
    Q_OBJECT
private slots:
    void passesTheQueryOrTheBody();
    void keepsTheAddressOtherEmulatorsResetAt();
    void saysWhatIsWrong();
};

void ControlTableTest::passesTheQueryOrTheBody()
{
    QCOMPARE(answer(ask("GET", "/sandbox-api/echo?a=b%20c")), (QJsonObject{{u"a"_s, u"b c"_s}}));
    QCOMPARE(answer(ask("POST", "/sandbox-api/echo", R"({"a":[1]})")), (QJsonObject{{u"a"_s, QJsonArray{1}}}));
    QCOMPARE(ask("POST", "/sandbox-api/echo").status, 200);
}

void ControlTableTest::keepsTheAddressOtherEmulatorsResetAt()
{
    QVERIFY(ControlTable::isControlPath("/moto-api/reset"));
    QVERIFY(!ControlTable::isControlPath("/"));
    QCOMPARE(answer(ask("POST", "/moto-api/reset"))[u"done"].toBool(), true);
    const Response got = ask("GET", "/moto-api/reset");
    QCOMPARE(got.status, 405);
    QCOMPARE(headerValue(got.headers, "allow"), "POST");
}

void ControlTableTest::saysWhatIsWrong()
{
    QCOMPARE(ask("GET", "/sandbox-api/nothing").status, 404);
    QCOMPARE(ask("DELETE", "/sandbox-api/echo").status, 405);
    QCOMPARE(ask("POST", "/sandbox-api/echo", "{").status, 400);
    QCOMPARE(ask("POST", "/sandbox-api/echo", "[]").status, 400);
    const Response refused = ask("GET", "/sandbox-api/refuse");
    QCOMPARE(refused.status, 400);
    QCOMPARE(answer(refused)[u"error"].toString(), u"because"_s);
}

} // namespace control_table_test

KEYTURN_TEST(control_table, control_table_test::ControlTableTest)
#include "control_table_test.moc"
