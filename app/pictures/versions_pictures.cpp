#include "app/pictures/versions_pictures.h"

#include "core/versions/version_labels.h"
#include "core/workspace/workspace.h"
#include "ui/editor/values_tab.h"
#include "ui/entry/detail_page.h"
#include "ui/versions/compare_dialog.h"
#include "ui/versions/version_diff_model.h"
#include "ui/versions/version_list_model.h"
#include "ui/versions/version_reader.h"
#include "ui/versions/versions_tab.h"
#include "ui/widgets/segmented_control.h"
#include "ui/window/main_window.h"

#include <QComboBox>
#include <QDialog>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

Task<Result<>> putLabels(Connection *connection, Entry entry, QList<LabelCall> calls)
{
    const LabelSurgery surgery(*connection);
    co_return co_await surgery.run(std::move(entry), std::move(calls));
}

class VersionsPictures {
public:
    VersionsPictures(MainWindow &window, Workspace &workspace, const PictureTools &tools) :
        m_window(window), m_workspace(workspace), m_tools(tools)
    {}

    bool take() { return secret() && parameters() && deletion() && parameterWay() && goHome(); }

private:
    void window(const QString &name)
    {
        m_tools.both(name, [this] { return m_window.grab(); });
    }
    //! Of the dialog that is open; it is closed afterwards.
    bool dialog(
        const QString &name, const QString &objectName,
        const std::function<void(QDialog &)> &prepare = [](QDialog &) {})
    {
        auto *dialog = m_window.findChild<QDialog *>(objectName);
        if (!dialog || !m_tools.wait([dialog] { return dialog->isVisible(); }, qPrintable(name)))
            return m_tools.wait([] { return false; }, qPrintable(name));
        prepare(*dialog);
        m_tools.both(name, [this, dialog] { return m_tools.withDialog(*dialog); });
        dialog->reject();
        return m_tools.wait([this, &objectName] { return !m_window.findChild<QDialog *>(objectName); }, "the window");
    }
    std::optional<EntryId> id(const QString &name) const
    {
        for (const Entry &entry : m_workspace.listing().entries()) {
            if (entry.id.name == name)
                return entry.id;
        }
        return {};
    }
    bool open(const QString &name)
    {
        const auto wanted = id(name);
        if (wanted)
            m_window.openEntry(*wanted);
        return m_tools.wait(
            [this, &name] {
                return m_workspace.openEntry().content() && m_workspace.openEntry().content()->entry.id.name == name
                       && !m_workspace.openEntry().isReading();
            },
            qPrintable(name));
    }
    bool openHistory(const QString &name)
    {
        if (!open(name))
            return false;
        m_window.detail().showTab(DetailPage::Versions);
        return waitForHistory();
    }
    bool waitForHistory()
    {
        const VersionReader &reader = m_window.detail().versions()->reader();
        return m_tools.wait([&reader] { return reader.state() == VersionReader::State::Done; }, "the history");
    }
    bool label(QList<LabelCall> calls)
    {
        const Entry entry = m_workspace.openEntry().content()->entry;
        bool done = false;
        m_workspace.writes().run(
            entry.id, [&](Connection &connection) { return putLabels(&connection, entry, calls); }, &m_window,
            [&done](const Result<> &labelled) { done = labelled.has_value(); });
        return m_tools.wait([&done] { return done; }, "the labels")
               && m_tools.wait(
                   [this] { return m_workspace.openEntry().content() && !m_workspace.openEntry().isReading(); },
                   "the entry")
               && waitForHistory();
    }
    void showAllKeys()
    {
        const auto all = VersionDiffModel::Mode::All;
        m_window.findChild<SegmentedControl *>(u"compareMode"_s)->setCurrent(int(all));
        m_window.detail().versions()->diff().setMode(all);
    }

    bool secret()
    {
        if (!openHistory(u"amazon-api-access-token"_s))
            return false;
        VersionsTab &tab = *m_window.detail().versions();
        const QList<VersionRow> rows = tab.reader().history().rows();
        if (!label({{u"before-audit"_s, {}, rows.at(3).id, {}}, {u"pre-rotation"_s, {}, rows.at(4).id, {}}}))
            return false;
        tab.versions().setA(4);
        showAllKeys();
        window(u"versions-history"_s);
        int row = 0;
        while (row < tab.diff().rowCount() && tab.diff().key(row) != "api-access-token"_L1)
            ++row;
        m_tools.both(u"versions-diff-revealed"_s, [&] {
            tab.diff().reveal(row);
            const QPixmap picture = m_window.grab();
            tab.diff().hide();
            return picture;
        });

        m_window.detail().showTab(DetailPage::Values); // what the history tells about the age of each key
        window(u"versions-ages"_s);
        m_window.detail().values().setMode(ValuesTab::Tree);
        window(u"versions-ages-tree"_s);
        m_window.detail().values().setMode(ValuesTab::Table);
        m_window.detail().showTab(DetailPage::Versions);
        m_window.openRollback(4);
        bool taken = dialog(u"versions-roll-back"_s, u"rollbackDialog"_s);
        m_window.openLabels(2);
        taken = dialog(u"versions-labels"_s, u"labelsDialog"_s,
                       [](QDialog &labels) {
                           labels.findChild<QComboBox *>(u"labelField"_s)->setCurrentText(u"last-good"_s);
                           labels.findChild<QPushButton *>(u"putLabel"_s)->click();
                       })
                && taken;
        return compare() && taken;
    }

    bool compare()
    {
        const auto other = id(u"senior-living/prod/amazon-api-access-token"_s);
        if (!other)
            return false;
        m_window.openComparison(*m_workspace.openEntry().id(), *other);
        auto *comparison = m_window.findChild<CompareDialog *>(u"compareDialog"_s);
        return m_tools.wait([comparison] { return comparison->diff().rowCount() > 0; }, "the other entry")
               && dialog(u"versions-compare"_s, u"compareDialog"_s);
    }

    bool parameters()
    {
        const QSize usual = m_window.size();
        m_window.resize(1024, 640);
        if (!openHistory(u"/my-erp/lwa"_s))
            return false;
        window(u"versions-minimum"_s);
        m_window.resize(usual);
        const QList<VersionRow> rows = m_window.detail().versions()->reader().history().rows();
        if (!label({{u"before-rotation"_s, {}, rows.at(1).id, rows.at(1).name}}))
            return false;
        window(u"versions-parameters"_s);
        return true;
    }

    bool parameterWay()
    {
        if (!open(u"/my-erp/lwa"_s))
            return false;
        m_window.openDeletion();
        return dialog(u"versions-delete-parameters"_s, u"deleteDialog"_s);
    }

    bool deletion()
    {
        if (!open(u"amazon-api-access-token"_s))
            return false;
        m_window.openDeletion();
        const bool taken = dialog(u"versions-delete"_s, u"deleteDialog"_s);
        const auto deleted = id(u"old-skill/dev/lwa-oauth"_s);
        if (!deleted)
            return false;
        m_window.openEntry(*deleted);
        if (!m_tools.wait([this] { return !m_workspace.openEntry().isReading(); }, "the deleted secret"))
            return false;
        window(u"versions-pending-deletion"_s);
        return taken;
    }

    bool goHome()
    {
        m_window.detail().showTab(DetailPage::Values);
        return open(u"amazon-api-access-token"_s);
    }

    MainWindow &m_window;
    Workspace &m_workspace;
    const PictureTools &m_tools;
};

} // namespace

bool takeVersionsPictures(MainWindow &window, Workspace &workspace, const PictureTools &tools)
{
    return VersionsPictures(window, workspace, tools).take();
}

} // namespace keyturn
