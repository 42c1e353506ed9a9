#include "ui/widgets/segmented_control.h"
#include "ui/style/focus_ring.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QPainter>

namespace keyturn {

namespace {

class Segment final : public QAbstractButton {
public:
    explicit Segment(const QString &text, QWidget *parent) : QAbstractButton(parent)
    {
        setText(text);
        setCheckable(true);
        setAutoExclusive(true); // one of several: a radio button for assistive technology
        setFocusPolicy(Qt::TabFocus);
        setAccessibleName(text);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override
    {
        const QFontMetrics bold(Theme::font(Theme::Font::BodyStrong));
        return {bold.horizontalAdvance(text()) + 2 * metrics::buttonPadding, qMax(28, bold.height() + 8)};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const ThemeColors &c = colors();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (isChecked()) {
            painter.setPen(c.borderInput);
            painter.setBrush(c.surface);
            painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
        }
        painter.setFont(Theme::font(isChecked() ? Theme::Font::BodyStrong : Theme::Font::Body));
        painter.setPen(!isEnabled() ? c.text3 : isChecked() ? c.text : c.text2);
        painter.drawText(rect(), Qt::AlignCenter, text());
        if (hasFocus())
            paintFocusRing(&painter, rect(), 5);
    }
};

} // namespace

SegmentedControl::SegmentedControl(const QStringList &segments, QWidget *parent) :
    QWidget(parent), m_group(new QButtonGroup(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2, 2, 2, 2);
    layout->setSpacing(0);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool checked) {
        if (checked)
            emit currentChanged(id);
    });
    setSegments(segments);
}

void SegmentedControl::setSegments(const QStringList &segments)
{
    const QList<QAbstractButton *> old = m_group->buttons();
    for (QAbstractButton *button : old) {
        m_group->removeButton(button);
        delete button;
    }
    for (int i = 0; i < segments.size(); ++i) {
        auto *segment = new Segment(segments[i], this);
        segment->setObjectName(QStringLiteral("segment%1").arg(i));
        m_group->addButton(segment, i);
        layout()->addWidget(segment);
        segment->setChecked(i == 0);
    }
}

int SegmentedControl::current() const
{
    return m_group->checkedId();
}

void SegmentedControl::setCurrent(int index)
{
    if (QAbstractButton *button = m_group->button(index))
        button->setChecked(true);
}

void SegmentedControl::setSegmentEnabled(int index, bool enabled, const QString &reason)
{
    if (QAbstractButton *button = m_group->button(index)) {
        button->setEnabled(enabled);
        button->setToolTip(enabled ? QString() : reason);
    }
}

void SegmentedControl::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors().border);
    painter.setBrush(colors().sunken);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::controlRadius,
                            metrics::controlRadius);
}

} // namespace keyturn

#include "moc_segmented_control.cpp"
