#pragma once
#include "core/document/secret_template.h"
#include "core/lint/name_check.h"

#include <QCoreApplication>

namespace keyturn {

//! What the dialog for new entries says about layouts and names.
class NewEntryText {
    Q_DECLARE_TR_FUNCTIONS(NewEntryText)

public:
    static QString layout(TemplateId id); //!< "Login with Amazon, Alexa skill (6 keys)"
    //! \p name: what \p finding is about.
    static QString name(const NameFinding &finding, const QString &name);

private:
    static QString badCharacter(const QString &name, qsizetype at);
};

} // namespace keyturn
