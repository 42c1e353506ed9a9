#pragma once
#include "ui/editor/value_operations.h"

#include <QStackedWidget>

class QAbstractItemView;

namespace keyturn {

class RawView;
class SecretValueModel;
class ValuesTable;
class ValuesTree;

//! Table, tree and text: three views of one text, one of them shown, and what is done in whichever it is.
class ValueViews : public QStackedWidget {
    Q_OBJECT

public:
    enum Mode { Table, Tree, Raw };

    explicit ValueViews(ValueOperations &operations, QWidget *parent = nullptr);

    Mode mode() const { return m_mode; }
    //! Shows it with the text as it is now; what was revealed is masked.
    void setMode(Mode mode);
    //! Content, edits or what may be edited changed.
    void refresh();
    SecretValueModel &model();
    ValuesTable &table() { return *m_table; }
    RawView &raw() { return *m_raw; }
    //! The table or the tree, whichever is shown; null in the text.
    QAbstractItemView *itemView() const;

    //! Of the focused row, or the first; in the text, of the text.
    void edit();
    void copy();
    void remove();
    void rename();
    void duplicate();
    void step(int by);
    void generate();
    void toggleMask();
    void hideValues();
    //! Makes the row or the place of a key the current one.
    void goTo(const QString &key);
    void takeFocus();
    //! Number of the match, and how many there are.
    std::pair<qsizetype, qsizetype> find(const QString &text, int step);
    //! Marks the current row even while the focus is elsewhere.
    void showCurrentRow(bool shown);
    //! Ages of the keys are told by the tree as by the table.
    void showAges();
    //! All rows of the table; as much as there is for the others.
    int wantedHeight() const;

private:
    QWidget *page(QWidget *view);

    ValueOperations &m_operations;
    ValuesTable *m_table;
    ValuesTree *m_tree;
    RawView *m_raw;
    Mode m_mode = Table;
};

} // namespace keyturn
