#include "ui/widgets/empty_state.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace keyturn {
using namespace Qt::StringLiterals;

class EmptyState::Disc final : public QWidget {
public:
    explicit Disc(QWidget *parent) : QWidget(parent) { setFixedSize(metrics::emptyStateDisc, metrics::emptyStateDisc); }
    void set(const QString &icon, Tone tone)
    {
        m_icon = icon;
        m_tone = tone;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        using C = ThemeColors;
        static constexpr ColorToken fills[] = {&C::infoBg, &C::neutralBg, &C::okBg, &C::warnBg, &C::dangerBg};
        static constexpr ColorToken inks[] = {&C::infoFg, &C::neutralFg, &C::okFg, &C::warnFg, &C::dangerFg};
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors().*fills[int(m_tone)]);
        painter.drawEllipse(rect());
        icons::paint(&painter, rect(), m_icon, colors().*inks[int(m_tone)], metrics::largeIcon);
    }

private:
    QString m_icon;
    Tone m_tone = Tone::Neutral;
};

EmptyState::EmptyState(QWidget *parent) :
    QWidget(parent), m_above(new QSpacerItem(0, 0, QSizePolicy::Minimum, QSizePolicy::Fixed)), m_disc(new Disc(this)),
    m_title(new TextLabel({}, Theme::Font::Heading)), m_text(new TextLabel({}, Theme::Font::Body, &ThemeColors::text2)),
    m_note(new TextLabel({}, Theme::Font::Small, &ThemeColors::text3)), m_buttons(new QHBoxLayout),
    m_primary(new Button), m_secondary(new Button)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::pageMargin, metrics::pageMargin, metrics::pageMargin, metrics::pageMargin);
    layout->setSpacing(0);
    layout->addSpacerItem(m_above);
    layout->addWidget(m_disc, 0, Qt::AlignHCenter);
    layout->addSpacing(16);
    layout->addWidget(m_title, 0, Qt::AlignHCenter);
    layout->addSpacing(6);
    layout->addWidget(m_text, 0, Qt::AlignHCenter);
    layout->addWidget(m_note, 0, Qt::AlignHCenter);
    layout->addSpacing(24);
    m_buttons->setSpacing(metrics::gap);
    m_buttons->addWidget(m_primary);
    m_buttons->addWidget(m_secondary);
    layout->addLayout(m_buttons);
    layout->setAlignment(m_buttons, Qt::AlignHCenter);
    layout->addStretch(1);
    for (QLabel *label : {m_title, m_text, m_note}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
    }
    m_title->setObjectName(u"emptyTitle"_s);
    m_text->setObjectName(u"emptyText"_s);
    m_note->setObjectName(u"emptyNote"_s);
    m_note->setContentsMargins(0, 6, 0, 0);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_note->hide();
    m_primary->setObjectName(u"emptyPrimary"_s);
    m_secondary->setObjectName(u"emptySecondary"_s);
    setActions({});
    connect(m_primary, &Button::clicked, this, &EmptyState::primaryTriggered);
    connect(m_secondary, &Button::clicked, this, &EmptyState::secondaryTriggered);
}

//! At one height of the window, whatever stands above this area: two of them side by side begin at the same line.
void EmptyState::place()
{
    const int content = layout()->sizeHint().height() - m_above->sizeHint().height();
    const int wanted = window()->height() * 3 / 10 - mapTo(window(), QPoint()).y();
    const int above = qBound(0, wanted, qMax(0, height() - content));
    if (above == m_above->sizeHint().height())
        return;
    m_above->changeSize(0, above, QSizePolicy::Minimum, QSizePolicy::Fixed);
    layout()->invalidate();
}

void EmptyState::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
    place();
}

void EmptyState::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    fit();
    place();
}

void EmptyState::setIcon(const QString &name, Tone tone)
{
    m_disc->set(name, tone);
}

void EmptyState::setTexts(const QString &title, const QString &text, const QString &note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    m_title->setText(title);
    m_text->setText(text);
    setAccessibleName(u"%1. %2"_s.arg(title, text));
    fit();
}

//! How wide a line may be. Before it is shown nobody knows the width of the area.
int EmptyState::room() const
{
    constexpr int least = 120;
    return isVisible() ? qMax(least, width() - 2 * metrics::pageMargin) : metrics::emptyStateTextWidth;
}

//! Again when it is shown: before that, the fonts may be others, and a line too many would push the text down.
void EmptyState::fit()
{
    const int widest = qMin(metrics::emptyStateTextWidth, room());
    // A layout asks a centred label how high it would be at the layout's own width: tell both.
    for (QLabel *label : {m_title, m_text, m_note}) {
        label->ensurePolished();
        label->setMinimumHeight(0); // a label is never lower than that, also where its text was longer before
        // A little more than the text: fractions of a pixel must not wrap it.
        label->setFixedWidth(qMin(widest, label->fontMetrics().horizontalAdvance(label->text()) + 8));
        label->setFixedHeight(qMax(0, label->heightForWidth(label->minimumWidth()))); // without a text it has none
    }
    const int beside = m_primary->sizeHint().width() + m_buttons->spacing() + m_secondary->sizeHint().width();
    const bool isStacked = !m_secondary->isHidden() && beside > room();
    m_buttons->setDirection(isStacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void EmptyState::setActions(const QString &primary, const QString &secondary, bool filled, const QString &primaryIcon)
{
    m_primary->setText(primary);
    m_primary->setKind(filled ? Button::Kind::Primary : Button::Kind::Secondary);
    m_primary->setIconName(primaryIcon);
    m_primary->setVisible(!primary.isEmpty());
    m_secondary->setText(secondary);
    m_secondary->setKind(filled ? Button::Kind::Secondary : Button::Kind::Quiet);
    m_secondary->setVisible(!secondary.isEmpty());
    if (isVisible())
        fit();
}

} // namespace keyturn

#include "moc_empty_state.cpp"
