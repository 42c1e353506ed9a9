#include "core/aws/signer_v4.h"
#include "tests/support/python.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace signer_v4_botocore_test {

//! Signs random requests and compares with somebody else's signer.
class SignerV4BotocoreTest : public QObject {
    Q_OBJECT

    struct Sample {
        SignerV4::Request request;
        SignerV4::Scope scope;
        Credentials credentials;
        QByteArray body;
        QByteArray line; //!< for botocore
    };

    QRandomGenerator m_random{20261121};

    bool maybe(int outOf) { return m_random.bounded(outOf) == 0; }
    QString letters(const QString &alphabet, int atMost)
    {
        QString text;
        for (int left = m_random.bounded(atMost + 1); left > 0; --left)
            text += alphabet.at(m_random.bounded(int(alphabet.size())));
        return text;
    }
    //! As in a URL on the wire: plain, or percent-encoded once or twice.
    QString wirePart(int atMost)
    {
        const QByteArray text = letters(u"aZ09-._~ /:@!$'()*,;%&=?#üሴ"_s, atMost).toUtf8();
        QByteArray encoded = text.toPercentEncoding();
        if (maybe(4))
            encoded = encoded.toPercentEncoding();
        return QString::fromLatin1(encoded);
    }

    Sample sample()
    {
        Sample made;
        QString target = u"/"_s;
        if (!maybe(4)) {
            target.clear();
            for (int i = m_random.bounded(6); i >= 0; --i)
                target += u'/' + (maybe(6) ? u".."_s : maybe(6) ? u"."_s : wirePart(8));
            if (maybe(3))
                target += u'/';
        }
        if (maybe(2)) {
            QStringList pairs;
            for (int i = m_random.bounded(5); i >= 0; --i)
                pairs.append(maybe(5) ? wirePart(4) + u'=' : wirePart(4) + u'=' + wirePart(6));
            target += u'?' + pairs.join(u'&');
        }
        static const QStringList origins{u"https://secretsmanager.eu-west-1.amazonaws.com"_s,
                                         u"http://127.0.0.1:4599"_s,
                                         u"https://a.example:443"_s,
                                         u"http://b.example:80"_s,
                                         u"https://UPPER.example:8443"_s,
                                         u"http://[::1]:9000"_s};
        const QString origin = origins.at(m_random.bounded(int(origins.size())));

        QJsonArray sent;
        const auto add = [&made, &sent](const QString &name, const QString &value) {
            made.request.headers.emplaceBack(name.toUtf8(), value.toUtf8());
            sent.append(QJsonArray{name, value});
        };
        static const QStringList names{u"X-Amz-Target"_s, u"x-amz-meta"_s, u"Content-Type"_s,
                                       u"X-A"_s,          u"x-aB"_s,       u"My-Header"_s,
                                       u"User-Agent"_s,   u"Expect"_s,     u"X-Amzn-Trace-Id"_s};
        for (int i = m_random.bounded(6); i > 0; --i)
            add(names.at(m_random.bounded(int(names.size()))), letters(u"ab \t\",;=:ü€19"_s, 20));
        const QString host = QString::fromLatin1(SignerV4::host(QUrl(origin)));
        made.request.headers.emplaceBack("Host", host.toUtf8()); // botocore makes its own from the URL

        made.body = letters(u"{}\"abc :,\n\\ü€ሴ"_s, 60).toUtf8();
        made.request.method = maybe(2) ? "POST" : maybe(2) ? "GET" : "PUT";
        made.request.target = target.toUtf8();
        made.scope.timestamp =
            SignerV4::timestamp(QDateTime::fromSecsSinceEpoch(m_random.bounded(2'000'000'000), Qt::UTC));
        made.scope.region = maybe(2) ? "us-east-1" : "cn-north-1";
        made.scope.service = maybe(2) ? "secretsmanager" : "ssm";
        made.credentials.accessKeyId = "AKID" + QByteArray::number(m_random.bounded(3));
        const QString secret =
            maybe(2) ? u"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"_s : letters(u"ab/+ü9"_s, 80) + u'x';
        const QString token = maybe(3) ? letters(u"abcXYZ/+="_s, 400) : QString();
        made.credentials.secretAccessKey = SecretString(secret);
        made.credentials.sessionToken = SecretString(token);

        const QJsonObject object{{"method"_L1, QString::fromLatin1(made.request.method)},
                                 {"url"_L1, origin + target},
                                 {"headers"_L1, sent},
                                 {"body"_L1, QString::fromUtf8(made.body)},
                                 {"timestamp"_L1, QString::fromLatin1(made.scope.timestamp)},
                                 {"region"_L1, QString::fromLatin1(made.scope.region)},
                                 {"service"_L1, QString::fromLatin1(made.scope.service)},
                                 {"id"_L1, QString::fromLatin1(made.credentials.accessKeyId)},
                                 {"secret"_L1, secret},
                                 {"token"_L1, token}};
        made.line = QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
        return made;
    }

private slots:
    void signsAsBotocoreDoes()
    {
        constexpr int count = 2'500;
        std::vector<Sample> samples;
        QByteArray input;
        for (int i = 0; i < count; ++i) {
            Sample made = sample();
            input += made.line;
            samples.push_back(std::move(made));
        }
        QByteArray problem;
        const QByteArray output =
            runPython(QStringLiteral(QT_TESTCASE_SOURCEDIR "/core/aws/signer_v4_botocore.py"), input, problem);
        QVERIFY2(problem.isEmpty(), problem.constData());
        const QByteArrayList lines = output.trimmed().split('\n');
        QCOMPARE(lines.size(), count);

        const SignerV4 signer; // one for all: its cache of keys is part of what is compared
        for (int i = 0; i < count; ++i) {
            Sample &made = samples[static_cast<size_t>(i)];
            made.request.body = made.body;
            const QJsonObject theirs = QJsonDocument::fromJson(lines.at(i)).object();
            SignerV4::Request withDate = made.request;
            const HttpHeaders added = signer.sign(made.request, made.scope, made.credentials);
            withDate.headers.append(added);
            QCOMPARE(QString::fromUtf8(signer.canonicalRequest(withDate).text),
                     theirs.value("canonical"_L1).toString());
            QCOMPARE(QString::fromLatin1(added.last().second), theirs.value("authorization"_L1).toString());
        }
    }
};

} // namespace signer_v4_botocore_test

KEYTURN_TEST(signer_v4_botocore, signer_v4_botocore_test::SignerV4BotocoreTest)
#include "signer_v4_botocore_test.moc"
