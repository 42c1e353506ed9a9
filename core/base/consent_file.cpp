#include "core/base/consent_file.h"

#include "core/base/private_folder.h"

#include <QFileInfo>

namespace keyturn {

namespace {
constexpr qint64 largestConsentFile = 1024LL * 1024;
}

bool ConsentFile::holds(const QByteArray &line) const
{
    if (m_file.isEmpty() || line.isEmpty())
        return false;
    const QFileInfo place(m_file);
    const Result<PrivateFolder> folder = PrivateFolder::open(place.absolutePath());
    if (!folder)
        return false;
    const Result<QByteArray> text = folder->read(place.fileName(), largestConsentFile);
    return text && text->split('\n').contains(line);
}

Result<> ConsentFile::add(const QByteArray &line) const
{
    if (m_file.isEmpty() || holds(line))
        return {};
    const QFileInfo place(m_file);
    const Result<PrivateFolder> folder = PrivateFolder::make(place.absolutePath());
    if (!folder)
        return folder.error();
    return folder->append(place.fileName(), line + '\n');
}

} // namespace keyturn
