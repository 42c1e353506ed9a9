#pragma once
#include "core/aws/json_client.h"
#include "core/stores/page_stream.h"

#include <QDateTime>

namespace keyturn {

//! One call that somebody made, as CloudTrail has recorded it: of Secrets Manager, where it names a secret.
struct TrailEvent {
    QString id;
    QString name;      //!< "PutSecretValue"
    QDateTime at;      //!< UTC, whole seconds
    QString by;        //!< ARN of the caller, or the name of the AWS service; may be empty
    QString secretId;  //!< as the request had it: a name or an ARN
    QString secretArn; //!< as the answer had it
    QString token;     //!< ClientRequestToken: the id of the version that it made, if it made one
    bool isRefused = false;
};
inline const QString &listedAs(const TrailEvent &event)
{
    return event.id;
}

//! LookupEvents (API reference 2013-11-01): the last 90 days of one region, some minutes late, two requests a second at
//! most, which is the caller's to keep.
class CloudTrailClient {
public:
    explicit CloudTrailClient(AwsTransport &transport);
    //! Those of an AWS service ("secretsmanager.amazonaws.com") from \p start to \p end, newest first.
    PageStream<TrailEvent> lookupEvents(QString source, QDateTime start, QDateTime end) const;

    static constexpr int daysKept = 90;

private:
    JsonClient m_client;
};

} // namespace keyturn
