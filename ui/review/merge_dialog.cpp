#include "ui/review/merge_dialog.h"

#include "ui/review/merge_choice.h"
#include "ui/review/merge_delegate.h"
#include "ui/style/metrics.h"
#include "ui/text/wording.h"
#include "ui/versions/version_list_model.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/cell_overlay.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/status_chip.h"
#include "ui/widgets/table_header.h"
#include "ui/widgets/text_label.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

using Side = ThreeWayMerge::Side;

MergeDialog::MergeDialog(ThreeWayMerge merge, bool production, QWidget *parent) :
    FramedDialog({}, tr("Nothing is overwritten unless you choose it"), parent),
    m_model(new MergeModel(std::move(merge), this)), m_table(new QTableView(this)), m_banner(new TextLabel),
    m_footIcon(new IconLabel(u"kt-warning"_s, &ThemeColors::warnFg)),
    m_foot(new TextLabel({}, Theme::Font::BodyStrong, &ThemeColors::warnFg)),
    m_continue(new Button(tr("Continue to review"), Button::Kind::Primary))
{
    setObjectName(u"mergeDialog"_s);
    setMinimumSize(800, 460);
    resize(parent ? QSize(1140, 560).boundedTo(parent->size() - QSize(48, 48)) : QSize(1140, 560));
    setTitle(tr("Merge two edits of %1").arg(m_model->merge().theirs().entry.id.name));
    if (production) {
        auto *chip = new StatusChip;
        chip->setStatus(Status::WritingUnlocked, tr("Production"));
        addToHead(chip);
    }
    makeTable();
    body()->setSpacing(metrics::wideGap);
    body()->addWidget(makeBanner());
    body()->addWidget(m_table, 1);
    body()->addLayout(makeRemark());
    body()->addStretch(0);
    makeFoot();
    connect(m_model, &MergeModel::decided, this, &MergeDialog::showState);
    placeChoices();
    showState();
    m_table->setFocus();
    if (m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_model->index(0, 0));
}

QLayout *MergeDialog::makeRemark()
{
    auto *remark = new QHBoxLayout;
    remark->setSpacing(metrics::buttonGap);
    remark->addWidget(new IconLabel(u"help-about"_s), 0, Qt::AlignTop);
    auto *hidden = new TextLabel(tr("Values stay hidden until you reveal a row (Space). Two people can compare the "
                                    "eight-character fingerprint over the phone: same fingerprint, same value."),
                                 Theme::Font::Small, &ThemeColors::text2);
    hidden->setWordWrap(true);
    remark->addWidget(hidden, 1);
    return remark;
}

void MergeDialog::makeFoot()
{
    m_continue->setObjectName(u"continueToReview"_s);
    m_continue->setDefault(true);
    m_foot->setObjectName(u"mergeFoot"_s);
    auto *keep = new Button(tr("Keep editing"));
    keep->setObjectName(u"keepEditingMerge"_s);
    foot()->addWidget(m_footIcon);
    foot()->addWidget(m_foot, 1);
    foot()->addWidget(keep);
    foot()->addWidget(m_continue);
    connect(keep, &Button::clicked, this, &QDialog::reject);
    connect(m_continue, &Button::clicked, this, &QDialog::accept);
}

QWidget *MergeDialog::makeBanner()
{
    auto *card = new Card;
    card->setLook(&ThemeColors::warnBg, &ThemeColors::warnFg);
    card->setObjectName(u"mergeBanner"_s);
    auto *row = new QHBoxLayout(card);
    row->setContentsMargins(Card::margins());
    row->setSpacing(metrics::buttonGap);
    row->addWidget(new IconLabel(u"kt-warning"_s, &ThemeColors::warnFg));
    row->addWidget(new TextLabel(tr("This entry changed while you were editing."), Theme::Font::BodyStrong));
    m_banner->setObjectName(u"mergeOutcome"_s);
    m_banner->setWordWrap(true);
    row->addWidget(m_banner, 1);
    auto *show = new Button(tr("Show version"));
    show->setObjectName(u"showVersion"_s);
    show->setVisible(!merge().theirs().versionId.isEmpty());
    row->addWidget(show);
    connect(show, &Button::clicked, this, [this] {
        reject();
        emit versionsWanted(merge().theirs().entry.id);
    });
    return card;
}

//! What came in between, and what is still to be decided.
QString MergeDialog::outcome() const
{
    const EntryContent &theirs = this->merge().theirs();
    QString what = tr("Another version is in AWS now.");
    if (!theirs.versionId.isEmpty() && theirs.savedAt.isValid()) {
        what = tr("Version %1 was saved at %2.")
                   .arg(VersionListModel::shortId(theirs.versionId), Wording::timeWithSeconds(theirs.savedAt));
    }
    const auto keys = [](int count, const QString &one, const QString &many) { return count == 1 ? one : many; };
    const int merged = m_model->merged();
    const int undecided = m_model->undecided();
    const int decided = int(m_choices.size()) - undecided;
    QString outcome =
        keys(merged, tr("One key merges automatically"), tr("%n keys merge automatically", nullptr, merged));
    if (decided > 0 && undecided == 0)
        outcome = tr("All keys are decided.");
    else if (merged == 0)
        outcome = keys(undecided, tr("One key needs a decision."), tr("%n keys need a decision.", nullptr, undecided));
    else if (undecided == 0)
        outcome = tr("%1, none needs a decision.").arg(outcome);
    else
        outcome = keys(undecided, tr("%1, 1 needs a decision.").arg(outcome),
                       tr("%1, %n need a decision.", nullptr, undecided).arg(outcome));
    return what + u' ' + outcome;
}

void MergeDialog::makeTable()
{
    m_table->setObjectName(u"mergeTable"_s);
    m_table->setAccessibleName(tr("Both edits by key"));
    m_table->setHorizontalHeader(new TableHeader(metrics::cellMargin, m_table));
    m_table->setModel(m_model);
    auto *delegate = new MergeDelegate(m_table);
    m_table->setItemDelegate(delegate);
    connect(delegate, &MergeDelegate::revealRequested, this, &MergeDialog::toggleReveal);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Interactive);
    m_table->setColumnWidth(0, 196);
    m_table->installEventFilter(this);
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (index.data(MergeModel::FoldRole).toBool()) {
            m_model->setExpanded(!m_model->isExpanded());
            fitTable();
        }
    });
}

//! One for each conflict; those come first.
void MergeDialog::placeChoices()
{
    const int column = int(MergeModel::Column::Result);
    int resultWidth = 240;
    for (int row = 0; row < m_model->rowCount() && m_model->index(row, 0).data(MergeModel::ConflictRole).toBool();
         ++row) {
        auto *choice = new MergeChoice(m_model->index(row, 0).data(MergeModel::KeyNameRole).toString());
        new CellOverlay(choice, m_table, m_model->index(row, column));
        m_choices.insert(row, choice);
        connect(choice, &MergeChoice::chosen, this, [this, row](std::optional<Side> side) {
            m_model->choose(row, side);
            m_table->setCurrentIndex(m_model->index(row, 0));
        });
        connect(choice, &MergeChoice::editRequested, this,
                [this, choice, row] { choice->edit(m_model->result(row), m_model->isSensitive(row)); });
        connect(choice, &MergeChoice::written, this, [this, row](const SecretString &value) {
            m_model->write(row, value);
            m_table->setFocus();
        });
        resultWidth = qMax(resultWidth, choice->sizeHint().width());
    }
    m_table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Fixed);
    m_table->setColumnWidth(column, resultWidth);
}

void MergeDialog::showState()
{
    for (auto it = m_choices.cbegin(); it != m_choices.cend(); ++it) {
        const QModelIndex result = m_model->index(it.key(), int(MergeModel::Column::Result));
        const bool undecided = result.data(MergeModel::UndecidedRole).toBool();
        (*it)->setChosen(undecided ? std::nullopt : std::optional(Side::Mine), result.data().toString());
    }
    m_banner->setText(outcome());
    const int undecided = m_model->undecided();
    m_foot->setText(undecided == 0   ? tr("Nothing is written yet")
                    : undecided == 1 ? tr("1 key needs a decision")
                                     : tr("%n keys need a decision", nullptr, undecided));
    m_foot->setColor(undecided == 0 ? &ThemeColors::text2 : &ThemeColors::warnFg);
    m_foot->setRole(undecided == 0 ? Theme::Font::Small : Theme::Font::BodyStrong);
    m_footIcon->setVisible(undecided > 0);
    QString reason;
    for (const ThreeWayMerge::Key &key : this->merge().keys()) {
        if (!key.side() && reason.isEmpty())
            reason = tr("Choose a result for %1").arg(key.key.isEmpty() ? tr("the whole value") : key.key);
    }
    m_continue->setDisabledReason(reason);
    fitTable();
}

void MergeDialog::fitTable()
{
    m_table->clearSpans();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->index(row, 0).data(MergeModel::FoldRole).toBool())
            m_table->setSpan(row, 0, 1, m_model->columnCount());
    }
    m_table->resizeRowsToContents();
    int height = m_table->horizontalHeader()->sizeHint().height() + 2;
    for (int row = 0; row < m_model->rowCount(); ++row)
        height += m_table->rowHeight(row);
    m_table->setMaximumHeight(height);
}

void MergeDialog::toggleReveal(int row)
{
    m_model->reveal(m_model->revealed() == row ? -1 : row);
    if (m_model->revealed() >= 0)
        m_reveal.start(metrics::revealSeconds * 1000, this);
    else
        m_reveal.stop();
    fitTable();
}

bool MergeDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_table || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const QModelIndex at = m_table->currentIndex();
    if (!at.isValid() || key->modifiers() != Qt::NoModifier)
        return false;
    const bool fold = at.data(MergeModel::FoldRole).toBool();
    switch (key->key()) {
    case Qt::Key_Y:
        m_model->choose(at.row(), Side::Mine);
        return true;
    case Qt::Key_T:
        m_model->choose(at.row(), Side::Theirs);
        return true;
    case Qt::Key_Backspace:
        m_model->choose(at.row(), std::nullopt);
        return true;
    case Qt::Key_Space:
        if (fold)
            m_model->setExpanded(!m_model->isExpanded());
        else
            toggleReveal(at.row());
        fitTable();
        return true;
    default:
        return false;
    }
}

void MergeDialog::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_reveal.timerId())
        toggleReveal(m_model->revealed());
    else
        QDialog::timerEvent(event);
}

void MergeDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ActivationChange && !isActiveWindow() && m_model->revealed() >= 0)
        toggleReveal(m_model->revealed());
    QDialog::changeEvent(event);
}

} // namespace keyturn

#include "moc_merge_dialog.cpp"
