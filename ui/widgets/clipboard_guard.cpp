#include "ui/widgets/clipboard_guard.h"

#include "core/desktop/concealment.h"

#include <QClipboard>
#include <QCryptographicHash>
#include <QGuiApplication>
#include <QMimeData>
#include <QRandomGenerator>

using namespace std::chrono_literals;

namespace keyturn {

ClipboardGuard::ClipboardGuard(QObject *parent) : QObject(parent), m_salt(32, Qt::Uninitialized)
{
    QRandomGenerator::system()->generate(reinterpret_cast<quint32 *>(m_salt.data()),
                                         reinterpret_cast<quint32 *>(m_salt.data() + m_salt.size()));
    m_timer.setInterval(1s);
    connect(&m_timer, &QTimer::timeout, this, &ClipboardGuard::tick);
    connect(QGuiApplication::clipboard(), &QClipboard::dataChanged, this, [this] {
        if (!isActive() || m_writing)
            return;
        QString text = QGuiApplication::clipboard()->text();
        if (!isOurs(text))
            end();
        wipe(text);
    });
    connect(qApp, &QGuiApplication::aboutToQuit, this, &ClipboardGuard::clearNow);
    connect(&Concealment::instance(), &Concealment::requested, this, &ClipboardGuard::clearNow);
}

ClipboardGuard::~ClipboardGuard()
{
    if (qApp)
        clearNow();
}

void ClipboardGuard::copy(const SecretString &value, const QString &what)
{
    QString text = value.reveal();
    m_hash = hash(text);
    m_what = what;
    auto *mime = new QMimeData;
    mime->setText(text);
    mime->setData(QStringLiteral("x-kde-passwordManagerHint"), "secret");
    wipe(text);
    m_writing = true;
    QGuiApplication::clipboard()->setMimeData(mime, QClipboard::Clipboard);
    m_writing = false;
    m_lent = m_life;
    m_secondsLeft = m_lent;
    m_timer.start();
    emit changed();
}

void ClipboardGuard::clearNow()
{
    if (!isActive())
        return;
    QClipboard *clipboard = QGuiApplication::clipboard();
    const auto clear = [this, clipboard](QClipboard::Mode mode) {
        QString text = clipboard->text(mode);
        if (isOurs(text))
            clipboard->clear(mode);
        wipe(text);
    };
    m_writing = true;
    clear(QClipboard::Clipboard);
    // Some desktops mirror the clipboard into the selection.
    if (clipboard->supportsSelection())
        clear(QClipboard::Selection);
    m_writing = false;
    end();
}

void ClipboardGuard::tick()
{
    if (m_secondsLeft <= 1) {
        clearNow();
        return;
    }
    --m_secondsLeft;
    emit changed();
}

void ClipboardGuard::end()
{
    m_timer.stop();
    m_secondsLeft = 0;
    m_what.clear();
    m_hash.clear();
    emit changed();
}

bool ClipboardGuard::isOurs(const QString &text) const
{
    return !m_hash.isEmpty() && !text.isEmpty() && hash(text) == m_hash;
}

QByteArray ClipboardGuard::hash(const QString &text) const
{
    QCryptographicHash sha(QCryptographicHash::Sha256);
    sha.addData(m_salt);
    sha.addData(QByteArrayView(reinterpret_cast<const char *>(text.utf16()), text.size() * qsizetype(sizeof(QChar))));
    return sha.result();
}

} // namespace keyturn

#include "moc_clipboard_guard.cpp"
