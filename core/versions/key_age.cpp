#include "core/versions/key_age.h"

#include <algorithm>

namespace keyturn {

namespace {

//! What each key holds; a raw text holds itself under the empty key.
QList<SecretDocument::Member> membersOf(const SecretDocument &document)
{
    if (!document.isRaw())
        return document.members();
    SecretDocument::Member whole;
    whole.value = document.text();
    whole.isString = true;
    return {whole};
}

bool holds(const SecretDocument &document, const SecretDocument::Member &wanted)
{
    if (document.isRaw())
        return wanted.key.isEmpty() && document.text() == wanted.value;
    const SecretDocument::Member *member = document.member(wanted.key);
    return member && member->isString == wanted.isString && member->value == wanted.value;
}

} // namespace

QHash<QString, KeyAge> keyAges(QList<DatedDocument> versions, bool complete)
{
    QHash<QString, KeyAge> ages;
    if (versions.isEmpty())
        return ages;
    std::stable_sort(versions.begin(), versions.end(),
                     [](const DatedDocument &a, const DatedDocument &b) { return a.createdAt > b.createdAt; });
    for (const SecretDocument::Member &member : membersOf(versions.first().document)) {
        qsizetype oldest = 0;
        while (oldest + 1 < versions.size() && holds(versions.at(oldest + 1).document, member))
            ++oldest;
        const DatedDocument &version = versions.at(oldest);
        ages.insert(member.key, {version.createdAt, version.versionId, complete || oldest + 1 < versions.size()});
    }
    return ages;
}

} // namespace keyturn
