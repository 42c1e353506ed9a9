#include "ui/window/value_actions.h"

#include "ui/editor/value_operations.h"
#include "ui/editor/values_tab.h"
#include "ui/entry/detail_page.h"
#include "ui/widgets/actions.h"
#include "ui/window/writing_guard.h"

namespace keyturn {

void connectValueActions(const Actions &actions, WritingGuard &writing, const std::function<DetailPage &()> &detail)
{
    using Id = Actions::Id;
    using Run = std::function<void(ValuesTab &)>;
    const auto on = [&](Id id, const Run &run) {
        QObject::connect(actions.action(id), &QAction::triggered, &writing, [detail, run] { run(detail().values()); });
    };
    const auto onWriting = [&](Id id, const Run &run) {
        on(id, [&writing, run](ValuesTab &values) { writing.run([&values, run] { run(values); }); });
    };
    on(Id::CopyValue, [](ValuesTab &values) { values.copyCurrent(); });
    on(Id::ToggleMask, [](ValuesTab &values) { values.toggleMaskCurrent(); });
    onWriting(Id::RemoveKey, [](ValuesTab &values) { values.removeCurrent(); });
    onWriting(Id::AddKey, [](ValuesTab &values) { values.addKey(); });
    onWriting(Id::RenameKey, [](ValuesTab &values) { values.renameCurrent(); });
    onWriting(Id::DuplicateKey, [](ValuesTab &values) { values.duplicateCurrent(); });
    onWriting(Id::MoveKeyUp, [](ValuesTab &values) { values.moveCurrent(-1); });
    onWriting(Id::MoveKeyDown, [](ValuesTab &values) { values.moveCurrent(1); });
    onWriting(Id::PasteKeys, [](ValuesTab &values) { values.operations().paste(); });
    onWriting(Id::ImportKeys, [](ValuesTab &values) { values.operations().importFile(); });
    on(Id::ExportEntry, [](ValuesTab &values) { values.operations().exportKeys(); });
    onWriting(Id::GeneratePassword, [](ValuesTab &values) { values.generateCurrent(); });
    on(Id::FindInEntry, [detail](ValuesTab &values) {
        detail().showTab(DetailPage::Values);
        values.openFind();
    });
}

} // namespace keyturn
