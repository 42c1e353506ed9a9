#include "ui/editor/paste_merge_dialog.h"

#include "ui/editor/merge_lines_delegate.h"
#include "ui/editor/merge_lines_model.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/table_header.h"
#include "ui/widgets/text_label.h"

#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qsizetype problemsShown = 4;
constexpr int rowHeight = 44;

MergeLinesModel *linesOf(const SecretDocument &document, const ImportedText &text, QObject *parent)
{
    QStringList keys;
    for (const SecretDocument::Member &member : document.members())
        keys.append(member.key);
    const KeyMap present = KeyMap::recognise(keys);
    const QList<ImportedValue> values = tokenAnswerAsKeys(text.values, present);
    for (const ImportedValue &value : values) {
        if (!keys.contains(value.key))
            keys.append(value.key);
    }
    return new MergeLinesModel(mergePreview(document, values), KeyMap::recognise(keys), parent);
}

} // namespace

PasteMergeDialog::PasteMergeDialog(const QString &name, const SecretDocument &document, const ImportedText &text,
                                   QWidget *parent) :
    QDialog(parent),
    m_lines(linesOf(document, text, this)), m_stage(new Button({}, Button::Kind::Primary))
{
    setObjectName(u"pasteMergeDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Merge keys"));
    resize(680, 440);
    auto *title =
        new TextLabel(tr("Merge %1 into %2").arg(Wording::keys(m_lines->rowCount()), name), Theme::Font::Title);
    auto *why =
        new TextLabel(tr("Keys that are not in the text stay as they are. Nothing is written before you review."),
                      Theme::Font::Body, &ThemeColors::text2);
    why->setWordWrap(true);
    auto *table = new QTableView;
    table->setObjectName(u"mergeLines"_s);
    table->setAccessibleName(tr("Keys in the text"));
    table->setModel(m_lines);
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(rowHeight);
    table->setItemDelegate(new MergeLinesDelegate(table));
    table->viewport()->setAutoFillBackground(false); // it stands on the dialog
    table->setMouseTracking(true);
    auto *header = new TableHeader(12, table);
    table->setHorizontalHeader(header);
    header->setSectionResizeMode(int(MergeLinesModel::Column::Value), QHeaderView::Stretch);
    header->resizeSection(int(MergeLinesModel::Column::Key), 220);
    header->resizeSection(int(MergeLinesModel::Column::Change), 90);

    paintDialogRaised(this);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(24, 20, 24, 16);
    head->setSpacing(2);
    head->addWidget(title);
    head->addWidget(why);
    auto *column = new QVBoxLayout;
    column->setContentsMargins(24, 12, 24, 16);
    column->setSpacing(8);
    column->addWidget(table, 1);
    for (qsizetype i = 0; i < std::min(text.problems.size(), problemsShown); ++i) {
        auto *problem = new TextLabel(words(text.problems[i]), Theme::Font::Small, &ThemeColors::warnFg);
        problem->setObjectName(u"mergeProblem"_s);
        problem->setWordWrap(true);
        column->addWidget(problem);
    }
    auto *cancel = new Button(tr("Cancel"));
    cancel->setObjectName(u"mergeCancel"_s);
    m_stage->setObjectName(u"mergeStage"_s);
    m_stage->setDefault(true);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(24, 14, 20, 14);
    foot->setSpacing(8);
    foot->addStretch();
    foot->addWidget(cancel);
    foot->addWidget(m_stage);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(head);
    all->addWidget(new DialogLine(Qt::Horizontal));
    all->addLayout(column, 1);
    all->addWidget(new DialogLine(Qt::Horizontal));
    all->addLayout(foot);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_lines, &QAbstractItemModel::dataChanged, this, &PasteMergeDialog::validate);
    connect(m_stage, &QPushButton::clicked, this, [this] {
        emit chosen(m_lines->edits());
        accept();
    });
    table->setFocus();
    validate();
}

void PasteMergeDialog::validate()
{
    const qsizetype count = m_lines->edits().size();
    m_stage->setText(count == 1 ? tr("Apply 1 change") : tr("Apply %1 changes").arg(count));
    m_stage->setDisabledReason(count > 0                  ? QString()
                               : m_lines->rowCount() == 0 ? tr("No keys were found in the text")
                                                          : tr("Nothing to change"));
}

QString PasteMergeDialog::words(const ImportProblem &problem)
{
    using Kind = ImportProblem::Kind;
    const auto line = [&problem](const QString &what) {
        return problem.column > 0 ? tr("Line %1, column %2: %3").arg(problem.line).arg(problem.column).arg(what)
                                  : tr("Line %1: %2").arg(problem.line).arg(what);
    };
    switch (problem.kind) {
    case Kind::NotJson:
        return line(tr("incomplete JSON"));
    case Kind::NotUtf8:
        return line(tr("not valid UTF-8"));
    case Kind::NoSeparator:
        return line(tr("no = or :, skipped"));
    case Kind::NoKey:
        return line(tr("no key before the =, left out"));
    case Kind::UnclosedQuote:
        return line(tr("a quotation mark is not closed"));
    case Kind::TextAfterQuote:
        return line(tr("text behind the closing quotation mark, left out"));
    case Kind::DuplicateKey:
        return line(tr("%1 appears twice; the last value is used").arg(problem.key));
    case Kind::CommentCut:
        return line(tr("the value of %1 ends at #, the rest was taken for a comment").arg(problem.key));
    }
    return {};
}

} // namespace keyturn

#include "moc_paste_merge_dialog.cpp"
