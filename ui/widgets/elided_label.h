#pragma once
#include "ui/style/theme.h"

#include <QWidget>

namespace keyturn {

//! One line that gives way: names elide in the middle, prose at the end. Elided text has a tooltip. Never for values.
class ElidedLabel : public QWidget {
    Q_OBJECT

public:
    explicit ElidedLabel(const QString &text = {}, Theme::Font font = Theme::Font::Body,
                         ColorToken color = &ThemeColors::text, Qt::TextElideMode mode = Qt::ElideRight,
                         QWidget *parent = nullptr);

    void setText(const QString &text);
    QString text() const { return m_text; }
    bool isElided() const;
    void setColor(ColorToken color);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QString m_text;
    Theme::Font m_font;
    ColorToken m_color;
    Qt::TextElideMode m_mode;
};

} // namespace keyturn
