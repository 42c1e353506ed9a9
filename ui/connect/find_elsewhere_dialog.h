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

//! Where a name is: in other regions, or also here, for somebody who may not list. Accepted with the place that was
//! chosen.
class FindElsewhereDialog : public FramedDialog {
    Q_OBJECT

public:
    enum class Where { Elsewhere, Anywhere };
    //! \p name to begin with; may be empty.
    FindElsewhereDialog(Workspace &workspace, const QString &name, Where where, QWidget *parent = nullptr);
    ~FindElsewhereDialog() override;

signals:
    void chosen(const QString &region, const keyturn::Entry &entry);

private:
    void layOut();
    void connectParts();
    void search(const QStringList &regions);
    //! Of the profiles, or the present one.
    QStringList nearest() const;
    void show(const QString &region, const Entry &entry);
    void tell();
    void go();
    void validate();

    Workspace &m_workspace;
    const Where m_where;
    RegionSearch m_search;
    QLineEdit *m_name;
    QListWidget *m_found;
    TextLabel *m_state;
    Button *m_own;
    Button *m_all;
    Button *m_go;
    QList<std::pair<QString, Entry>> m_places; // as they stand in the list
    QStringList m_failed;                      // regions
    int m_asked = 0;
};

} // namespace keyturn
