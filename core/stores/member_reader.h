#pragma once
#include "core/json/json_cursor.h"
#include "core/stores/parameter_policy.h"

#include <QDateTime>
#include <QHash>
#include <QMap>
#include <QStringList>

namespace keyturn {

//! Reads the members of entries of a listing, each of one type: null comes out empty, another type is remembered as
//! wrong(). What many entries share is kept once. One reader for one listing.
class MemberReader {
public:
    QString text(JsonCursor &json);
    //! A text that other entries are likely to have as well.
    QString shared(JsonCursor &json);
    bool flag(JsonCursor &json);
    //! UTC; invalid where there is none.
    QDateTime time(JsonCursor &json);
    //! A version number, from 1 on; 0 where there is none.
    qint64 version(JsonCursor &json);
    QStringList texts(JsonCursor &json);
    QMap<QString, QString> tags(JsonCursor &json);
    //! One whose text cannot be read is none the less one: see ParameterPolicy::isBroken.
    QList<ParameterPolicy> policies(JsonCursor &json);
    //! The value that comes next has type \p kind, which is called \p word. Otherwise it is skipped.
    bool isWanted(JsonCursor &json, JsonCursor::Kind kind, const char *word);

    //! The first thing that is not as the service's model says; empty: nothing so far.
    const QString &wrong() const { return m_wrong; }
    void setWrong(const QString &wrong);

private:
    QString m_wrong;
    QHash<QByteArray, QString> m_texts; // by how they stand in the answer
    QHash<QByteArray, QMap<QString, QString>> m_tags;
    QHash<QByteArray, QList<ParameterPolicy>> m_policies;
};

} // namespace keyturn
