#include "ui/style/theme.h"
#include "ui/style/accessible_menus.h"
#include "ui/style/accessible_views.h"
#include "ui/style/enter_presses.h"
#include "ui/style/metrics.h"
#include "ui/style/widget_style.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QHash>
#include <QStyle>

namespace keyturn {
using namespace Qt::StringLiterals;

namespace {

constexpr double basePointSize = 9.75; // 13 px at 96 dpi

// Without a desktop Qt names a placeholder family; the pictures are drawn with Inter.
void chooseFontWherePlatformHasNone()
{
    const QString family = QApplication::font().family();
    const bool placeholder = family.isEmpty() || family == u"Sans Serif"_s || family == u"Sans"_s
                             || QGuiApplication::platformName() == u"offscreen"_s;
    if (!placeholder)
        return;
    QFont font(QFontDatabase::hasFamily(u"Inter"_s) ? u"Inter"_s : u"DejaVu Sans"_s);
    font.setPointSizeF(basePointSize);
    if (QGuiApplication::platformName() == u"offscreen"_s)
        font.setHintingPreference(QFont::PreferNoHinting);
    QApplication::setFont(font);
}

QFont scaled(double factor, QFont::Weight weight)
{
    QFont font = QApplication::font();
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(qMax(1, qRound(font.pixelSize() * factor)));
    font.setWeight(weight);
    return font;
}

QFont mono()
{
    const QFont body = scaled(0.92, QFont::Normal);
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (body.pointSizeF() > 0)
        font.setPointSizeF(body.pointSizeF());
    else
        font.setPixelSize(body.pixelSize());
    font.setHintingPreference(body.hintingPreference());
    // Any spacing at all makes Qt switch ligatures off: "://" and "::" must read as typed.
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.02);
    return font;
}

} // namespace

Theme::Mode Theme::modeOf(QStringView word)
{
    return word == u"light" ? Mode::Light : word == u"dark" ? Mode::Dark : Mode::System;
}

Theme &Theme::instance()
{
    static Theme *theme = new Theme; // lives as long as the process: widgets ask for colours while they are destroyed
    return *theme;
}

Theme::Theme() : m_colors(ThemeColors::forPalette(QApplication::palette())), m_desktop(QApplication::palette())
{}

void Theme::apply(Mode mode)
{
    QApplication::setStyle(new WidgetStyle(u"Fusion"_s)); // the application owns it
    static auto *enter = new EnterPresses(qApp);          // behaviour of every style, once for the application
    qApp->installEventFilter(enter);
    installAccessibleViews();
    installAccessibleMenus();
    m_desktop = QApplication::palette();
    const QPalette standard = QApplication::style()->standardPalette();
    m_desktopHasOwnPalette = m_desktop.color(QPalette::Window) != standard.color(QPalette::Window)
                             || m_desktop.color(QPalette::Base) != standard.color(QPalette::Base);
    chooseFontWherePlatformHasNone();
    m_applied = true;
    m_mode = mode;
    refresh();
}

void Theme::setMode(Mode mode)
{
    if (!m_applied) {
        apply(mode);
        return;
    }
    if (mode == m_mode)
        return;
    m_mode = mode;
    refresh();
}

void Theme::refresh()
{
    switch (m_mode) {
    case Mode::Light:
        m_colors = ThemeColors::light();
        break;
    case Mode::Dark:
        m_colors = ThemeColors::darkSet();
        break;
    case Mode::System:
        m_colors = ThemeColors::forPalette(m_desktop);
        if (m_desktopHasOwnPalette) {
            m_colors.window = m_desktop.color(QPalette::Window);
            m_colors.surface = m_desktop.color(QPalette::Base);
            m_colors.text = m_desktop.color(QPalette::Text);
            m_colors.accentFill = m_desktop.color(QPalette::Highlight);
            m_colors.onAccent = m_desktop.color(QPalette::HighlightedText);
        }
        break;
    }
    QApplication::setPalette(palette(m_colors));
    qApp->setStyleSheet(styleSheet());
    emit changed();
}

QPalette Theme::palette(const ThemeColors &c)
{
    QPalette p;
    p.setColor(QPalette::Window, c.window);
    p.setColor(QPalette::WindowText, c.text);
    p.setColor(QPalette::Base, c.surface);
    p.setColor(QPalette::AlternateBase, c.sunken);
    p.setColor(QPalette::Text, c.text);
    p.setColor(QPalette::PlaceholderText, c.text3);
    p.setColor(QPalette::Button, c.surface);
    p.setColor(QPalette::ButtonText, c.text);
    p.setColor(QPalette::BrightText, c.onDanger);
    p.setColor(QPalette::Highlight, c.accentFill);
    p.setColor(QPalette::HighlightedText, c.onAccent);
    p.setColor(QPalette::Link, c.accent);
    p.setColor(QPalette::LinkVisited, c.accent);
    p.setColor(QPalette::ToolTipBase, c.raised);
    p.setColor(QPalette::ToolTipText, c.text);
    p.setColor(QPalette::Light, c.raised);
    p.setColor(QPalette::Midlight, c.hover);
    p.setColor(QPalette::Mid, c.border);
    p.setColor(QPalette::Dark, c.borderInput);
    p.setColor(QPalette::Shadow, c.scrim);
    for (const QPalette::ColorRole role :
         {QPalette::Text, QPalette::WindowText, QPalette::ButtonText, QPalette::PlaceholderText})
        p.setColor(QPalette::Disabled, role, c.text3);
    p.setColor(QPalette::Disabled, QPalette::Highlight, c.neutralBg);
    p.setColor(QPalette::Disabled, QPalette::HighlightedText, c.text3);
    return p;
}

static QFont made(Theme::Font role)
{
    using Font = Theme::Font;
    switch (role) {
    case Font::Display:
        return scaled(2.0, QFont::DemiBold);
    case Font::Title:
        return scaled(1.5, QFont::DemiBold);
    case Font::Heading:
        return scaled(1.15, QFont::DemiBold);
    case Font::Body:
        return scaled(1.0, QFont::Normal);
    case Font::BodyStrong:
        return scaled(1.0, QFont::DemiBold);
    case Font::Small:
        return scaled(0.92, QFont::Normal);
    case Font::Chip:
        return scaled(0.92, QFont::Medium);
    case Font::Caption:
        return scaled(0.85, QFont::DemiBold);
    case Font::Mono:
        return mono();
    }
    return QApplication::font();
}

QFont Theme::font(Font role)
{
    // A font that is kept remembers its engine; a new one looks for it at every paint.
    static QFont base;
    static QHash<Font, QFont> fonts;
    if (base != QApplication::font()) {
        base = QApplication::font();
        fonts.clear();
    }
    const auto known = fonts.constFind(role);
    return known != fonts.cend() ? *known : *fonts.insert(role, made(role));
}

int Theme::duration(int milliseconds)
{
    return QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) == 0 ? 0 : milliseconds;
}

QString Theme::styleSheet() const
{
    QFile file(u":/keyturn/style.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const ThemeColors &c = m_colors;
    const std::pair<QString, QColor> tokens[] = {
        {u"@accentFill"_s, c.accentFill},
        {u"@accentHover"_s, mixed(c.accentFill, c.dark ? c.onAccent : c.text, 12)},
        {u"@onAccent"_s, c.onAccent},
        {u"@accent"_s, c.accent},
        {u"@surface"_s, c.surface},
        {u"@raised"_s, c.raised},
        {u"@sunken"_s, c.sunken},
        {u"@hover"_s, c.hover},
        {u"@pressed"_s, mixed(c.hover, c.text3, 20)},
        {u"@selected"_s, c.selected},
        {u"@outline"_s, c.outline()},
        {u"@borderInput"_s, c.borderInput},
        {u"@border"_s, c.border},
        {u"@text2"_s, c.text2},
        {u"@text3"_s, c.text3},
        {u"@text"_s, c.text},
        {u"@dangerFg"_s, c.dangerFg},
        {u"@dangerBg"_s, c.dangerBg},
        {u"@dangerFill"_s, c.dangerFill},
        {u"@onDanger"_s, c.onDanger},
        {u"@neutralBg"_s, c.neutralBg},
        {u"@infoBg"_s, c.infoBg},
    };
    // A name that another one starts with ("@accent", "@text") stands after it.
    for (const auto &[name, color] : tokens)
        sheet.replace(name, color.name());
    return sheet.replace(u"@variant"_s, c.dark ? u"dark"_s : u"light"_s);
}

const ThemeColors &colors()
{
    return Theme::instance().colors();
}

} // namespace keyturn

#include "moc_theme.cpp"
