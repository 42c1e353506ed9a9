#include "app/cli/permission_text.h"

#include "core/aws/missing_permission.h"

#include <QCoreApplication>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

class PermissionText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::PermissionText)

public:
    static QString actions(const MissingPermission &missing)
    {
        return missing.actions().join(QLatin1Char(' ') + tr("and") + QLatin1Char(' '));
    }
    static QString target(const MissingPermission &missing, const ErrorContext &context)
    {
        if (missing.resource != "*"_L1)
            return missing.resource;
        if (!missing.isOfKey())
            return {};
        return context.name.isEmpty() ? tr("the KMS key") : tr("the KMS key of \"%1\"").arg(context.name);
    }
    static QString next(const MissingPermission &missing, const ErrorContext &context)
    {
        const QString on = target(missing, context);
        const QString what = on.isEmpty() ? actions(missing) : tr("%1 on %2").arg(actions(missing), on);
        if (missing.isDenied && !missing.otherPolicy.isEmpty())
            return tr("A %1 policy denies %2 explicitly: that statement has to go, or use another --profile.")
                .arg(missing.otherPolicy, what);
        if (missing.isDenied)
            return tr("A policy denies %1 explicitly: that statement has to go, or use another --profile.").arg(what);
        if (missing.keyMayBeDisabled)
            return tr("Ask for the permission %1, or use another --profile; the key may also be disabled.").arg(what);
        if (!missing.otherPolicy.isEmpty())
            return tr("Ask for the permission %1; the %2 policy has to allow it, too.").arg(what, missing.otherPolicy);
        return tr("Ask for the permission %1, or use another --profile.").arg(what);
    }
    static std::pair<QString, QString> other(const Error &error, const ErrorContext &context)
    {
        switch (otherRefusal(error)) {
        case OtherRefusal::ReservedName:
            return {tr("Names that begin with aws or ssm belong to AWS."), tr("Choose another name.")};
        case OtherRefusal::FunctionPolicy:
            return {tr("The rotation function does not let Secrets Manager call it."),
                    tr("Its resource policy has to allow lambda:InvokeFunction to secretsmanager.amazonaws.com.")};
        case OtherRefusal::RegionNotEnabled:
            return {tr("The account may not use region %1.").arg(context.region),
                    tr("Enable the region for the account, or choose another --region.")};
        case OtherRefusal::None:
            break;
        }
        return {tr("Profile %1 may not do this.").arg(context.profile),
                tr("Ask for the missing permission, or use another --profile.")};
    }
};

} // namespace

std::pair<QString, QString> permissionText(const Error &error, const ErrorContext &context)
{
    const std::optional<MissingPermission> missing = MissingPermission::of(error);
    if (!missing)
        return PermissionText::other(error, context);
    return {PermissionText::tr("Profile %1 may not do this.").arg(context.profile),
            PermissionText::next(*missing, context)};
}

} // namespace keyturn::cli
