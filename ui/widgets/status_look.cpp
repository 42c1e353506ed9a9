#include "ui/widgets/status_look.h"

namespace keyturn {
using namespace Qt::StringLiterals;

StatusLook statusLook(Status status)
{
    using C = ThemeColors;
    switch (status) {
    case Status::Unfinished:
        return {u"kt-unfinished"_s, &C::violetFg, &C::violetFg, &C::violetBg};
    case Status::RotationStuck:
        return {u"process-stop"_s, &C::dangerFg, &C::dangerFg, &C::dangerBg};
    case Status::Overdue:
        return {u"kt-overdue"_s, &C::dangerFg, &C::dangerFg, &C::dangerBg};
    case Status::Grace:
        return {u"kt-grace"_s, &C::warnFg, &C::warnFg, &C::warnBg};
    case Status::DueSoon:
        return {u"clock"_s, &C::warnFg, &C::warnFg, &C::warnBg};
    case Status::Deleting:
        return {u"edit-delete"_s, &C::neutralFg, &C::neutralFg, &C::neutralBg};
    case Status::Propagating:
    case Status::Running:
        return {u"view-refresh"_s, &C::infoFg, &C::infoFg, &C::infoBg};
    case Status::Fine:
        return {u"dialog-ok-apply"_s, &C::okFg, &C::text2, nullptr};
    case Status::NoDueDate:
        return {u"list-remove"_s, &C::text3, &C::text3, nullptr};
    case Status::Unknown:
        return {u"help-about"_s, &C::text3, &C::text3, nullptr};
    case Status::ReadOnly:
        return {u"object-locked"_s, &C::neutralFg, &C::neutralFg, &C::neutralBg};
    case Status::WritingUnlocked:
        return {u"kt-warning"_s, &C::warnFg, &C::warnFg, &C::warnBg};
    case Status::Rehearsal:
        return {u"flag"_s, &C::okFg, &C::okFg, &C::okBg};
    case Status::Edited:
        return {{}, &C::infoFg, &C::infoFg, &C::infoBg, false};
    case Status::Added:
        return {u"dialog-ok-apply"_s, &C::okFg, &C::okFg, &C::okBg};
    case Status::Removed:
        return {u"edit-delete"_s, &C::dangerFg, &C::dangerFg, &C::dangerBg};
    }
    return {};
}

} // namespace keyturn
