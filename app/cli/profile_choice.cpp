#include "app/cli/profile_choice.h"

#include "app/production/production_marks.h"
#include "core/profile/profiles.h"

#include <QCoreApplication>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

struct ProfileText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::ProfileChoice)
};

} // namespace

Result<Profile> chosenProfile(const Environment &environment, const QString &wanted, QString &tried)
{
    const Profiles profiles = Profiles::load(environment);
    const QString name = wanted.isEmpty() ? profiles.preferred() : wanted;
    const Profile *known = profiles.find(name);
    if (profiles.problem())
        return *profiles.problem();
    if (name.isEmpty())
        return Error(ErrorKind::Auth, Refusal::NoCredentials,
                     u"environment: AWS_ACCESS_KEY_ID is not set; files: no profile \"default\" in %1 or %2"_s.arg(
                         environment.configFile(), environment.credentialsFile()));
    if (known && known->unusable != Refusal::NoCredentials)
        return *known;
    tried = known ? known->badSetting
                  : u"files: no profile \"%1\" in %2 or %3"_s.arg(name, environment.configFile(),
                                                                  environment.credentialsFile());
    return Profiles::ofKeychain(environment, name);
}

Result<> checkProduction(const Profile &profile, const GlobalOptions &options)
{
    if (options.writesProduction)
        return {};
    const ProductionMarks marks;
    if (!marks.areReadable()) // a mark may stand in it
        return Error(ErrorKind::Io, Refusal::File,
                     ProfileText::tr("%1 cannot be read, and may mark profile %2 as production; nothing was changed. "
                                     "Correct the file, or repeat the command with --write-production.")
                         .arg(marks.file(), profile.name));
    if (!marks.isProduction(profile))
        return {};
    return Error(ErrorKind::AccessDenied, Refusal::ReadOnly, options.verb);
}

} // namespace keyturn::cli
