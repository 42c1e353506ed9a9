#pragma once
#include <QWidget>

class QAction;
class QActionGroup;

namespace keyturn {

class EntryListModel;
class FilterField;
class IconButton;

//! Above the list: the filter, its words, and how the rows are sorted and packed.
class ListBar : public QWidget {
    Q_OBJECT

public:
    explicit ListBar(const EntryListModel &entries, QWidget *parent = nullptr);

    FilterField &filter() const { return *m_filter; }
    //! What the sort menu ticks when it opens; -1: no column.
    void setSorted(int column);
    void setCompact(bool compact);

signals:
    void sortWanted(int column);
    void compactWanted(bool compact);

private:
    IconButton *makeHelp();
    IconButton *makeSort(const EntryListModel &entries);

    FilterField *m_filter;
    QActionGroup *m_columns = nullptr;
    QAction *m_compact = nullptr;
};

} // namespace keyturn
