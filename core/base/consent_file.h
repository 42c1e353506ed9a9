#pragma once
#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace keyturn {

//! What the user has agreed to, line by line, in a file that both programs share and only the user can read. A file
//! that cannot be read safely counts as empty, so that the question is asked again.
class ConsentFile {
public:
    //! \p file in a folder of Keyturn's own; empty: nothing is kept.
    explicit ConsentFile(QString file) : m_file(std::move(file)) {}

    bool holds(const QByteArray &line) const;
    //! Io "private-folder" where it cannot be kept.
    Result<> add(const QByteArray &line) const;

private:
    QString m_file;
};

} // namespace keyturn
