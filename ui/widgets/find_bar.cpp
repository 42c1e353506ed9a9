#include "ui/widgets/find_bar.h"

#include "ui/style/metrics.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace keyturn {

FindBar::FindBar(QWidget *parent) :
    QFrame(parent), m_field(new QLineEdit), m_found(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2))
{
    setObjectName(u"findBar"_s);
    m_field->setObjectName(u"findField"_s);
    m_field->setPlaceholderText(tr("Find in this entry"));
    m_field->setAccessibleName(tr("Find in this entry"));
    m_field->installEventFilter(this);
    m_found->setObjectName(u"findCount"_s);
    auto *previous = new IconButton(u"go-up"_s, tr("Previous"));
    auto *next = new IconButton(u"go-down"_s, tr("Next"));
    auto *done = new IconButton(u"kt-x"_s, tr("Close"));
    previous->setObjectName(u"findPrevious"_s);
    next->setObjectName(u"findNext"_s);
    done->setObjectName(u"findClose"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, metrics::insideControl);
    row->setSpacing(metrics::gap);
    row->addWidget(m_field, 1);
    row->addWidget(m_found);
    row->addWidget(previous);
    row->addWidget(next);
    row->addWidget(done);
    connect(m_field, &QLineEdit::textChanged, this, &FindBar::changed);
    connect(previous, &QToolButton::clicked, this, [this] { emit nextRequested(-1); });
    connect(next, &QToolButton::clicked, this, [this] { emit nextRequested(1); });
    connect(done, &QToolButton::clicked, this, &FindBar::close);
    hide();
}

void FindBar::open()
{
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void FindBar::close()
{
    if (isHidden())
        return;
    hide();
    m_field->clear();
    emit closed();
}

QString FindBar::text() const
{
    return m_field->text();
}

void FindBar::setFound(qsizetype number, qsizetype total, const QString &remark)
{
    const QString count = total > 0 ? tr("%1 of %2").arg(number).arg(total) : tr("not found");
    m_found->setText(text().isEmpty() ? QString() : !remark.isEmpty() ? remark : count);
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape) {
            close();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            emit nextRequested(key->modifiers() & Qt::ShiftModifier ? -1 : 1);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace keyturn

#include "moc_find_bar.cpp"
