#pragma once
#include "core/reminders/reminder_chain.h"

#include <QByteArray>

namespace keyturn {

//! The chain as one CloudFormation stack, in JSON; it names no account and no region.
QByteArray chainTemplate(const ReminderChain &chain);
//! The same as commands of the aws command line, for a shell as POSIX has it.
QByteArray chainCommands(const ReminderChain &chain, const ChainPlace &place);
//! The same for Terraform and OpenTofu, with the provider hashicorp/aws.
QByteArray chainTerraform(const ReminderChain &chain);

} // namespace keyturn
