#pragma once
#include <QWidget>

class QVBoxLayout;

namespace keyturn {

class LabelChip;
class TextLabel;

//! One detail under its caption: what it is, whether it is edited, and a remark below where there is one.
class DetailRow : public QWidget {
    Q_OBJECT

public:
    explicit DetailRow(const QString &caption, QWidget *parent = nullptr);

    void setEdited(bool edited);
    //! Empty hides it.
    void setRemark(const QString &remark, bool isFault = false);
    QString caption() const;

protected:
    //! May be wrapped behind each ':' and '/'; looks as it is.
    static QString breakable(const QString &arn);
    //! Where the detail itself goes.
    QVBoxLayout *body() { return m_body; }

private:
    TextLabel *m_caption;
    LabelChip *m_edited;
    QVBoxLayout *m_body;
    TextLabel *m_remark;
};

} // namespace keyturn
