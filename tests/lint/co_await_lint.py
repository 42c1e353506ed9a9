#!/usr/bin/env python3
"""co_await only where g++ 12 compiles it right (see core/async/task.h).

Allowed: a whole statement, the whole initializer of a named variable, `co_return co_await x`.
Not in the same full expression: braces, lambdas, ternaries, a member or operator on the awaited value.
"""
import re
import sys

from source_files import blanked, line_of, source_files

# What may stand between the start of the statement and co_await.
BEFORE = re.compile(
    r"\s*(?:co_return\s+"
    r"|(?:const\s+|constexpr\s+)*[A-Za-z_][\w:]*(?:\s*<[^;{}]*>)?(?:\s*[&*]+|\s+const)*\s+[&*]*[A-Za-z_]\w*\s*=\s*"
    r"|)$")
# The awaited expression: a name, perhaps qualified or called through an object, then its arguments.
NAME = re.compile(r"\s*\*?\s*[A-Za-z_]\w*(?:\s*(?:::|\.|->)\s*[A-Za-z_]\w*)*(?:\s*<[^;(){}]*>)?\s*")
CHAINED = re.compile(r"\s*(?:\.|->)\s*[A-Za-z_]\w*\s*(?=\()")


def end_of_call(text, opening):
    depth = 0
    for i in range(opening, len(text)):
        depth += {"(": 1, ")": -1}.get(text[i], 0)
        if depth == 0:
            return i + 1
    return len(text)


def without_labels(before):
    """Without what may stand in front of any statement: case labels, else, and the conditions of if, while and for."""
    while match := re.match(r"\s*(?:case\b[^?;]*?[^:]:(?!:)|default\s*:|else\b|do\b|(?:if|while|for)\b[^(]*(?=\())", before):
        before = before[match.end():]
        if before.startswith("("):
            rest = before[end_of_call(before, 0):]
            if not rest:  # co_await stands inside the parentheses
                return "("
            before = rest
    return before


def violations(text):
    code = blanked(text)
    for match in re.finditer(r"(?<!operator )\bco_await\b", code):
        start = max(code.rfind(c, 0, match.start()) for c in ";{}") + 1
        before = without_labels(code[start:match.start()])
        end = code.find(";", match.end())
        awaited = code[match.end():end]
        where = line_of(text, match.start())
        if not BEFORE.match(before):
            yield where, "co_await inside a larger expression"
        elif "{" in awaited or "}" in awaited:
            yield where, "braces in the expression of a co_await"
        elif re.search(r"(?:^|[(,=]\s*)\[", awaited):
            yield where, "a lambda in the expression of a co_await"
        elif "?" in awaited:
            yield where, "a ternary in the expression of a co_await"
        else:
            name = NAME.match(awaited)
            rest = awaited[name.end():] if name else awaited
            while name and rest.startswith("("):
                rest = rest[end_of_call(rest, 0):]
                if chained := CHAINED.match(rest):  # a.b().c(): only the last call is awaited
                    rest = rest[chained.end():]
            if not name or rest.strip():
                yield where, "something is done to the awaited value in the same expression"


def self_test():
    good = """
        co_await sleepFor(5ms); const Result<int> a = co_await f(x, QString()); auto b = co_await std::move(task);
        Result<std::map<int, int>> c = co_await m_client.call("Verb", std::move(body), Repeat::Safe);
        co_return co_await that->next(); co_await completion; if (x) co_await f(); case 1: co_await f();
        const std::vector<Number> n = co_await whenAll(std::move(tasks)); // co_await in { words }
        auto operator co_await() && noexcept; const auto text = "co_await {1}"; const int v = co_await *pointer;
        for (;;) { co_await f(1'000); } co_await a.b().c(x); default: co_await f(); else co_await f();
        QHash<QString, int> h = co_await std::move(t); const T<A::B> &q = co_await ns::f<int>(a);
    """
    bad = ["x = g(co_await f());", "if (co_await f()) {}", "co_await f(Opts{1});", "co_await f({1, 2});",
           "co_await f([q] { return q; });", "const int v = (co_await f()).v;", "auto v = b ? co_await f() : O(1);",
           "const int v = co_await f() + 1;", "co_await f(b ? x : y);", "auto [a, c] = co_await f();",
           "return co_await f();", "a->b = co_await f();", "while (co_await f()) {}", "co_return 1 + co_await f();",
           "const T v(co_await f());", "const T v{co_await f()};", "const int v = co_await f().value;",
           "for (auto x : co_await f()) {}", "if (auto r = co_await f(); r) {}", "const int v = *co_await f();"]
    found = [message for message in violations(good)]
    assert not found, found
    for sample in bad:
        assert list(violations("void g() {\n" + sample + "\n}")), f"not caught: {sample}"


def main(root):
    self_test()
    failed = False
    for path in source_files(root):
        for line, message in violations(path.read_text()):
            print(f"{path}:{line}: {message}")
            failed = True
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
