#pragma once
#include "core/async/task_scope.h"
#include "core/versions/version_history.h"
#include "core/workspace/listing.h"

#include <optional>

namespace keyturn {

//! The one entry whose values are read, and what is known about the age of each. Its history is read behind it, as far
//! as that takes; what cannot be read there leaves an age unknown and is no error.
class OpenEntry : public QObject {
    Q_OBJECT

public:
    OpenEntry(Place &place, Listing &listing);

    void open(const EntryId &id);
    void close();
    std::optional<EntryId> id() const { return m_id; }
    //! Null while nothing has been read.
    const EntryContent *content() const { return m_content ? &*m_content : nullptr; }
    bool isReading() const { return m_isReading; }

    //! Since when \p key holds its value, and which version brought it; null: not known yet.
    const KeyAge *ageOf(const QString &key) const;

    //! Somebody has read it anew.
    void show(EntryContent content);
    //! What the history told about it: since when its keys hold their values.
    void learnAges(const VersionHistory &history);
    //! A refresh has just written the tokens of \p id, as version \p versionId.
    void learnTokens(const EntryId &id, const QString &versionId, bool withRefreshToken);

signals:
    void opening(const keyturn::EntryId &id);
    void contentChanged(); //!< content() is another, or none
    void failed(const keyturn::EntryId &id, const keyturn::Error &error);
    void agesLearnt(); //!< the fields of content() know more about their age

private:
    struct WrittenTokens {
        QString versionId;
        QDateTime at;
        bool both = false; // the refresh token too
    };
    struct Ages {
        QString state; // of which versions
        QHash<QString, KeyAge> of;
    };
    void forget();
    void fail(const EntryId &id, const Error &error);
    void carryAges(const EntryContent &from, const EntryContent &to);
    void applyAges();
    void dateClientSecret(const EntryField &field, const KeyAge &age);
    //! Whether the history of what is open would tell something new.
    bool wantsHistory() const;
    void readHistory();

    Place &m_place;
    Listing &m_listing;
    std::optional<EntryId> m_id;
    std::optional<EntryContent> m_content;
    bool m_isReading = false;
    QHash<EntryId, WrittenTokens> m_tokens;
    QHash<EntryId, Ages> m_ages;
    TaskScope m_reads;
    QString m_dating; // the versions whose history is being read
    TaskScope m_histories;
};

} // namespace keyturn
