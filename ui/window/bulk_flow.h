#pragma once
#include "ui/list/bulk_model.h"
#include "ui/window/window_context.h"

#include <QObject>

class QPoint;

namespace keyturn {

class Browser;

//! What is done from the list: to several entries at once, and the menu of its rows.
class BulkFlow : public QObject {
    Q_OBJECT

public:
    //! \p browser must outlive it.
    BulkFlow(const WindowContext &context, Browser &browser);

signals:
    void reviewWanted(); //!< something was staged
    void comparisonWanted(const keyturn::EntryId &a, const keyturn::EntryId &b);
    void selectionChanged(); //!< of several

private:
    void change(BulkChange::Kind kind);
    void exportNames();
    void deleteChosen();
    void openMenu(const QPoint &at);

    WindowContext m_context;
    Browser &m_browser;
};

} // namespace keyturn
