#pragma once
#include "ui/style/theme_colors.h"

#include <QWidget>

namespace keyturn {

//! A short label in a box: the kind of a credential, a staging label, a source.
class LabelChip : public QWidget {
    Q_OBJECT

public:
    enum class Look { Outlined, Info, Neutral };

    explicit LabelChip(const QString &text = {}, Look look = Look::Outlined, QWidget *parent = nullptr);

    void setText(const QString &text);
    QString text() const { return m_text; }
    void setLook(Look look);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QString m_text;
    Look m_look;
};

} // namespace keyturn
