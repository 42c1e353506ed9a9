#pragma once
#include "core/aws/json_client.h"
#include "core/stores/page_stream.h"
#include "core/stores/secret_metadata.h"

namespace keyturn {

//! ListSecrets, page by page.
PageStream<SecretMetadata> secretPages(const JsonClient &client, bool includePlannedDeletion);
//! ListSecretVersionIds of \p secretId, page by page.
PageStream<SecretVersion> versionPages(const JsonClient &client, QString secretId, bool includeDeprecated);

} // namespace keyturn
