#pragma once
#include <QAction>
#include <QHash>
#include <QObject>

namespace keyturn {

//! Every command of the main window, once: text, icon, shortcut, and the reason while it is disabled. Menus, buttons
//! and the palette show these objects.
class Actions : public QObject {
    Q_OBJECT

public:
    enum class Id {
        Palette,
        Filter,
        FindElsewhere,
        RefreshToken,
        Authorise,
        Reload,
        DueBoard,
        SeveralPlaces,
        Edit,
        Review,
        Undo,
        Redo,
        DiscardAll,
        UndoSave,
        CopyValue,
        ToggleMask,
        RemoveKey,
        AddKey,
        RenameKey,
        DuplicateKey,
        MoveKeyUp,
        MoveKeyDown,
        FindInEntry,
        PasteKeys,
        ImportKeys,
        ExportEntry,
        GeneratePassword,
        KeyMap,
        NewEntry,
        TabValues,
        TabVersions,
        TabRotation,
        TabDetails,
        CompareEntries,
        OpenConsole,
        OwnReminder,
        DeleteEntry,
        RestoreEntry,
        NextProfile,
        NextArea,
        PreviousArea,
        ToggleSidebar,
        UnlockWriting,
        MarkProduction,
        AddAccessKeys,
        Profiles,
        CopyName,
        ReminderChain,
        ReminderSettings,
        Lock,
        Shortcuts,
        Settings,
        Doctor,
        Quit,
    };
    Q_ENUM(Id)

    //! The actions belong to \p window, whose shortcuts they are.
    explicit Actions(QWidget *window);

    QAction *action(Id id) const { return m_actions.value(id); }
    //! In the order of the registry.
    QList<QAction *> all() const;
    //! What is done with the entry that is open, as its menu and the palette offer it.
    QList<QAction *> ofEntry() const;
    //! Empty: enabled. Otherwise disabled for this reason, which tooltip, status tip and palette show.
    void setObstacle(Id id, const QString &reason);
    //! Another text, e.g. with what would be undone.
    void setText(Id id, const QString &text);
    static QString obstacle(const QAction *action);
    //! What the command is called, whatever its text says just now.
    static QString name(const QAction *action);

private:
    QAction *add(Id id, const QString &text, const QString &icon, const QList<QKeySequence> &shortcuts = {});
    static void describe(QAction *action);

    QWidget *m_window;
    QHash<Id, QAction *> m_actions;
    QList<Id> m_order;
};

} // namespace keyturn
