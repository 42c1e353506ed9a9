#include "ui/widgets/dialog_frame.h"

#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/scrim.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

//! One for each window, also where several dialogs stand over it one after the other.
Scrim *scrimOf(QWidget *window)
{
    const auto known = window->findChild<Scrim *>(u"dialogScrim"_s, Qt::FindDirectChildrenOnly);
    if (known)
        return known;
    auto *made = new Scrim(window);
    made->setObjectName(u"dialogScrim"_s);
    return made;
}

//! Another one stands over \p window still.
bool hasOther(const QWidget *window, const QDialog *dialog)
{
    const QList<FramedDialog *> all = window->findChildren<FramedDialog *>();
    return std::any_of(all.begin(), all.end(), [dialog, window](const FramedDialog *other) {
        return other != dialog && other->isVisible() && other->parentWidget()->window() == window;
    });
}

} // namespace

DialogLine::DialogLine(Qt::Orientation orientation, QWidget *parent) : QWidget(parent)
{
    if (orientation == Qt::Horizontal)
        setFixedHeight(1);
    else
        setFixedWidth(1);
}

void DialogLine::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), colors().border);
}

FramedDialog::FramedDialog(const QString &title, const QString &subtitle, QWidget *parent) :
    QDialog(parent), m_title(new ElidedLabel({}, Theme::Font::Title, &ThemeColors::text, Qt::ElideMiddle, this)),
    m_subtitle(new ElidedLabel({}, Theme::Font::Body, &ThemeColors::text2, Qt::ElideMiddle, this)),
    m_close(new IconButton(u"kt-x"_s, tr("Close"), this)), m_head(new QHBoxLayout), m_body(new QVBoxLayout),
    m_foot(new QHBoxLayout)
{
    setWindowModality(Qt::WindowModal);
    m_title->setObjectName(u"dialogTitle"_s);
    m_subtitle->setObjectName(u"dialogSubtitle"_s);
    m_close->setObjectName(u"dialogClose"_s);
    connect(m_close, &QToolButton::clicked, this, &QDialog::reject);
    setTitle(title);
    setSubtitle(subtitle);
    auto *titles = new QVBoxLayout;
    titles->setSpacing(2);
    titles->addWidget(m_title);
    titles->addWidget(m_subtitle);
    m_head->setContentsMargins(metrics::dialogMargin, metrics::dialogHeadTop, metrics::dialogFootEnd,
                               metrics::dialogHeadBottom);
    m_head->setSpacing(metrics::gap);
    m_head->addLayout(titles, 1);
    m_head->addWidget(m_close);
    m_body->setContentsMargins(metrics::dialogMargin, metrics::dialogHeadBottom, metrics::dialogMargin,
                               metrics::dialogHeadBottom);
    m_body->setSpacing(metrics::partGap);
    m_foot->setContentsMargins(metrics::dialogMargin, metrics::dialogFootMargin, metrics::dialogFootEnd,
                               metrics::dialogFootMargin);
    m_foot->setSpacing(metrics::gap);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(m_head);
    column->addWidget(new DialogLine(Qt::Horizontal));
    column->addLayout(m_body, 1);
    column->addWidget(new DialogLine(Qt::Horizontal));
    column->addLayout(m_foot);
}

void FramedDialog::setTitle(const QString &title)
{
    setWindowTitle(title);
    m_title->setText(title);
}

void FramedDialog::setSubtitle(const QString &subtitle)
{
    m_subtitle->setText(subtitle);
    m_subtitle->setVisible(!subtitle.isEmpty());
}

void FramedDialog::addToHead(QWidget *widget)
{
    m_head->insertWidget(m_head->count() - 1, widget);
}

void FramedDialog::setFullBody()
{
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(0);
}

void FramedDialog::fitHeight()
{
    layout()->invalidate();
    layout()->activate();
    resize(width(), layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width()) : sizeHint().height());
}

//! What is read last is reached last, in whatever order the parts were made: the dialog opens in its first field.
void FramedDialog::orderFocus()
{
    QList<QWidget *> foot;
    QWidget *field = nullptr; // the first one
    QWidget *first = nullptr; // of all but the X
    QWidget *last = nullptr;
    for (QWidget *next = nextInFocusChain(); next != this; next = next->nextInFocusChain()) {
        if (!(next->focusPolicy() & Qt::TabFocus) || next->window() != this || next == m_close)
            continue;
        const bool canBegin = next->isEnabled() && next->isVisibleTo(this);
        if (canBegin && !first)
            first = next;
        if (m_foot->indexOf(next) >= 0) {
            foot.append(next);
            continue;
        }
        last = next;
        if (canBegin && !field && !qobject_cast<QAbstractButton *>(next))
            field = next;
    }
    foot.append(m_close); // never where it opens
    for (QWidget *button : foot) {
        if (last)
            setTabOrder(last, button);
        last = button;
    }
    // Tab goes round in a ring. Where that is as it should be, Qt leaves it alone, and with it where the ring begins.
    if (focusWidget() && focusWidget() != m_close)
        return;
    const auto buttons = findChildren<QPushButton *>();
    const auto chosen = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton *button) {
        return button->isDefault() && button->isEnabled();
    });
    if (!field && qobject_cast<QPushButton *>(first) && chosen != buttons.end()) // as Qt does
        first = *chosen;
    if (QWidget *begins = field ? field : first)
        begins->setFocus();
}

void FramedDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    orderFocus();
    for (QAbstractItemView *view : findChildren<QAbstractItemView *>()) {
        if (view->window() == this) // a list that drops down is a window of its own
            view->viewport()->setAutoFillBackground(false);
    }
    QWidget *behind = parentWidget() ? parentWidget()->window() : nullptr;
    if (behind) {
        scrimOf(behind)->show();
        scrimOf(behind)->raise();
    }
}

void FramedDialog::hideEvent(QHideEvent *event)
{
    QDialog::hideEvent(event);
    QWidget *behind = parentWidget() ? parentWidget()->window() : nullptr;
    if (behind && !hasOther(behind, this))
        scrimOf(behind)->hide();
}

} // namespace keyturn

#include "moc_dialog_frame.cpp"
