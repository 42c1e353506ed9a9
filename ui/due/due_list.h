#pragma once
#include <QTableView>

namespace keyturn {

//! The table of the board: names and prose take what the other columns leave.
class DueList : public QTableView {
    Q_OBJECT

public:
    explicit DueList(QAbstractItemModel *model, QWidget *parent = nullptr);

    void focusFirst();

signals:
    //! Enter or double click.
    void opened(const QModelIndex &index);
    //! A reminder of the user's own.
    void editWanted(const QModelIndex &index);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void openMenu(const QPoint &at);
    void spread();
};

} // namespace keyturn
