#pragma once
#include "core/entry/entry.h"
#include "core/rotation/token_refresher.h"
#include "ui/window/window_context.h"

#include <QObject>

namespace keyturn {

//! What a refresh came to, in the message bar; and the ways on where one has not ended.
class RefreshFlow : public QObject {
    Q_OBJECT

public:
    explicit RefreshFlow(const WindowContext &context, QObject *parent = nullptr);

    void refreshOpenEntry();
    //! Nothing where the refresh of \p id is not an unfinished one.
    void showUnfinished(const EntryId &id, const Error *why = nullptr);
    void openUnfinished(const EntryId &id);
    //! The window is to be closed and refreshes have not ended; \p id: one that holds tokens that are nowhere else.
    void tellUnfinished(const std::optional<EntryId> &id);

signals:
    void unfinishedChanged();
    void closeWanted();
    void consentWanted(const keyturn::EntryId &id); //!< the refresh token is dead

private:
    void showRefreshed(const EntryId &id, const RefreshReceipt &receipt);
    void showFailed(const EntryId &id, const Error &error);

    WindowContext m_context;
};

} // namespace keyturn
