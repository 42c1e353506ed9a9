#pragma once
#include <QTableView>

namespace keyturn {

class VersionListModel;

//! The table of a VersionListModel. A click on a round mark, A, B or Space on a row choose what is compared; the older
//! one is A. The widest columns give way in a narrow window.
class VersionTable : public QTableView {
    Q_OBJECT

public:
    explicit VersionTable(VersionListModel *model, QWidget *parent = nullptr);

    //! Row of the history under the cursor; -1 for none.
    int currentHistoryRow() const;
    //! Columns and height, after the model or the width has changed.
    void fit();
    int heightOf(int rows) const;
    //! Of whole rows as many as fit into \p height, but a few at least.
    void setMostHeight(int height);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void mark(int historyRow);
    int widthFor(int column);
    void fitHeight();

    VersionListModel *m_versions;
    int m_mostHeight = 0;
};

} // namespace keyturn
