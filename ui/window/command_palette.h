#pragma once
#include "ui/widgets/scrim.h"
#include "ui/window/palette_model.h"

#include <QAction>
#include <QHash>
#include <QPointer>
#include <QTimer>
#include <QWidget>

class QLayout;
class QLineEdit;
class QListView;

namespace keyturn {

//! One field that finds every command and every entry, over the main window. Enter runs, Tab opens an entry and shows
//! what can be done with it, Esc or a click outside closes and gives the focus back.
class CommandPalette : public QWidget {
    Q_OBJECT

public:
    explicit CommandPalette(QWidget *window);

    //! \p text: what the field starts with, e.g. ">" for commands. \p ofEntry: those of \p actions that Tab shows.
    void open(const QList<QAction *> &actions, const QList<QAction *> &ofEntry, const QList<Entry> &entries,
              const QString &text = {});

    void dismiss();

signals:
    void entryChosen(const keyturn::EntryId &id);
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    QLayout *makeHead();
    QLayout *makeFoot();
    QList<PaletteCommand> commands() const;
    void reread();
    void place();
    void choose(const QModelIndex &index);
    void showActionsOf(const QModelIndex &index);
    void ask(const QString &question);
    void select(int row);

    PaletteModel *m_model;
    QHash<QString, QPointer<QAction>> m_actions; // by object name
    QList<Entry> m_entries;
    QList<QAction *> m_offered; // what is shown, in its order
    QList<QAction *> m_ofEntry;
    Scrim *m_scrim;
    QLineEdit *m_field;
    QListView *m_view;
    QPointer<QWidget> m_focusBefore;
    QTimer m_reread;
};

} // namespace keyturn
