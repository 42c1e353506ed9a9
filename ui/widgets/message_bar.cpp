#include "ui/widgets/message_bar.h"
#include "ui/style/grow_animation.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/text_label.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>

namespace keyturn {
using namespace Qt::StringLiterals;

namespace {

struct Look {
    QString icon;
    ColorToken foreground;
    ColorToken background;
};

Look lookOf(MessageBar::Kind kind)
{
    using C = ThemeColors;
    switch (kind) {
    case MessageBar::Kind::Info:
        return {u"documentinfo"_s, &C::infoFg, &C::infoBg};
    case MessageBar::Kind::Success:
        return {u"kt-ok"_s, &C::okFg, &C::okBg};
    case MessageBar::Kind::Warning:
        return {u"kt-warning"_s, &C::warnFg, &C::warnBg};
    case MessageBar::Kind::Error:
        return {u"kt-overdue"_s, &C::dangerFg, &C::dangerBg};
    }
    return {};
}

} // namespace

MessageBar::MessageBar(QWidget *parent) :
    QFrame(parent), m_sentence(new TextLabel), m_action(new Button),
    m_copy(new Button(tr("Copy details"), Button::Kind::Quiet)),
    m_close(new IconButton(u"kt-x"_s, tr("Hide this message")))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(metrics::gap);
    layout->addSpacing(32); // the painted icon; unlike a margin it is mirrored
    layout->addWidget(m_sentence, 1);
    layout->addWidget(m_copy);
    layout->addWidget(m_action);
    layout->addWidget(m_close);
    m_sentence->setWordWrap(true);
    m_sentence->setObjectName(u"messageSentence"_s);
    m_action->setObjectName(u"messageAction"_s);
    m_copy->setObjectName(u"messageCopy"_s);
    m_close->setObjectName(u"messageClose"_s);
    setMinimumHeight(metrics::messageBarHeight);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    connect(m_action, &Button::clicked, this, &MessageBar::actionTriggered);
    connect(m_copy, &Button::clicked, this, [this] { emit copyRequested(m_details); });
    connect(m_close, &IconButton::clicked, this, &MessageBar::closed);
    hide();
}

void MessageBar::showMessage(Kind kind, const QString &sentence, const QString &actionLabel, const QString &details,
                             const QString &requestId)
{
    m_kind = kind;
    m_details = details.isEmpty() ? requestId : details;
    m_sentence->setText(sentence);
    m_sentence->setToolTip(details);
    m_action->setText(actionLabel);
    m_action->setVisible(!actionLabel.isEmpty());
    m_copy->setVisible(!m_details.isEmpty());
    m_copy->setText(requestId.isEmpty() ? tr("Copy details") : tr("Copy request ID"));
    setAccessibleName(sentence);
    growIn(this);
    update();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void MessageBar::dismiss()
{
    hide();
}

QString MessageBar::sentence() const
{
    return m_sentence->text();
}

void MessageBar::paintEvent(QPaintEvent *)
{
    const ThemeColors &c = colors();
    const Look look = lookOf(m_kind);
    QPainter painter(this);
    painter.fillRect(rect(), c.*look.background);
    const QColor line = ThemeColors::chipOutline(c.*look.background, c.*look.foreground);
    painter.fillRect(QRect(0, 0, width(), 1), line); // it stands below the pages
    const QRect icon(16, 0, metrics::icon, height());
    icons::paint(&painter, QStyle::visualRect(layoutDirection(), rect(), icon), look.icon, c.*look.foreground);
}

} // namespace keyturn

#include "moc_message_bar.cpp"
