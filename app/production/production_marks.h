#pragma once
#include "core/profile/profile.h"

#include <QSettings>

namespace keyturn {

//! Which profiles are marked as production, for both programs: as somebody said in the window, else as
//! `keyturn_production` of ~/.aws/config says. Needs the application's organization and name.
class ProductionMarks {
public:
    bool isProduction(const Profile &profile) const;
    //! False: the file of the settings is there and cannot be read, so that a mark may be missed.
    bool areReadable() const { return m_settings.status() == QSettings::NoError; }
    QString file() const { return m_settings.fileName(); }

    static void mark(const Profile &profile, bool production);

private:
    const QSettings m_settings;
};

} // namespace keyturn
