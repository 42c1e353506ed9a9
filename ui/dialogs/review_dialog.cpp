#include "ui/dialogs/review_dialog.h"

#include "ui/delegates/diff_delegate.h"
#include "ui/dialogs/check_row.h"
#include "ui/dialogs/confirm_field.h"
#include "ui/dialogs/review_entry_delegate.h"
#include "ui/models/diff_model.h"
#include "ui/models/error_text.h"
#include "ui/models/profile_text.h"
#include "ui/models/version_list_model.h"
#include "ui/models/wording.h"
#include "ui/pages/masked_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/status_chip.h"
#include "ui/widgets/table_header.h"
#include "ui/widgets/text_label.h"

#include <QHeaderView>
#include <QListWidget>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int leftWidth = 264;

class Line : public QWidget {
public:
    explicit Line(Qt::Orientation orientation)
    {
        if (orientation == Qt::Horizontal)
            setFixedHeight(1);
        else
            setFixedWidth(1);
    }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), colors().border); }
};

void clear(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (item->layout())
            clear(item->layout());
        delete item->widget();
        delete item;
    }
}

} // namespace

ReviewDialog::ReviewDialog(Workspace &workspace, QWidget *parent) :
    QDialog(parent), m_workspace(workspace), m_diff(new DiffModel(this)),
    m_title(new TextLabel({}, Theme::Font::Title)),
    m_place(new ElidedLabel({}, Theme::Font::Body, &ThemeColors::text2)), m_access(new StatusChip),
    m_entries(new QListWidget), m_unchangedCheck(new CheckRow(tr("Nobody else changed them"))),
    m_budgetCheck(new CheckRow(tr("Version budget"))), m_rebase(new Button(tr("Put my edits onto theirs"))),
    m_name(new ElidedLabel({}, Theme::Font::Heading, &ThemeColors::text, Qt::ElideMiddle)),
    m_mode(new SegmentedControl({tr("By key"), tr("Raw")})), m_table(new QTableView), m_raw(new QPlainTextEdit),
    m_stack(new QStackedWidget), m_confirmCard(new Card), m_confirmText(new TextLabel({}, Theme::Font::Body)),
    m_confirmAsk(new TextLabel(tr("Type the key name to confirm"))),
    m_confirmLeft(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)), m_confirm(new ConfirmField),
    m_facts(new QVBoxLayout),
    m_foot(new TextLabel(tr("Nothing is written until you save."), Theme::Font::Small, &ThemeColors::text2)),
    m_keep(new Button(tr("Keep editing"))), m_save(new Button({}, Button::Kind::Primary))
{
    setObjectName(u"reviewDialog"_s);
    setWindowModality(Qt::WindowModal);
    setMinimumSize(800, 520);
    resize(1120, 664);
    const auto paintRaised = [this] {
        QPalette raised;
        raised.setColor(QPalette::Window, colors().raised);
        setPalette(raised);
    };
    paintRaised();
    connect(&Theme::instance(), &Theme::changed, this, paintRaised);
    m_save->setObjectName(u"saveChanges"_s);
    m_save->setDefault(true);
    m_keep->setObjectName(u"keepEditing"_s);
    m_foot->setObjectName(u"reviewFoot"_s);
    m_foot->setWordWrap(true);

    auto *titles = new QVBoxLayout;
    titles->setSpacing(2);
    titles->addWidget(m_title);
    titles->addWidget(m_place);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(24, 20, 24, 16);
    head->addLayout(titles, 1);
    head->addWidget(m_access);
    auto *body = new QHBoxLayout;
    body->setSpacing(0);
    body->addWidget(makeLeft());
    body->addWidget(new Line(Qt::Vertical));
    body->addWidget(makeRight(), 1);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(24, 14, 20, 14);
    foot->setSpacing(8);
    foot->addWidget(m_foot, 1);
    foot->addWidget(m_keep);
    foot->addWidget(m_save);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(new Line(Qt::Horizontal));
    column->addLayout(body, 1);
    column->addWidget(new Line(Qt::Horizontal));
    column->addLayout(foot);

    connect(m_keep, &QPushButton::clicked, this, &ReviewDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &ReviewDialog::save);
    connect(m_rebase, &QPushButton::clicked, this, [this] {
        for (const EntryId &id : m_check->changedEntries())
            m_workspace.rebase(id);
    });
    connect(&m_workspace, &Workspace::stagedChanged, this, [this] {
        if (!m_saving.isEmpty())
            return;
        if (m_workspace.staged().isEmpty()) {
            QDialog::reject();
            return;
        }
        fillEntries();
        startChecks();
    });
    connect(&m_workspace, &Workspace::saved, this, [this](const EntryId &id) { entryDone(id, {}); });
    connect(&m_workspace, &Workspace::saveFailed, this, [this](const EntryId &id, const Error &error) {
        const ErrorMessage message = ErrorText::message(error, id.name);
        entryDone(id, message.requestId.isEmpty() ? message.sentence
                                                  : tr("%1 Request id %2.").arg(message.sentence, message.requestId));
    });
    fillEntries();
    startChecks();
    if (m_confirmCard->isVisibleTo(this))
        m_confirm->setFocus();
    else
        m_save->setFocus();
}

ReviewDialog::~ReviewDialog() = default;

QWidget *ReviewDialog::makeLeft()
{
    auto *left = new QWidget;
    left->setFixedWidth(leftWidth);
    m_entries->setObjectName(u"reviewEntries"_s);
    m_entries->setAccessibleName(tr("Entries in this save"));
    m_entries->setItemDelegate(new ReviewEntryDelegate(m_entries));
    m_entries->setFrameShape(QFrame::NoFrame);
    m_entries->viewport()->setAutoFillBackground(false);
    m_entries->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_entries->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_rebase->setObjectName(u"rebaseEdits"_s);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(12, 20, 12, 16);
    column->setSpacing(8);
    const auto caption = [](const QString &text) {
        auto *label = new TextLabel(text, Theme::Font::Caption, &ThemeColors::text3);
        label->setContentsMargins(8, 0, 0, 0);
        return label;
    };
    column->addWidget(caption(tr("Entries in this save")));
    column->addWidget(m_entries);
    column->addSpacing(12);
    column->addWidget(caption(tr("Checked just now")));
    auto *checks = new QVBoxLayout;
    checks->setContentsMargins(10, 0, 8, 0);
    checks->setSpacing(0);
    checks->addWidget(m_unchangedCheck);
    checks->addWidget(m_rebase);
    checks->addWidget(m_budgetCheck);
    column->addLayout(checks);
    column->addStretch(1);
    connect(m_entries, &QListWidget::currentRowChanged, this, &ReviewDialog::showEntry);
    connect(m_entries, &QListWidget::itemChanged, this, [this] {
        showConfirmation();
        showConsequences();
        updateSave();
    });
    return left;
}

QWidget *ReviewDialog::makeRight()
{
    auto *right = new QWidget;
    m_name->setObjectName(u"reviewName"_s);
    m_mode->setObjectName(u"reviewMode"_s);
    m_table->setObjectName(u"reviewTable"_s);
    m_table->setAccessibleName(tr("Changes by key"));
    m_table->setHorizontalHeader(new TableHeader(12, m_table));
    m_table->setModel(m_diff);
    m_table->setItemDelegate(new DiffDelegate(m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Interactive);
    m_table->setColumnWidth(0, 180);
    m_raw->setObjectName(u"reviewRaw"_s);
    m_raw->setAccessibleName(tr("Masked text after saving"));
    m_raw->setReadOnly(true);
    m_raw->setTextInteractionFlags(Qt::TextSelectableByKeyboard);
    m_raw->setFont(Theme::font(Theme::Font::Mono));
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_raw);

    m_confirmCard->setObjectName(u"confirmCard"_s);
    m_confirmCard->setLook(&ThemeColors::dangerBg, &ThemeColors::dangerFg);
    m_confirmText->setWordWrap(true);
    m_confirm->setFixedWidth(240);
    m_confirm->setAccessibleName(tr("Type the key name to confirm"));
    auto *ask = new QHBoxLayout;
    ask->setSpacing(12);
    ask->addWidget(m_confirmAsk);
    ask->addWidget(m_confirm);
    ask->addWidget(m_confirmLeft, 1);
    auto *words = new QVBoxLayout;
    words->setSpacing(8);
    words->addWidget(m_confirmText);
    words->addLayout(ask);
    auto *confirm = new QHBoxLayout(m_confirmCard);
    confirm->setContentsMargins(16, 12, 16, 12);
    confirm->setSpacing(10);
    confirm->addWidget(new IconLabel(u"kt-warning"_s, &ThemeColors::dangerFg), 0, Qt::AlignTop);
    confirm->addLayout(words, 1);

    auto *facts = new Card;
    facts->setLook(&ThemeColors::sunken, &ThemeColors::border);
    auto *factColumn = new QVBoxLayout(facts);
    factColumn->setContentsMargins(16, 12, 16, 12);
    factColumn->setSpacing(6);
    factColumn->addWidget(new TextLabel(tr("What saving does"), Theme::Font::BodyStrong));
    m_facts->setSpacing(6);
    factColumn->addLayout(m_facts);

    auto *head = new QHBoxLayout;
    head->addWidget(m_name, 1);
    head->addWidget(m_mode);
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(24, 16, 24, 16);
    column->setSpacing(12);
    column->addLayout(head);
    column->addWidget(m_stack, 1);
    column->addWidget(m_confirmCard);
    column->addWidget(facts);
    column->addStretch(0);

    connect(m_mode, &SegmentedControl::currentChanged, this, [this](int mode) {
        m_stack->setCurrentIndex(mode);
        fitTable();
    });
    const auto fold = [this](const QModelIndex &index) {
        if (index.data(DiffModel::FoldRole).toBool())
            m_diff->setExpanded(!m_diff->isExpanded());
        fitTable();
    };
    connect(m_table, &QTableView::clicked, this, fold);
    connect(m_table, &QTableView::activated, this, fold);
    connect(m_confirm, &QLineEdit::textChanged, this, [this](const QString &typed) {
        const QStringList removed = removedKeys();
        const auto next = std::find_if(removed.begin(), removed.end(),
                                       [this](const QString &key) { return !m_confirmed.contains(key); });
        if (next != removed.end() && typed == *next)
            m_confirmed.append(*next);
        showConfirmation();
        updateSave();
    });
    return right;
}

void ReviewDialog::fillEntries()
{
    const StagedEdits &staged = m_workspace.staged();
    const auto before = current();
    const QSignalBlocker quiet(m_entries);
    m_entries->clear();
    int row = -1;
    for (const EntryId &id : staged.entries()) {
        DiffModel diff;
        diff.setChanges(staged.item(id)->base, staged.item(id)->edits);
        auto *item = new QListWidgetItem(id.name, m_entries);
        item->setData(Qt::UserRole, QVariant::fromValue(id));
        item->setData(ReviewEntryDelegate::RemarkRole,
                      Wording::changedAndRemoved(diff.changed(), diff.added(), diff.removed()));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Checked);
        // First what was looked at; else what asks for a confirmation.
        if (before ? id == *before : row < 0 && diff.removed() > 0)
            row = m_entries->count() - 1;
    }
    m_entries->setCurrentRow(std::max(row, 0));
    m_entries->setFixedHeight(std::min(m_entries->count(), 5) * ReviewEntryDelegate::rowHeight + 4);
    const QString title = Wording::reviewChanges(staged.count(), m_entries->count());
    m_title->setText(title);
    setWindowTitle(title);
    m_place->setText(QStringList({ProfileText::name(m_workspace.profile()),
                                  Wording::account(m_workspace.identity().account), m_workspace.region()})
                         .join(u"  ·  "_s));
    m_access->setVisible(true);
    switch (m_workspace.access()) {
    case Workspace::Access::Rehearsal:
        m_access->setStatus(Status::Rehearsal, StatusText::rehearsal());
        break;
    case Workspace::Access::Unlocked:
    case Workspace::Access::ReadOnly:
        m_access->setStatus(Status::WritingUnlocked, tr("Production"));
        break;
    default:
        m_access->hide();
        break;
    }
    showEntry();
}

std::optional<EntryId> ReviewDialog::current() const
{
    const QListWidgetItem *item = m_entries->currentItem();
    return item ? std::optional(item->data(Qt::UserRole).value<EntryId>()) : std::nullopt;
}

QList<EntryId> ReviewDialog::chosen() const
{
    QList<EntryId> ids;
    for (int row = 0; row < m_entries->count(); ++row) {
        if (m_entries->item(row)->checkState() == Qt::Checked)
            ids.append(m_entries->item(row)->data(Qt::UserRole).value<EntryId>());
    }
    return ids;
}

void ReviewDialog::showEntry()
{
    showDiff();
    showConfirmation();
    showConsequences();
    updateSave();
}

void ReviewDialog::showDiff()
{
    const auto id = current();
    const StagedEdits::Item *item = id ? m_workspace.staged().item(*id) : nullptr;
    if (!item)
        return;
    m_name->setText(id->name);
    m_diff->setChanges(item->base, item->edits);
    m_raw->setPlainText(maskedText(item->base, item->edits));
    fitTable();
}

void ReviewDialog::fitTable()
{
    m_table->resizeRowsToContents();
    int height = m_table->horizontalHeader()->sizeHint().height() + 2;
    for (int row = 0; row < m_diff->rowCount(); ++row)
        height += m_table->rowHeight(row);
    m_stack->setMaximumHeight(m_mode->current() == 1 ? QWIDGETSIZE_MAX : height);
    m_table->clearSpans();
    for (int row = 0; row < m_diff->rowCount(); ++row) {
        if (m_diff->index(row, 0).data(DiffModel::FoldRole).toBool())
            m_table->setSpan(row, 0, 1, m_diff->columnCount());
    }
}

QStringList ReviewDialog::removedKeys() const
{
    QStringList keys;
    for (const EntryId &id : chosen()) {
        const StagedEdits::Item *item = m_workspace.staged().item(id);
        for (const FieldEdit &edit : item ? item->edits : QList<FieldEdit>()) {
            if (edit.kind == FieldEdit::Kind::Remove)
                keys.append(edit.key);
        }
    }
    return keys;
}

void ReviewDialog::showConfirmation()
{
    const QStringList removed = removedKeys();
    const auto next =
        std::find_if(removed.begin(), removed.end(), [this](const QString &key) { return !m_confirmed.contains(key); });
    const bool done = next == removed.end();
    m_confirmCard->setVisible(!removed.isEmpty());
    for (QWidget *widget : std::initializer_list<QWidget *>{m_confirm, m_confirmAsk})
        widget->setVisible(!done);
    if (done) {
        m_confirmText->setText(tr("Saving removes %1. You confirmed it.").arg(removed.join(u", "_s)));
        m_confirmLeft->clear();
        return;
    }
    m_confirmText->setText(tr("Saving removes %1. Anything that reads this key will fail after the save.").arg(*next));
    if (m_confirmed.contains(m_confirm->text())) {
        const QSignalBlocker quiet(m_confirm);
        m_confirm->clear();
    }
    const QString typed = m_confirm->text();
    m_confirmLeft->setText(typed.isEmpty() ? QString()
                           : next->startsWith(typed)
                               ? tr("%n more character(s)", nullptr, int(next->size() - typed.size()))
                               : tr("This is not the key name"));
}

QStringList ReviewDialog::consequences() const
{
    QStringList facts;
    const QDateTime now = m_workspace.clock().utcNow();
    for (const EntryId &id : chosen()) {
        const StagedEdits::Item *item = m_workspace.staged().item(id);
        if (!item)
            continue;
        if (id.store == Store::SecretsManager) {
            facts.append(tr("%1: the new version becomes AWSCURRENT, version %2 stays readable as AWSPREVIOUS.")
                             .arg(item->base.entry.leafName(), VersionListModel::shortId(item->base.versionId)));
            continue;
        }
        for (const FieldEdit &edit : item->edits) {
            const auto parameter = std::find_if(item->base.entry.parameters.begin(), item->base.entry.parameters.end(),
                                                [&edit](const ParameterMetadata &p) { return p.name == edit.key; });
            if (parameter == item->base.entry.parameters.end())
                continue;
            facts.append(tr("%1: version %2 is written, version %3 stays in the history.")
                             .arg(parameter->name)
                             .arg(parameter->version + 1)
                             .arg(parameter->version));
            for (const ParameterPolicy &policy : parameter->policies) {
                if (policy.type == ParameterPolicy::Type::NoChangeNotification)
                    facts.append(tr("Its reminder starts again and comes next on %1.")
                                     .arg(Wording::date(now.addSecs(policy.amount * 3600), now)));
            }
        }
    }
    return facts;
}

void ReviewDialog::showConsequences()
{
    clear(m_facts);
    for (const QString &fact : consequences()) {
        auto *row = new QHBoxLayout;
        row->setSpacing(10);
        row->addWidget(new IconLabel(u"tag"_s), 0, Qt::AlignTop);
        auto *text = new TextLabel(fact);
        text->setWordWrap(true);
        row->addWidget(text, 1);
        m_facts->addLayout(row);
    }
    if (m_facts->count() == 0)
        m_facts->addWidget(new TextLabel(tr("Nothing: no entry is chosen."), Theme::Font::Body, &ThemeColors::text2));
}

void ReviewDialog::startChecks()
{
    delete m_check;
    m_check = new SaveCheck(m_workspace, m_workspace.staged().entries(), this);
    connect(m_check, &SaveCheck::changed, this, &ReviewDialog::showChecks);
    m_check->start();
    showChecks();
}

void ReviewDialog::showChecks()
{
    QString found = tr("reading again");
    if (!m_check->changedEntries().isEmpty()) {
        QStringList names;
        for (const EntryId &id : m_check->changedEntries())
            names.append(id.name.section(u'/', -1));
        found = tr("%1 changed meanwhile").arg(names.join(u", "_s));
    } else if (m_check->error()) {
        found = ErrorText::message(*m_check->error()).sentence;
    } else if (m_check->unchanged() == SaveCheck::State::Passed) {
        found = tr("read again at %1").arg(Wording::timeWithSeconds(m_check->checkedAt()));
    }
    m_unchangedCheck->setState(m_check->unchanged(), found);
    m_rebase->setVisible(!m_check->changedEntries().isEmpty());
    m_budgetCheck->setVisible(m_check->hasSecrets());
    m_budgetCheck->setState(
        m_check->budget(),
        m_check->budget() == SaveCheck::State::Running
            ? tr("counting")
            : tr("%1 versions today of %2").arg(m_check->versionsToday()).arg(SaveCheck::versionLimit));
    updateSave();
}

QString ReviewDialog::obstacle() const
{
    if (!m_saving.isEmpty())
        return tr("Saving…");
    if (chosen().isEmpty())
        return tr("Choose at least one entry");
    if (!m_workspace.canWrite())
        return tr("Writing is locked for this profile");
    for (const QString &key : removedKeys()) {
        if (!m_confirmed.contains(key))
            return tr("Type the key name to enable");
    }
    for (const EntryId &id : chosen()) {
        if (m_check && m_check->changedEntries().contains(id))
            return tr("%1 changed meanwhile").arg(id.name.section(u'/', -1));
        const StagedEdits::Item *item = m_workspace.staged().item(id);
        if (item && id.store == Store::SecretsManager) {
            if (const Result<SecretDocument> applied = EntryStore::apply(item->base, item->edits); !applied)
                return ErrorText::message(applied.error(), id.name.section(u'/', -1)).sentence;
        }
    }
    if (!m_check || m_check->unchanged() == SaveCheck::State::Running)
        return tr("The checks are still running");
    if (m_check->unchanged() == SaveCheck::State::Failed)
        return tr("It could not be checked that nobody else changed them");
    if (m_check->budget() == SaveCheck::State::Failed)
        return tr("AWS keeps at most %1 versions a day").arg(SaveCheck::versionLimit);
    return {};
}

void ReviewDialog::updateSave()
{
    int changes = 0;
    for (const EntryId &id : chosen()) {
        if (const StagedEdits::Item *item = m_workspace.staged().item(id))
            changes += int(item->edits.size());
    }
    m_save->setText(m_saving.isEmpty() ? Wording::saveChanges(changes) : tr("Saving…"));
    m_save->setDisabledReason(obstacle());
    m_keep->setDisabledReason(m_saving.isEmpty() ? QString() : tr("Saving…"));
}

void ReviewDialog::save()
{
    m_problems.clear();
    m_saved = 0;
    m_saving = chosen();
    m_foot->setColor(&ThemeColors::text2);
    m_foot->setText(tr("Writing…"));
    updateSave();
    m_workspace.save(m_saving);
}

void ReviewDialog::entryDone(const EntryId &id, const QString &problem)
{
    if (!m_saving.removeOne(id)) {
        if (!problem.isEmpty()) { // putting edits onto a newer version failed
            m_foot->setColor(&ThemeColors::dangerFg);
            m_foot->setText(problem);
        }
        return;
    }
    if (problem.isEmpty())
        ++m_saved;
    else
        m_problems.insert(id, problem);
    if (!m_saving.isEmpty())
        return;
    if (m_problems.isEmpty()) {
        emit savedAll(m_saved);
        accept();
        return;
    }
    fillEntries();
    startChecks();
    m_foot->setColor(&ThemeColors::dangerFg);
    QStringList lines(m_problems.values());
    if (m_saved > 0)
        lines.prepend(tr("%n saved.", nullptr, m_saved));
    m_foot->setText(lines.join(u' '));
}

void ReviewDialog::reject()
{
    if (m_saving.isEmpty()) // a write under way is watched to its end
        QDialog::reject();
}

} // namespace keyturn
