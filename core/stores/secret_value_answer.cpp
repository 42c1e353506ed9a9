#include "core/stores/secret_value_answer.h"

namespace keyturn {

namespace {

//! Strict: what is not base64 to the last character is nobody's value.
SecretString decoded(const SecretAnswer &answer, const SecretString &base64)
{
    const QByteArrayView text = base64.bytes();
    const auto bytes = QByteArray::fromBase64Encoding(QByteArray::fromRawData(text.data(), text.size()),
                                                      QByteArray::AbortOnBase64DecodingErrors);
    QByteArray value = bytes.decoded;
    QByteArray again = value.toBase64();
    if (!bytes || again != text)
        answer.setFault(QStringLiteral("SecretBinary is not base64"));
    wipe(again);
    return SecretString::take(std::move(value));
}

} // namespace

SecretValue valueFrom(const SecretAnswer &answer)
{
    SecretValue value;
    value.arn = answer.needText("ARN");
    value.name = answer.needText("Name");
    value.versionId = answer.needText("VersionId");
    value.versionStages = answer.texts("VersionStages");
    value.createdAt = answer.time("CreatedDate");
    value.binary = answer.has("SecretBinary");
    if (value.binary == answer.has("SecretString"))
        answer.setFault(value.binary ? QStringLiteral("the answer has both a SecretString and a SecretBinary")
                                     : QStringLiteral("the answer has neither a SecretString nor a SecretBinary"));
    value.value = value.binary ? decoded(answer, answer.needSecret("SecretBinary")) : answer.secret("SecretString");
    return value;
}

bool isAnswerFor(const QString &secretId, const QString &arn, const QString &name)
{
    const QString inArn = arn.section(u':', 6);
    const QString inId = secretId.section(u':', 6); // empty in a name
    const bool hasLetters = inArn.startsWith(name + u'-') && !inArn.mid(name.size() + 1).contains(u'-');
    return isSecret(secretId, arn, name) && (inArn.isEmpty() || inArn == name || hasLetters)
           && (inId.isEmpty() || inId == inArn || inId == name);
}

QString otherSecret(const QString &secretId)
{
    return QStringLiteral("the answer is of another secret: its Name and ARN are not those of %1").arg(secretId);
}

} // namespace keyturn
