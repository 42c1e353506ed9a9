#pragma once
#include <QPixmap>
#include <QString>
#include <functional>

namespace keyturn {

class MainWindow;
class Workspace;

//! How the service of a picture's profile behaves. Rejects: it knows no such key; Seals: everything but to decrypt.
//! SignedOut: nobody has signed in to it by SSO.
enum class PictureService { Absent, Silent, Rejects, SignInEnded, SignedOut, Refuses, Seals };

//! The states of the list, one picture each: long, filtered, loading, blocked, empty, several selected. Needs the
//! sandbox open and nothing staged; ends in another place.
//! \p both takes a picture in light and dark under a name; \p withDialog one of a dialog over the window; \p wait ends
//! when its condition holds, or says what did not appear; \p behave is asked before the window goes to a profile.
void takeListPictures(MainWindow &window, Workspace &workspace,
                      const std::function<void(const QString &name, const std::function<QPixmap()> &picture)> &both,
                      const std::function<QPixmap(QWidget &dialog)> &withDialog,
                      const std::function<bool(const std::function<bool()> &condition, const char *what)> &wait,
                      const std::function<void(PictureService service)> &behave);

} // namespace keyturn
