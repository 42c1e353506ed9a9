#pragma once
#include "core/entry/entry_content.h"
#include "ui/window/window_context.h"

#include <QObject>

namespace keyturn {

//! Signing in again at a provider: from the dialog to the staged edits and their review.
class ConsentFlow : public QObject {
    Q_OBJECT

public:
    explicit ConsentFlow(const WindowContext &context, QObject *parent = nullptr);

    void openForOpenEntry();
    void open(const EntryId &id);

signals:
    void reviewWanted();

private:
    void stage(const EntryContent &content, const QList<FieldEdit> &edits);

    WindowContext m_context;
};

} // namespace keyturn
