#pragma once
#include "core/rotation/client_secret_record.h"

#include <QCoreApplication>

namespace keyturn {

//! The replacement of a client secret as a list of steps, for whoever has to do or to check them. Holds no value of a
//! secret.
class ClientSecretRunbook {
    Q_DECLARE_TR_FUNCTIONS(ClientSecretRunbook)

public:
    ClientSecretRunbook(const ClientSecretChange &change, const QDateTime &now);

    QString markdown() const;
    //! \p path ends with .pdf, or it is Markdown. Empty, or why it was not written.
    QString write(const QString &path) const;

private:
    enum class Kind { Title, Heading, Text, Point, Open, Done };
    struct Line {
        Kind kind;
        QString text;
    };
    void add(Kind kind, const QString &text) { m_lines.append({kind, text}); }
    void addStep(bool isDone, const QString &text) { add(isDone ? Kind::Done : Kind::Open, text); }
    void addSteps(const ClientSecretChange &change, const QDateTime &now);
    void writePdf(QIODevice &file) const;

    QList<Line> m_lines;
};

} // namespace keyturn
