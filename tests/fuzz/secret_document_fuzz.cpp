// What must hold for every text that somebody left in a secret. Built with libFuzzer by tests/fuzz/run, and without it
// as a test that replays the corpus.
#include "core/document/field_edit.h"
#include "core/document/import_text.h"
#include "core/json/json_scanner.h"

#include <QSet>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace keyturn;

namespace {

//! Not an assert: it must not go away with NDEBUG.
void require(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

using Member = SecretDocument::Member;

bool sameValue(const Member &a, const Member &b)
{
    return a.kind == b.kind && a.isString == b.isString && a.value == b.value;
}

//! The children of \p after are those of \p before in their order, but for the one at \p except in either.
bool othersAreTheSame(QList<Member> before, QList<Member> after, qsizetype exceptBefore, qsizetype exceptAfter,
                      bool isArray)
{
    if (exceptBefore >= 0)
        before.removeAt(exceptBefore);
    if (exceptAfter >= 0)
        after.removeAt(exceptAfter);
    if (before.size() != after.size())
        return false;
    for (qsizetype i = 0; i < before.size(); ++i) {
        if (!sameValue(before.at(i), after.at(i)) || (!isArray && before.at(i).key != after.at(i).key))
            return false;
    }
    return true;
}

//! \p a and \p b begin and end alike around one stretch; how long it is in \p a.
qsizetype changedStretch(QByteArrayView a, QByteArrayView b)
{
    qsizetype begin = 0;
    const qsizetype shorter = qMin(a.size(), b.size());
    while (begin < shorter && a[begin] == b[begin])
        ++begin;
    qsizetype end = 0;
    while (end < shorter - begin && a[a.size() - 1 - end] == b[b.size() - 1 - end])
        ++end;
    return a.size() - begin - end;
}

QList<Member> childrenOf(const Result<SecretDocument> &document, const QStringList &parent, const char *what)
{
    require(document.has_value(), what);
    require(!document->isRaw(), what);
    const Result<QList<Member>> children = document->children(parent);
    require(children.has_value(), what);
    return *children;
}

//! Every edit of the child at \p i of \p parent changes that child and nothing else.
void editChild(const SecretDocument &doc, const QStringList &parent, const QList<Member> &children, qsizetype i,
               bool isArray, const SecretString &value)
{
    const Member &child = children.at(i);
    const QByteArrayView text = doc.text().bytes();
    const JsonPath path(parent + QStringList{child.key});
    const auto same = doc.set(path, child.value);
    require(same && same->text() == doc.text(), "setting the present value changes nothing");

    const auto set = doc.set(path, value);
    const QList<Member> afterSet = childrenOf(set, parent, "set");
    require(afterSet.at(i).value == value, "a value that was set is read back");
    require(othersAreTheSame(children, afterSet, i, i, isArray), "set leaves the others alone");

    const SecretString number(QByteArrayView("1e400"));
    const auto json = doc.setJson(path, number);
    require(childrenOf(json, parent, "setJson").at(i).value == number, "a number keeps its spelling");

    const auto removed = doc.remove(path);
    require(othersAreTheSame(children, childrenOf(removed, parent, "remove"), i, -1, isArray), "remove takes one");

    const qsizetype position = children.size() - 1 - i;
    const auto moved = doc.move(path, position);
    const QList<Member> afterMove = childrenOf(moved, parent, "move");
    require(sameValue(afterMove.at(position), child), "a moved child arrives");
    require(othersAreTheSame(children, afterMove, i, position, isArray), "move leaves the others in order");
    const auto back = moved->move(JsonPath(parent + QStringList{afterMove.at(position).key}), i);
    require(back && back->text() == doc.text(), "moving back restores the text");
    if (isArray)
        return;

    const QString name = QStringLiteral("fuzzed \"name\"");
    const auto renamed = doc.rename(path, name);
    if (!renamed) {
        require(renamed.error().kind == ErrorKind::Conflict, "rename fails only where the key exists");
        return;
    }
    const QList<Member> afterRename = childrenOf(renamed, parent, "rename");
    require(afterRename.at(i).key == name && sameValue(afterRename.at(i), child), "rename keeps place and value");
    require(changedStretch(text, renamed->text().bytes()) <= text.size() - child.value.size(),
            "rename keeps the value");
    const auto added = doc.add(JsonPath(parent + QStringList{name}), value, child.key);
    const QList<Member> afterAdd = childrenOf(added, parent, "add");
    require(afterAdd.at(i + 1).key == name && afterAdd.at(i + 1).value == value, "add puts it behind");
    require(othersAreTheSame(children, afterAdd, -1, i + 1, isArray), "add leaves the others alone");
    const auto undone = added->remove(JsonPath(parent + QStringList{name}));
    require(undone && othersAreTheSame(children, childrenOf(undone, parent, "undo"), -1, -1, isArray),
            "removing what was added undoes it");
}

void editLevel(const SecretDocument &doc, const QStringList &parent, bool isArray, const SecretString &value,
               int budget)
{
    const QList<Member> children = *doc.children(parent);
    for (qsizetype i = 0; i < qMin<qsizetype>(children.size(), 4) && budget > 0; ++i) {
        const Member &child = children.at(i);
        if (!child.isReachable)
            continue;
        editChild(doc, parent, children, i, isArray, value);
        if (child.hasChildren())
            editLevel(doc, parent + QStringList{child.key}, child.kind == JsonKind::Array, value, budget - 1);
    }
}

void checkDocument(const SecretString &text, const SecretString &value)
{
    const SecretDocument doc(text);
    require(doc.text() == text, "opening changes nothing");
    const auto untouched = applied(doc, {});
    require(untouched && untouched->text() == text, "saving without edits changes nothing");
    require(doc.isRaw() == !doc.rawReason().isEmpty(), "a raw text says why");
    if (doc.isRaw()) {
        require(doc.members().isEmpty() && !doc.set(QString(), value), "a raw text is edited as a whole");
        return;
    }
    QSet<QString> keys;
    for (const Member &member : doc.members())
        keys.insert(member.key);
    require(keys.size() == doc.members().size(), "keys are unique");
    editLevel(doc, {}, false, value, 4);
}

void checkImport(const SecretString &text)
{
    const ImportedText found = importText(text);
    QSet<QString> keys;
    for (const ImportedValue &value : found.values) {
        keys.insert(value.key);
        require(value.line >= 1 && value.value.bytes().isValidUtf8(), "imported values are text with a line");
        const bool isTyped = value.type == ImportedValue::Type::Json || value.type == ImportedValue::Type::Plain;
        require(!isTyped || isJson(value.value.bytes()), "what is imported as JSON is JSON");
    }
    require(keys.size() == found.values.size(), "a key is imported once");
    require(!found.refused || (found.values.isEmpty() && found.problems.size() == 1 && found.problems.first().line > 0),
            "what is refused gives nothing but a line");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const SecretString text(bytes);
    // A piece of the input as a new value: quotes, escapes and half characters come from there.
    const QByteArrayView piece = bytes.first(qMin<qsizetype>(bytes.size(), 8));
    const SecretString value(piece.isValidUtf8() ? piece : QByteArrayView("new \"value\"\n"));
    checkDocument(text, value);
    checkImport(text);
    return 0;
}
