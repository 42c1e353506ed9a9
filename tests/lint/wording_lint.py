#!/usr/bin/env python3
"""Sentences that were reworded do not come back: none of the phrases below is in a string that people read, be it in the
window, on the command line or in a translation of it.

Usage: wording_lint.py ROOT
"""
import html
import re
import sys
from pathlib import Path

# Phrases that sound foreign, or name things otherwise than AWS and desktops do. Lower case.
PHRASES = """
you can break everything|nothing reaches aws or amazon, and|rehearsal, nothing real|start the rehearsal
keyturn asks aws nothing|kept there and nowhere else|can store no keys|runs no credential processes|read it again|ask again
nowhere else|not a set of keys|no set of keys|waits for its deletion|is no other region|nothing that exists is overwritten
under the key of the service|get an empty text|with these keys empty|if one is refused, those before|it can be restored for
with no way back|the name stays taken|nobody can bring them back|the whole history goes|which deletes it itself
taking its region off|gives no values of|refresh to find out|nobody else changed them|you may write|version budget
not permitted to count|byte for byte|after it was replaced there|counts as new today|goes back to version
it could not be checked that|whatever relies on it in production|you confirmed it|no entry is chosen|aws holds the changes
as it was before the save|history leads back|a label of keyturn|merge by itself|merge by themselves|needs you.|need you.
nobody's work|settling a difference|half saved|stopped half way|is whole again|has no way to write
which may not fit together|put the old values back|is about to do is noted|back to version|no value leaves aws
write its value again|aws may forget it|be forgotten by aws|only as long as its provider|a rotation that ended well
exactly as they will be made|take off|put on this version|values read, go on|is chosen in the comparison
2 hold the same value|fits these words|you may not list|out of reach|your sign-in|kept nowhere|no value is kept
every entry you may read|one request each|no filter word|has these words|has a rule or a policy|whole secret
passed without a rotation|a rotation that finishes|even a new description|stands twice|and no colon|breaks off here
nothing is ticked|take this change back|the present value|while nobody was looking|bits of chance|without these characters
write the values themselves|whoever can read the file|where they do not belong|does not refresh there
stands in quotation marks|blanks at the|stands here a second time|spelling of the bytes|half a character
an age is known of|held this value already|in step|copies in other regions|of data type|tells of the end
answers before it is there|nothing reminds of it|counts from this moment|its reminder starts again|key goes
aws refused this|somebody who manages iam|in the place of the star|asks to slow down|answered with a web page
did not let keyturn in|nothing of that name|this profile is guarded|guard writing|a rehearsal is never
then change the place|it is being written|it is being saved|it is being created|show or narrow|a verb is missing
there is no verb|does not answer as aws|reader of the output|lies under yours|(not said)|interrupt again to give it up
staged change|gone for good|delete for good|knows no request|a refresh tells|no recycle bin
came back with a no|lies under|somebody|does not look like:|not a filter word|key is removed|not ahead
run nothing|send nothing|what this command prints|restarts the clock|nobody used it
are where they should be|as far as aws knows|date lies ahead|keeps nothing in|being asked|which may be its
five credential layouts|was %2, now it is|is written, version|keeps securestring|everything could be read|versions today of
aws refused|amazon ends a|? nothing in aws changes|as arns do|it stopped at|saved of|appear as they arrive|stage %|stage as
not allowed in a name|put the arn|tag %1 goes|under the aws managed|begun and not|old one has run out|spend the same
is no number|is no client|put it to use|they count on this|settled where
"""

# As the whole of a label; within a sentence they are as good as others.
LABELS = """
another one|go back|go on|layout|made of|make 1 call|make %n call|read again|replicas in|request id|stage|start over|add copy
take off|waits|left out|save 0 changes|put back|reveal all|staged
"""

# Only in the window: the help of the command line has room for a story.
WINDOW_PHRASES = """
sent nowhere|and not for long|was not understood|stands in the|let go of it
which key is what|nothing is left|has not ended|have not ended|taken over|ask once more|cut off before|is good only once
not begun.|is left out.|whoever reads|whatever reads|could not be read.|cannot be read from|is typed into|holds what it held
"""


def phrases_of(table):
    return [phrase for row in table.strip().splitlines() for phrase in row.split("|")]


UNSEEN = {"sandbox", "pictures"}  # AWS's words and the project's own, but nobody's who uses it
LABELS_ALONE = set(phrases_of(LABELS))
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
ADJACENT = re.compile(r'((?:u|u8)?"(?:[^"\\\n]|\\.)*"(?:_s|_L1)?(?:\s*(?:u|u8)?"(?:[^"\\\n]|\\.)*"(?:_s|_L1)?)*)')
COMMENT = re.compile(r'^[ \t]*(?:#include.*|//.*)$|//!.*$|[ \t]//[^"\n]*$', re.M)
SHOWN = re.compile(r'\b(?:tr|translate|QT_TRANSLATE_NOOP)\(\s*((?:"(?:[^"\\]|\\.)*"\s*,?\s*)+)')


def shown_strings(text):
    """Every literal that goes through tr(), with its line; parts of one literal joined."""
    for match in SHOWN.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, "".join(STRING.findall(match.group(1)))


def all_strings(text):
    """Every literal of the program, also those that no translation knows; parts of one literal joined."""
    text = COMMENT.sub("", text)
    for match in ADJACENT.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, "".join(STRING.findall(match.group(1)))


def translated_strings(text):
    for match in re.finditer(r"<(source|numerusform|translation)>([^<]+)</", text):
        yield text.count("\n", 0, match.start()) + 1, html.unescape(match.group(2))


def findings(text, phrases, strings=shown_strings):
    for line, shown in strings(text):
        lower = shown.lower()
        for phrase in phrases:
            if phrase in lower:
                yield line, phrase
        if strings is not all_strings and lower.strip(" .:…") in LABELS_ALONE:
            yield line, lower


def check_itself(phrases):
    planted = 'label->setText(tr("%1 is whole "\n    "again."));'
    assert [phrase for _, phrase in findings(planted, phrases)] == ["is whole again"], "a planted phrase is not found"
    assert not list(findings('// it is whole again\nlog("is whole again");', phrases)), "only shown strings count"
    planted = 'tell(u"%1 is whole "_s\n     u"again."_s);  // not split "here"'
    assert [phrase for _, phrase in findings(planted, phrases, all_strings)] == ["is whole again"], "a part is not found"
    assert not list(findings('// it "is whole again"\nint x; // is whole again', phrases, all_strings)), "comments count"
    assert [label for _, label in findings('tr("Start over…")', phrases)] == ["start over…"], "a label is not found"
    assert not list(findings('option("stage")', phrases, all_strings)), "names in the code are no labels"
    planted = "<source>%n is whole again</source><translation><numerusform>%n is whole again</numerusform></translation>"
    assert len(list(findings(planted, phrases, translated_strings))) == 2, "a planted translation is not found"


def main():
    phrases = phrases_of(PHRASES)
    check_itself(phrases)
    root = Path(sys.argv[1])
    window = phrases + phrases_of(WINDOW_PHRASES)
    everywhere = [("core", phrases, shown_strings), ("app", phrases, shown_strings), ("ui", window, shown_strings),
                  ("app", phrases, all_strings), ("ui", phrases, all_strings)]
    texts = [(path, phrases_there, strings) for layer, phrases_there, strings in everywhere
             for path in sorted((root / layer).rglob("*")) if path.suffix in (".cpp", ".h")
             and not (strings is all_strings and UNSEEN.intersection(path.relative_to(root).parts))]
    texts += [(path, phrases, translated_strings) for path in sorted((root / "translations").glob("*.ts"))]
    found = {f"{path.relative_to(root)}:{line}: “{phrase}”" for path, phrases_there, strings in texts
             for line, phrase in findings(path.read_text(encoding="utf-8"), phrases_there, strings)}
    print(*sorted(found), sep="\n", end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
