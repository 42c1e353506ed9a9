#pragma once
#include "core/base/secret_string.h"
#include "core/document/key_map.h"

#include <QList>

namespace keyturn {

enum class TemplateId { LwaSkill, LwaCli, SpApi, Upwork, Genesys, PlainText, Json, Binary };

//! One key of a layout, in the order in which programs expect it.
struct TemplateKey {
    QString key; //!< of a parameter: the part of the name behind the common path
    KeyRole role = KeyRole::Other;
    bool required = true;   //!< empty values are worth a warning
    bool isString = true;   //!< else a JSON number
    QString preset = {};    //!< what a new secret starts with
    QString beginning = {}; //!< how a right value begins, for a placeholder: "Atzr|"
};

//! A layout of a new secret.
struct SecretTemplate {
    TemplateId id = TemplateId::PlainText;
    CredentialKind kind = CredentialKind::Plain;
    bool isParameters = false; //!< parameters under one path instead of one secret
    QString name;              //!< what the layout's own documentation calls the secret or the path
    QList<TemplateKey> keys;   //!< empty: no keys, the value is one text
};

const QList<SecretTemplate> &secretTemplates();
const SecretTemplate &secretTemplate(TemplateId id);
//! The layout of a recognised kind; null if the kind has none.
const SecretTemplate *templateOf(CredentialKind kind);
//! The text a new secret starts with: the keys with their presets, one a line. Empty where the layout has no keys.
SecretString textOf(const SecretTemplate &secretTemplate);

} // namespace keyturn
