#include "ui/dialogs/place_line.h"

#include "core/workspace/place.h"
#include "ui/text/profile_text.h"
#include "ui/text/wording.h"

using namespace Qt::StringLiterals;

namespace keyturn {

QString placeLine(const Place &place)
{
    return QStringList({ProfileText::name(place.profile()), Wording::account(place.identity().account), place.region()})
        .join(u"  ·  "_s);
}

} // namespace keyturn
