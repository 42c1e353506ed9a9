#pragma once
#include "core/entry/entry.h"

#include <QTimer>
#include <QWidget>

class QVBoxLayout;

namespace keyturn {

class AutoRefreshPart;
class Button;
class Card;
class ClientSecretPart;
class FactRows;
class JwtView;
class TextLabel;
class TokenChecksPart;
class TokenPart;
class UnfinishedSecretCard;
class Workspace;
struct EntryContent;

//! The tokens of the open entry: masked, how long they last, which keys they are and whose rules count for a refresh;
//! what is unfinished or missing stands on top with the one thing to do about it.
class TokenTab : public QWidget {
    Q_OBJECT

public:
    explicit TokenTab(Workspace &workspace, QWidget *parent = nullptr);

    //! \p top above everything, \p section below the tokens; takes both.
    void addParts(QWidget *top, QWidget *section);
    TokenChecksPart &checks() { return *m_checks; }

signals:
    void keyMapWanted();
    void probeAddressWanted();
    void clientSecretWanted();                     //!< a new one is to be pasted, or ordered
    void finishWanted(const keyturn::EntryId &id); //!< of an unfinished refresh: its next step

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void layOut();
    void addTokens(QVBoxLayout *column);
    void connectWorkspace();
    void show();
    void showUnfinished(const EntryId &id);
    void showMissing(const EntryContent &content);
    void showTokens(const EntryContent &content);
    void showExpiry();
    void showRefresh(const EntryContent &content);
    void showKeys(const EntryContent &content);
    QString lastRefresh(const EntryContent &content) const;
    //! Since when the key of a token holds it.
    QString since(const EntryContent &content, KeyRole role) const;

    Workspace &m_workspace;
    Card *m_unfinished;
    TextLabel *m_unfinishedText;
    Button *m_finish;
    UnfinishedSecretCard *m_unfinishedSecret;
    Card *m_missing;
    TextLabel *m_missingText;
    TokenPart *m_access;
    JwtView *m_jwt;
    TokenPart *m_refresh;
    TokenChecksPart *m_checks;
    AutoRefreshPart *m_auto;
    ClientSecretPart *m_secret;
    FactRows *m_provider;
    FactRows *m_keys;
    Button *m_keyMap;
    QDateTime m_expiresAt;
    QString m_obtained;
    QString m_scope;
    QVBoxLayout *m_column = nullptr;
    QTimer m_second;
};

} // namespace keyturn
