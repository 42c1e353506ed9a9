#include "ui/versions/labels_dialog.h"

#include "ui/style/metrics.h"
#include "ui/versions/version_delegate.h"
#include "ui/versions/version_list_model.h"
#include "ui/widgets/button.h"
#include "ui/widgets/table_header.h"
#include "ui/widgets/text_label.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSet>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

using Column = VersionListModel::Column;

Task<Result<>> makeCalls(Connection *connection, Entry entry, QList<LabelCall> calls)
{
    const LabelSurgery surgery(*connection);
    co_return co_await surgery.run(std::move(entry), std::move(calls));
}

} // namespace

LabelsDialog::LabelsDialog(Workspace &workspace, const VersionHistory &history, int row, QWidget *parent) :
    ActionDialog(workspace, tr("Edit labels of %1").arg(history.entry().leafName()), placeOf(history.entry()), parent),
    m_history(history), m_plan(history.entry().id.store, history.rows()), m_model(new VersionListModel(this)),
    m_view(new QTableView), m_label(new QComboBox), m_put(new Button(tr("Add label"))), m_off(new Button(tr("Remove"))),
    m_reset(new Button(tr("Reset"), Button::Kind::Quiet)), m_calls(new QPlainTextEdit)
{
    setObjectName(u"labelsDialog"_s);
    resize(860, 600);
    makeTable();
    makeFields();
    auto *edit = new QHBoxLayout;
    edit->setSpacing(metrics::gap);
    edit->addWidget(new TextLabel(tr("Label")));
    edit->addWidget(m_label, 1);
    edit->addWidget(m_put);
    edit->addWidget(m_off);
    edit->addWidget(m_reset);
    body()->addWidget(m_view, 1);
    body()->addLayout(edit);
    body()->addWidget(new TextLabel(tr("API calls to be made"), Theme::Font::Caption, &ThemeColors::text3));
    body()->addWidget(m_calls);

    connect(m_put, &QPushButton::clicked, this, &LabelsDialog::put);
    connect(m_off, &QPushButton::clicked, this, &LabelsDialog::takeOff);
    connect(m_reset, &QPushButton::clicked, this, [this] {
        m_plan.reset();
        showPlan();
    });
    connect(m_label->lineEdit(), &QLineEdit::textChanged, this, [this] { showProblem({}); });
    QStringList labels;
    for (const VersionRow &version : m_history.rows())
        labels.append(version.labels);
    labels.removeDuplicates();
    labels.sort();
    m_label->addItems(labels);
    m_label->setCurrentText({});
    showPlan();
    if (row >= 0)
        m_view->setCurrentIndex(m_model->index(row, 0));
    m_label->setFocus();
}

void LabelsDialog::makeTable()
{
    m_view->setObjectName(u"labelsTable"_s);
    m_view->setAccessibleName(tr("Versions and their labels"));
    m_view->setHorizontalHeader(new TableHeader(12, m_view));
    m_view->setModel(m_model);
    auto *delegate = new VersionDelegate(m_view);
    delegate->setFillsSelection(true);
    m_view->setItemDelegate(delegate);
    m_model->setMarked(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setTabKeyNavigation(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(VersionDelegate::rowHeight);
    m_view->horizontalHeader()->setSectionsClickable(false);
    m_view->horizontalHeader()->setMinimumSectionSize(12);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (Column column : {Column::Keys, Column::By})
        m_view->setColumnHidden(int(column), true);
}

void LabelsDialog::makeFields()
{
    m_label->setObjectName(u"labelField"_s);
    m_label->setAccessibleName(tr("Label"));
    m_label->setEditable(true);
    m_label->lineEdit()->setObjectName(u"labelText"_s);
    m_label->lineEdit()->setAccessibleName(tr("Label"));
    m_label->setMinimumWidth(220);
    m_put->setObjectName(u"putLabel"_s);
    m_off->setObjectName(u"takeOffLabel"_s);
    m_reset->setObjectName(u"resetLabels"_s);
    m_calls->setObjectName(u"labelCalls"_s);
    m_calls->setAccessibleName(tr("API calls to be made"));
    m_calls->setReadOnly(true);
    m_calls->setTabChangesFocus(true);
    m_calls->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_calls->setFont(Theme::font(Theme::Font::Mono));
    m_calls->setFixedHeight(112);
}

int LabelsDialog::row() const
{
    return m_model->historyRow(m_view->currentIndex().row());
}

void LabelsDialog::put()
{
    if (row() < 0)
        return;
    const QString label = m_label->currentText().trimmed();
    showFault(m_plan.put(label, row()), label);
}

void LabelsDialog::takeOff()
{
    if (row() < 0)
        return;
    const QString label = m_label->currentText().trimmed();
    if (!m_plan.labels(row()).contains(label)) {
        showProblem(tr("This version does not carry the label %1.").arg(label));
        return;
    }
    showFault(m_plan.remove(label, row()), label);
}

void LabelsDialog::showFault(LabelFault fault, const QString &label)
{
    showPlan();
    const bool secrets = m_history.entry().id.isSecret();
    switch (fault) {
    case LabelFault::None:
        showProblem({});
        break;
    case LabelFault::Empty:
        showProblem(tr("Type a label or choose one."));
        break;
    case LabelFault::TooLong:
        showProblem(tr("A label has at most %1 characters.").arg(secrets ? 256 : 100));
        break;
    case LabelFault::Characters:
        showProblem(tr("A label has only letters, digits, full stops, hyphens and underscores."));
        break;
    case LabelFault::Reserved:
        showProblem(secrets ? tr("Labels that begin with AWS belong to AWS.")
                            : tr("A label must not begin with a digit, aws or ssm."));
        break;
    case LabelFault::TooMany:
        showProblem(tr("A version carries at most %1 labels.").arg(secrets ? 20 : 10));
        break;
    case LabelFault::Current:
        showProblem(tr("%1 can be moved but never removed.").arg(label));
        break;
    }
}

QString LabelsDialog::callText(const LabelCall &call) const
{
    const Entry &entry = m_history.entry();
    if (call.name.isEmpty()) {
        QString text = u"UpdateSecretVersionStage  SecretId=%1  VersionStage=%2"_s.arg(entry.secretId(), call.label);
        if (!call.from.isEmpty())
            text += u"  RemoveFromVersionId=%1"_s.arg(call.from);
        if (!call.to.isEmpty())
            text += u"  MoveToVersionId=%1"_s.arg(call.to);
        return text;
    }
    return call.to.isEmpty()
               ? u"UnlabelParameterVersion  Name=%1  ParameterVersion=%2  Labels=%3"_s.arg(call.name, call.from,
                                                                                           call.label)
               : u"LabelParameterVersion  Name=%1  ParameterVersion=%2  Labels=%3"_s.arg(call.name, call.to,
                                                                                         call.label);
}

void LabelsDialog::showPlan()
{
    const int chosen = row();
    QList<VersionRow> rows = m_plan.rows();
    for (qsizetype i = 0; i < rows.size(); ++i)
        rows[i].labels = m_plan.labels(i);
    m_model->setHistory(VersionHistory(m_history.entry(), rows), workspace().clock().utcNow());
    QHeaderView *header = m_view->horizontalHeader();
    header->resizeSection(int(Column::Mark), 12); // its margin
    for (Column column : {Column::Version, Column::Created}) {
        m_view->resizeColumnToContents(int(column));
        header->resizeSection(int(column), header->sectionSize(int(column)) + 16);
    }
    header->resizeSection(int(Column::Labels), 380);
    header->setStretchLastSection(true);
    if (chosen >= 0)
        m_view->setCurrentIndex(m_model->index(chosen, 1));
    const QList<LabelCall> calls = m_plan.calls();
    QStringList lines;
    QStringList facts;
    for (const LabelCall &call : calls) {
        lines.append(callText(call));
        if (call.label == "AWSCURRENT"_L1 && call.name.isEmpty())
            facts.append(
                tr("Anything that reads this secret gets the value of %1 immediately. AWSPREVIOUS moves to %2.")
                    .arg(VersionListModel::shortId(call.to), VersionListModel::shortId(call.from)));
    }
    for (const VersionRow &version : rows) {
        const qsizetype before = m_history.rowOf(version.id, version.name);
        if (version.isDeprecated() && !m_history.rows().at(before).isDeprecated())
            facts.append(
                tr("%1 loses its last label, so AWS may delete it.").arg(VersionListModel::versionName(version)));
    }
    m_calls->setPlainText(lines.isEmpty() ? tr("None yet.") : lines.join(u"\n\n"_s));
    setFacts(facts);
    const int count = int(calls.size());
    primary()->setText(tr("Apply"));
    m_reset->setEnabled(count > 0);
    updateAction();
}

QString LabelsDialog::obstacle() const
{
    return m_plan.calls().isEmpty() ? tr("No label moves yet") : QString();
}

void LabelsDialog::act()
{
    const Entry entry = m_history.entry();
    const QList<LabelCall> calls = m_plan.calls();
    run(
        entry.id, [entry, calls](Connection &connection) { return makeCalls(&connection, entry, calls); },
        [entry] { return tr("Updated the labels of %1.").arg(entry.leafName()); });
}

} // namespace keyturn

#include "moc_labels_dialog.cpp"
