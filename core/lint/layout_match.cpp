#include "core/lint/layout_match.h"

#include "core/document/key_name.h"
#include "core/document/secret_template.h"

#include <QSet>

#include <algorithm>
#include <optional>

namespace keyturn {

namespace {

bool isMisspelling(const QString &key, const QString &meant)
{
    const int most = meant.size() < 10 ? 1 : 2;
    return plainWord(key) == plainWord(meant) || editDistance(key, meant, most) <= most;
}

LayoutMatch matched(const SecretTemplate &layout, const QStringList &keys)
{
    LayoutMatch match;
    match.kind = layout.kind;
    QSet<QString> free(keys.begin(), keys.end());
    for (const TemplateKey &wanted : layout.keys) {
        if (free.remove(wanted.key))
            match.roles.insert(wanted.key, wanted.role);
    }
    for (const TemplateKey &wanted : layout.keys) {
        if (match.roles.contains(wanted.key))
            continue;
        const auto typo = std::find_if(keys.begin(), keys.end(), [&](const QString &key) {
            return free.contains(key) && isMisspelling(key, wanted.key);
        });
        if (typo == keys.end()) {
            match.missing.append(wanted.key);
            continue;
        }
        free.remove(*typo);
        match.roles.insert(*typo, wanted.role);
        match.misspelt.append({*typo, wanted.key});
    }
    return match;
}

bool hasRole(const KeyMap &map, KeyRole role)
{
    return !map.key(role).isEmpty();
}

//! Enough is right to say what the rest should be.
bool isMeant(const LayoutMatch &match, const QStringList &keys)
{
    const qsizetype right = match.roles.size() - match.misspelt.size();
    const qsizetype wanted = match.roles.size() + match.missing.size();
    if (2 * right < wanted)
        return false;
    if (match.kind == CredentialKind::LwaSkill || match.kind == CredentialKind::LwaCli)
        return match.missing.size() <= 2;
    const KeyMap others = KeyMap::recognise(keys); // keys that belong to neither of the other two layouts
    if (match.kind == CredentialKind::Genesys
        && (hasRole(others, KeyRole::TokenUrl) || hasRole(others, KeyRole::ExpiresAt)))
        return false;
    if (match.kind == CredentialKind::Upwork && hasRole(others, KeyRole::ClientId))
        return false;
    return match.missing.isEmpty();
}

LayoutMatch parametersOf(const KeyMap &map)
{
    LayoutMatch match;
    match.kind = map.kind;
    match.roles = map.roles;
    match.missing = map.missing;
    for (auto it = map.roles.cbegin(); it != map.roles.cend(); ++it) {
        if (it.key().endsWith(QLatin1String("/cliensecret"), Qt::CaseInsensitive))
            match.misspelt.append({it.key(), it.key().chopped(11) + QLatin1String("clientsecret")});
    }
    return match;
}

} // namespace

int editDistance(QStringView a, QStringView b, int most)
{
    if (qAbs(a.size() - b.size()) > most)
        return most + 1;
    const qsizetype width = b.size() + 1;
    QList<int> rows(3 * width); // the row before the last, the last, this one
    const auto at = [&rows, width](qsizetype i, qsizetype j) -> int & { return rows[(i % 3) * width + j]; };
    for (qsizetype i = 0; i <= a.size(); ++i) {
        for (qsizetype j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                at(i, j) = static_cast<int>(i + j);
                continue;
            }
            const int replaced = at(i - 1, j - 1) + (a[i - 1] != b[j - 1]);
            int best = std::min({replaced, at(i - 1, j) + 1, at(i, j - 1) + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                best = std::min(best, at(i - 2, j - 2) + 1);
            at(i, j) = best;
        }
    }
    return std::min(at(a.size(), b.size()), most + 1);
}

LayoutMatch matchLayout(const QStringList &keys)
{
    const KeyMap exact = KeyMap::recognise(keys);
    if (exact.kind == CredentialKind::SpApi)
        return parametersOf(exact);
    std::optional<LayoutMatch> best;
    for (const SecretTemplate &layout : secretTemplates()) {
        if (layout.keys.isEmpty() || layout.isParameters)
            continue;
        const LayoutMatch match = matched(layout, keys);
        if (!isMeant(match, keys) && exact.kind != layout.kind)
            continue;
        // More keys explained; then, as the five keys of one layout are five of the other's six, fewer missing.
        const auto rank = [](const LayoutMatch &m) { return std::pair(m.roles.size(), -m.missing.size()); };
        if (!best || rank(match) > rank(*best))
            best = match;
    }
    if (best)
        return *best;
    LayoutMatch none;
    none.kind = exact.kind;
    none.roles = exact.roles;
    return none;
}

} // namespace keyturn
