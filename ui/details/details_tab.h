#pragma once
#include "core/read/entry_details.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QScrollArea;
class QStackedWidget;

namespace keyturn {

class DetailChoice;
class DetailJson;
class DetailLine;
class DetailsReader;
class KmsKeyReader;
class EmptyState;
class ReplicasList;
class TagsTable;
class TextLabel;
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
    void writingNeeded();

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makePage();
    void connectRows();
    void read();
    void show();
    void showState();
    void showParts();
    void showRows();
    void showFault(DetailField field, DetailJson *row);
    void stage(DetailField field, const QString &text);
    void stageChanges(const DetailChanges &changes, const QString &what, bool joins);
    const DetailChanges &staged() const;
    QString part() const;
    bool mayEdit() const;

    Workspace &m_workspace;
    DetailsReader *m_reader;
    KmsKeyReader *m_keys;
    QComboBox *m_part;
    TextLabel *m_about;
    DetailLine *m_description;
    TagsTable *m_tags;
    DetailChoice *m_key;
    ReplicasList *m_replicas;
    DetailJson *m_resourcePolicy;
    DetailChoice *m_tier;
    DetailLine *m_pattern;
    DetailJson *m_policies;
    EmptyState *m_state;
    QScrollArea *m_scroll;
    QStackedWidget *m_stack;
    QTimer m_pause; // between two steps of undo
    QTimer m_again; // while a copy is being made
    DetailTexts m_now;
    bool m_editing = false;
    bool m_stale = true;
};

} // namespace keyturn
