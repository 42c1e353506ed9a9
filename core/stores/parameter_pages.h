#pragma once
#include "core/aws/json_client.h"
#include "core/stores/page_stream.h"
#include "core/stores/parameter_metadata.h"

namespace keyturn {

//! DescribeParameters with at most one filter, page by page; \p key empty: all.
PageStream<ParameterMetadata> parameterPages(const JsonClient &client, QByteArray key, QByteArray option,
                                             QStringList values);
//! GetParameterHistory of \p name, page by page.
PageStream<ParameterVersion> historyPages(const JsonClient &client, QString name, bool withDecryption);

} // namespace keyturn
