#include "core/http/proxy_rules.h"

#include "tests/support/python.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace proxy_rules_test {

class ProxyRulesTest : public QObject {
    Q_OBJECT

    static QString proxyOf(const ProxyRules &rules, const QString &url)
    {
        const Result<QUrl> proxy = rules.proxyFor(QUrl(url));
        return proxy ? proxy->toString() : proxy.error().code;
    }

private slots:
    void readsTheVariablesAsBotocoreDoes()
    {
        const QStringList exceptions{u""_s,
                                     u"*"_s,
                                     u" * "_s,
                                     u"*,x"_s,
                                     u"amazonaws.com"_s,
                                     u".amazonaws.com"_s,
                                     u"..amazonaws.com"_s,
                                     u"*.amazonaws.com"_s,
                                     u"AmazonAWS.com"_s,
                                     u"x, amazonaws.com ,y"_s,
                                     u"mazonaws.com"_s,
                                     u",,"_s,
                                     u"secretsmanager.us-east-1.amazonaws.com"_s,
                                     u"secretsmanager.us-east-1.amazonaws.com:443"_s,
                                     u"amazonaws.com:443"_s,
                                     u"amazonaws.com:8443"_s,
                                     u"10.1.2.3"_s,
                                     u"10.1.2.3:8443"_s,
                                     u"10.0.0.0/8"_s,
                                     u"10.1.2"_s,
                                     u"1.2.3"_s,
                                     u"[2001:db8::7]"_s,
                                     u"2001:db8::7"_s,
                                     u"[2001:db8::7]:8443"_s,
                                     u"example"_s,
                                     u"api.amazon.com,.example"_s,
                                     u"amazonaws.com amazon.com"_s,
                                     u"."_s,
                                     u":443"_s};
        const QJsonArray urls{u"https://secretsmanager.us-east-1.amazonaws.com/"_s,
                              u"https://secretsmanager.us-east-1.amazonaws.com:443/"_s,
                              u"https://ssm.eu-west-1.amazonaws.com:8443/"_s,
                              u"https://amazonaws.com/"_s,
                              u"https://notamazonaws.com/"_s,
                              u"https://api.amazon.com/auth/o2/token"_s,
                              u"https://10.1.2.3/"_s,
                              u"https://10.1.2.3:8443/"_s,
                              u"https://[2001:db8::7]/"_s,
                              u"https://[2001:db8::7]:8443/"_s,
                              u"https://vault.example/"_s};
        QByteArray input;
        for (const QString &except : exceptions) {
            const QJsonObject one{
                {u"https"_s, u"http://proxy:3128"_s}, {u"http"_s, u""_s}, {u"no"_s, except}, {u"urls"_s, urls}};
            input += QJsonDocument(one).toJson(QJsonDocument::Compact) + '\n';
        }
        QByteArray problem;
        const QByteArray output =
            runPython(QStringLiteral(QT_TESTCASE_SOURCEDIR "/core/http/proxy_rules_python.py"), input, problem);
        QVERIFY2(problem.isEmpty(), problem.constData());
        const QByteArrayList lines = output.trimmed().split('\n');
        QCOMPARE(lines.size(), exceptions.size());
        for (qsizetype i = 0; i < exceptions.size(); ++i) {
            const ProxyRules rules{u"http://proxy:3128"_s, {}, exceptions.at(i)};
            const QJsonArray theirs = QJsonDocument::fromJson(lines.at(i)).array();
            for (qsizetype url = 0; url < urls.size(); ++url) {
                const QString where = u"NO_PROXY=%1 %2"_s.arg(exceptions.at(i), urls.at(url).toString());
                const QString ours = proxyOf(rules, urls.at(url).toString());
                QVERIFY2(ours == theirs.at(url).toString(),
                         qPrintable(where + u": "_s + ours + u", botocore "_s + theirs.at(url).toString()));
            }
        }
    }

    void takesAProxyWithoutItsScheme_data()
    {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("proxy");
        QTest::newRow("host and port") << u"proxy.corp:3128"_s << u"http://proxy.corp:3128"_s;
        QTest::newRow("host") << u"proxy.corp"_s << u"http://proxy.corp:80"_s;
        QTest::newRow("slashes") << u"//proxy.corp:3128"_s << u"http://proxy.corp:3128"_s;
        QTest::newRow("address") << u"10.0.0.1:8080"_s << u"http://10.0.0.1:8080"_s;
        QTest::newRow("IPv6") << u"http://[2001:db8::1]:8080"_s << u"http://[2001:db8::1]:8080"_s;
        QTest::newRow("with a path") << u"http://proxy.corp:3128/"_s << u"http://proxy.corp:3128/"_s;
        QTest::newRow("with a password") << u"ada:pw@proxy.corp:3128"_s << u"http://ada:pw@proxy.corp:3128"_s;
        QTest::newRow("spoken to by TLS") << u"https://proxy.corp:443"_s << u"proxy-scheme"_s;
        QTest::newRow("SOCKS") << u"socks5://proxy.corp:1080"_s << u"proxy-scheme"_s;
        QTest::newRow("no address") << u"http://"_s << u"proxy-setting"_s;
        QTest::newRow("no port") << u"proxy.corp:many"_s << u"proxy-setting"_s;
    }
    void takesAProxyWithoutItsScheme()
    {
        QFETCH(QString, variable);
        QFETCH(QString, proxy);
        QCOMPARE(proxyOf({variable, {}, {}}, u"https://ssm.us-east-1.amazonaws.com/"_s), proxy);
    }

    void asksNoProxyForThisComputer()
    {
        const ProxyRules rules{u"http://proxy:1"_s, u"http://proxy:1"_s, {}};
        for (const char *url : {"http://127.0.0.1:4566/", "http://[::1]:1/", "https://localhost:8443/"})
            QCOMPARE(proxyOf(rules, QLatin1String(url)), QString());
    }

    void saysNoPasswordInAnError()
    {
        const ProxyRules rules{u"https://ada:tiny-one@proxy.corp"_s, {}, {}};
        const Result<QUrl> refused = rules.proxyFor(QUrl(u"https://ssm.us-east-1.amazonaws.com/"_s));
        QVERIFY(refused.error().detail.contains(u"https://proxy.corp"_s));
        QVERIFY(!refused.error().detail.contains(u"tiny-one"_s));
    }
};

} // namespace proxy_rules_test

KEYTURN_TEST(proxy_rules, proxy_rules_test::ProxyRulesTest)
#include "proxy_rules_test.moc"
