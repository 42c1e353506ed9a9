#include "ui/widgets/avatar.h"

#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <QRegularExpression>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

std::pair<ColorToken, ColorToken> tint(const QString &name)
{
    static const std::array<std::pair<ColorToken, ColorToken>, 4> tints{{
        {&ThemeColors::violetBg, &ThemeColors::violetFg},
        {&ThemeColors::infoBg, &ThemeColors::infoFg},
        {&ThemeColors::okBg, &ThemeColors::okFg},
        {&ThemeColors::warnBg, &ThemeColors::warnFg},
    }};
    quint32 hash = 2166136261U; // FNV-1a: qHash is seeded per process, and a profile keeps its colour
    for (const QChar c : name)
        hash = (hash ^ c.unicode()) * 16777619U;
    return tints.at((hash >> 16) % tints.size());
}

} // namespace

Avatar::Avatar(const QString &name, QWidget *parent) : QWidget(parent), m_name(name)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Avatar::setName(const QString &name)
{
    m_name = name;
    update();
}

QString Avatar::initials(const QString &name)
{
    static const QRegularExpression separators(u"[^\\p{L}\\p{N}]+"_s);
    const QStringList words = name.split(separators, Qt::SkipEmptyParts);
    if (words.isEmpty())
        return {};
    const QString letters = words.size() > 1 ? words.at(0).left(1) + words.at(1).left(1) : words.at(0).left(2);
    return letters.toUpper();
}

void Avatar::paint(QPainter *painter, const QRect &where, const QString &name)
{
    const auto [background, foreground] = tint(name);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colors().*background);
    painter->drawRoundedRect(where, metrics::labelChipRadius, metrics::labelChipRadius);
    painter->setPen(colors().*foreground);
    painter->setFont(Theme::font(Theme::Font::Caption));
    painter->drawText(where, Qt::AlignCenter, initials(name));
    painter->restore();
}

void Avatar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paint(&painter, rect(), m_name);
}

} // namespace keyturn

#include "moc_avatar.cpp"
