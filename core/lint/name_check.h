#pragma once
#include <QList>
#include <QString>

namespace keyturn {

//! What is wrong with the name of a new secret or parameter, or may surprise later.
struct NameFinding {
    enum class Kind {
        Empty,
        BadCharacter,    //!< at `at`
        TooLong,         //!< more than `limit` characters
        LooksLikeArnEnd, //!< a hyphen and six characters: ARNs end so, and a partial ARN would find the wrong secret
        TooDeep,         //!< more than `limit` levels
        ReservedPrefix,  //!< parameters: the first level begins with aws or ssm
        NoLeadingSlash,  //!< parameters: a name with levels must begin with a slash
        EmptyLevel,      //!< two slashes in a row or one at the end
    };
    Kind kind = Kind::Empty;
    bool refused = true; //!< AWS refuses it; else it is a warning
    qsizetype at = 0;    //!< where it begins
    qsizetype limit = 0;
};

//! Secrets Manager: A-Z a-z 0-9 / _ + = . @ -, at most 512 characters.
QList<NameFinding> checkSecretName(const QString &name);
//! Parameter Store: A-Z a-z 0-9 _ . - and /, at most 15 levels, at most 1011 characters with the ARN in front.
QList<NameFinding> checkParameterName(const QString &name, const QString &region, const QString &account);

//! "{app}/{environment}/{service}" (with a leading slash for parameters); empty parts are left out, characters that
//! a name must not have become hyphens.
QString suggestedName(const QString &app, const QString &environment, const QString &service, bool isParameter);

} // namespace keyturn
