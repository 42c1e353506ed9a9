#include "app/pictures/invented_entries.h"

using namespace Qt::StringLiterals;

namespace keyturn {

QList<Entry> inventedEntries(int count, const QDateTime &now)
{
    QList<Entry> entries;
    for (int i = 0; i < count; ++i) {
        Entry entry;
        entry.id = {Store::ParameterStore, u"123456789012"_s, u"us-east-1"_s,
                    u"/erp/tenant-%1/lwa/clientsecret"_s.arg(10'400 + i)};
        entry.kind = CredentialKind::SpApi;
        entry.lastChangedAt = now.addDays(-189 + i % 171);
        ParameterMetadata parameter;
        parameter.name = entry.id.name;
        entry.parameters << parameter;
        DueDate due;
        due.reason = DueReason::ClientSecretAge;
        due.name = entry.id.name;
        due.since = entry.lastChangedAt;
        due.dueAt = due.since.addDays(180);
        due.days = 180;
        entry.due << due;
        entries << entry;
    }
    return entries;
}

} // namespace keyturn
