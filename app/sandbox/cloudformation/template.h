#pragma once
#include "core/base/result.h"

#include <QJsonObject>
#include <QMap>
#include <QStringList>

namespace keyturn::sandbox {

//! What Ref and Fn::GetAtt find.
struct TemplateValues {
    QMap<QString, QString> refs;       //!< parameters, pseudo parameters, and the physical ids of resources
    QMap<QString, QString> attributes; //!< "LogicalId.Attribute"
};

//! A CloudFormation template in JSON, as far as it is played: Parameters, Resources with Ref, Fn::GetAtt, Fn::Sub and
//! Fn::Join, DependsOn, and Outputs. ValidationError for everything else.
class Template {
public:
    //! Unknown types of resources are an error, and so is what refers to nothing.
    static Result<Template> read(const QString &text);

    QString description() const { return m_json[u"Description"].toString(); }
    QJsonObject parameters() const { return m_json[u"Parameters"].toObject(); }
    QJsonObject resources() const { return m_json[u"Resources"].toObject(); }
    QJsonObject outputs() const { return m_json[u"Outputs"].toObject(); }
    //! Each behind those that it needs.
    const QStringList &order() const { return m_order; }
    //! "CAPABILITY_IAM" and "CAPABILITY_NAMED_IAM": what has to be acknowledged for its roles.
    QStringList capabilities() const;

    //! The parameters' values by name: those of \p given, else the defaults.
    Result<QMap<QString, QString>> parameterValues(const QMap<QString, QString> &given) const;
    //! \p value with every function evaluated; members that are AWS::NoValue are left out.
    static Result<QJsonValue> resolve(const QJsonValue &value, const TemplateValues &known);

    friend bool operator==(const Template &a, const Template &b) { return a.m_json == b.m_json; }

private:
    QJsonObject m_json;
    QStringList m_order;
};

Error templateError(const QString &message);

} // namespace keyturn::sandbox
