#include "app/production/production_marks.h"

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

//! Of profiles of every kind.
QString productionSetting(const Profile &profile)
{
    return u"profiles/%1/production"_s.arg(QString::fromLatin1(profile.name.toUtf8().toHex()));
}

} // namespace

bool ProductionMarks::isProduction(const Profile &profile) const
{
    return m_settings.value(productionSetting(profile), profile.production).toBool();
}

void ProductionMarks::mark(const Profile &profile, bool production)
{
    QSettings().setValue(productionSetting(profile), production);
}

} // namespace keyturn
