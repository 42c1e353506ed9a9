#pragma once
#include "core/base/result.h"

#include <QJsonValue>
#include <QMap>
#include <QStringList>
#include <optional>

namespace keyturn::sandbox::iam {

//! What is known of a request: condition keys in lower case, with their values.
using Keys = QMap<QString, QStringList>;

//! Whether \p text fits \p pattern, in which * stands for any text and ? for one character.
bool fits(QStringView text, QStringView pattern, Qt::CaseSensitivity sensitivity = Qt::CaseSensitive);

//! MalformedPolicyDocument.
Error malformedPolicy(const QString &message);

//! One line of a statement's Condition block: operator, key, values.
class Condition {
public:
    //! Invalid for an operator or a key that is not evaluated here: ignoring it would rehearse another policy.
    static Result<Condition> read(const QString &operatorName, const QString &key, const QJsonValue &values);

    bool holds(const Keys &keys) const;

private:
    enum class Quantifier { None, ForAny, ForAll };
    using Compare = std::optional<bool> (*)(const QString &actual, const QString &wanted);

    bool holdsFor(const QString &actual) const;

    QString m_key;
    QStringList m_values;
    Compare m_compare = nullptr;
    Quantifier m_quantifier = Quantifier::None;
    bool m_isNegated = false;
    bool m_ifExists = false;
    bool m_isNull = false;
};

} // namespace keyturn::sandbox::iam
