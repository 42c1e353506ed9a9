#pragma once
#include "core/base/result.h"
#include "core/entry/entry.h"
#include "ui/window/window_context.h"

#include <QObject>

#include <functional>

namespace keyturn {

class Browser;
class CopyFlow;

//! Going to a profile and a region, and what there is to say about where one is.
class PlaceFlow : public QObject {
    Q_OBJECT

public:
    explicit PlaceFlow(const WindowContext &context, QObject *parent = nullptr);

    //! What is asked for in \p browser, which is made anew after a lock.
    void watch(Browser &browser);
    //! Opens a profile by its name, in its own region where \p region is empty; false if there is none that can be
    //! used.
    bool goTo(const QString &profile, const QString &region);
    //! Goes to the place of \p entry, where that is not open, and opens it there.
    void goToEntry(const QString &profile, const QString &region, const keyturn::Entry &entry);
    void goToSandbox();
    void addAccessKeys();
    //! Signs in to IAM Identity Center as the profile says, and goes on with what failed without.
    void signIn();
    //! Asks for a name and opens it: in other regions, or where \p here also in this one.
    void find(bool here);

signals:
    void browserWanted();                         //!< one is there already
    void reviewWanted();                          //!< unsaved changes keep one from going, or are what was copied
    void entryWanted(const keyturn::EntryId &id); //!< it is among what is listed

private:
    void connectActions();
    void connectPlace();
    void connectListing();
    void goToNextProfile();
    void openAgain();
    void goOnSignedIn();
    bool isToldByTheList(const Error &error) const;
    void askAboutEndpoint();
    void askAboutCommand(const QString &command);
    void tellUnsupported();
    void showPlaceError(const Error &error);
    void tellWhile(const QString &sentence, const std::function<bool()> &isTrue);
    void tellUnsaved();

    WindowContext m_context;
    CopyFlow *m_copies;
};

} // namespace keyturn
