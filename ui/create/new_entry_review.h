#pragma once
#include "core/save/new_entry.h"

#include <QWidget>

class QCheckBox;

namespace keyturn {

class Card;
class ReviewChanges;
class ReviewFacts;
class TextLabel;
class Workspace;

//! What would be made, shown as every other review shows it: by key, masked, with what follows from it. Keys without a
//! value are named and have to be agreed to.
class NewEntryReview : public QWidget {
    Q_OBJECT

public:
    explicit NewEntryReview(Workspace &workspace, QWidget *parent = nullptr);

    //! \p wantsKeys: the value has to be a set of keys; where it is not, this is as far as it goes.
    void setEntry(const NewEntry &entry, bool wantsKeys);
    //! Why it may not be made yet; empty: it may.
    QString obstacle() const;

signals:
    void changed();

private:
    void showWarnings(const NewEntry &entry);
    void showFacts(const NewEntry &entry);

    Workspace &m_workspace;
    ReviewChanges *m_changes;
    Card *m_warnings;
    TextLabel *m_warning;
    QCheckBox *m_agree;
    ReviewFacts *m_facts;
    QString m_noKeys; // why the value is no set of keys
    bool m_mustAgree = false;
};

} // namespace keyturn
