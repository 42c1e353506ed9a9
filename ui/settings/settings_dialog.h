#pragma once
#include "ui/widgets/dialog_frame.h"

class QCheckBox;
class QComboBox;
class QGridLayout;

namespace keyturn {

class Workspace;
struct Profile;

//! What can be set, each with what it means. A choice counts at once: there is nothing to confirm. Proxies are shown
//! and not set here: they are the environment's.
class SettingsDialog : public FramedDialog {
    Q_OBJECT

public:
    explicit SettingsDialog(Workspace &workspace, QWidget *parent = nullptr);

signals:
    void idleMinutesChanged(int minutes); //!< 0: never
    void clipboardSecondsChanged(int seconds);
    void themeChanged(const QString &theme); //!< "system", "light" or "dark"
    void productionChanged(const keyturn::Profile &profile, bool production);

private:
    void addHeading(const QString &text);
    void addNote(const QString &text);
    QComboBox *addChoice(const QString &object, const QString &label);
    QCheckBox *addSwitch(const QString &object, const QString &label);
    void addSafety();
    void addLists();
    void addLook();
    void addProfiles();
    void addProxies();
    void addFact(const QString &label, const QString &object, const QString &text);

    Workspace &m_workspace;
    QGridLayout *m_grid;
};

} // namespace keyturn
