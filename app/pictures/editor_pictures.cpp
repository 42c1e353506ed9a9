#include "app/pictures/editor_pictures.h"

#include "core/workspace/workspace.h"
#include "ui/editor/secret_value_model.h"
#include "ui/editor/values_tab.h"
#include "ui/editor/values_table.h"
#include "ui/entry/detail_page.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/find_bar.h"
#include "ui/widgets/secret_text_edit.h"
#include "ui/window/main_window.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

using Id = Actions::Id;

class EditorPictures {
public:
    EditorPictures(MainWindow &window, Workspace &workspace, const PictureTools &tools) :
        m_window(window), m_workspace(workspace), m_values(window.detail().values()), m_tools(tools)
    {}

    bool take()
    {
        views();
        hints();
        dialogs();
        brokenNew();
        return bytes() && plainText();
    }

private:
    template <typename T>
    T *find(const char *name) const
    {
        return m_window.findChild<T *>(QLatin1String(name));
    }
    void window(const QString &name)
    {
        m_tools.both(name, [this] { return m_window.grab(); });
    }
    void click(const char *name)
    {
        if (auto *button = find<QAbstractButton>(name))
            button->click();
    }
    void dialog(
        Id id, const char *dialogName, const QString &picture,
        const std::function<void(QDialog &)> &prepare = [](QDialog &) {})
    {
        m_window.actions().action(id)->trigger();
        auto *dialog = find<QDialog>(dialogName);
        if (!dialog) {
            m_tools.wait([] { return false; }, qPrintable(picture));
            return;
        }
        prepare(*dialog);
        m_tools.both(picture, [&] { return m_tools.withDialog(*dialog); });
        dialog->reject();
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    void views()
    {
        m_workspace.staging().stage(FieldEdit::rename(u"lwa-auth-scope"_s, u"scope"_s));
        m_workspace.staging().stage(
            edit(FieldEdit::Kind::AddJson, u"limits"_s, R"({"perMinute": 60, "burst": [10, 20]})"));
        m_workspace.staging().stage(edit(FieldEdit::Kind::Add, u"note"_s, "for the pictures"));
        auto *table = find<ValuesTable>("valuesTable");
        table->setFocus();
        table->focusRow(u"lwa-refresh-token"_s);
        window(u"editor-table"_s);
        // An invented value: what is revealed here is in a picture.
        m_workspace.staging().stage(
            edit(FieldEdit::Kind::Set, u"lwa-refresh-token"_s, "Atzr|IwEBIPicture-0123456789abcdef-not-a-real-token"));
        m_values.model().reveal(m_values.model().rowOf(u"lwa-refresh-token"_s));
        window(u"editor-revealed"_s);
        m_values.model().hide();
        table->edit(m_values.model().rowOf(u"lwa-refresh-token"_s));
        if (auto *editor = find<QLineEdit>("valueEditor"))
            editor->setText(u"Atzr|IwEBIPicture"_s);
        window(u"editor-cell"_s);
        table->closeEditor();
        table->rename(m_values.model().rowOf(u"note"_s));
        window(u"editor-rename"_s);
        table->closeEditor();
        m_values.openFind();
        if (auto *field = find<QLineEdit>("findField"))
            field->setText(u"client"_s);
        window(u"editor-find"_s);
        if (auto *bar = find<FindBar>("findBar"))
            bar->close();

        m_values.setMode(ValuesTab::Tree);
        if (auto *tree = find<QTreeView>("valuesTree"))
            tree->expandRecursively({}, 3);
        window(u"editor-tree"_s);

        m_values.setMode(ValuesTab::Raw);
        window(u"editor-raw"_s);
        // Revealed, so with nothing in it that anybody could use.
        m_workspace.staging().stage(FieldEdit::raw(SecretString(
            QByteArrayView("{\n  \"api-access-token\": \"Atza|picture\",\n  \"lwa-client-id\": \"amzn1.picture\"\n"
                           "  \"lwa-auth-url\": \"https://api.amazon.com/auth/o2/token\"\n}\n"))));
        m_values.editCurrent();
        window(u"editor-raw-error"_s);
        m_values.setMode(ValuesTab::Table);
        m_workspace.staging().discardAll();
    }
    void hints()
    {
        m_workspace.staging().stage(
            edit(FieldEdit::Kind::Set, u"lwa-client-id"_s, "amzn1.application-oa2-client.\u200b0123"));
        m_workspace.staging().stage(
            edit(FieldEdit::Kind::Set, u"lwa-auth-url"_s, "https://api.amazon.com.example.net/auth/o2/token"));
        m_workspace.staging().stage(
            edit(FieldEdit::Kind::Set, u"lwa-refresh-token"_s, "Atza|an-access-token-in-the-wrong-place"));
        m_workspace.staging().stage({.kind = FieldEdit::Kind::Remove, .key = u"lwa-auth-scope"_s, .value = {}});
        window(u"editor-hints"_s);
        m_workspace.staging().stage(
            edit(FieldEdit::Kind::Set, u"lwa-client-secret"_s, "\"amzn1.oa2-cs.v1.0123456789abcdef\"\n"));
        click("lintToggle");
        window(u"editor-findings"_s);
        m_values.setMode(ValuesTab::Raw);
        window(u"editor-findings-raw"_s);
        m_values.setMode(ValuesTab::Table);
        click("lintToggle");
        m_workspace.staging().discardAll();
        m_workspace.staging().stage(edit(FieldEdit::Kind::Set, u"lwa-auth-scope"_s, QByteArray(65'537, 'x')));
        window(u"editor-too-large"_s);
        m_workspace.staging().discardAll();
    }
    void dialogs()
    {
        QGuiApplication::clipboard()->setText(
            u"lwa-client-id=amzn1.application-oa2-client.new\n"
            "lwa-client-secret=amzn1.oa2-cs.v1.0123456789\nregion: eu\nno key here\n"_s);
        dialog(Id::PasteKeys, "pasteMergeDialog", u"editor-paste"_s);
        QGuiApplication::clipboard()->clear();
        dialog(Id::AddKey, "textValueDialog", u"editor-add"_s);
        dialog(Id::GeneratePassword, "generatePasswordDialog", u"editor-password"_s);
        dialog(Id::ExportEntry, "exportDialog", u"editor-export"_s);
        dialog(Id::ExportEntry, "exportDialog", u"editor-export-values"_s, [](QDialog &shown) {
            if (auto *box = shown.findChild<QCheckBox *>())
                box->setChecked(true);
        });
        const auto type = [](QDialog &shown, const QString &name, const QString &text) {
            if (auto *field = shown.findChild<QLineEdit *>(name))
                field->setText(text);
        };
        const auto fill = [type](QDialog &shown) {
            type(shown, u"newApp"_s, u"hospitality"_s);
            type(shown, u"newEnvironment"_s, u"prod"_s);
            type(shown, u"newService"_s, u"oauth"_s);
            type(shown, u"newTags"_s, u"env=prod, owner=skills"_s);
        };
        dialog(Id::NewEntry, "newEntryDialog", u"editor-new"_s, fill);
        dialog(Id::NewEntry, "newEntryDialog", u"editor-new-name"_s,
               [type](QDialog &shown) { type(shown, u"newName"_s, u"hospitality/prod oauth"_s); });
        dialog(Id::NewEntry, "newEntryDialog", u"editor-new-review"_s, [fill](QDialog &shown) {
            fill(shown);
            if (auto *next = shown.findChild<QAbstractButton *>(u"newNext"_s))
                next->click();
        });
    }
    void brokenNew()
    {
        dialog(Id::NewEntry, "newEntryDialog", u"editor-new-broken"_s, [](QDialog &shown) {
            const auto press = [&shown](const char *name) {
                if (auto *button = shown.findChild<QAbstractButton *>(QLatin1String(name)))
                    button->click();
            };
            if (auto *name = shown.findChild<QLineEdit *>(u"newName"_s))
                name->setText(u"hospitality/prod/oauth"_s);
            if (auto *modes = shown.findChild<QWidget *>(u"newValuesMode"_s))
                modes->findChildren<QAbstractButton *>().constLast()->click();
            auto *text = shown.findChild<SecretTextEdit *>(u"newEntryValue"_s);
            if (text && text->isMasked())
                press("rawShow");
            if (text)
                text->appendPlainText(u"x"_s);
            press("newNext");
        });
    }
    bool make(const QString &name, QByteArrayView value, bool binary)
    {
        NewEntry wanted;
        wanted.name = name;
        wanted.value = SecretString(value);
        wanted.binary = binary;
        return openNewEntry(m_window, m_workspace, m_tools, wanted);
    }
    bool bytes()
    {
        if (!make(u"hospitality/prod/keystore"_s,
                  QByteArrayView("\x30\x82\x0a\x01\x02\x00picture of a key store\xff\xfe", 30), true))
            return false;
        window(u"editor-binary"_s);
        click("binaryShow");
        window(u"editor-binary-shown"_s);
        click("binaryShow");
        return true;
    }
    bool plainText()
    {
        if (!make(u"billing/prod/webhook-key"_s, "picture-0123456789\n", false))
            return false;
        window(u"editor-text"_s);
        return true;
    }

    MainWindow &m_window;
    Workspace &m_workspace;
    ValuesTab &m_values;
    const PictureTools &m_tools;
};

} // namespace

bool takeEditorPictures(MainWindow &window, Workspace &workspace, const PictureTools &tools)
{
    return EditorPictures(window, workspace, tools).take();
}

} // namespace keyturn
