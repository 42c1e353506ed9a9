#include "ui/editor/masked_text.h"

#include "core/json/json_scanner.h"
#include "core/json/json_text.h"
#include "ui/editor/staged_fields.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

const QString dots(12, u'•');

QString parameterLines(const QList<StagedField> &fields)
{
    QStringList lines;
    for (const StagedField &staged : fields)
        lines.append(u"%1 = %2"_s.arg(staged.field.key, staged.field.sensitive ? dots : staged.field.value.reveal()));
    return lines.join(u'\n');
}

} // namespace

QString maskedText(const EntryContent &content, const QList<FieldEdit> &edits)
{
    const QList<StagedField> fields = stagedFields(content, edits);
    if (content.entry.id.isParameter())
        return parameterLines(fields);
    const Result<SecretDocument> edited = applied(content.document, edits);
    const SecretString text = content.binary || !edited ? SecretString() : edited->text();
    const JsonScan scan = scanJson(text.bytes());
    if (scan.fault != JsonScan::Fault::None)
        return dots;
    QSet<QString> open;
    for (const StagedField &staged : fields) {
        if (!staged.field.sensitive && !staged.isRemoved())
            open.insert(staged.field.key);
    }
    QString masked;
    qsizetype done = 0;
    const auto copyUpTo = [&](qsizetype end) {
        masked += QString::fromUtf8(text.bytes().sliced(done, end - done));
        done = end;
    };
    for (const JsonSpan &span : scan.members) {
        const auto key = decodedJsonString(text.bytes().sliced(span.keyBegin, span.keyEnd - span.keyBegin));
        if (key && open.contains(QString::fromUtf8(*key)))
            continue;
        const bool quoted = text.bytes()[span.valueBegin] == '"';
        copyUpTo(span.valueBegin);
        masked += quoted ? u'"' + dots + u'"' : dots;
        done = span.valueEnd;
    }
    copyUpTo(text.size());
    return masked;
}

} // namespace keyturn
