#pragma once

namespace keyturn {

class Actions;
class ClipboardGuard;
class DialogOpener;
class MessageCenter;
class Workspace;
class WritingGuard;

//! What the parts of the window share. All of it outlives them.
struct WindowContext {
    Workspace &workspace;
    Actions &actions;
    ClipboardGuard &clipboard;
    MessageCenter &messages;
    DialogOpener &dialogs;
    WritingGuard &writing;
};

} // namespace keyturn
