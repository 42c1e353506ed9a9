#include "ui/timeline/timeline_text.h"

#include <QApplication>
#include <QCache>
#include <QFontMetricsF>
#include <QPaintEngine>
#include <QPainter>
#include <QStaticText>

#include <cmath>

namespace keyturn {

namespace {

constexpr int mostTexts = 4096;

struct TextKey {
    Theme::Font font;
    int width; // room for it, in pixels; -1: as much as it takes
    QString text;

    friend bool operator==(const TextKey &, const TextKey &) = default;
};

size_t qHash(const TextKey &key, size_t seed = 0)
{
    return qHashMulti(seed, int(key.font), key.width, key.text);
}

struct LaidText {
    QStaticText text;
    double width = 0;
};

//! GUI thread only. Emptied when the fonts become others.
const LaidText &laid(const QString &text, Theme::Font font, int width)
{
    static QCache<TextKey, LaidText> texts(mostTexts);
    static QFont of;
    if (of != QApplication::font()) {
        texts.clear();
        of = QApplication::font();
    }
    const TextKey key{font, width, text};
    if (const LaidText *known = texts.object(key))
        return *known;
    const QFont chosen = Theme::font(font);
    const QFontMetricsF metrics(chosen);
    auto *made = new LaidText;
    made->text.setTextFormat(Qt::PlainText); // names are not markup
    made->text.setPerformanceHint(QStaticText::AggressiveCaching);
    made->text.setText(width < 0 ? text : metrics.elidedText(text, Qt::ElideMiddle, width));
    made->text.prepare({}, chosen);
    made->width = metrics.horizontalAdvance(text);
    texts.insert(key, made);
    return *made;
}

} // namespace

double timelineTextWidth(const QString &text, Theme::Font font)
{
    return laid(text, font, -1).width;
}

void paintTimelineText(QPainter &painter, const QRectF &place, const QString &text, Theme::Font font,
                       const QColor &color)
{
    painter.setFont(Theme::font(font));
    painter.setPen(color);
    if (painter.paintEngine()->type() != QPaintEngine::Raster || painter.transform().type() > QTransform::TxTranslate) {
        const QString shown = QFontMetricsF(painter.font()).elidedText(text, Qt::ElideMiddle, place.width());
        painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, shown);
        return;
    }
    const QStaticText &words = laid(text, font, int(place.width())).text;
    painter.drawStaticText(QPointF(place.left(), std::round(place.center().y() - words.size().height() / 2)), words);
}

} // namespace keyturn
