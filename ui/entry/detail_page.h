#pragma once
#include "core/aws/missing_permission.h"
#include "core/base/result.h"
#include "core/entry/entry.h"

#include <QWidget>

#include <functional>

class QStackedWidget;

namespace keyturn {

class Actions;
class Button;
class ClipboardGuard;
class DetailsTab;
class ElidedLabel;
class EntryFigures;
class EntryNotice;
class EntryState;
class IconButton;
class MetaLine;
class RotationSection;
class TabStrip;
class TokenTab;
class ValuesTab;
class VersionsTab;
class Workspace;

//! One entry: name, where it lives and how old what is shown is, its two figures, its values, versions and details.
class DetailPage : public QWidget {
    Q_OBJECT

public:
    enum Tab { Values, Versions, Rotation, Details };

    DetailPage(Workspace &workspace, Actions &actions, ClipboardGuard &clipboard, QWidget *parent = nullptr);

    ValuesTab &values() { return *m_values; }
    //! Null until it was shown.
    VersionsTab *versions() { return m_versions; }
    DetailsTab &details();
    TokenTab &tokens();
    //! In the shown tab where it can be edited, else the values.
    void edit();
    //! The shown tab is a wide table: the list may give way.
    bool wantsRoom() const;
    void showTab(Tab tab);
    //! Low windows: the two cards become two chips under the tabs.
    void setLow(bool low);
    //! Ages and times left, once a minute.
    void tick();

signals:
    void writingNeeded(const std::function<void()> &goOn);
    void rollbackRequested(int row);
    void labelsRequested(int row);
    void roomChanged(); //!< wantsRoom()
    void permissionAsked(const keyturn::MissingPermission &missing);
    void warned(const QString &sentence);
    void notified(const QString &sentence);
    void keyMapWanted(); //!< of the open entry
    void probeAddressWanted();
    void clientSecretWanted();
    void finishWanted(const keyturn::EntryId &id);
    void regionWanted(const QString &region);             //!< of the same profile
    void rotationMade(keyturn::RotationSection &section); //!< in the tab of the tokens, when that is first shown

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void layOut();
    void connectParts();
    void connectRefreshes();
    void showEntry();
    void showError(const EntryId &id, const Error &error);
    void showFigures();
    void showRefresh();
    void copyName();

    Workspace &m_workspace;
    Actions &m_actions;
    ElidedLabel *m_title;
    Button *m_edit;
    Button *m_refresh;
    IconButton *m_more;
    MetaLine *m_meta;
    EntryNotice *m_notice;
    EntryFigures *m_figures;
    TabStrip *m_tabs;
    ValuesTab *m_values;
    VersionsTab *m_versions = nullptr; // made when first shown
    TokenTab *m_tokens = nullptr;      // the same
    DetailsTab *m_details = nullptr;   // the same
    QStackedWidget *m_pages;
    QWidget *m_content;
    EntryState *m_state;
    QStackedWidget *m_stack;
    QString m_step;
    bool m_low = false;
};

} // namespace keyturn
