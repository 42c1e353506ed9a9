#include "ui/due/due_export.h"

#include <QFileDialog>
#include <QImage>
#include <QMenu>
#include <QPainter>
#include <QPdfWriter>
#include <QPrintDialog>
#include <QPrinter>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int dotsPerInch = 96; // as on screen, so that the same code lays out both
constexpr qreal pictureScale = 2;

const QPageLayout &landscape()
{
    static const QPageLayout layout(QPageSize(QPageSize::A4), QPageLayout::Landscape, QMarginsF(10, 10, 10, 10),
                                    QPageLayout::Millimeter);
    return layout;
}

//! \p device is a QPdfWriter or a QPrinter.
template <typename Device>
bool paintPages(Device &device, const DuePaper &paper)
{
    QPainter painter;
    if (!painter.begin(&device))
        return false;
    const QSize page = device.pageLayout().paintRectPixels(dotsPerInch).size();
    const int pages = paper.pages(page);
    for (int number = 0; number < pages; ++number) {
        if (number > 0 && !device.newPage())
            return false;
        paper.paint(painter, page, number);
    }
    return painter.end();
}

bool writePdf(QIODevice &file, const DuePaper &paper)
{
    QPdfWriter writer(&file);
    writer.setResolution(dotsPerInch);
    writer.setPageLayout(landscape());
    writer.setTitle(DuePaper::title());
    writer.setCreator(u"Keyturn"_s);
    return paintPages(writer, paper);
}

bool writePng(QIODevice &file, const DuePaper &paper)
{
    const QSize size = paper.pictureSize();
    QImage picture(size * pictureScale, QImage::Format_RGB32);
    if (picture.isNull())
        return false;
    picture.setDevicePixelRatio(pictureScale);
    QPainter painter(&picture);
    paper.paint(painter, size, 0);
    painter.end();
    return picture.save(&file, "PNG");
}

} // namespace

DueExport::DueExport(QWidget *parent) : QObject(parent), m_window(parent), m_menu(new QMenu(parent))
{
    m_menu->setObjectName(u"dueExportMenu"_s);
    m_menu->setAccessibleName(tr("Export"));
    add(Kind::Pdf, tr("PDF…"), u"dueExportPdf"_s);
    add(Kind::Png, tr("PNG image…"), u"dueExportPng"_s);
    m_menu->addSeparator();
    add(Kind::Print, tr("Print…"), u"dueExportPrint"_s);
}

void DueExport::add(Kind kind, const QString &text, const QString &object)
{
    QAction *action = m_menu->addAction(text);
    action->setObjectName(object);
    connect(action, &QAction::triggered, this, [this, kind] {
        m_kind = kind;
        emit wanted();
    });
}

void DueExport::begin(const DuePaper::Subject &subject)
{
    const DuePaper paper(subject);
    if (m_kind == Kind::Print)
        print(paper);
    else
        chooseFile(paper);
}

QString DueExport::write(const DuePaper &paper, Kind kind, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    // A full disk answers with a short write that a commit would not notice.
    if (!(kind == Kind::Png ? writePng(file, paper) : writePdf(file, paper)) || !file.flush()
        || file.error() != QFileDevice::NoError) {
        const QString reason = file.errorString();
        file.cancelWriting();
        return reason;
    }
    return file.commit() ? QString() : file.errorString();
}

void DueExport::chooseFile(const DuePaper &paper)
{
    const Kind kind = m_kind;
    const QString suffix = kind == Kind::Png ? u"png"_s : u"pdf"_s;
    auto *chooser = new QFileDialog(m_window, tr("Export due dates"));
    chooser->setObjectName(u"dueExportFile"_s);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave); // asks before a file is replaced
    chooser->setFileMode(QFileDialog::AnyFile);
    chooser->setDefaultSuffix(suffix);
    chooser->selectFile(paper.fileName() + u'.' + suffix);
    connect(chooser, &QFileDialog::fileSelected, this, [this, paper, kind](const QString &path) {
        const QString reason = write(paper, kind, path);
        if (!reason.isEmpty())
            emit notified(tr("Couldn't write the file: %1. Choose another folder.").arg(reason));
        else if (kind == Kind::Png && paper.isCutInPicture())
            emit notified(tr("Exported to %1. A picture has no room for all dates; a PDF has.").arg(path));
        else
            emit notified(tr("Exported to %1.").arg(path));
    });
    chooser->open();
}

void DueExport::print(const DuePaper &paper)
{
    auto *dialog = new QPrintDialog(m_window);
    dialog->setObjectName(u"duePrint"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->printer()->setResolution(dotsPerInch);
    dialog->printer()->setPageOrientation(QPageLayout::Landscape);
    dialog->printer()->setDocName(DuePaper::title());
    connect(dialog, qOverload<QPrinter *>(&QPrintDialog::accepted), this, [this, paper](QPrinter *printer) {
        emit notified(paintPages(*printer, paper)
                          ? tr("Sent to the printer.")
                          : tr("The printer didn't accept the pages. Check it, then print again."));
    });
    dialog->open();
}

} // namespace keyturn

#include "moc_due_export.cpp"
