#include "core/lint/name_check.h"

#include <QStringList>

#include <algorithm>

namespace keyturn {

namespace {

constexpr qsizetype secretNameLimit = 512;
constexpr qsizetype parameterArnLimit = 1011; // with the ARN in front
constexpr qsizetype levelLimit = 15;

bool isLetterOrDigit(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
}

bool isNameCharacter(QChar c, QStringView others)
{
    return isLetterOrDigit(c) || others.contains(c);
}

void checkCharacters(const QString &name, QStringView others, QList<NameFinding> &findings)
{
    for (qsizetype i = 0; i < name.size(); ++i) {
        if (!isNameCharacter(name[i], others)) {
            findings.append({NameFinding::Kind::BadCharacter, true, i, 0});
            return;
        }
    }
}

//! The last of a secret's ARN: "-AbC123".
bool endsLikeAnArn(const QString &name)
{
    const qsizetype hyphen = name.size() - 7;
    if (hyphen < 0 || name[hyphen] != u'-')
        return false;
    const QStringView end = QStringView(name).mid(hyphen + 1);
    return std::all_of(end.begin(), end.end(), isLetterOrDigit);
}

} // namespace

QList<NameFinding> checkSecretName(const QString &name)
{
    using Kind = NameFinding::Kind;
    if (name.isEmpty())
        return {{Kind::Empty, true, 0, 0}};
    QList<NameFinding> findings;
    checkCharacters(name, u"/_+=.@-", findings);
    if (name.size() > secretNameLimit)
        findings.append({Kind::TooLong, true, secretNameLimit, secretNameLimit});
    if (endsLikeAnArn(name))
        findings.append({Kind::LooksLikeArnEnd, false, name.size() - 7, 0});
    return findings;
}

QList<NameFinding> checkParameterName(const QString &name, const QString &region, const QString &account)
{
    using Kind = NameFinding::Kind;
    if (name.isEmpty())
        return {{Kind::Empty, true, 0, 0}};
    QList<NameFinding> findings;
    checkCharacters(name, u"/_.-", findings);
    const QString inside = name.startsWith(u'/') ? name.mid(1) : name;
    if (inside.size() == name.size() && name.contains(u'/'))
        findings.append({Kind::NoLeadingSlash, true, 0, 0});
    const qsizetype slash = name.size() - inside.size();
    if (inside.startsWith(QLatin1String("aws"), Qt::CaseInsensitive)
        || inside.startsWith(QLatin1String("ssm"), Qt::CaseInsensitive))
        findings.append({Kind::ReservedPrefix, true, slash, 0});
    const QStringList levels = inside.split(u'/');
    const qsizetype empty = levels.indexOf(QString());
    if (empty >= 0)
        findings.append({Kind::EmptyLevel, true, slash + levels.first(empty).join(u'/').size(), 0});
    if (levels.size() > levelLimit)
        findings.append({Kind::TooDeep, true, slash + levels.first(levelLimit).join(u'/').size(), levelLimit});
    const QString arn = QStringLiteral("arn:aws:ssm:%1:%2:parameter/").arg(region, account);
    const qsizetype limit = parameterArnLimit - arn.size();
    if (inside.size() > limit)
        findings.append({Kind::TooLong, true, slash + limit, limit});
    return findings;
}

QString suggestedName(const QString &app, const QString &environment, const QString &service, bool isParameter)
{
    QStringList parts;
    for (const QString &part : {app, environment, service}) {
        QString clean;
        for (const QChar c : part.trimmed()) {
            if (isNameCharacter(c, isParameter ? QStringView(u"_.-") : QStringView(u"_+=.@-")))
                clean.append(c.toLower());
            else if (!clean.endsWith(u'-'))
                clean.append(u'-');
        }
        while (clean.endsWith(u'-'))
            clean.chop(1);
        if (!clean.isEmpty())
            parts.append(clean);
    }
    const QString name = parts.join(u'/');
    return isParameter && !name.isEmpty() ? u'/' + name : name;
}

} // namespace keyturn
