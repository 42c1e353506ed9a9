#include "app/pictures/screenshots.h"
#include "app/printable_log.h"
#include "app/process_hardening.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QTranslator>
#include <cstdio>

using namespace Qt::StringLiterals;

//! Every page of Keyturn as a picture; a program of its own, so that none of this is part of the product.
int main(int argc, char **argv)
{
    using namespace keyturn;
    hardenProcess();
    int width = 0;
    int height = 0;
    const bool isSized = argc == 3 && std::sscanf(argv[2], "%dx%d", &width, &height) == 2;
    if ((argc != 2 && !isSized) || argv[1][0] == '-') {
        std::fputs(
            "usage: keyturn-pictures FOLDER [WIDTHxHEIGHT]\n"
            "Renders every page into FOLDER, at another size where one is given; needs no display. QT_SCALE_FACTOR=2 "
            "doubles the pixels.\n",
            stderr);
        return 2;
    }
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    // As the program itself, which names the folders of its state after it.
    QApplication::setOrganizationName(u"keyturn"_s);
    QApplication::setApplicationName(u"keyturn"_s);
    QApplication::setApplicationDisplayName(u"Keyturn"_s);
    QApplication::setApplicationVersion(QStringLiteral(KEYTURN_VERSION));
    QApplication application(argc, argv);
    QTemporaryDir settings; // of nobody: the pictures are the same everywhere
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    QSettings().setValue(u"lock/idle-minutes"_s, 0); // on a slow machine they take longer than the usual five
    logPrintably();
    QTranslator translator;
    if (translator.load(u":/i18n/keyturn_en.qm"_s)) // plural forms
        QApplication::installTranslator(&translator);
    Theme::instance().apply(Theme::Mode::Light);
    return takeScreenshots(QString::fromLocal8Bit(argv[1]), isSized ? QSize(width, height) : QSize());
}
