#include "ui/text/save_remarks.h"

#include "ui/text/error_text.h"

namespace keyturn {

QStringList SaveRemarks::of(const QString &name, const std::optional<Error> &tagError,
                            const std::optional<Error> &labelError)
{
    QStringList sentences;
    if (tagError)
        sentences.append(tr("Couldn't note the date of the client secret in the tags of %1: %2")
                             .arg(name, ErrorText::message(*tagError, name).sentence));
    if (labelError)
        sentences.append(tr("A harmless Keyturn label remains on %1.").arg(name));
    return sentences;
}

} // namespace keyturn
