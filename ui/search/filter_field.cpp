#include "ui/search/filter_field.h"

#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/icon_button.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

namespace keyturn {

namespace {
constexpr int funnel = 34; // the icon with its margins
constexpr int clearSize = 24;
} // namespace

FilterField::FilterField(QWidget *parent) :
    QLineEdit(parent), m_clear(new IconButton(QStringLiteral("kt-x"), tr("Clear filter"), this))
{
    setProperty("kind", QStringLiteral("filter")); // a soft frame: a strong one looks as if it had the focus
    setTextMargins(24, 0, clearSize, 0);
    m_clear->setObjectName(QStringLiteral("clearFilter"));
    m_clear->setInside(clearSize);
    m_clear->setFocusPolicy(Qt::NoFocus); // Escape does the same
    m_clear->setCursor(Qt::ArrowCursor);
    m_clear->hide();
    connect(m_clear, &QAbstractButton::clicked, this, &QLineEdit::clear);
    connect(this, &QLineEdit::textChanged, m_clear, [this](const QString &text) {
        if (m_clear->isHidden() == text.isEmpty())
            return; // a new font would lay the whole page out at every letter
        m_clear->setVisible(!text.isEmpty());
        QFont spaced;
        spaced.setWordSpacing(text.isEmpty() ? 0 : 8); // room between the grounds of two words
        setFont(spaced);
    });
}

void FilterField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    const int margin = (height() - clearSize) / 2;
    m_clear->move(layoutDirection() == Qt::RightToLeft ? margin : width() - clearSize - margin, margin);
}

void FilterField::setWords(const QList<SearchQuery::Word> &words)
{
    m_words = words;
    update();
}

QRect FilterField::rectOf(const SearchQuery::Word &word) const
{
    // The line edit scrolls and does not say how far, but it says where its cursor is.
    const QFontMetrics metrics(font());
    const auto left = [&metrics, this](qsizetype at) { return metrics.horizontalAdvance(text().left(at)); };
    const int origin = cursorRect().center().x() - left(cursorPosition());
    const int height = metrics.height() + 6;
    const QRect rect(origin + left(word.from) - 4, (this->height() - height) / 2,
                     left(word.from + word.length) - left(word.from) + 8, height);
    return rect.intersected(QRect(funnel - 4, 0, width() - funnel - clearSize, this->height()));
}

bool FilterField::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        // A line edit takes Ctrl+E for the end of the line; here it is the window's Edit, as everywhere else.
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_E && key->modifiers() == Qt::ControlModifier)
            return false;
    }
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        for (const SearchQuery::Word &word : std::as_const(m_words)) {
            if (word.kind != SearchQuery::Word::Kind::Unknown || !rectOf(word).contains(help->pos()))
                continue;
            const QString typed = text().mid(word.from, word.length);
            QToolTip::showText(help->globalPos(),
                               word.suggestion.isEmpty()
                                   ? tr("Unknown filter “%1” ignored.").arg(typed)
                                   : tr("Unknown filter “%1”. Did you mean %2?").arg(typed, word.suggestion),
                               this);
            return true;
        }
    }
    return QLineEdit::event(event);
}

void FilterField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const SearchQuery::Word &word : std::as_const(m_words)) {
        const QRect rect = rectOf(word);
        if (rect.isEmpty() || layoutDirection() == Qt::RightToLeft)
            continue;
        if (word.kind == SearchQuery::Word::Kind::Known) {
            // Laid over the text: the darker (or, in the dark, the lighter) of both stays.
            painter.setCompositionMode(Theme::instance().isDark() ? QPainter::CompositionMode_Lighten
                                                                  : QPainter::CompositionMode_Darken);
            painter.setPen(Qt::NoPen);
            painter.setBrush(colors().infoBg);
            painter.drawRoundedRect(rect, 4, 4);
            painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
        } else if (word.kind == SearchQuery::Word::Kind::Unknown) {
            painter.setPen(QPen(colors().warnFg, 2, Qt::DotLine));
            painter.drawLine(rect.left() + 4, rect.bottom() - 1, rect.right() - 4, rect.bottom() - 1);
        }
    }
    const int left = layoutDirection() == Qt::RightToLeft ? width() - 26 : 10;
    icons::paint(&painter, QRect(left, (height() - 16) / 2, 16, 16), QStringLiteral("view-filter"), colors().text2);
}

} // namespace keyturn

#include "moc_filter_field.cpp"
