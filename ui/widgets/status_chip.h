#pragma once
#include "ui/widgets/status_look.h"

#include <QWidget>

namespace keyturn {

//! A state as icon, word and colour. With setClickable() it is a button (the write guard in the toolbar).
class StatusChip : public QWidget {
    Q_OBJECT

public:
    explicit StatusChip(QWidget *parent = nullptr);

    //! \p text empty: the word of the vocabulary.
    void setStatus(EntryStatus status, const QString &text = {});
    void setStatus(Status status, const QString &text) { setStatus(EntryStatus{status, 0}, text); }
    EntryStatus status() const { return m_status; }
    QString text() const { return m_text; }
    void setClickable(bool clickable);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void clicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    EntryStatus m_status;
    QString m_text;
    bool m_clickable = false;
};

} // namespace keyturn
