#pragma once
#include "core/base/result.h"
#include "core/entry/entry.h"
#include "ui/window/window_context.h"

#include <QObject>
#include <QPointer>

namespace keyturn {

class ReviewDialog;
class SaveUndo;
struct CutOffSave;

//! From unsaved changes to what was saved: review, discarding, saves that stopped half way, undoing the last one.
class SaveFlow : public QObject {
    Q_OBJECT

public:
    explicit SaveFlow(const WindowContext &context, QObject *parent = nullptr);

    //! Null where nothing is staged, or writing is locked.
    ReviewDialog *openReview();
    void askDiscard();
    void showHalfSaved(const EntryId &id);
    void openHalfSaved(const EntryId &id);
    //! Why the last save cannot be undone now; empty: it can.
    QString undoObstacle() const;
    void undoSave();

signals:
    void kept(); //!< the changes stay as they are: whoever waited for them to be saved need not any more
    void entryWanted(const keyturn::EntryId &id);
    void halfSavesChanged();
    void undoObstacleChanged();

private:
    void connectHalfSaves();
    void connectUndo();
    void showVersions(const EntryId &id);
    void showSaved(int entries, const QString &remark);
    void showCutOff(const EntryId &id, const CutOffSave &save);
    void saveEnded(const EntryId &id);

    WindowContext m_context;
    SaveUndo *m_undo = nullptr;
    QPointer<ReviewDialog> m_review;
};

} // namespace keyturn
