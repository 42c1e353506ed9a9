#pragma once
#include "core/document/field_edit.h"

#include <QPixmap>
#include <QString>
#include <functional>

namespace keyturn {

//! What takes the pictures: both() one in light and in dark under a name, withDialog() one of a dialog over the window.
struct PictureTools {
    std::function<void(const QString &name, const std::function<QPixmap()> &picture)> both;
    std::function<QPixmap(QWidget &dialog)> withDialog;
    //! False, with a complaint, if it does not come true.
    std::function<bool(const std::function<bool()> &condition, const char *what)> wait;
};

class MainWindow;
class Workspace;
struct NewEntry;

//! An edit of one key, as the pages stage it.
inline FieldEdit edit(FieldEdit::Kind kind, const QString &key, QByteArrayView value = {})
{
    return {.kind = kind, .key = key, .value = SecretString(value)};
}

//! Makes an entry and opens it; false, with a complaint, if that does not come true.
bool openNewEntry(MainWindow &window, Workspace &workspace, const PictureTools &tools, const NewEntry &wanted);
//! Opens an entry that is in the list.
bool openEntry(MainWindow &window, Workspace &workspace, const PictureTools &tools, const QString &name);

//! What the sandbox does wrong from now on, as its /sandbox-api/faults reads it.
bool setFault(Workspace &workspace, const PictureTools &tools, QByteArrayView json);

} // namespace keyturn
