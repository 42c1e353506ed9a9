#pragma once
#include "core/entry/entry.h"
#include "ui/list/entry_delegate.h"

#include <QTreeView>

namespace keyturn {

class EntryFilterProxy;

//! The rows of the list. Its columns keep their places whether or not there is a scroll bar.
class EntryView : public QTreeView {
    Q_OBJECT

public:
    //! \p proxy outlives it.
    explicit EntryView(EntryFilterProxy &proxy, QWidget *parent = nullptr);

    //! Which columns there are and how high the rows.
    void setDensity(EntryDelegate::Density density);
    QList<EntryId> selected() const;
    //! Chooses it and scrolls to it; false where it is not shown.
    bool makeCurrent(const EntryId &id);
    //! A filter may hide what is selected; when it shows again, it is selected again and nobody is told.
    void restoreSelection();
    void forgetSelection() { m_chosen.clear(); }
    //! Below the current row, global: where a menu about it opens.
    QPoint placeBelowCurrent() const;

signals:
    void entryChosen(const keyturn::EntryId &id);
    void severalChosen(const QList<keyturn::EntryId> &ids); //!< empty: not several any more
    void copyWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void choose();

    EntryFilterProxy &m_proxy;
    EntryDelegate *m_delegate;
    QList<EntryId> m_chosen;
};

} // namespace keyturn
