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

void KeyAge::see(const QDateTime &createdAt, const QString &version, bool holds)
{
    if (holds) {
        firstSeen = createdAt;
        if (m_goesOn) {
            since = createdAt;
            versionId = version;
        }
    }
    m_goesOn = m_goesOn && holds;
    m_heldLast = holds;
    known = !m_goesOn;
    isFirstKnown = !m_heldLast;
}

void KeyAge::end()
{
    known = true;
    isFirstKnown = true;
}

QHash<QString, KeyAge> keyAges(QList<DatedDocument> versions, bool complete)
{
    QHash<QString, KeyAge> ages;
    if (versions.isEmpty())
        return ages;
    std::stable_sort(versions.begin(), versions.end(),
                     [](const DatedDocument &a, const DatedDocument &b) { return a.createdAt > b.createdAt; });
    for (const SecretDocument::Member &member : membersOf(versions.first().document)) {
        KeyAge age;
        for (const DatedDocument &version : std::as_const(versions))
            age.see(version.createdAt, version.versionId, holds(version.document, member));
        if (complete)
            age.end();
        ages.insert(member.key, age);
    }
    return ages;
}

} // namespace keyturn
