#include "app/cli/words.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

QString storeWord(Store store)
{
    return store == Store::SecretsManager ? u"secretsmanager"_s : u"ssm"_s;
}

QString basisWord(DueBasis basis)
{
    switch (basis) {
    case DueBasis::Known:
        return u"known"_s;
    case DueBasis::AtTheLatest:
        return u"at-the-latest"_s;
    case DueBasis::Creation:
        return u"creation"_s;
    case DueBasis::LastSeen:
        return u"last-seen"_s;
    }
    return {};
}

QString stateWord(DueState state)
{
    switch (state) {
    case DueState::Unknown:
        return u"unknown"_s;
    case DueState::Fine:
        return u"fine"_s;
    case DueState::Soon:
        return u"soon"_s;
    case DueState::Overdue:
        return u"overdue"_s;
    case DueState::Stuck:
        return u"stuck"_s;
    case DueState::Deleting:
        return u"deleting"_s;
    }
    return {};
}

QString nextWord(RefreshNext next)
{
    switch (next) {
    case RefreshNext::Discard:
        return u"discard"_s;
    case RefreshNext::Store:
        return u"store"_s;
    case RefreshNext::AskAgain:
        return u"ask-again"_s;
    case RefreshNext::Decide:
        return u"decide"_s;
    case RefreshNext::Unlock:
        return u"unlock"_s;
    }
    return {};
}

QString isoTime(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : QString();
}

} // namespace keyturn::cli
