#include "ui/widgets/text_label.h"

#include <QPainter>
#include <QStyle>

namespace keyturn {

namespace {

//! A zero-width space behind the marks of long words: there they may be broken.
QString breakable(const QString &text)
{
    constexpr qsizetype longWord = 24;
    QStringList words = text.split(u' ');
    for (QString &word : words) {
        if (word.size() <= longWord)
            continue;
        for (const QChar mark : {u'/', u':', u'-', u'_'})
            word.replace(mark, QString(mark) + QChar(0x200B));
    }
    return words.join(u' ');
}

} // namespace

TextLabel::TextLabel(const QString &text, Theme::Font font, ColorToken color, QWidget *parent) :
    QLabel(parent), m_font(font), m_color(color)
{
    setTextFormat(Qt::PlainText);
    setText(text);
    setForegroundRole(QPalette::WindowText); // not the one that goes with the parent's background
    restyle();
    connect(&Theme::instance(), &Theme::changed, this, &TextLabel::restyle);
}

void TextLabel::wrapAnywhere()
{
    m_wrapsAnywhere = true;
    setWordWrap(true);
}

int TextLabel::heightForWidth(int width) const
{
    if (!m_wrapsAnywhere)
        return QLabel::heightForWidth(width);
    return fontMetrics().boundingRect(QRect(0, 0, width, 100'000), Qt::TextWordWrap, breakable(text())).height();
}

QSize TextLabel::minimumSizeHint() const
{
    if (!m_wrapsAnywhere)
        return QLabel::minimumSizeHint();
    return {fontMetrics().averageCharWidth() * 12, fontMetrics().height()};
}

void TextLabel::paintEvent(QPaintEvent *event)
{
    if (!m_wrapsAnywhere) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::WindowText));
    const Qt::Alignment leading = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading);
    painter.drawText(contentsRect(), int(leading | Qt::AlignVCenter) | Qt::TextWordWrap, breakable(text()));
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
