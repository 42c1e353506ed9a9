#pragma once
#include "core/entry/entry_content.h"
#include "ui/widgets/dialog_frame.h"

namespace keyturn {

class TextLabel;
class Workspace;

//! A token URL that stands in an entry leads to a host nobody has vouched for: says where the credentials would go and
//! since when the entry says so, and asks. Accepted: a person trusts the host for this entry; nothing is remembered
//! here. What is pressed by mistake sends nothing.
class TokenHostDialog : public FramedDialog {
    Q_OBJECT

public:
    //! \p content with the keys a person has given; \p origin as tokenOrigin() tells it.
    TokenHostDialog(Workspace &workspace, const EntryContent &content, const QString &origin,
                    QWidget *parent = nullptr);

private:
    void layOut(const QString &origin);
    QStringList warnings(const QString &origin) const;
    QString since() const;
    QString sent() const;

    Workspace &m_workspace;
    const EntryContent m_content;
    TextLabel *m_since;
};

} // namespace keyturn
