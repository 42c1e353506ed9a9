#pragma once
#include "core/base/result.h"
#include "core/entry/entry.h"
#include "ui/window/window_context.h"

#include <QObject>

#include <functional>

namespace keyturn {

//! Going to a profile and a region, and what there is to say about where one is.
class PlaceFlow : public QObject {
    Q_OBJECT

public:
    explicit PlaceFlow(const WindowContext &context, QObject *parent = nullptr);

    //! Opens a profile by its name, in its own region where \p region is empty; false if there is none that can be
    //! used.
    bool goTo(const QString &profile, const QString &region);
    void goToSandbox();
    void goToNextProfile();
    void addAccessKeys();
    //! Asks for a name and opens it: in other regions, or where \p here also in this one.
    void find(bool here);

signals:
    void browserWanted();                         //!< one is there already
    void reviewWanted();                          //!< unsaved changes keep one from going
    void entryWanted(const keyturn::EntryId &id); //!< it is among what is listed

private:
    void connectPlace();
    void connectListing();
    void openAgain();
    void openFound(const QString &region, const Entry &entry);
    bool isToldByTheList(const Error &error) const;
    void askAboutEndpoint();
    void askAboutCommand(const QString &command);
    void tellUnsupported();
    void showPlaceError(const Error &error);
    void tellWhile(const QString &sentence, const std::function<bool()> &isTrue);
    void tellUnsaved();

    WindowContext m_context;
};

} // namespace keyturn
