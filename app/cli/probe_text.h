#pragma once
#include "core/base/json_writer.h"
#include "core/oauth/token_probe.h"

namespace keyturn::cli {

//! "works", "limited", "refused" or "unclear": a word that programs read.
QString probeWord(ProbeAnswer::Kind kind);
//! The same for people, with the provider's own words.
QString probeText(const ProbeAnswer &answer);
//! Members of an object that is begun already.
void writeProbe(JsonWriter &json, const ProbeAnswer &answer);

} // namespace keyturn::cli
