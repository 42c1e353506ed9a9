#pragma once
#include <QFrame>

class QLineEdit;

namespace keyturn {

class TextLabel;

//! The line above a view in which one looks for something in it. Knows nothing of what is searched.
class FindBar : public QFrame {
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent = nullptr);

    void open();
    //! Hides it; closed() follows.
    void close();
    QString text() const;
    //! The \p number-th of \p total; 0 of 0 where nothing was found.
    void setFound(qsizetype number, qsizetype total, const QString &remark = {});

signals:
    void changed(const QString &text);
    void nextRequested(int step);
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLineEdit *m_field;
    TextLabel *m_found;
};

} // namespace keyturn
