#include "core/entry/console_page.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace console_page_test {

class ConsolePageTest : public QObject {
    Q_OBJECT

    static Entry entry(Store store, const QString &name, qsizetype parameters = 1)
    {
        Entry made;
        made.id = {store, u"123456789012"_s, u"eu-west-1"_s, name};
        if (store == Store::ParameterStore)
            made.parameters.resize(parameters);
        return made;
    }

private slots:
    void everyCharacterOfANameArrives_data()
    {
        QTest::addColumn<Store>("store");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("page");
        const QByteArray secret = "https://eu-west-1.console.aws.amazon.com/secretsmanager/secret?name=";
        const QByteArray parameter = "https://eu-west-1.console.aws.amazon.com/systems-manager/parameters/";
        QTest::newRow("secret") << Store::SecretsManager << u"plain"_s << secret + "plain&region=eu-west-1";
        QTest::newRow("secret with all that a name may hold")
            << Store::SecretsManager << u"a/b_c+d=e.f@g-h"_s << secret + "a%2Fb_c%2Bd%3De.f%40g-h&region=eu-west-1";
        QTest::newRow("secret that looks like more of the address")
            << Store::SecretsManager << u"a&region=x#y?z%2F"_s
            << secret + "a%26region%3Dx%23y%3Fz%252F&region=eu-west-1";
        QTest::newRow("parameter") << Store::ParameterStore << u"plain"_s
                                   << parameter + "plain/description?region=eu-west-1&tab=Table";
        QTest::newRow("parameter in a folder")
            << Store::ParameterStore << u"/my-erp/lwa/clientsecret"_s
            << parameter + "%252Fmy-erp%252Flwa%252Fclientsecret/description?region=eu-west-1&tab=Table";
    }
    void everyCharacterOfANameArrives()
    {
        QFETCH(Store, store);
        QFETCH(QString, name);
        QFETCH(QByteArray, page);
        QCOMPARE(consolePageOf(entry(store, name), u"eu-west-1"_s), page);
    }

    void aGroupIsShownAsTheListOfItsParameters()
    {
        QCOMPARE(consolePageOf(entry(Store::ParameterStore, u"/my-erp/lwa"_s, 3), u"us-gov-west-1"_s),
                 QByteArray("https://us-gov-west-1.console.amazonaws-us-gov.com/systems-manager/parameters/"
                            "?region=us-gov-west-1&tab=Table#list_parameter_filters=Name:Contains:%2Fmy-erp%2Flwa"));
    }

    void whereThereIsNoConsoleThereIsNoPage()
    {
        QCOMPARE(consolePageOf(entry(Store::SecretsManager, u"plain"_s), u"us-iso-east-1"_s), QByteArray());
    }
};

} // namespace console_page_test

KEYTURN_TEST(console_page, console_page_test::ConsolePageTest)

#include "console_page_test.moc"
