#include "ui/style/theme_colors.h"

#include <QPalette>
#include <algorithm>
#include <cmath>

namespace keyturn {

namespace {

QColor rgb(QRgb value)
{
    return QColor::fromRgb(value);
}

QColor scrimOver(QRgb value)
{
    QColor color = rgb(value);
    color.setAlphaF(0.34F);
    return color;
}

double luminance(const QColor &color)
{
    auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(double(color.redF())) + 0.7152 * linear(double(color.greenF()))
           + 0.0722 * linear(double(color.blueF()));
}

ThemeColors makeLight()
{
    ThemeColors c;
    c.dark = false;
    c.window = rgb(0xF4F5F7);
    c.sidebar = rgb(0xEBEDF1);
    c.surface = c.raised = rgb(0xFFFFFF);
    c.sunken = rgb(0xF4F5F7);
    c.hover = rgb(0xF0F2F5);
    c.selected = rgb(0xE1EAFB);
    c.border = rgb(0xDDE0E6);
    c.borderInput = rgb(0x858E9D);
    c.text = rgb(0x1A1D23);
    c.text2 = rgb(0x4B5464);
    c.text3 = rgb(0x5F6878);
    c.accent = c.accentFill = rgb(0x2A56C6);
    c.onAccent = c.onDanger = rgb(0xFFFFFF);
    c.dangerFg = c.dangerFill = rgb(0xB3261E);
    c.dangerBg = rgb(0xFCEBE9);
    c.warnFg = rgb(0x854C00);
    c.warnBg = rgb(0xFDF0D9);
    c.okFg = rgb(0x1A673A);
    c.okBg = rgb(0xE4F4E9);
    c.infoFg = rgb(0x234FB5);
    c.infoBg = rgb(0xE6EEFB);
    c.violetFg = rgb(0x6A3BA8);
    c.violetBg = rgb(0xF1EAFA);
    c.neutralFg = rgb(0x4B5464);
    c.neutralBg = rgb(0xEBEDF1);
    c.scrim = scrimOver(0x1A1D23);
    return c;
}

ThemeColors makeDark()
{
    ThemeColors c;
    c.dark = true;
    c.window = rgb(0x15171B);
    c.sidebar = rgb(0x1A1C21);
    c.surface = rgb(0x1E2126);
    c.raised = rgb(0x25292F);
    c.sunken = rgb(0x191B20);
    c.hover = rgb(0x272B32);
    c.selected = rgb(0x253453);
    c.border = rgb(0x343941);
    c.borderInput = rgb(0x6E7786);
    c.text = rgb(0xECEEF2);
    c.text2 = rgb(0xB7BEC9);
    c.text3 = rgb(0x98A1AF);
    c.accent = rgb(0x8FB2FF);
    c.accentFill = rgb(0x3D6BDB);
    c.onAccent = c.onDanger = rgb(0xFFFFFF);
    c.dangerFg = rgb(0xFF9A8F);
    c.dangerBg = rgb(0x46211F);
    c.dangerFill = rgb(0xC23A31);
    c.warnFg = rgb(0xF5BD6B);
    c.warnBg = rgb(0x402F11);
    c.okFg = rgb(0x7FD6A0);
    c.okBg = rgb(0x173527);
    c.infoFg = rgb(0x9DBBFF);
    c.infoBg = rgb(0x1F2D50);
    c.violetFg = rgb(0xCDADF7);
    c.violetBg = rgb(0x372651);
    c.neutralFg = rgb(0xB7BEC9);
    c.neutralBg = rgb(0x2E323A);
    c.scrim = scrimOver(0x000000);
    return c;
}

} // namespace

const ThemeColors &ThemeColors::light()
{
    static const ThemeColors colors = makeLight();
    return colors;
}

const ThemeColors &ThemeColors::darkSet()
{
    static const ThemeColors colors = makeDark();
    return colors;
}

const ThemeColors &ThemeColors::forPalette(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < 128 ? darkSet() : light();
}

QColor ThemeColors::separator() const
{
    return mixed(border, surface, 35);
}

QColor ThemeColors::outline() const
{
    return mixed(border, text3, 30);
}

QColor ThemeColors::chipOutline(const QColor &background, const QColor &foreground)
{
    return mixed(background, foreground, 22);
}

QColor mixed(const QColor &a, const QColor &b, int percent)
{
    auto channel = [percent](int from, int to) { return (from * (100 - percent) + to * percent + 50) / 100; };
    return {channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue())};
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const double one = luminance(a);
    const double two = luminance(b);
    return (std::max(one, two) + 0.05) / (std::min(one, two) + 0.05);
}

} // namespace keyturn
