#include "app/cli/verbs/age_verb.h"
#include "app/cli/verbs/asp_config_verb.h"
#include "app/cli/verbs/authorize_verb.h"
#include "app/cli/verbs/console_verb.h"
#include "app/cli/verbs/cost_verb.h"
#include "app/cli/verbs/doctor_verb.h"
#include "app/cli/verbs/drift_verb.h"
#include "app/cli/verbs/due_verb.h"
#include "app/cli/verbs/find_verb.h"
#include "app/cli/verbs/history_verb.h"
#include "app/cli/verbs/keys_verb.h"
#include "app/cli/verbs/list_verb.h"
#include "app/cli/verbs/login_verb.h"
#include "app/cli/verbs/pending_verb.h"
#include "app/cli/verbs/policy_verb.h"
#include "app/cli/verbs/probe_verb.h"
#include "app/cli/verbs/providers_verb.h"
#include "app/cli/verbs/refresh_verb.h"
#include "app/cli/verbs/remind_verb.h"
#include "app/cli/verbs/reminder_chain_verb.h"
#include "app/cli/verbs/reminder_schedules_verb.h"
#include "app/cli/verbs/resume_verb.h"
#include "app/cli/verbs/rotate_client_secret_verb.h"
#include "app/cli/verbs/rotation_function_verb.h"
#include "app/cli/verbs/rotation_verb.h"
#include "app/cli/verbs/sandbox_verb.h"
#include "app/cli/verbs/set_verb.h"
#include "app/cli/verbs/show_verb.h"
#include "app/cli/verbs/token_verb.h"
#include "app/cli/verbs/whoami_verb.h"

namespace keyturn::cli {

std::vector<std::unique_ptr<Verb>> allVerbs()
{
    std::vector<std::unique_ptr<Verb>> verbs;
    verbs.push_back(std::make_unique<ListVerb>());
    verbs.push_back(std::make_unique<FindVerb>());
    verbs.push_back(std::make_unique<ShowVerb>());
    verbs.push_back(std::make_unique<SetVerb>());
    verbs.push_back(std::make_unique<RefreshVerb>());
    verbs.push_back(std::make_unique<TokenVerb>());
    verbs.push_back(std::make_unique<ProbeVerb>());
    verbs.push_back(std::make_unique<AuthorizeVerb>());
    verbs.push_back(std::make_unique<PendingVerb>());
    verbs.push_back(std::make_unique<ResumeVerb>());
    verbs.push_back(std::make_unique<RotateClientSecretVerb>());
    verbs.push_back(std::make_unique<RotationVerb>());
    verbs.push_back(std::make_unique<RotationFunctionVerb>());
    verbs.push_back(std::make_unique<ProvidersVerb>());
    verbs.push_back(std::make_unique<DriftVerb>());
    verbs.push_back(std::make_unique<DueVerb>());
    verbs.push_back(std::make_unique<RemindVerb>());
    verbs.push_back(std::make_unique<ReminderChainVerb>());
    verbs.push_back(std::make_unique<ReminderSchedulesVerb>());
    verbs.push_back(std::make_unique<AgeVerb>());
    verbs.push_back(std::make_unique<HistoryVerb>());
    verbs.push_back(std::make_unique<WhoamiVerb>());
    verbs.push_back(std::make_unique<PolicyVerb>());
    verbs.push_back(std::make_unique<CostVerb>());
    verbs.push_back(std::make_unique<AspConfigVerb>());
    verbs.push_back(std::make_unique<LoginVerb>());
    verbs.push_back(std::make_unique<ConsoleVerb>());
    verbs.push_back(std::make_unique<DoctorVerb>());
    verbs.push_back(std::make_unique<KeysVerb>());
    verbs.push_back(std::make_unique<SandboxVerb>());
    return verbs;
}

} // namespace keyturn::cli
