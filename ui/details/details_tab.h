#pragma once
#include "core/read/entry_details.h"

#include <QTimer>
#include <QWidget>

class QScrollArea;
class QStackedWidget;

namespace keyturn {

class DetailsForm;
class DetailsReader;
class KmsKeyReader;
class EmptyState;
class Workspace;

//! What belongs to the open entry besides its values: description, tags, key, copies, policies. Read when it is first
//! shown, read-only until edit(). Edits are staged with those of the values, never written from here.
class DetailsTab : public QWidget {
    Q_OBJECT

public:
    explicit DetailsTab(Workspace &workspace, QWidget *parent = nullptr);
    ~DetailsTab() override;

    DetailsReader &reader() { return *m_reader; }
    void edit();
    bool isEditing() const { return m_editing; }
    //! Of a group: the parameter whose details are shown.
    void choosePart(const QString &name);

signals:
    //! Editing was asked for where writing is locked.
    void writingNeeded(const std::function<void()> &goOn);

protected:
    void showEvent(QShowEvent *event) override;

private:
    enum class Join { No, Yes }; // with the step of undo before
    void makeScroll();
    void connectWorkspace();
    void read();
    void show();
    void showState();
    void showRows();
    void stage(DetailField field, const QString &text);
    void stageChanges(const DetailChanges &changes, const QString &what, Join join);
    const DetailChanges &staged() const;
    bool mayEdit() const;

    Workspace &m_workspace;
    DetailsReader *m_reader;
    KmsKeyReader *m_keys;
    DetailsForm *m_form;
    EmptyState *m_state;
    QScrollArea *m_scroll;
    QStackedWidget *m_stack;
    QTimer m_pause; // between two steps of undo
    QTimer m_again; // while a copy is being made
    bool m_editing = false;
    bool m_stale = true;
};

} // namespace keyturn
