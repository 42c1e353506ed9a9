#include "app/sandbox/secretsmanager/secret_rules.h"
#include "app/sandbox/secretsmanager/secrets_manager.h"

#include <QRandomGenerator>

#include <algorithm>

namespace keyturn::sandbox::secrets {

using namespace Qt::StringLiterals;

Answer getRandomPassword(Call &call)
{
    QStringList types;
    if (!call.flag(u"ExcludeLowercase"))
        types << u"abcdefghijklmnopqrstuvwxyz"_s;
    if (!call.flag(u"ExcludeUppercase"))
        types << u"ABCDEFGHIJKLMNOPQRSTUVWXYZ"_s;
    if (!call.flag(u"ExcludeNumbers"))
        types << u"0123456789"_s;
    if (!call.flag(u"ExcludePunctuation"))
        types << u"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"_s;
    const QString excluded = call.text(u"ExcludeCharacters");
    for (QString &type : types)
        type.removeIf([&excluded](QChar c) { return excluded.contains(c); });
    types.removeAll(QString());
    QString all = types.join(QString());
    if (call.flag(u"IncludeSpace") && !excluded.contains(u' '))
        all += u' '; // may occur, but is no type of which there has to be one
    const int length = call.number(u"PasswordLength", 32);
    const bool each = call.input.value(u"RequireEachIncludedType").toBool(true);
    if (all.isEmpty() || (each && types.size() > length))
        return invalidParameter(u"The password length and the excluded characters leave no possible password."_s);
    QRandomGenerator *random = QRandomGenerator::system();
    QString password;
    for (int i = 0; i < length; ++i) {
        const QString &from = each && i < types.size() ? types.at(i) : all;
        password += from.at(random->bounded(static_cast<int>(from.size())));
    }
    std::shuffle(password.begin(), password.end(), *random);
    return QJsonObject{{u"RandomPassword"_s, password}};
}

} // namespace keyturn::sandbox::secrets
