#pragma once
#include "core/base/result.h"
#include "core/entry/entry_link.h"

#include <QString>
#include <QStringList>
#include <QUrl>

namespace keyturn {

//! The command line of keyturn.
struct Options {
    bool help = false;
    bool version = false;
    bool sandbox = false;    //!< go to the embedded sandbox at once
    bool background = false; //!< no window until it is asked for
    bool light = false;
    bool dark = false;
    QString profile;
    QString region;
    QUrl endpoint;
    std::optional<EntryLink> entry; //!< to open

    //! \p arguments without the program's name. Invalid names what is not understood.
    static Result<Options> parse(const QStringList &arguments);
    static QString helpText();
};

} // namespace keyturn
