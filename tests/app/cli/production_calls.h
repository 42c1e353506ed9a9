#pragma once

namespace keyturn {

//! A command line, and whether production refuses it.
struct ProductionCall {
    const char *arguments; //!< with blanks between them
    bool writes = false;
};

//! Every verb, and every action of one that decides otherwise.
inline constexpr ProductionCall productionCalls[] = {
    {"set lwa-oauth lwa-auth-scope", true},
    {"refresh lwa-oauth", true},
    {"refresh lwa-oauth other-oauth", true},
    {"refresh lwa-oauth --probe", true},
    {"authorize lwa-oauth --no-browser", true},
    {"resume", true},
    {"resume lwa-oauth", true},
    {"resume lwa-oauth --ask-again", true},
    {"resume lwa-oauth --forget", true},
    {"rotate-client-secret lwa-oauth", true},
    {"rotate-client-secret lwa-oauth --resume", true},
    {"rotate-client-secret lwa-oauth --status --probe-old", true},
    {"rotate-client-secret lwa-oauth --by-api queue", true},
    {"rotate-client-secret lwa-oauth --from-queue queue", true},
    {"rotate-client-secret lwa-oauth --prepare-queue queue", true},
    {"rotation lwa-oauth start", true},
    {"rotation lwa-oauth step create", true},
    {"rotation lwa-oauth step set", true},
    {"rotation lwa-oauth step test", true},
    {"rotation lwa-oauth step finish", true},
    {"rotation lwa-oauth finish", true},
    {"rotation lwa-oauth repair", true},
    {"rotation lwa-oauth cancel", true},
    {"rotation lwa-oauth remove-label", true},
    {"rotation lwa-oauth now", true},
    {"rotation lwa-oauth schedule --days 30", true},
    {"reminder-chain create --prefix /a/ --email it@example.com", true},
    {"reminder-chain repair --prefix /a/ --email it@example.com", true},
    {"reminder-chain delete", true},
    {"reminder-chain check --send", true},
    {"reminder-schedules sync", true},
    {"reminder-schedules sync --prune", true},
    {"console lwa-oauth --no-browser", true},
    {"token lwa-oauth"}, // reads first: see a test of its own
    {"list"},
    {"find lwa-oauth"},
    {"show lwa-oauth"},
    {"refresh lwa-oauth --explain"},
    {"probe lwa-oauth"},
    {"pending"},
    {"rotate-client-secret lwa-oauth --dry-run"},
    {"rotate-client-secret lwa-oauth --by-api queue --dry-run"},
    {"rotate-client-secret lwa-oauth --from-queue queue --dry-run"},
    {"rotate-client-secret lwa-oauth --status"},
    {"rotate-client-secret lwa-oauth --done billing"},
    {"rotate-client-secret lwa-oauth --forget"},
    {"rotation lwa-oauth"},
    {"rotation lwa-oauth status"},
    {"rotation --all"},
    {"rotation lwa-oauth schedule --days 30 --dry-run"},
    {"rotation-function --output /dev/null/rotation"},
    {"providers"},
    {"drift"},
    {"due"},
    {"remind list"},
    {"remind set lwa-oauth --on 2030-01-01 --text renew"},
    {"reminder-chain check"},
    {"reminder-chain export --format commands --prefix /a/ --email it@example.com"},
    {"reminder-schedules check"},
    {"age lwa-oauth"},
    {"history lwa-oauth --who"},
    {"whoami"},
    {"policy secret:lwa-oauth --for edit"},
    {"cost"},
    {"asp-config /nonexistent"},
    {"login"},
    {"doctor"},
    {"keys list"},
    {"sandbox --port 70000"},
};

} // namespace keyturn
