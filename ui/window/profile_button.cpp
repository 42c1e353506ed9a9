#include "ui/window/profile_button.h"

#include "ui/style/focus_ring.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/avatar.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
constexpr int buttonHeight = 36;
constexpr int leastWidth = 216;
constexpr int textLeft = 38;
constexpr int arrowRoom = 32;
} // namespace

ProfileButton::ProfileButton(QWidget *parent) : QAbstractButton(parent)
{
    setObjectName(u"profileButton"_s);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    setPlace({}, {});
}

void ProfileButton::setPlace(const QString &profile, const QString &where)
{
    m_profile = profile.isEmpty() ? tr("No profile") : profile;
    m_where = where.isEmpty() ? tr("choose one to begin") : where;
    setAccessibleName(tr("Profile %1, %2").arg(m_profile, m_where));
    setToolTip(tr("Choose a profile and a region"));
    updateGeometry();
    update();
}

QSize ProfileButton::sizeHint() const
{
    const int text = std::max(QFontMetrics(Theme::font(Theme::Font::BodyStrong)).horizontalAdvance(m_profile),
                              QFontMetrics(Theme::font(Theme::Font::Small)).horizontalAdvance(m_where));
    return {std::clamp(textLeft + text + arrowRoom + 4, leastWidth, 320), buttonHeight};
}

QSize ProfileButton::minimumSizeHint() const
{
    return {160, buttonHeight};
}

void ProfileButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeColors &theme = colors();
    painter.setPen(theme.outline());
    painter.setBrush(underMouse() || isDown() ? theme.hover : theme.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::controlRadius,
                            metrics::controlRadius);
    Avatar::paint(&painter, QRect(6, (height() - 24) / 2, 24, 24), m_profile);

    const QRect area(textLeft, 0, width() - textLeft - arrowRoom, height());
    painter.setFont(Theme::font(Theme::Font::BodyStrong));
    painter.setPen(theme.text);
    const int middle = height() / 2;
    painter.drawText(QRect(area.left(), middle - 17, area.width(), 18), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_profile, Qt::ElideMiddle, area.width()));
    painter.setFont(Theme::font(Theme::Font::Small));
    painter.setPen(theme.text2);
    painter.drawText(QRect(area.left(), middle, area.width(), 16), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_where, Qt::ElideRight, area.width()));
    icons::paint(&painter, QRect(width() - 28, middle - 8, 16, 16), u"go-down"_s, theme.text2);
    if (hasFocus())
        paintFocusRing(&painter, rect(), metrics::controlRadius);
}

} // namespace keyturn

#include "moc_profile_button.cpp"
