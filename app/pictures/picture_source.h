#pragma once
#include "app/gui/sandbox_thread.h"
#include "app/pictures/list_pictures.h"
#include "core/connection/connection_source.h"
#include "core/http/http_client.h"

#include <QTcpServer>

namespace keyturn {

//! Everything in the pictures happens at this moment.
class PictureClock final : public Clock {
public:
    QDateTime utcNow() const override { return QDateTime(QDate(2026, 11, 21), QTime(14, 5, 10), Qt::UTC); }
};

//! The sandbox, and invented profiles so that no real one gets into a picture.
class PictureSource final : public ConnectionSource {
public:
    //! All of them must outlive the source.
    PictureSource(HttpClient &http, const Clock &clock, SandboxThread &sandbox);

    //! How the profiles that are neither the sandbox nor production behave from now on.
    void setService(PictureService service) { m_service = service; }

    Task<QList<Profile>> profiles() override;
    Task<Result<std::unique_ptr<Connection>>> connect(Profile profile, QString region) override;
    Task<KeychainState> keychainState() override;
    //! Waits for a browser that never comes back, or for a code that nobody confirms.
    Task<Result<>> signIn(Profile profile, SsoPrompts prompts) override;
    Task<Result<>> storeAccessKeys(QString name, QString region, QString accessKeyId, SecretString secretKey) override;

private:
    HttpClient &m_http;
    const Clock &m_clock;
    SandboxThread &m_sandbox;
    PictureService m_service = PictureService::Absent;
    QTcpServer m_silent; // accepts and says nothing
};

} // namespace keyturn
