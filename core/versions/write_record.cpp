#include "core/versions/write_record.h"

#include "core/base/json_writer.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace keyturn {

bool WriteRecord::add(const Line &line)
{
    m_writers.insert(line.versionId, line.by);
    if (m_file.isEmpty())
        return true;
    const QFileInfo place(m_file);
    if (!QDir().mkpath(place.absolutePath()))
        return false;
    QFile file(m_file);
    const bool isNew = !place.exists();
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        return false;
    if (isNew)
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    JsonWriter json;
    json.beginObject().key("at").string(line.at.toUTC().toString(Qt::ISODate)).key("by").string(line.by);
    json.key("secret").string(line.secret).key("version").string(line.versionId).endObject();
    const QByteArray text = json.text().toByteArray() + '\n';
    return file.write(text) == text.size(); // one write call: lines of two processes do not mix
}

QString WriteRecord::writer(const QString &versionId) const
{
    read();
    return m_writers.value(versionId);
}

void WriteRecord::read() const
{
    QFile file(m_file);
    if (m_file.isEmpty() || QFileInfo(m_file).size() == m_readTo || !file.open(QIODevice::ReadOnly))
        return;
    if (file.size() < m_readTo) // somebody has begun a new one
        m_readTo = 0;
    file.seek(m_readTo);
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        if (!line.endsWith('\n')) // is being written
            return;
        m_readTo = file.pos();
        const QJsonObject json = QJsonDocument::fromJson(line).object();
        const QString version = json.value(QLatin1String("version")).toString();
        if (!version.isEmpty())
            m_writers.insert(version, json.value(QLatin1String("by")).toString());
    }
}

} // namespace keyturn
