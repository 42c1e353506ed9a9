#pragma once
#include "ui/widgets/still_row.h"

#include <QTimer>

#include <functional>

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
        //! "as of 2 h ago", of what an earlier run has read; empty: it is fresh. Asked again as time passes.
        std::function<QString()> asOf = {};
    };

    explicit ListLine(QWidget *parent = nullptr);

    void setFacts(const Facts &facts);

signals:
    void stopWanted();

private:
    Facts m_facts;
    QTimer m_halfMinute;
    TextLabel *m_count;
    TextLabel *m_time;
    TextLabel *m_sorted;
    LinkButton *m_stop;
};

} // namespace keyturn
