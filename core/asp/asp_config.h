#pragma once
#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace keyturn {

//! What config/default.json of the Alexa Smart Properties command line must say so that it takes its credential from
//! Secrets Manager. An empty member stays what it is.
struct AspSettings {
    QString auth;       //!< asp_cli.auth: "secretsManager"
    QString secretName; //!< secretsManager.secretNameForOAuth
    QString region;     //!< secretsManager.regionName

    static constexpr auto fromSecretsManager = "secretsManager";
};

//! One place in the file.
struct AspChange {
    QString path; //!< "secretsManager.regionName"
    QString before;
    QString after;
    bool isNew = false; //!< there was no such member
};

struct AspEdit {
    QByteArray text; //!< of the whole file; what is not in \p changes is the same byte for byte
    QList<AspChange> changes;
};

//! What the file says now. Invalid "asp-config" where it is no JSON object, or a node of it is something else.
Result<AspSettings> readAspConfig(const QByteArray &text);
//! The file with \p wanted in it. Missing nodes and members are added.
Result<AspEdit> editAspConfig(const QByteArray &text, const AspSettings &wanted);

//! The file for what somebody names: the file itself, the folder asp-cli, or the repository around it. Looks nowhere
//! else. NotFound "asp-config" where there is none; the detail is for people.
Result<QString> findAspConfig(const QString &path);
//! At most 1 MiB, a regular file. Io "asp-config".
Result<QByteArray> loadAspConfig(const QString &file);
//! Replaces the file as a whole or not at all, with its mode. Conflict "asp-config" where it is no longer \p before.
Result<> saveAspConfig(const QString &file, const QByteArray &before, const QByteArray &after);

} // namespace keyturn
