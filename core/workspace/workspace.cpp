#include "core/workspace/workspace.h"

namespace keyturn {

bool Workspace::open(const Profile &profile, const QString &region)
{
    if (!m_staging.edits().isEmpty())
        return false;
    m_place.open(profile, region);
    return true;
}

void Workspace::markProduction(bool production)
{
    if (m_staging.edits().isEmpty() && m_running.count() == 0)
        m_place.markProduction(production);
}

} // namespace keyturn
