#include "core/keychain/access_key_text.h"

#include <QList>

#include <optional>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

Error noKeys(const QString &why)
{
    return {ErrorKind::Invalid, Refusal::AccessKeys, why};
}

//! Parts of the text itself, so that no copy of the secret is made.
QList<QByteArrayView> linesOf(QByteArrayView text)
{
    if (text.startsWith("\xef\xbb\xbf"))
        text = text.sliced(3);
    QList<QByteArrayView> lines;
    qsizetype from = 0;
    for (qsizetype at = 0; at <= text.size(); ++at) {
        if (at < text.size() && text.at(at) != '\n' && text.at(at) != '\r')
            continue;
        const QByteArrayView line = text.sliced(from, at - from).trimmed();
        if (!line.isEmpty())
            lines.append(line);
        from = at + 1;
    }
    return lines;
}

//! No field of such a file holds a separator or a quote.
QList<QByteArrayView> fieldsOf(QByteArrayView line, char separator)
{
    QList<QByteArrayView> fields;
    qsizetype from = 0;
    for (qsizetype at = 0; at <= line.size(); ++at) {
        if (at < line.size() && line.at(at) != separator)
            continue;
        QByteArrayView field = line.sliced(from, at - from).trimmed();
        if (field.size() >= 2 && field.startsWith('"') && field.endsWith('"'))
            field = field.sliced(1, field.size() - 2);
        fields.append(field.trimmed());
        from = at + 1;
    }
    return fields;
}

//! "Access key ID", "aws_access_key_id" and "AWSAccessKeyId" are one name.
QByteArray columnName(QByteArrayView field)
{
    QByteArray name = field.toByteArray().toLower();
    name.replace(" ", "").replace("_", "").replace("-", "");
    return name.startsWith("aws") ? name.sliced(3) : name;
}

struct Columns {
    qsizetype id = -1;
    qsizetype secret = -1;
    qsizetype count = 0;
    bool isTwice = false;
    bool hasToken = false; //!< keys that end with their session
    char separator = ',';
};

std::optional<Columns> columnsOf(QByteArrayView header)
{
    for (const char separator : {',', ';', '\t'}) {
        Columns columns;
        columns.separator = separator;
        const QList<QByteArrayView> fields = fieldsOf(header, separator);
        columns.count = fields.size();
        for (qsizetype i = 0; i < fields.size(); ++i) {
            const QByteArray name = columnName(fields.at(i));
            columns.hasToken = columns.hasToken || name == "sessiontoken" || name == "securitytoken";
            const bool isSecret = name == "secretaccesskey" || name == "secretkey";
            if (!isSecret && name != "accesskeyid")
                continue;
            qsizetype &place = isSecret ? columns.secret : columns.id;
            columns.isTwice = columns.isTwice || place >= 0;
            place = i;
        }
        if (columns.id >= 0 || columns.secret >= 0)
            return columns;
    }
    return {};
}

Result<AwsKeys> fromTable(const QList<QByteArrayView> &lines, const Columns &columns)
{
    if (columns.id < 0 || columns.secret < 0)
        return noKeys(u"the header names only one of \"Access key ID\" and \"Secret access key\""_s);
    if (lines.size() != 2)
        return noKeys(u"the file holds %1 keys, and one is stored at a time"_s.arg(lines.size() - 1));
    if (columns.hasToken)
        return noKeys(needsItsSession());
    if (columns.isTwice)
        return noKeys(u"the header names a column twice"_s);
    const QList<QByteArrayView> fields = fieldsOf(lines.at(1), columns.separator);
    if (fields.size() != columns.count)
        return noKeys(
            u"the line below the header has another number of columns; a comma in a name is not understood"_s);
    return AwsKeys{fields.at(columns.id).toByteArray(), SecretString(fields.at(columns.secret))};
}

} // namespace

Result<AwsKeys> readAccessKeys(const SecretString &text)
{
    const QList<QByteArrayView> lines = linesOf(text.bytes());
    if (!lines.isEmpty()) {
        if (const std::optional<Columns> columns = columnsOf(lines.constFirst()))
            return fromTable(lines, *columns);
    }
    if (lines.size() != 2)
        return noKeys(
            u"access key id and secret access key are expected, one line of text each, or the CSV file of the "
            "IAM console"_s);
    if (const qsizetype equals = lines.at(0).indexOf('='); // rootkey.csv of older consoles
        equals > 0 && columnName(lines.at(0).first(equals)) == "accesskeyid") {
        const qsizetype second = lines.at(1).indexOf('=');
        const QByteArray name = second > 0 ? columnName(lines.at(1).first(second)) : QByteArray();
        if (name != "secretkey" && name != "secretaccesskey")
            return noKeys(u"there is no secret access key below the access key id"_s);
        return AwsKeys{lines.at(0).sliced(equals + 1).trimmed().toByteArray(),
                       SecretString(lines.at(1).sliced(second + 1).trimmed())};
    }
    return AwsKeys{lines.at(0).toByteArray(), SecretString(lines.at(1))};
}

} // namespace keyturn
