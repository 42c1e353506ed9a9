#pragma once
#include "core/base/result.h"
#include "core/keychain/aws_key_store.h"

namespace keyturn {

//! The access key in \p text: two lines, id and secret, or the CSV file that the IAM console gives (byte order mark,
//! line ends and case of the header as they come, columns in any order, one key). Invalid "access-keys" for anything
//! else; the detail never quotes the text.
Result<AwsKeys> readAccessKeys(const SecretString &text);

} // namespace keyturn
