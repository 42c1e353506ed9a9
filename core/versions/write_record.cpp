#include "core/versions/write_record.h"

#include "core/base/json_writer.h"
#include "core/base/private_folder.h"

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
    const Result<PrivateFolder> folder = PrivateFolder::make(place.absolutePath());
    if (!folder)
        return false;
    JsonWriter json;
    json.beginObject().key("at").string(line.at.toUTC().toString(Qt::ISODate)).key("by").string(line.by);
    json.key("secret").string(line.secret).key("version").string(line.versionId).endObject();
    return bool(folder->append(place.fileName(), json.text().toByteArray() + '\n'));
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
