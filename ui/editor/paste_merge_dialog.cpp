#include "ui/editor/paste_merge_dialog.h"

#include "ui/editor/merge_lines_delegate.h"
#include "ui/editor/merge_lines_model.h"
#include "ui/style/metrics.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
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
    FramedDialog({}, {}, parent),
    m_lines(linesOf(document, text, this)), m_stage(new Button({}, Button::Kind::Primary))
{
    setObjectName(u"pasteMergeDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setTitle(text.refused ? tr("Can't read the pasted text")
                          : tr("Merge %1 into %2").arg(Wording::keys(m_lines->rowCount()), name));
    resize(680, 440);
    auto *why = new TextLabel(
        text.refused ? tr("Nothing was pasted. Correct the line below and paste again.")
                     : tr("Keys that are not in the text stay as they are. Nothing is written before you review."),
        Theme::Font::Body, &ThemeColors::text2);
    why->setWordWrap(true);
    QTableView *table = makeTable();
    body()->addWidget(why);
    body()->addWidget(table, 1);
    table->setVisible(!text.refused);
    for (qsizetype i = 0; i < std::min(text.problems.size(), problemsShown); ++i) {
        auto *problem = new TextLabel(words(text.problems[i], text.refused), Theme::Font::Small,
                                      text.refused ? &ThemeColors::dangerFg : &ThemeColors::warnFg);
        problem->setObjectName(u"mergeProblem"_s);
        problem->setWordWrap(true);
        body()->addWidget(problem);
    }
    auto *cancel = new Button(tr("Cancel"));
    cancel->setObjectName(u"mergeCancel"_s);
    m_stage->setObjectName(u"mergeStage"_s);
    m_stage->setDefault(true);
    foot()->addStretch(1);
    foot()->addWidget(cancel);
    foot()->addWidget(m_stage);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_lines, &QAbstractItemModel::dataChanged, this, &PasteMergeDialog::validate);
    connect(m_stage, &QPushButton::clicked, this, [this] {
        emit chosen(m_lines->edits());
        accept();
    });
    (text.refused ? static_cast<QWidget *>(cancel) : table)->setFocus();
    validate();
    if (text.refused)
        fitHeight();
}

QTableView *PasteMergeDialog::makeTable()
{
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
    table->setMouseTracking(true);
    auto *header = new TableHeader(metrics::cellMargin, table);
    table->setHorizontalHeader(header);
    header->setSectionResizeMode(int(MergeLinesModel::Column::Value), QHeaderView::Stretch);
    header->resizeSection(int(MergeLinesModel::Column::Key), 220);
    header->resizeSection(int(MergeLinesModel::Column::Change), 90);
    return table;
}

void PasteMergeDialog::validate()
{
    const qsizetype count = m_lines->edits().size();
    m_stage->setText(count == 0 ? tr("Apply") : count == 1 ? tr("Apply 1 change") : tr("Apply %1 changes").arg(count));
    m_stage->setDisabledReason(count > 0                  ? QString()
                               : m_lines->rowCount() == 0 ? tr("No keys were found in the text")
                                                          : tr("Nothing to change"));
}

QString PasteMergeDialog::words(const ImportProblem &problem, bool refused)
{
    const QString what = refused ? reason(problem) : note(problem);
    return problem.column > 0 ? tr("Line %1, column %2: %3").arg(problem.line).arg(problem.column).arg(what)
                              : tr("Line %1: %2").arg(problem.line).arg(what);
}

//! Of a text that is refused. Names no key where it might be part of a value.
QString PasteMergeDialog::reason(const ImportProblem &problem)
{
    using Kind = ImportProblem::Kind;
    switch (problem.kind) {
    case Kind::NotJson:
        return tr("incomplete JSON");
    case Kind::NotKeys:
        return tr("a list or a single value, not keys with values");
    case Kind::NotText:
        return tr("a NUL character, so this is not text");
    case Kind::NotUtf8:
        return tr("not valid UTF-8");
    case Kind::NotYaml:
        return tr("not YAML, or YAML and KEY=value lines in one text");
    case Kind::YamlFeature:
        return tr("YAML anchors, aliases, tags and merges are not supported; write the value out");
    case Kind::SeveralDocuments:
        return tr("a second document begins here; paste one at a time");
    case Kind::NotCsv:
        return tr("not two columns, or a misplaced quotation mark");
    case Kind::NotPostman:
        return tr("a variable of Postman without a key or a value");
    case Kind::NoSeparator:
        return tr("no = or :");
    case Kind::NoKey:
        return tr("no valid key before the =; a value of several lines needs quotation marks");
    case Kind::LooseText:
        return tr("part of a PEM block or of base64 text without its key; put the value in quotation marks");
    case Kind::UnclosedQuote:
        return tr("a quotation mark is not closed");
    case Kind::TextAfterQuote:
        return tr("text after the closing quotation mark");
    case Kind::ShellSyntax:
        return tr("only a shell can read this; put the value in single quotation marks");
    case Kind::BadEscape:
        return tr("\\u without four digits");
    case Kind::UnclearComment:
        return tr("a # that is a comment in .env and part of the value in .properties files; use quotation marks");
    case Kind::DuplicateKey:
        return tr("duplicate key %1").arg(problem.key);
    case Kind::CommentCut:
    case Kind::ReadersDiffer:
    case Kind::VariableKept:
    case Kind::SwitchedOff:
    case Kind::Masked:
        break;
    }
    return note(problem);
}

//! Of what was taken over and may not be meant so.
QString PasteMergeDialog::note(const ImportProblem &problem)
{
    using Kind = ImportProblem::Kind;
    switch (problem.kind) {
    case Kind::DuplicateKey:
        return tr("%1 appears twice; the last value is used").arg(problem.key);
    case Kind::CommentCut:
        return tr("the value of %1 ends at #; the rest was read as a comment").arg(problem.key);
    case Kind::ReadersDiffer:
        return tr("programs read the value of %1 in different ways; look at it before you save").arg(problem.key);
    case Kind::VariableKept:
        return tr("the value of %1 holds a $ variable, which is not replaced").arg(problem.key);
    case Kind::SwitchedOff:
        return tr("%1 is disabled in Postman, skipped").arg(problem.key);
    case Kind::Masked:
        return tr("%1 is masked with asterisks, skipped").arg(problem.key);
    default:
        return {};
    }
}

} // namespace keyturn

#include "moc_paste_merge_dialog.cpp"
