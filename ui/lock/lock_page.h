#pragma once
#include <QScrollArea>

class QVBoxLayout;

namespace keyturn {

class Button;
class Card;
class TextLabel;
class Workspace;

//! What the window shows while it is locked: why, how to go on, and counts. No names.
class LockPage : public QScrollArea {
    Q_OBJECT

public:
    struct Counts {
        int unfinished = 0; //!< saves and refreshes that have not ended
        int due = 0;        //!< within the lead time
        int overdue = 0;
    };

    explicit LockPage(Workspace &workspace, QWidget *parent = nullptr);

    //! The workspace is being locked; \p counts are from before.
    void begin(const Counts &counts);
    //! Quitting would lose edits.
    void warnOfEdits();

signals:
    void quitWanted();

private:
    QLayout *makeLinks();
    void showFacts();
    void askKeychain();
    void unlock(bool returns);
    void tell(const QString &sentence, bool isBad);
    void addFact(const QString &icon, bool isBad, const QString &text);

    Workspace &m_workspace;
    TextLabel *m_reason;
    TextLabel *m_note;
    Button *m_unlock;
    Card *m_card;
    QVBoxLayout *m_facts;
    Button *m_profiles;
    Counts m_counts;
};

} // namespace keyturn
