#include "ui/details/detail_json.h"

#include "ui/details/json_indent.h"
#include "ui/style/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/undo_filter.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int fewestLines = 5;
constexpr int mostLines = 14;

} // namespace

DetailJson::DetailJson(const QString &object, const QString &caption, const QString &none, const QString &sample,
                       QWidget *parent) :
    DetailRow(caption, parent),
    m_none(none), m_empty(new TextLabel(none, Theme::Font::Body, &ThemeColors::text3)), m_field(new QPlainTextEdit),
    m_indent(new Button(tr("Indent"), Button::Kind::Quiet)),
    m_remove(new Button(u"edit-delete"_s, tr("Remove"), Button::Kind::Quiet))
{
    m_field->setObjectName(object);
    m_field->setAccessibleName(caption);
    m_field->setPlaceholderText(sample);
    m_field->setFont(Theme::font(Theme::Font::Mono));
    m_field->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_field->setTabChangesFocus(true);
    m_field->setUndoRedoEnabled(false);
    new UndoFilter(m_field);
    m_indent->setObjectName(object + u"Indent"_s);
    m_remove->setObjectName(object + u"Remove"_s);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::smallGap);
    buttons->addWidget(m_indent);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    body()->addWidget(m_empty);
    body()->addWidget(m_field);
    body()->addLayout(buttons);
    connect(m_field, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_editing)
            return;
        m_text = m_field->toPlainText();
        emit edited(m_text);
    });
    connect(m_indent, &QPushButton::clicked, this, [this] { emit edited(indentedJson(m_text)); });
    connect(m_remove, &QPushButton::clicked, this, [this] { emit edited({}); });
    show();
}

void DetailJson::setText(const QString &text)
{
    m_text = text;
    show();
}

void DetailJson::setEditing(bool editing)
{
    m_editing = editing;
    show();
}

void DetailJson::setFault(const std::optional<DetailFault> &fault, const QString &sentence)
{
    m_fault = fault;
    setRemark(sentence, true);
    underline();
}

void DetailJson::show()
{
    const QString shown = m_editing ? m_text : indentedJson(m_text);
    if (shown != m_field->toPlainText()) {
        const QSignalBlocker quiet(m_field);
        m_field->setPlainText(shown);
    }
    m_field->setReadOnly(!m_editing);
    m_field->setVisible(m_editing || !m_text.isEmpty());
    m_empty->setVisible(!m_editing && m_text.isEmpty());
    m_indent->setVisible(m_editing);
    m_remove->setVisible(m_editing);
    m_indent->setDisabledReason(m_text.isEmpty() || indentedJson(m_text) == m_text ? tr("Nothing to indent")
                                                                                   : QString());
    m_remove->setDisabledReason(m_text.isEmpty() ? m_none : QString());
    const int lines = std::clamp(int(shown.count(u'\n')) + 2, fewestLines, mostLines);
    m_field->setFixedHeight(lines * m_field->fontMetrics().lineSpacing() + 16);
    underline();
}

void DetailJson::underline()
{
    QList<QTextEdit::ExtraSelection> selections;
    if (m_fault && m_fault->line > 0 && m_editing) {
        const QTextBlock block = m_field->document()->findBlockByNumber(int(m_fault->line) - 1);
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(m_field->document());
        const int last = std::max(0, m_field->document()->characterCount() - 2);
        selection.cursor.setPosition(std::clamp(block.position() + int(m_fault->column) - 1, 0, last));
        selection.cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
        selection.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        selection.format.setUnderlineColor(colors().dangerFg);
        selection.format.setBackground(colors().dangerBg);
        selections.append(selection);
    }
    m_field->setExtraSelections(selections);
}

void DetailJson::changeEvent(QEvent *event)
{
    DetailRow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        underline();
}

} // namespace keyturn

#include "moc_detail_json.cpp"
