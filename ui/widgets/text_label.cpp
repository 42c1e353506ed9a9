#include "ui/widgets/text_label.h"

namespace keyturn {

TextLabel::TextLabel(const QString &text, Theme::Font font, ColorToken color, QWidget *parent) :
    QLabel(parent), m_font(font), m_color(color)
{
    setTextFormat(Qt::PlainText);
    setText(text);
    setForegroundRole(QPalette::WindowText); // not the one that goes with the parent's background
    restyle();
    connect(&Theme::instance(), &Theme::changed, this, &TextLabel::restyle);
}

void TextLabel::setColor(ColorToken color)
{
    m_color = color;
    restyle();
}

void TextLabel::setRole(Theme::Font role)
{
    m_font = role;
    restyle();
}

void TextLabel::restyle()
{
    setFont(Theme::font(m_font));
    QPalette own = palette();
    own.setColor(QPalette::WindowText, colors().*m_color);
    setPalette(own);
}

} // namespace keyturn

#include "moc_text_label.cpp"
