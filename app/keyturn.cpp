#include "app/gui/application.h"
#include "app/gui/single_instance.h"
#include "app/printable_log.h"
#include "app/process_hardening.h"
#include "core/base/printable.h"
#include "core/base/private_folder.h"
#include "core/profile/environment.h"
#include "ui/settings/preferences.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QTranslator>
#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace {

void say(FILE *where, const QString &text)
{
    std::fputs(text.toLocal8Bit().constData(), where);
}

//! Qt ends the program itself when it finds no display; people deserve a sentence.
void duringStart(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    if (type != QtFatalMsg)
        return;
    if (text.contains("platform plugin"_L1))
        say(stderr, u"keyturn: no display can be opened. Start it from a desktop session (DISPLAY or WAYLAND_DISPLAY "
                    "must name one), or use keyturnctl.\n"_s);
    else
        say(stderr, u"keyturn: %1\n"_s.arg(keyturn::printable(text)));
    std::_Exit(1);
}

} // namespace

int main(int argc, char **argv)
{
    using namespace keyturn;
    hardenProcess();

    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const Result<Options> options = Options::parse(arguments);
    if (!options) {
        say(stderr, u"keyturn: %1\n%2"_s.arg(printable(options.error().detail), Options::helpText()));
        return 2;
    }
    if (options->help || options->version) {
        say(stdout, options->help ? Options::helpText() : u"keyturn " KEYTURN_VERSION "\n"_s);
        return 0;
    }

    // A native dialog would run in another process, which cannot read our files while we are not dumpable.
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    QApplication::setOrganizationName(u"keyturn"_s);
    QApplication::setApplicationName(u"keyturn"_s);
    QApplication::setApplicationDisplayName(u"Keyturn"_s);
    QApplication::setApplicationVersion(QStringLiteral(KEYTURN_VERSION));
    QApplication::setDesktopFileName(u"keyturn"_s);
    const QtMessageHandler usual = qInstallMessageHandler(duringStart);
    QApplication application(argc, argv);
    qInstallMessageHandler(usual);
    logPrintably();

    const QString meeting = Environment().lockFolder();
    const bool canMeet = options->endpoint.isEmpty() && PrivateFolder::make(meeting).has_value();
    SingleInstance instance(meeting);
    if (canMeet && !instance.claim()) {
        const Result<> taken = instance.handOver(arguments);
        if (!taken)
            say(stderr, u"keyturn: %1; end it first\n"_s.arg(taken.error().detail));
        return taken ? 0 : 1;
    }

    QTranslator translator;
    if (translator.load(u":/i18n/keyturn_en.qm"_s)) // plural forms; other languages come later
        QApplication::installTranslator(&translator);
    const QString theme = options->light ? u"light"_s : options->dark ? u"dark"_s : preferences::theme();
    Theme::instance().apply(Theme::modeOf(theme));

    Application keyturn(*options);
    QObject::connect(&instance, &SingleInstance::handedOver, &keyturn, &Application::goOn);
    keyturn.start();
    return QApplication::exec();
}
