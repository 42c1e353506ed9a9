#include "ui/widgets/stat_card.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

namespace keyturn {
using namespace Qt::StringLiterals;

class StatCard::Bar final : public QWidget {
public:
    explicit Bar(QWidget *parent) : QWidget(parent) { setFixedHeight(metrics::progressBar); }
    void set(double share, Tone tone)
    {
        m_share = share;
        m_tone = tone;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        if (m_share < 0)
            return;
        const ThemeColors &c = colors();
        QColor fill = c.text2;
        QColor track = c.neutralBg;
        if (m_tone == Tone::Ok)
            fill = c.okFg, track = c.okBg;
        else if (m_tone == Tone::Warn)
            fill = c.warnFg, track = c.warnBg;
        else if (m_tone == Tone::Danger)
            fill = c.dangerFg, track = c.dangerBg;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(track);
        painter.drawRoundedRect(rect(), 3, 3);
        QRect done = rect();
        done.setWidth(qMax(metrics::progressBar, qRound(width() * qMin(1.0, m_share))));
        painter.setBrush(fill);
        if (m_share > 0)
            painter.drawRoundedRect(QStyle::visualRect(layoutDirection(), rect(), done), 3, 3);
    }

private:
    double m_share = -1;
    Tone m_tone = Tone::Neutral;
};

StatCard::StatCard(QWidget *parent) :
    Card(parent), m_title(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)), m_link(new LinkButton),
    m_value(new TextLabel({}, Theme::Font::Heading)),
    m_remark(new ElidedLabel({}, Theme::Font::Small, &ThemeColors::text2)), m_bar(new Bar(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::cardMargin, metrics::cardMarginTop, metrics::cardMarginTop,
                               metrics::cardMarginTop);
    layout->setSpacing(metrics::smallGap);
    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_link);
    m_title->setMinimumHeight(m_link->sizeHint().height()); // cards are of one height, with a link or without
    m_link->setObjectName(u"cardLink"_s);
    m_link->hide();
    connect(m_link, &LinkButton::clicked, this, &StatCard::linkActivated);
    auto *middle = new QHBoxLayout;
    middle->setContentsMargins(0, 0, 4, 0);
    middle->addWidget(m_value, 1); // whole; the remark gives way
    middle->addWidget(m_remark);
    auto *bottom = new QHBoxLayout;
    bottom->setContentsMargins(0, 4, 4, 0);
    bottom->addWidget(m_bar);
    layout->addLayout(top);
    layout->addLayout(middle);
    layout->addLayout(bottom);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StatCard::setTitle(const QString &title)
{
    m_title->setText(title);
    describe();
}

void StatCard::setValue(const QString &value)
{
    m_value->setText(value);
    describe();
}

void StatCard::setRemark(const QString &remark)
{
    m_remark->setText(remark);
    describe();
}

void StatCard::setProgress(double share, Tone tone)
{
    m_bar->set(share, tone);
}

void StatCard::setLink(const QString &text)
{
    m_link->setText(text);
    m_link->setVisible(!text.isEmpty());
    describe();
}

void StatCard::describe()
{
    setAccessibleName(u"%1: %2, %3"_s.arg(m_title->text(), m_value->text(), m_remark->text()));
    m_link->setAccessibleName(u"%1, %2"_s.arg(m_link->text(), m_title->text()));
}

} // namespace keyturn

#include "moc_stat_card.cpp"
