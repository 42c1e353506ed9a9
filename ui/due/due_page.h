#pragma once
#include "core/entry/entry.h"

#include <QWidget>

class QHBoxLayout;
class QLineEdit;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace keyturn {

class DueModel;
class EmptyState;
class TextLabel;
class Workspace;

//! Every date of every entry: when, why, what resets it. Double-click or Enter opens the entry.
class DuePage : public QWidget {
    Q_OBJECT

public:
    explicit DuePage(Workspace &workspace, QWidget *parent = nullptr);

    void focusList();
    //! "12 due dates, computed 14:05:10".
    QString summary() const { return m_summary; }

signals:
    void entryRequested(const keyturn::EntryId &id);
    void summaryChanged(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QHBoxLayout *makeHead();
    void makeView();
    void compute();
    void spread();
    void showState();
    void open(const QModelIndex &index);

    Workspace &m_workspace;
    DueModel *m_model;
    QSortFilterProxyModel *m_proxy;
    TextLabel *m_sentence;
    QLineEdit *m_filter;
    QTableView *m_view;
    EmptyState *m_state;
    QStackedWidget *m_stack;
    QString m_summary;
};

} // namespace keyturn
