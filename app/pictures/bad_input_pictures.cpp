#include "app/pictures/bad_input_pictures.h"

#include "core/workspace/workspace.h"
#include "ui/window/main_window.h"

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

const QString sealedName = u"picture/bad-no-decrypt"_s;

QByteArray manyKeys(int count)
{
    QByteArray text = "{";
    for (int i = 0; i < count; ++i)
        text += (i > 0 ? "," : "") + QByteArray("\"") + QByteArray::number(i, 16) + "\":" + QByteArray::number(i % 10);
    return text + '}';
}

class BadInputPictures {
public:
    BadInputPictures(MainWindow &window, Workspace &workspace, const PictureTools &tools) :
        m_window(window), m_workspace(workspace), m_tools(tools)
    {}

    bool texts()
    {
        return text(u"bad-duplicate-keys"_s, R"({"client-id": "one", "client-id": "two"})")
               && text(u"bad-not-json"_s, "user=keyturn\r\npassword=picture\r\n")
               && text(u"bad-deep"_s, QByteArray(5'000, '[') + QByteArray(5'000, ']'))
               && text(u"bad-many-keys"_s, manyKeys(7'000));
    }
    bool copy()
    {
        NewEntry wanted;
        wanted.name = u"picture/bad-replica"_s;
        wanted.value = SecretString(QByteArrayView(R"({"client-id": "one"})"));
        wanted.replicaRegions = {u"eu-west-1"_s};
        if (!openNewEntry(m_window, m_workspace, m_tools, wanted))
            return false;
        m_window.goTo(u"sandbox"_s, u"eu-west-1"_s);
        return isListed() && shoot(wanted.name, u"bad-replica"_s);
    }
    //! Made before by somebody who may use its key.
    bool makeSealed()
    {
        NewEntry wanted;
        wanted.name = sealedName;
        wanted.kmsKeyId = u"alias/credentials"_s;
        wanted.value = SecretString(QByteArrayView(R"({"client-id": "one"})"));
        return openNewEntry(m_window, m_workspace, m_tools, wanted);
    }
    bool sealed(const QString &profile)
    {
        m_window.goTo(profile, u"us-east-1"_s);
        return isListed() && shoot(sealedName, u"bad-no-decrypt"_s);
    }

private:
    bool text(const QString &picture, const QByteArray &value)
    {
        NewEntry wanted;
        wanted.name = u"picture/"_s + picture;
        wanted.value = SecretString(QByteArrayView(value));
        if (!openNewEntry(m_window, m_workspace, m_tools, wanted))
            return false;
        m_tools.both(picture, [this] { return m_window.grab(); });
        return true;
    }
    bool isListed()
    {
        return m_tools.wait([this] { return m_workspace.place().isOpen() && !m_workspace.listing().isRunning(); },
                            "the other list");
    }
    bool shoot(const QString &name, const QString &picture)
    {
        if (!openEntry(m_window, m_workspace, m_tools, name))
            return false;
        m_tools.both(picture, [this] { return m_window.grab(); });
        return true;
    }

    MainWindow &m_window;
    Workspace &m_workspace;
    const PictureTools &m_tools;
};

} // namespace

bool takeBadInputPictures(MainWindow &window, Workspace &workspace, const PictureTools &tools, const QString &guarded,
                          const std::function<void()> &forbidDecryption)
{
    BadInputPictures pictures(window, workspace, tools);
    if (!pictures.texts() || !pictures.makeSealed() || !pictures.copy())
        return false;
    forbidDecryption();
    return pictures.sealed(guarded);
}

} // namespace keyturn
