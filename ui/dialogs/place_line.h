#pragma once
#include <QString>

namespace keyturn {

class Place;

//! "asp-production  ·  account 1234 5678 9012  ·  us-east-1", below the title of a dialog that writes there.
QString placeLine(const Place &place);

} // namespace keyturn
