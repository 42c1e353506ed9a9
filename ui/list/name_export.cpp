#include "ui/list/name_export.h"

#include "core/entry/due_board.h"

namespace keyturn {
using namespace Qt::StringLiterals;

namespace {

QString field(QString text)
{
    if (!text.isEmpty() && u"=+-@\t\r"_s.contains(text.front()))
        text.prepend(u'\'');
    if (text.contains(u'"') || text.contains(u',') || text.contains(u'\n') || text.contains(u'\r'))
        text = u'"' + text.replace(u'"', u"\"\""_s) + u'"';
    return text;
}

QString date(const QDateTime &when)
{
    return when.isValid() ? when.toUTC().toString(Qt::ISODate) : QString();
}

} // namespace

QByteArray namesAndDates(const QList<Entry> &entries, const QDateTime &now)
{
    QString text = u"name,store,kind,account,region,due,changed,description\r\n"_s;
    for (const Entry &entry : entries) {
        const DueDate *due = decisiveDate(entry, now);
        const QString store = entry.id.isSecret() ? u"secretsmanager"_s : u"ssm"_s;
        const QStringList fields{entry.id.name,
                                 store,
                                 kindLabel(entry.kind),
                                 entry.id.account,
                                 entry.id.region,
                                 due ? date(due->dueAt) : QString(),
                                 date(entry.lastChangedAt),
                                 entry.description};
        QStringList safe;
        for (const QString &one : fields)
            safe << field(one);
        text += safe.join(u',') + u"\r\n"_s;
    }
    return text.toUtf8();
}

} // namespace keyturn
