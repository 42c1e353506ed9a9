#include "ui/style/shaped_texts.h"

#include <QApplication>
#include <QCache>
#include <QFontMetrics>
#include <QPainter>
#include <QTextOption>

namespace keyturn::shaped {

namespace {

constexpr int kept = 2048; // texts: some screens full of rows

struct Key {
    QString text;
    Theme::Font font;
    Qt::TextElideMode mode = Qt::ElideNone;
    int width = 0; // 0: whole

    friend bool operator==(const Key &, const Key &) = default;
    friend size_t qHash(const Key &key, size_t seed)
    {
        return qHashMulti(seed, key.text, int(key.font), int(key.mode), key.width);
    }
};

struct Texts {
    QCache<Key, QStaticText> shaped{kept};
    QFont of; // the application's when they were shaped
};

QCache<Key, QStaticText> &cache()
{
    static auto *texts = new Texts; // never destroyed: that would need the fonts of an application which has gone
    if (texts->of != QApplication::font()) {
        texts->shaped.clear();
        texts->of = QApplication::font();
    }
    return texts->shaped;
}

const QStaticText &shape(const Key &key)
{
    if (const QStaticText *known = cache().object(key))
        return *known;
    const QFont font = Theme::font(key.font);
    auto *fresh =
        new QStaticText(key.width > 0 ? QFontMetrics(font).elidedText(key.text, key.mode, key.width) : key.text);
    fresh->setTextFormat(Qt::PlainText);
    QTextOption option(Qt::AlignLeft | Qt::AlignAbsolute);
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(Qt::LayoutDirectionAuto); // names read from left to right in every layout
    fresh->setTextOption(option);
    fresh->prepare({}, font);
    cache().insert(key, fresh);
    return *fresh;
}

} // namespace

QSizeF size(const QString &text, Theme::Font font)
{
    return text.isEmpty() ? QSizeF() : shape({text, font}).size();
}

void paint(QPainter *painter, const QRect &where, const QString &text, Theme::Font font, const QColor &color,
           Qt::Alignment alignment, Qt::TextElideMode mode)
{
    if (where.width() <= 0 || text.isEmpty())
        return;
    const bool fits = mode == Qt::ElideNone || size(text, font).width() <= where.width();
    const QStaticText &shown = shape(fits ? Key{text, font} : Key{text, font, mode, where.width()});
    const QSizeF extent = shown.size();
    qreal x = where.x();
    if (alignment.testFlag(Qt::AlignRight))
        x += where.width() - extent.width();
    else if (alignment.testFlag(Qt::AlignHCenter))
        x += (where.width() - extent.width()) / 2;
    const qreal y = where.y() + (where.height() - extent.height()) / 2;
    painter->setFont(Theme::font(font));
    painter->setPen(color);
    painter->drawStaticText(QPointF(qRound(x), qRound(y)), shown);
}

} // namespace keyturn::shaped
