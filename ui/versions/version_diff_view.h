#pragma once
#include <QTableView>

namespace keyturn {

class VersionDiffDelegate;
class VersionDiffModel;

//! The table of a VersionDiffModel: an eye on the hovered or current row reveals it for 20 s, or while it is held, as
//! does Space; Ctrl+Shift+C toggles. Masks again when the focus goes.
class VersionDiffView : public QTableView {
    Q_OBJECT

public:
    //! \p model must outlive the view's use of it; it is not taken over.
    explicit VersionDiffView(VersionDiffModel *model, QWidget *parent = nullptr);

    //! Height of header and all rows.
    int contentHeight() const;

signals:
    void contentHeightChanged();

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    int eyeAt(const QPoint &pos) const;
    void setHot(int row);
    void fit();

    VersionDiffModel *m_diff;
    VersionDiffDelegate *m_delegate;
    int m_pressed = -1;
    bool m_wasShown = false;
    quint64 m_pressedAt = 0;
};

} // namespace keyturn
