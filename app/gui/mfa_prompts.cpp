#include "app/gui/mfa_prompts.h"

#include "core/async/completion.h"
#include "ui/connect/mfa_dialog.h"

#include <QApplication>
#include <QPointer>

namespace keyturn {

using namespace Qt::StringLiterals;

namespace {

//! Whoever goes first, the window or the task, takes the dialog along.
struct ShownDialog {
    QPointer<MfaDialog> dialog;
    ~ShownDialog() { delete dialog.data(); }
};

} // namespace

Task<Result<SecretString>> MfaPrompts::mfaCode(MfaQuestion question)
{
    const ShownDialog shown{new MfaDialog(question, QApplication::activeWindow())};
    Completion<int> answered;
    const auto answer = answered.completer();
    QObject::connect(shown.dialog.data(), &QDialog::finished, shown.dialog.data(),
                     [answer](int result) { answer(result); });
    shown.dialog->open();
    const int result = co_await answered;
    if (result != QDialog::Accepted || !shown.dialog)
        co_return Error{ErrorKind::Cancelled, Refusal::Mfa, QObject::tr("no code was given")};
    co_return shown.dialog->code();
}

} // namespace keyturn
