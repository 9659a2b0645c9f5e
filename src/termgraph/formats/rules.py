"""The rules the readers hold files to: one row each, with reason, example and fix.

Whether the content makes sense as a whole is judged by `integrity`, which has its own table.
"""

from collections.abc import Mapping
from types import MappingProxyType

from termgraph.errors import Rule, Severity

from .rdf_rules import RDF_ROWS

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

_ROWS: tuple[Rule, ...] = (
    Rule(
        "TG101", "not-utf8", _ERROR,
        "A file is text in UTF-8; a byte order mark at its start is accepted.",
        "A guess at another encoding turns letters into others without anybody noticing.",
        "The byte E9 alone (é in Latin-1) in ppo.md.",
        "Save the file as UTF-8.",
    ),
    Rule(
        "TG102", "forbidden-character", _ERROR,
        "Text has no control characters, no line separators but the line break, no surrogates, no bidirectional "
        "overrides, and no run of more than 30 combining marks; an escape cannot bring them in either.",
        "They are invisible, they make text show as something it is not, and they make programs slow.",
        "U+202E (right-to-left override) inside a name.",
        "Delete the character.",
    ),
    Rule(
        "TG103", "yaml-syntax", _ERROR,
        "Front matter and .yaml files are YAML, indented with spaces.",
        "A file that is not YAML has no one meaning.",
        "A line indented with a tab, or `why: one: two` without quotes.",
        "Mend the place the message names; put text with a colon, a hash or a bracket in quotes.",
    ),
    Rule(
        "TG104", "yaml-feature", _ERROR,
        "No anchors, aliases, merge keys, tags, directives, keys that are lists, or second documents.",
        "They hide what a file says, and small files that use them can take seconds and gigabytes to read.",
        "`<<: *defaults`",
        "Write the value out.",
    ),
    Rule(
        "TG105", "duplicate-key", _ERROR,
        "A mapping has each key once.",
        "Most YAML readers silently keep the last one, and the first is lost.",
        "`level:` twice in one front matter.",
        "Keep one of the two.",
    ),
    Rule(
        "TG106", "too-large", _ERROR,
        "Files, lists and texts stay under the caps of the format.",
        "A cap is checked before work is spent, so that no file can take the machine down.",
        "A definition of 25 kB.",
        "Shorten it, or split the term.",
    ),
    Rule(
        "TG107", "too-deep", _ERROR,
        "Lists and mappings are at most 32 deep in one another.",
        "Nothing in the format needs more than seven; deeper nesting crashes stock readers.",
        "A file of 100,000 opening brackets.",
        "Remove the brackets.",
    ),
    Rule(
        "TG108", "unknown-key", _ERROR,
        "Only the keys of the format are used.",
        "A mistyped key would lose what stands under it without a word.",
        "`alias:` instead of `aliases:`.",
        "Use the key the message suggests.",
    ),
    Rule(
        "TG109", "wrong-type", _ERROR,
        "A key has the kind of value it asks for: text, a number, true or false, a list, a mapping.",
        "The meaning of another kind would be a guess.",
        "`minutes: about an hour`",
        "Write the kind of value the message names.",
    ),
    Rule(
        "TG110", "bad-value", _ERROR,
        "A value is one of those the key allows.",
        "Programs and readers rely on the closed lists.",
        "`level: expert`",
        "Use a value from the list in the message.",
    ),
    Rule(
        "TG111", "missing-key", _ERROR,
        "The keys that every record needs are there and not empty.",
        "A term without a name cannot be shown.",
        "A front matter without `name:`.",
        "Add the key.",
    ),
    Rule(
        "TG112", "bad-slug", _ERROR,
        "Slugs and keys are lower-case letters a to z, digits and single hyphens between them.",
        "They are part of addresses, file names and identifiers for ever.",
        "terms/Q_Learning.md",
        "Rename it to the slug the message suggests.",
        "E12",
    ),
    Rule(
        "TG113", "duplicate", _ERROR,
        "A slug, id or key names one thing; a term has each section once.",
        "Of two records with one name, one would be lost.",
        "terms/ppo.md and terms/rl/ppo.md",
        "Rename or remove one of the two.",
        "E12",
    ),
    Rule(
        "TG114", "case-collision", _ERROR,
        "No two files of a folder have names that differ only in letter case.",
        "On many machines one of them would overwrite the other.",
        "terms/ppo.md and terms/PPO.md",
        "Rename or remove one of the two.",
    ),
    Rule(
        "TG115", "unsafe-path", _ERROR,
        "A data folder has ordinary files and folders only: no symbolic links, devices, pipes or sockets.",
        "A link can show a file of the machine to the world, and a pipe never ends.",
        "terms/ppo.md is a symbolic link to /etc/passwd.",
        "Put the file itself there.",
    ),
    Rule(
        "TG116", "no-front-matter", _ERROR,
        "A term file begins with a line `---`, then YAML, then another line `---`.",
        "Without it the file has no name, and prose would be read as data.",
        "A file that begins with `# PPO`.",
        "Begin the file with `---`, `name: …`, `---`.",
    ),
    Rule(
        "TG117", "unreadable", _ERROR,
        "The folder, its glossary.yaml, and every file in it can be read.",
        "What cannot be read cannot be checked.",
        "No glossary.yaml, or a file without read permission.",
        "Create the file or mend its permissions.",
    ),
    Rule(
        "TG118", "duplicate-statement", _WARNING,
        "A relation is stated once, on one side.",
        "The second statement adds nothing, and the two drift apart.",
        "`uses: [clipping]` in ppo.md and `used-by: [ppo]` in clipping.md.",
        "Delete the statement the message names; the other one is kept.",
        "W2",
    ),
    Rule(
        "TG119", "stray-file", _WARNING,
        "terms/ has only term files, and .yaml files beside it have the names the format knows.",
        "A file with a mistyped name would be left out without a word.",
        "link.yaml instead of links.yaml",
        "Rename it, move it elsewhere, or begin its name with a dot.",
    ),
    Rule(
        "TG120", "open-fence", _WARNING,
        "A fenced code block is closed.",
        "An open fence swallows every heading after it, to the end of the file.",
        "A line of three backticks without its partner.",
        "Add the closing line; it is read as if it stood at the end of the text.",
    ),
    Rule(
        "TG121", "bad-relation-type", _ERROR,
        "A relation type of the glossary's own has keys of its own and properties that agree with each other.",
        "A type that contradicts itself, or takes the place of a built-in one, would mean different things in "
        "different places.",
        "A symmetric type with an inverse.",
        "Change the property the message names.",
    ),
    Rule(
        "TG122", "bad-address", _ERROR,
        "An address is an http or https URL, or, for a page of the publisher's site, a path.",
        "Other schemes can run code in a reader's browser, and malformed addresses break exports.",
        "`url: javascript:alert(1)`",
        "Write the full address, beginning with https://.",
    ),
    Rule(
        "TG123", "bad-statement", _ERROR,
        "A line of extra.nt is one statement of N-Triples about things with addresses, none of a scheme of TG715.",
        "What cannot be read cannot be exported again, and would be lost without a word.",
        "`<https://example.org/a> is <https://example.org/b> .`",
        "Write subject, predicate and object as N-Triples does, or delete the line.",
    ),
    Rule(
        "TG501", "unknown-heading", _WARNING,
        "Level-2 headings of a term file are the sections that glossary.yaml lists.",
        "Pages show sections by their key; headings drift by a letter and fall out of the design.",
        "`## Deeper dives`",
        "Use the heading the message suggests, or add it to `sections` in glossary.yaml.",
    ),
    Rule(
        "TG601", "translation-without-term", _ERROR,
        "A translation stands beside the term it translates.",
        "Without the term in the glossary's own language there is nothing to show it under.",
        "terms/ppo.nb.md without terms/ppo.md",
        "Rename the translation, or write the term.",
    ),
    Rule(
        "TG602", "unknown-language", _ERROR,
        "A translation is in one of the `languages` of glossary.yaml, other than the glossary's own.",
        "Nobody could ask for it.",
        "terms/ppo.no.md in a glossary whose languages are en and nb.",
        "Rename the file, or add the language to glossary.yaml.",
    ),
)  # fmt: skip  # one row reads as one paragraph

FILE_RULES: Mapping[str, Rule] = MappingProxyType({row.code: row for row in (*_ROWS, *RDF_ROWS)})
"""Every rule of the readers, by code."""
