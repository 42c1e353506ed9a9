#pragma once
#include <QDialog>

class QHBoxLayout;
class QVBoxLayout;

namespace keyturn {

class ElidedLabel;
class IconButton;

//! A line of one pixel between the head, the body and the foot of a dialog.
class DialogLine : public QWidget {
    Q_OBJECT

public:
    explicit DialogLine(Qt::Orientation orientation, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

//! The one look of dialogs: on the raised colour of the style sheet, a head with title, remark and an X that does what
//! Escape does, a body, a foot with the buttons at its end, lines between them, and the window behind it dimmed.
class FramedDialog : public QDialog {
    Q_OBJECT

public:
    explicit FramedDialog(const QString &title = {}, const QString &subtitle = {}, QWidget *parent = nullptr);

    //! Of the window, too.
    void setTitle(const QString &title);
    //! Empty: none.
    void setSubtitle(const QString &subtitle);

protected:
    //! In the head, between the titles and the X.
    void addToHead(QWidget *widget);
    QVBoxLayout *body() { return m_body; }
    //! The body reaches the edges and the lines.
    void setFullBody();
    QHBoxLayout *foot() { return m_foot; }
    //! As high as its texts need at this width.
    void fitHeight();
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void orderFocus();

    ElidedLabel *m_title;
    ElidedLabel *m_subtitle;
    IconButton *m_close;
    QHBoxLayout *m_head;
    QVBoxLayout *m_body;
    QHBoxLayout *m_foot;
};

} // namespace keyturn
