#pragma once
#include <QList>
#include <QMap>
#include <QString>
#include <optional>

namespace keyturn {

//! What an entry has besides its values and can be changed.
enum class DetailField { Description, Tag, KmsKey, Replica, ResourcePolicy, Tier, AllowedPattern, Policies };

//! One detail of a secret or of a parameter.
struct DetailKey {
    QString name; //!< of the secret, or of the parameter: members of a group have details of their own
    DetailField field = DetailField::Description;
    QString key = {}; //!< of a tag; region of a replica

    friend bool operator==(const DetailKey &, const DetailKey &) = default;
    friend bool operator<(const DetailKey &a, const DetailKey &b);
};

//! Details as texts: a description, the value of a tag, a KMS key (of a replica: the key there), a policy's JSON.
//! What is empty, or the service's default, is not in it; a tag's value and a replica's key may be empty.
using DetailTexts = QMap<DetailKey, QString>;

//! From what was read to what it is to become; nothing: not there.
struct DetailChange {
    std::optional<QString> before;
    std::optional<QString> after;

    friend bool operator==(const DetailChange &, const DetailChange &) = default;
};

using DetailChanges = QMap<DetailKey, DetailChange>;

std::optional<QString> textOf(const DetailTexts &texts, const DetailKey &key);
//! \p texts as they are after \p changes.
DetailTexts applied(DetailTexts texts, const DetailChanges &changes);
//! Those that \p now does not hold yet.
DetailChanges openChanges(DetailChanges changes, const DetailTexts &now);
//! Open ones whose text is neither what was read nor what is wanted: somebody else has written it. With their text.
QMap<DetailKey, std::optional<QString>> conflictsOf(const DetailChanges &changes, const DetailTexts &now);

} // namespace keyturn
