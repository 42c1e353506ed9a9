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
    //! What was found in a few words, for a heading above the sentence: "Keychain locked".
    static QString title(const Finding &finding);
    static QString levelWord(Finding::Level level);

private:
    static QString titleOfComputer(const Finding &finding);
    //! A use of Keyturn, by the word that the command line has for it.
    static QString feature(const QString &word);
    static Diagnosis ofConnection(const Finding &finding);
    static Diagnosis ofComputer(const Finding &finding);
    static Diagnosis ofFiles(const Finding &finding);
    //! The IAM action that a page of a store's list asks for.
    static QString listingAction(const Finding &finding);
    //! What to do where the error's own words say nothing of it.
    static QString fixOfError(const Finding &finding);
};

} // namespace keyturn
