#pragma once
#include <QPixmap>
#include <QString>
#include <functional>

namespace keyturn {

class MainWindow;
class Workspace;

//! What takes the pictures: both() one in light and in dark under a name, withDialog() one of a dialog over the window.
struct PictureTools {
    std::function<void(const QString &name, const std::function<QPixmap()> &picture)> both;
    std::function<QPixmap(QWidget &dialog)> withDialog;
    //! False, with a complaint, if it does not come true.
    std::function<bool(const std::function<bool()> &condition, const char *what)> wait;
};

//! Histories, comparisons, the ways back, deletion and restoring, one picture each. Needs the sandbox's entries listed
//! and nothing staged.
bool takeVersionsPictures(MainWindow &window, Workspace &workspace, const PictureTools &tools);

} // namespace keyturn
