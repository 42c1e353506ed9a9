// The floor under our client: a bare QNetworkAccessManager with QJsonDocument, unsigned, no policy.
//   bench_floor_qnam URL value   one GetSecretValue, the secret on standard output
//   bench_floor_qnam URL list    ListSecrets page by page, the number of names on standard output
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QStringList>

#include <cstdio>

namespace {

class Floor {
public:
    Floor(const QUrl &url, bool list) : m_url(url), m_list(list) {}

    void ask(const QString &next)
    {
        QNetworkRequest request(m_url);
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/x-amz-json-1.1"));
        request.setRawHeader("X-Amz-Target", m_list ? "secretsmanager.ListSecrets" : "secretsmanager.GetSecretValue");
        QByteArray body = m_list ? QByteArray("{\"MaxResults\":100") : QByteArray("{\"SecretId\":\"lwa-oauth\"");
        if (!next.isEmpty())
            body += ",\"NextToken\":\"" + next.toUtf8() + '"';
        QNetworkReply *reply = m_manager.post(request, body + '}');
        QObject::connect(reply, &QNetworkReply::finished, reply, [this, reply] { read(reply); });
    }

private:
    void read(QNetworkReply *reply)
    {
        const QJsonObject answer = QJsonDocument::fromJson(reply->readAll()).object();
        reply->deleteLater();
        const QString next = answer.value(QLatin1String("NextToken")).toString();
        if (m_list) {
            for (const QJsonValue &secret : answer.value(QLatin1String("SecretList")).toArray())
                m_names.append(secret.toObject().value(QLatin1String("Name")).toString());
        }
        if (!next.isEmpty())
            return ask(next);
        if (m_list)
            std::printf("%d\n", int(m_names.size()));
        else
            std::printf("%s\n", answer.value(QLatin1String("SecretString")).toString().toUtf8().constData());
        QCoreApplication::quit();
    }

    QNetworkAccessManager m_manager;
    const QUrl m_url;
    const bool m_list;
    QStringList m_names;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc != 3)
        return 2;
    Floor floor(QUrl(QString::fromLocal8Bit(argv[1])), QByteArrayView(argv[2]) == "list");
    floor.ask({});
    return QCoreApplication::exec();
}
