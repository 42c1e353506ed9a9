#pragma once
#include "core/workspace/region_search.h"
#include "ui/widgets/dialog_frame.h"

#include <optional>

class QLineEdit;
class QListWidget;

namespace keyturn {

class Button;
class TextLabel;
class Workspace;

//! Where a name is that is not in the present region. Accepted with the place that was chosen.
class FindElsewhereDialog : public FramedDialog {
    Q_OBJECT

public:
    //! \p name to begin with; may be empty.
    FindElsewhereDialog(Workspace &workspace, const QString &name, QWidget *parent = nullptr);
    ~FindElsewhereDialog() override;

signals:
    void chosen(const QString &region, const keyturn::EntryId &id);

private:
    void search(const QStringList &regions);
    void show(const QString &region, const Entry &entry);
    void tell();
    void go();
    void validate();

    Workspace &m_workspace;
    RegionSearch m_search;
    QLineEdit *m_name;
    QListWidget *m_found;
    TextLabel *m_state;
    Button *m_own;
    Button *m_all;
    Button *m_go;
    QList<std::pair<QString, EntryId>> m_places; // as they stand in the list
    QStringList m_failed;                        // regions
    int m_asked = 0;
};

} // namespace keyturn
