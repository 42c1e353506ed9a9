#include "ui/editor/values_foot.h"

#include "core/document/value_size.h"
#include "core/lint/lint_fixes.h"
#include "core/workspace/workspace.h"
#include "ui/editor/lint_panel.h"
#include "ui/editor/raw_text.h"
#include "ui/editor/secret_value_model.h"
#include "ui/editor/value_operations.h"
#include "ui/style/metrics.h"
#include "ui/text/wording.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/text_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

QString roleNames(const QList<KeyRole> &roles)
{
    QStringList names;
    for (const KeyRole role : roles)
        names.append(Wording::role(role));
    return names.join(u", "_s);
}

} // namespace

ValuesFoot::ValuesFoot(Workspace &workspace, ValueOperations &operations, SecretValueModel &values, QWidget *parent) :
    QWidget(parent), m_workspace(workspace), m_operations(operations), m_values(values), m_line(new QWidget),
    m_links(new QWidget), m_layout(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_addMissing(new LinkButton(tr("Add missing keys"))),
    m_size(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)), m_lint(new LintPanel)
{
    setObjectName(u"valuesFoot"_s);
    m_layout->setObjectName(u"layoutRemark"_s);
    m_layout->setWordWrap(true);
    m_size->setObjectName(u"sizeRemark"_s);
    m_addMissing->setObjectName(u"addMissingKeys"_s);
    auto *words = new QHBoxLayout;
    words->setSpacing(metrics::gap);
    words->addWidget(m_layout, 1);
    words->addWidget(m_size);
    auto *links = new QHBoxLayout(m_links);
    links->setContentsMargins(0, 0, 0, 0);
    links->setSpacing(metrics::gap);
    links->addWidget(m_lint->icon());
    links->addWidget(m_lint->toggle());
    links->addSpacing(12);
    links->addWidget(m_addMissing);
    links->addStretch(1);
    links->addWidget(m_lint->fixAll());
    auto *line = new QVBoxLayout(m_line);
    line->setContentsMargins(0, metrics::partGap, 0, metrics::insideControl);
    line->setSpacing(metrics::gap);
    line->addLayout(words);
    line->addWidget(m_links);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_line);
    column->addWidget(m_lint);

    m_line->installEventFilter(this);
    connect(m_addMissing, &QAbstractButton::clicked, this, &ValuesFoot::addMissing);
    connect(m_lint, &LintPanel::keyChosen, this, &ValuesFoot::keyChosen);
    connect(m_lint, &LintPanel::fixRequested, this, [this](const LintFinding &finding) {
        const QString what = finding.key.isEmpty() ? tr("repairing the text") : tr("repairing %1").arg(finding.key);
        m_operations.stage(finding.fix, what);
    });
    connect(m_lint, &LintPanel::safeFixesRequested, this, &ValuesFoot::fixAll);
}

void ValuesFoot::refresh(bool isText)
{
    setVisible(m_workspace.openEntry().content());
    if (!m_workspace.openEntry().content()) {
        m_lint->setFindings({}, false);
        return;
    }
    const EntryContent &content = *m_workspace.openEntry().content();
    const ValueHint hint = wholeTextHint();
    m_layout->setText(hint.text.isEmpty() ? layoutRemark(content, isText) : hint.text);
    m_layout->setColor(hint.text.isEmpty() ? &ThemeColors::text2 : &ThemeColors::warnFg);
    m_addMissing->setText(hint.fix.isEmpty() ? tr("Add missing keys") : hint.fix);
    m_addMissing->setVisible(m_workspace.place().canWrite()
                             && !(hint.edits.isEmpty() && ValueHints::missingKeys(m_values.findings()).isEmpty()));
    m_lint->setFindings(m_values.findings(), m_workspace.place().canWrite() && content.entry.isWritable()
                                                 && !m_workspace.running().isWriting(content.entry.id));
    m_links->setVisible(!m_lint->toggle()->isHidden() || !m_addMissing->isHidden());
    m_size->setVisible(!content.binary); // the bytes above say it themselves
    showSize(content);
}

QString ValuesFoot::layoutRemark(const EntryContent &content, bool isText) const
{
    if (content.binary)
        return tr("Binary");
    if (content.entry.id.isParameter())
        return Wording::parameters(content.fields.size());
    const SecretDocument now = m_operations.document();
    if (content.document.isRaw() || now.isRaw())
        return isText ? QString() : RawText::reason(now); // the text says it above itself
    const KeyMap keys = m_workspace.refreshes().mapped(content).keyMap;
    QString text = tr("%1 layout: %2").arg(kindLabel(keys.kind), Wording::keys(content.fields.size()));
    if (now.members().size() != content.fields.size())
        text += u", "_s + tr("%n after your changes", nullptr, int(now.members().size()));
    if (!content.keyMap.missing.isEmpty())
        text += u", "_s + tr("without %1").arg(content.keyMap.missing.join(u", "_s));
    else if (const QList<KeyRole> roles = missingRoles(keys); !roles.isEmpty())
        text += u", "_s + tr("not recognised: %1").arg(roleNames(roles));
    return text;
}

ValueHint ValuesFoot::wholeTextHint() const
{
    const EntryContent *content = m_workspace.openEntry().content();
    const bool text = content && content->entry.id.isSecret() && !content->binary;
    return text && content->document.isRaw() && m_operations.document().isRaw()
               ? ValueHints::byKey(m_values.findings()).value(QString())
               : ValueHint();
}

void ValuesFoot::addMissing()
{
    const ValueHint hint = wholeTextHint();
    m_operations.stage(hint.edits.isEmpty() ? ValueHints::missingKeys(m_values.findings()) : hint.edits,
                       hint.edits.isEmpty() ? tr("adding the missing keys") : tr("repairing the text"));
}

void ValuesFoot::fixAll()
{
    const EntryContent *content = m_workspace.openEntry().content();
    if (!content)
        return;
    QList<EntryField> parameters;
    for (int row = 0; row < m_values.rowCount(); ++row) {
        if (!m_values.field(row)->isRemoved())
            parameters.append(m_values.field(row)->field);
    }
    const bool text = content->entry.id.isSecret();
    const QList<FieldEdit> edits = text ? safeFixes(m_operations.document()) : safeFixes(parameters);
    if (!edits.isEmpty())
        m_operations.stage(edits, tr("applying all safe fixes"));
}

void ValuesFoot::showSize(const EntryContent &content)
{
    const FieldEdit *bytes = content.binary ? m_workspace.staging().edits().edit(content.entry.id, {}) : nullptr;
    ValueSize size = secretSize(bytes ? bytes->value : m_operations.document().text());
    if (content.entry.id.isParameter()) {
        // Of a group the fullest one; each has its own limit.
        size = {};
        for (int row = 0; row < m_values.rowCount(); ++row) {
            for (const ParameterMetadata &parameter : content.entry.parameters) {
                const ValueSize one = parameterSize(m_values.value(row), parameter.tier);
                if (parameter.name == m_values.key(row) && (size.limit == 0 || one.left() < size.left()))
                    size = one;
            }
        }
    }
    const QLocale locale;
    const QString used = tr("%1 of %2 bytes").arg(locale.toString(size.used), locale.toString(size.limit));
    m_size->setText(size.fits() ? used : tr("%1, too large by %2").arg(used, locale.toString(-size.left())));
    m_size->setToolTip(size.fits() ? QString() : tr("AWS refuses a value this large. Shorten it, then save."));
    m_size->setColor(size.fits() ? &ThemeColors::text2 : &ThemeColors::dangerFg);
}

//! The whole line opens the findings.
bool ValuesFoot::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonRelease && m_lint->toggle()->isVisible()) {
        m_lint->toggle()->click();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace keyturn

#include "moc_values_foot.cpp"
