#pragma once
#include "ui/list/bulk_model.h"

#include <QWidget>

namespace keyturn {

class Button;
class FilterHelp;
class TextLabel;
class Workspace;

//! In place of an entry while several are selected: what can be done to all of them.
class BulkPage : public QWidget {
    Q_OBJECT

public:
    explicit BulkPage(Workspace &workspace, QWidget *parent = nullptr);

    void setEntries(const QList<EntryId> &ids);
    const QList<EntryId> &entries() const { return m_ids; }
    //! Why the values of \p ids cannot be compared; empty if they can.
    static QString comparisonObstacle(const Workspace &workspace, const QList<EntryId> &ids);

signals:
    void changeRequested(keyturn::BulkChange::Kind kind);
    void refreshRequested();
    //! Of exactly two.
    void comparisonRequested(const keyturn::EntryId &a, const keyturn::EntryId &b);
    void duplicatesRequested();
    void exportRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    Workspace &m_workspace;
    QList<EntryId> m_ids;
    TextLabel *m_title;
    TextLabel *m_names;
    QList<Button *> m_changes;
    Button *m_compare;
    FilterHelp *m_help;
};

} // namespace keyturn
