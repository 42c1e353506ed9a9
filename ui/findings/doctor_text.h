#pragma once
#include "core/doctor/finding.h"
#include "core/doctor/support_bundle.h"

#include <QCoreApplication>

#include <functional>

namespace keyturn {

//! The doctor's findings in words, of the window and of keyturnctl.
class DoctorText {
    Q_DECLARE_TR_FUNCTIONS(DoctorText)

public:
    //! An error as the program says it: a sentence, and behind it what to do.
    using ErrorLines = std::function<QStringList(const Error &)>;

    static Diagnosis diagnosis(const Finding &finding, const ErrorLines &lines);
    //! Of what it is, for people: "Keychain".
    static QString subject(const Finding &finding);
    static QString levelWord(Finding::Level level);

private:
    static Diagnosis ofConnection(const Finding &finding);
    static Diagnosis ofComputer(const Finding &finding);
};

} // namespace keyturn
