#!/usr/bin/env python3
"""Calls that have cost somebody a credential, each with the one place where it may stand, if any."""
import pathlib
import re
import sys

from source_files import blanked, line_of, source_files

# (pattern, where it is allowed, why not elsewhere, a sample that must be caught)
RULES = [
    (r"\bsetInsecureFallback\b", (), "no plaintext keychain", "job.setInsecureFallback(true);"),
    (r"\bignoreSslErrors\b", (), "TLS errors are never ignored", "reply->ignoreSslErrors();"),
    (r"\bsetPeerVerifyMode\s*\(\s*(?!QSslSocket::VerifyPeer\b)", ("tests/",), "the peer is always verified",
     "tls.setPeerVerifyMode(QSslSocket::VerifyNone);"),
    (r"(?<![\w.>:])(?:std::|::)?(?:system|popen)\s*\(", (), "no shell", "system(command);"),
    (r"\b(?:FollowRedirects\w*|NoLessSafeRedirectPolicy|SameOriginRedirectPolicy|UserVerifiedRedirectPolicy)\b", (),
     "a redirect would take credentials along", "p = QNetworkRequest::NoLessSafeRedirectPolicy;"),
    (r"\bQRandomGenerator::global\b", ("tests/", "bench/"), "use QRandomGenerator::system()",
     "QRandomGenerator::global()->generate();"),
    (r"\bsetTransferTimeout\b", ("core/http/",), "deadlines belong to HttpClient", "request.setTransferTimeout(1);"),
    (r"\bQNetworkAccessManager\b", ("core/http/", "bench/"), "requests go through HttpClient", "QNetworkAccessManager m;"),
    (r"\.\s*post\s*\(|->\s*post\s*\(", ("bench/",), "Qt re-sends a POST on its own; use HttpClient", "m_network.post(r, bytes);"),
    (r"\bqgetenv\b|\bqEnvironmentVariable\w*|(?<!\w)getenv\s*\(|\bQProcessEnvironment::systemEnvironment\b",
     ("app/", "tests/", "bench/", "core/profile/environment.cpp"),
     "the environment is read in one place", 'x = qgetenv("HOME");'),
    (r"\bQSettings\b", ("ui/", "app/", "tests/"), "core has no settings of its own", "QSettings settings;"),
    (r"\bQJsonDocument\s*\([^;]*\)\s*\.\s*toJson\b|\.\s*toJson\s*\(", ("app/sandbox/", "tests/", "bench/"),
     "JSON is written by JsonWriter or SecretDocument", "QJsonDocument(object).toJson();"),
    (r"\bQt::(?:RichText|AutoText|MarkdownText)\b|\bset(?:Html|Markdown)\b|\b(?:insert|append)Html\b|\bQTextBrowser\b",
     ("ui/style/widget_style.cpp", "tests/"), "foreign text would be taken for markup", "label->setTextFormat(Qt::RichText);"),
    (r"\.\s*resume\s*\(\s*\)", ("core/async/",), "coroutines are resumed by Completion or sleepFor", "handle.resume();"),
]
# Only in the program itself: tests try bad URLs on purpose, and the sandbox quotes messages of AWS.
HTTP = re.compile(r'"http://(?!127\.0\.0\.1|\[::1\]|%)[^"\s]')
# Where browsers come back to, by the name under which providers know it; nothing is sent there.
REDIRECTS = "core/oauth/providers_that_ask.cpp"
# A word of ours as text. A service's word is read from its answer, or compared in capitals or with underscores;
# the few that we say in a service's place stand here by name.
OWN_WORD = re.compile(r'ErrorKind::\w+,\s*(?:u|QStringLiteral\()?"(?!(?:invalid_grant|ParameterNotFound|ParameterMaxVersionLimitExceeded|InvalidLabels)")[A-Za-z_-]+"|\bcode [!=]= u?"[a-z]+(?:-[a-z0-9]+)*"')
# "$" also matches before a line break at the end: what ends in one would pass.
DOLLAR = re.compile(r'\bQRegularExpression\b[^;]*?\$"')


def violations(path, text):
    code = blanked(text)
    for pattern, allowed, reason, _ in RULES:
        if path.startswith(allowed or ("\0",)):
            continue
        for match in re.finditer(pattern, code):
            yield line_of(code, match.start()), f"{match.group().strip()}: {reason}"
    if path.startswith(("core/", "ui/", "app/cli/", "app/gui/")):
        for match in HTTP.finditer(blanked(text, keep_strings=True)):
            if path == REDIRECTS and match.group().startswith('"http://l'):
                continue
            yield line_of(text, match.start()), "an http:// address that is not this computer"
    if path.startswith(("core/", "ui/", "app/cli/", "app/gui/")):
        for match in OWN_WORD.finditer(blanked(text, keep_strings=True)):
            yield line_of(text, match.start()), "what we refuse ourselves is a Refusal, not a string"
    if path.startswith(("core/", "ui/", "app/")):
        for match in DOLLAR.finditer(blanked(text, keep_strings=True)):
            yield line_of(text, match.start()), r"a regular expression ends with \\z, not $"


def self_test():
    for _, _, _, sample in RULES:
        assert list(violations("core/aws/x.cpp", f"void f() {{ {sample} }}")), f"not caught: {sample}"
        assert not list(violations("core/aws/x.cpp", f"// {sample}\n")), f"caught in a comment: {sample}"
    assert list(violations("ui/x.cpp", 'auto u = "http://example.com/";'))
    assert not list(violations("ui/x.cpp", 'auto u = "http://127.0.0.1:80/"; // "http://example.com"'))
    assert list(violations("core/x.cpp", 'return Error{ErrorKind::Io, u"port-in-use"_s, {}};'))
    assert list(violations("core/x.cpp", 'return Error{ErrorKind::Invalid, u"InvalidRegion"_s, {}};'))
    assert list(violations("ui/x.cpp", 'if (error.code == "size"_L1)'))
    assert not list(violations("core/x.cpp", 'if (error.code == "invalid_grant"_L1 || code == "HTTP 501"_L1)'))
    assert list(violations("ui/x.cpp", 'static const QRegularExpression name(u"^[a-z]+$"_s);'))
    assert not list(violations("ui/x.cpp", r'static const QRegularExpression name(u"\\A[a-z$]+\\z"_s);'))


def main(root):
    self_test()
    failed = False
    for path in source_files(root):
        for line, message in violations(path.relative_to(pathlib.Path(root)).as_posix(), path.read_text()):
            print(f"{path}:{line}: {message}")
            failed = True
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
