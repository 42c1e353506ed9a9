#pragma once
#include "ui/widgets/still_row.h"

namespace keyturn {

class LinkButton;
class TextLabel;

//! Below the filter: how many rows there are, of how many, and how they are sorted; while the list is read, how far it
//! is, with a way to stop.
class ListLine : public StillRow {
    Q_OBJECT

public:
    struct Facts {
        qsizetype rows = 0;
        qsizetype entries = 0;
        double milliseconds = 0; //!< of the last scan
        bool isFiltered = false;
        bool isReading = false;
        bool wasStopped = false;
        bool isNarrow = false;
        QString sortedBy = {}; //!< empty: nothing
    };

    explicit ListLine(QWidget *parent = nullptr);

    void setFacts(const Facts &facts);

signals:
    void stopWanted();

private:
    TextLabel *m_count;
    TextLabel *m_time;
    TextLabel *m_sorted;
    LinkButton *m_stop;
};

} // namespace keyturn
