"""What standalone_lint.py must catch, and what it must let pass."""

SYSTEM_SAMPLE = {
    "/qt/QtCore/QString": '#include "qstring.h"\n', "/qt/QtCore/qstring.h": "class Q_CORE_EXPORT QString\n{};\nclass QUrl;\n",
    "/qt/QtCore/QUrl": '#include "qurl.h"\n', "/qt/QtCore/qurl.h": "#include <QtCore/qstring.h>\nclass QUrl {};\n",
    "/qt/QtCore/QTimer": '#include "qtimer.h"\n', "/qt/QtCore/qtimer.h": "class QTimer : public QObject { void finish(); };\n",
    "/std/memory": "#include <bits/unique_ptr.h>\n", "/std/bits/unique_ptr.h": "", "/std/algorithm": "", "/std/chrono": "",
    "/std/functional": "#include <memory>\n#include <parallel/algorithm>\n", "/std/parallel/algorithm": "#include <algorithm>\n",
}
HEADERS_SAMPLE = {
    "core/a/shape.h": "namespace keyturn {\nclass [[nodiscard]] Shape {\n    Q_OBJECT\npublic:\n    enum class Side { Left };\n"
                      "    struct Part {};\n    int lines() const { return 1; }\n};\n"
                      "template <typename T>\nstruct Pair : Shape { T a; };\nenum class Colour : int { Red };\n"
                      "constexpr int widest = 3;\nQString wordsOf(const Shape &shape, int most = {});\n"
                      "inline std::function<void(int)> counted() { return {}; }\nusing Shapes = QList<Shape>;\n}\n",
    "core/a/early.h": "#pragma once\nclass QUrl;\nnamespace keyturn {\nclass Shape;\nstruct Holder { Shape *m_shape; };\n}\n",
    "core/a/through.h": '#include "core/a/shape.h"\n',
    "core/a/box.h": '#include "core/a/early.h"\nnamespace keyturn { struct Box { Shape *m_inner; Shape &other(); }; }\n',
    "core/a/log.h": "namespace keyturn {\nQ_DECLARE_LOGGING_CATEGORY(ourLog)\n}\n",
    "core/b/far.h": "namespace keyturn::far { struct Away {}; void go(); }\n",
}
NEIGHBOUR = ("using namespace Qt::StringLiterals;\nnamespace keyturn { namespace {\nconstexpr int ourMargin = 1;\n"
             "using Field = int;\nstruct Helper { int size; };\nint helped(int x) { return x; }\n}\n"
             "static int counter = 0;\n}\n")
BAD = [
    ("Shape &f(Shape *s);", "", "Shape is not declared"), ("Colour c = Colour::Red;", "", "Colour is not"),
    ("int f() { return widest; }", "", "widest is not"), ("int f() { return wordsOf(s); }", "", "wordsOf is not"),
    ("void f() { counted()(1); }", "", "counted is not"), ("Shapes all;", "", "Shapes is not"),
    ("void f() { new Shape; }", '"core/a/early.h"', "Shape is only announced"), ("struct X : public Shape {};", '"core/a/early.h"', "Shape"),
    ("int f() { return int(Shape::Side::Left); }", '"core/a/early.h"', "Shape is only"), ("Pair<int> p;", '"core/a/early.h"', "Pair"),
    ("int f(Shape *s) { return s->lines(); }", '"core/a/early.h"', "Shape is only"), ("void f(Shape &s) { s.lines(); }", '"core/a/early.h"', "Shape"),
    ("int f() { return ourMargin; }", "", "ourMargin belongs"), ("Field f;", "", "Field belongs"), ("Helper h;", "", "Helper belongs"),
    ("int f() { return helped(1); }", "", "helped belongs"), ("int f() { return ++counter; }", "", "counter belongs"),
    ("QString s;", "", "QString is not"), ("QUrl u;", "<QString>", "QUrl is only announced"), ("QTimer *t;", "<QUrl>", "QTimer is not"),
    ("QString f(QUrl *u) { return u->host(); }", "<QString>", "QUrl is only announced"),
    ("auto s = u\"a\"_s;", "", "StringLiterals"), ("auto t = 5ms;", "", "chrono_literals"),
    ("std::unique_ptr<int> p;", "<algorithm>", "include <memory>"), ("void f() { std::sort(a, b); }", "<functional>", "include <algorithm>"),
    ("void Box::f() { g(1, m_inner, 2); m_inner->lines(); }", '"core/a/box.h"', "Shape is only"),
    ("Log f() { return ourLog(); }", "", "ourLog is not"), ("std::chrono::seconds s;", "", "include <chrono>"), ("Away a;", '"core/b/far.h"', "without its namespace"),
]
GOOD = [
    ("Shape s; Pair<int> p; int f() { return widest + wordsOf(s) + counted(); } Colour c; Shapes a;", '"core/a/through.h"'),
    ("Shape *f(const Shape &s);", '"core/a/early.h"'), ("class Shape; Shape *s;", ""), ("// Shape\nauto s = \"Shape\";", ""),
    ("int f(int widest) { return widest; }", ""), ("int f() { const int counter = 1; return counter; }", ""),
    ("struct X { int ourMargin; int f() { return ourMargin; } };", ""), ("int f(auto x) { return x.helped(1) + x->widest; }", ""),
    ("void f() { struct Helper { int a; }; Helper h; }", ""), ("template <typename Field> Field g(Field f);", ""),
    ("namespace { int helped(int); } int f() { return helped(1); }", ""), ("int f() { return Other::helped(2); }", ""),
    ("void f() { auto [widest, b] = g(); h(widest); }", ""), ("auto f = [counter = 1] { return counter; };", ""),
    ("QString s; QUrl *u; QUrl f(); QString g(QUrl u);", "<QString>"), ("QUrl u; QString s;", "<QUrl>"), ("class QTimer; QTimer *t;", ""),
    ("using namespace Qt::StringLiterals; auto s = u\"a\"_s;", ""), ("using namespace std::chrono_literals; auto t = 5ms;", "<chrono>"),
    ("std::unique_ptr<int> p;", "<functional>"), ("std::chrono::seconds s;", "<chrono>"), ("int f() { return 0x5s0; }", "<chrono>"),
    ("far::Away a; void f() { far::go(); }", '"core/b/far.h"'), ("using namespace far; Away a;", '"core/b/far.h"'),
    ("} namespace keyturn::far { Away a;", '"core/b/far.h"'), ("int f(Shape *s) { return g(s); } int h(Other *o) { return o->lines(); }", '"core/a/early.h"'),
]
