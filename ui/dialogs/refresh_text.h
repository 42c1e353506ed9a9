#pragma once
#include "core/rotation/unfinished_refresh.h"
#include "ui/text/error_text.h"

#include <QCoreApplication>

namespace keyturn {

//! What became of a refresh, for people.
class RefreshText {
    Q_DECLARE_TR_FUNCTIONS(RefreshText)

public:
    //! Why there was none, or what its answer said.
    static ErrorMessage message(const Error &error, const QString &entry);
    //! What is left to do and the label of the button that does it. \p isHere: its tokens are in this program only.
    static ErrorMessage unfinished(const UnfinishedRefresh &refresh, bool isHere, const QDateTime &now);
    static QString label(RefreshNext next);

private:
    static std::optional<std::pair<QString, NextStep>> refused(const Error &error, const QString &entry);
    static std::optional<std::pair<QString, NextStep>> notAsked(const Error &error, const QString &entry);
};

} // namespace keyturn
