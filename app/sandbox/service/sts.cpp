#include "app/sandbox/service/sts.h"

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

Answer getCallerIdentity(Call &call)
{
    return QJsonObject{
        {u"UserId"_s, call.caller.userId}, {u"Account"_s, call.caller.account}, {u"Arn"_s, call.caller.arn}};
}

//! Who one is may always be asked.
Result<> alwaysPermitted(Call &, const QString &)
{
    return {};
}

} // namespace

Service sts()
{
    return {"sts",
            {},
            "2011-06-15",
            "https://sts.amazonaws.com/doc/2011-06-15/",
            {
                {u"GetCallerIdentity"_s, {}, getCallerIdentity},
            },
            alwaysPermitted};
}

} // namespace keyturn::sandbox
