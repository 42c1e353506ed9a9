#pragma once
#include "core/entry/entry.h"
#include "core/rotation/token_refresher.h"
#include "ui/window/window_context.h"

#include <QObject>
#include <QPointer>

namespace keyturn {

class DetailPage;
class RefreshBatchDialog;
class RotationFlow;

//! Refreshes as the window asks for them: what a person has to say first, what they came to, in the message bar, and
//! the ways on where one has not ended.
class RefreshFlow : public QObject {
    Q_OBJECT

public:
    explicit RefreshFlow(const WindowContext &context, QObject *parent = nullptr);

    //! What its tab of tokens asks for.
    void watch(DetailPage &detail);
    //! \p several; empty: the open entry. Asks first which key of it is what, or whether the token host is to be
    //! trusted, where nothing tells.
    void refresh(const QList<EntryId> &several);
    //! Which key of the open entry is what.
    void openKeyMap();
    //! Where its tokens are tried out.
    void openProbeAddress();
    //! A new client secret of the open entry is to be pasted.
    void openClientSecret();
    //! The next step of an unfinished one.
    void goOn(const EntryId &id);
    //! Nothing where the refresh of \p id is not an unfinished one.
    void showUnfinished(const EntryId &id, const Error *why = nullptr);
    void openUnfinished(const EntryId &id);
    //! The window is to be closed and refreshes have not ended; \p id: one that holds tokens that are nowhere else.
    void tellUnfinished(const std::optional<EntryId> &id);

signals:
    void unfinishedChanged();
    void closeWanted();
    void reviewWanted();                            //!< a new client secret was staged
    void consentWanted(const keyturn::EntryId &id); //!< the refresh token is dead
    //! What the message bar says of a refresh that has ended, or is left unfinished.
    void told(const keyturn::EntryId &id, bool hasSucceeded, const QString &sentence);

private:
    void refreshOpenEntry();
    void refreshSeveral(const QList<EntryId> &ids);
    void askForKeys(const EntryContent &content, bool wantsRefresh);
    void askAboutHost(const EntryContent &mapped);
    void trust(const Entry &entry, const QString &origin);
    bool isTold(const EntryId &id) const;
    void showRefreshed(const EntryId &id, const RefreshReceipt &receipt);
    void showFailed(const EntryId &id, const Error &error);

    WindowContext m_context;
    RotationFlow *m_rotations;
    QPointer<RefreshBatchDialog> m_several;
};

} // namespace keyturn
