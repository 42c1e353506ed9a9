#include "ui/create/new_entry_review.h"

#include "core/lint/value_lint.h"
#include "core/workspace/workspace.h"
#include "ui/editor/raw_text.h"
#include "ui/editor/value_hint.h"
#include "ui/review/review_changes.h"
#include "ui/review/review_facts.h"
#include "ui/style/metrics.h"
#include "ui/text/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/scroll_page.h"
#include "ui/widgets/text_label.h"

#include <QCheckBox>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

//! The new entry as edits of one that holds nothing.
StagedEdits::Item itemOf(const NewEntry &entry, bool isText, const QString &account, const QString &region)
{
    StagedEdits::Item item;
    item.base.entry.id = {entry.store, account, region, entry.name};
    item.base.binary = entry.binary;
    if (entry.store == Store::ParameterStore && !isText) {
        const QStringList names = entry.parameterNames();
        item.base.keyMap = KeyMap::recognise(names);
        for (qsizetype i = 0; i < names.size(); ++i) {
            FieldEdit edit;
            edit.key = names.at(i);
            edit.value = entry.parameters.at(i).second;
            item.edits.append(edit);
        }
        return item;
    }
    const SecretDocument document(entry.value);
    if (isText || entry.binary || document.isRaw()) {
        item.base.entry.id.store = Store::SecretsManager; // one text without a name of its own
        item.edits = {FieldEdit::raw(entry.value)};
        return item;
    }
    item.base.document = SecretDocument(SecretString(QByteArrayView("{}")));
    for (const SecretDocument::Member &member : document.members()) {
        FieldEdit edit;
        edit.kind = member.isString ? FieldEdit::Kind::Add : FieldEdit::Kind::AddJson;
        edit.key = member.key;
        edit.value = member.value;
        item.edits.append(edit);
    }
    return item;
}

QStringList emptyKeys(const NewEntry &entry)
{
    QStringList keys;
    if (entry.store == Store::SecretsManager && !entry.binary) {
        const SecretDocument document(entry.value);
        for (const SecretDocument::Member &member : document.members()) {
            if (member.value.isEmpty())
                keys.append(member.key);
        }
    }
    return keys;
}

//! What else looks wrong; empty values have a sentence of their own.
QStringList mistakes(const NewEntry &entry)
{
    if (entry.store == Store::ParameterStore || entry.binary)
        return {};
    QStringList lines;
    const SecretDocument document(entry.value);
    for (const LintFinding &finding : lint(document)) {
        if (finding.kind == LintFinding::Kind::EmptyRequired)
            continue;
        const QString text = ValueHints::hint(finding).text;
        lines.append(finding.key.isEmpty() ? text : u"%1: %2"_s.arg(finding.key, text));
    }
    return lines;
}

} // namespace

NewEntryReview::NewEntryReview(Workspace &workspace, QWidget *parent) :
    QWidget(parent), m_workspace(workspace), m_changes(new ReviewChanges), m_warnings(new Card),
    m_warning(new TextLabel), m_agree(new QCheckBox(tr("Create with empty keys"))),
    m_facts(new ReviewFacts(tr("What creating does")))
{
    m_warnings->setObjectName(u"newWarnings"_s);
    m_warnings->setLook(&ThemeColors::warnBg, &ThemeColors::warnFg);
    m_warning->setObjectName(u"newWarning"_s);
    m_warning->setWordWrap(true);
    m_agree->setObjectName(u"newAgree"_s);
    auto *words = new QVBoxLayout;
    words->setSpacing(metrics::gap);
    words->addWidget(m_warning);
    words->addWidget(m_agree);
    auto *warnings = new QHBoxLayout(m_warnings);
    warnings->setContentsMargins(Card::margins());
    warnings->setSpacing(metrics::buttonGap);
    warnings->addWidget(new IconLabel(u"kt-warning"_s, &ThemeColors::warnFg), 0, Qt::AlignTop);
    warnings->addLayout(words, 1);
    m_facts->setObjectName(u"newFacts"_s);
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::partGap);
    column->addWidget(m_warnings); // above what may be long: it is read before anything is agreed to
    column->addWidget(m_changes);
    column->addWidget(m_facts);
    column->addStretch(1);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scrollPage(page));
    connect(m_agree, &QCheckBox::toggled, this, &NewEntryReview::changed);
}

void NewEntryReview::setEntry(const NewEntry &entry, bool wantsKeys)
{
    const SecretDocument document = wantsKeys ? SecretDocument(entry.value) : SecretDocument();
    const bool isText = wantsKeys && document.isRaw();
    m_noKeys =
        isText
            ? tr("%1. Go back and correct the text, or choose the template Plain text.").arg(RawText::reason(document))
            : QString();
    m_changes->setItem(itemOf(entry, isText, m_workspace.place().identity().account, m_workspace.place().region()));
    m_warnings->setLook(isText ? &ThemeColors::dangerBg : &ThemeColors::warnBg,
                        isText ? &ThemeColors::dangerFg : &ThemeColors::warnFg);
    showWarnings(entry);
    showFacts(entry);
    m_facts->setVisible(!isText); // nothing is created
    emit changed();
}

void NewEntryReview::showWarnings(const NewEntry &entry)
{
    const QStringList empty = m_noKeys.isEmpty() ? emptyKeys(entry) : QStringList();
    QStringList lines = m_noKeys.isEmpty() ? mistakes(entry) : QStringList{m_noKeys};
    if (!empty.isEmpty())
        lines.prepend(
            empty.size() == 1
                ? tr("%1 is empty. Programs will read an empty string.").arg(empty.constFirst())
                : tr("These keys are empty: %1. Programs will read an empty string.").arg(empty.join(u", "_s)));
    m_mustAgree = !empty.isEmpty();
    m_agree->setChecked(false);
    m_agree->setVisible(m_mustAgree);
    m_warning->setText(lines.join(u'\n'));
    m_warnings->setVisible(!lines.isEmpty());
}

void NewEntryReview::showFacts(const NewEntry &entry)
{
    QList<SaveFact> facts;
    const auto addFact = [&facts](const QString &icon, const QString &text) { facts.append({icon, text}); };
    const bool isSecret = entry.store == Store::SecretsManager;
    if (isSecret)
        addFact(u"kt-secret"_s, tr("Creates the secret %1. Nothing existing is overwritten.").arg(entry.name));
    else if (entry.parameters.size() == 1)
        addFact(u"kt-params"_s,
                tr("Creates the parameter %1 as SecureString. Nothing existing is overwritten.").arg(entry.name));
    else
        addFact(u"kt-params"_s, tr("%1 are created one by one as SecureString. If one fails, the earlier ones remain.")
                                    .arg(Wording::parameters(entry.parameters.size())));
    addFact(u"object-locked"_s, entry.kmsKeyId.isEmpty() ? tr("Encrypted with the AWS managed key.")
                                                         : tr("Encrypted with %1.").arg(entry.kmsKeyId));
    if (!entry.description.isEmpty())
        addFact(u"documentinfo"_s, tr("Description: %1").arg(entry.description));
    for (auto tag = entry.tags.cbegin(); tag != entry.tags.cend(); ++tag)
        addFact(u"tag"_s, tr("Tag %1 = %2").arg(tag.key(), tag.value()));
    for (const QString &region : entry.replicaRegions)
        addFact(u"globe"_s, tr("Replica in %1.").arg(region));
    m_facts->setFacts(facts);
}

QString NewEntryReview::obstacle() const
{
    if (!m_noKeys.isEmpty())
        return m_noKeys;
    return m_mustAgree && !m_agree->isChecked() ? tr("Confirm the empty keys, or go back and fill them in") : QString();
}

} // namespace keyturn

#include "moc_new_entry_review.cpp"
