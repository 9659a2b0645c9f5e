"""The names of https://w3id.org/termgraph/ns#: every class and property of our own that an export uses, one row each.

The built-in relation types are properties as well; their rows stand in `relations`.
"""

from dataclasses import dataclass

STRING, TEXT, INTEGER, BOOLEAN = "xsd:string", "rdf:langString", "xsd:integer", "xsd:boolean"
DATE, DATE_TIME = "xsd:date", "xsd:dateTime"
TERM = "skos:Concept"


@dataclass(frozen=True, slots=True)
class Class:
    """A class: its name, label and definition."""

    name: str
    label: str
    says: str


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its name, label and definition; the class it stands on and what it leads to, None where it varies.

    A property whose `range` is a datatype holds literals; `below` are the properties that follow from it.
    """

    name: str
    label: str
    says: str
    domain: str | None = None
    range: str | None = None
    below: tuple[str, ...] = ()


CLASSES = (
    Class("RequirementGroup", "requirement", "What a term requires, where any one of several options is enough."),
    Class("RequirementOption", "option", "One way to meet a requirement: all of its terms are needed."),
    Class("Link", "page outside", "A page outside the glossary: a guide, a paper, a tool's documentation."),
    Class("LinkGroup", "group of pages", "A heading under which pages outside the glossary are shown."),
    Class("Profile", "profile", "A named set of terms that a reader may know already."),
    Class("Path", "curated path", "An editor's order of reading."),
    Class("PathStep", "step", "One term in its place in a curated path."),
)

PROPERTIES = (
    # labels
    Property("acronym", "acronym", "A short form of the name.", TERM, None, ("skos:altLabel",)),
    Property("title", "title", "What the term is shown as, where that is not made of name and acronym.", TERM),
    Property("spellingLabel", "other spelling", "Another spelling of the name.", TERM),
    Property("pluralLabel", "plural", "The name in the plural.", TERM),
    Property("narrowerNameLabel", "narrower name", "The name of something narrower, which is looked up here.", TERM),
    Property("relatedLabel", "related name", "The name of something related, which is looked up here.", TERM),
    Property("deprecatedLabel", "deprecated name", "A name that is no longer used.", TERM),
    Property("forbiddenLabel", "forbidden name", "A name that must not be used; it is found by no search.", TERM),
    Property("caseSensitiveLabel", "case-sensitive label", "A label that is one only in these letter cases.", TERM),
    Property("notLinked", "not linked", "A label that texts use as an ordinary word, so that it is no link.", TERM),
    # facts
    Property("kind", "kind", "What sort of thing the term names.", TERM, STRING),
    Property("level", "level", "How much a reader needs to know before it makes sense.", None, STRING),
    Property("minutes", "minutes", "How long it takes to read and understand, in minutes.", None, INTEGER),
    Property("mainCategory", "main category", "The shelf on which the term has its place.", TERM, "skos:Collection"),
    Property("status", "status", "Where the term stands in its editorial life.", TERM, STRING),
    Property("formerSlug", "former slug", "What the address of the term once ended in.", TERM, STRING),
    Property("firstSlug", "first slug", "What the address of the term ended in first.", TERM, STRING),
    Property("sourceIri", "source address", "What the vocabulary calls it that it was imported from.", None, None),
    Property("reviewedBy", "reviewed by", "Who read the term critically.", TERM, "foaf:Agent"),
    Property("reviewed", "reviewed", "When the term was read critically.", TERM, DATE),
    Property("reviewDue", "review due", "When the term is to be looked at again.", TERM, DATE),
    Property(
        "changed",
        "changed",
        "When the record or a statement of the term was last changed, as the glossary's store knows.",
        TERM,
        DATE_TIME,
        ("dcterms:modified",),
    ),
    Property("translatedFrom", "translated from", "A digest of the texts that a translation was made from.", TERM),
    # statements
    Property("relation", "relation", "What is said about a relation of the term.", TERM, "rdf:Statement"),
    Property("requirement", "requirement", "What the term requires in some way.", TERM, "tg:RequirementGroup"),
    Property("option", "option", "One way to meet a requirement.", "tg:RequirementGroup", "tg:RequirementOption"),
    Property("term", "term", "A term that belongs to an option, a step or a profile.", None, TERM),
    Property("position", "position", "The place of an option or a step, counted from 1.", None, INTEGER),
    Property("why", "why", "Why a statement holds.", None, None),
    Property("for", "for", "The purpose under which a relation holds: a term, or words.", "rdf:Statement"),
    Property("since", "since", "Since when a relation holds.", "rdf:Statement", STRING),
    Property("primary", "primary", "Whether the object is the term's canonical parent.", "rdf:Statement", BOOLEAN),
    Property("keep", "keep", "Whether an editor defends a statement that others imply.", None, BOOLEAN),
    # the glossary and what surrounds the terms
    Property("revision", "revision", "Which state of the glossary this is.", "skos:ConceptScheme", STRING),
    Property("titlePattern", "title pattern", "How name and acronym make a title.", "skos:ConceptScheme", STRING),
    Property("rootSlug", "root slug", "What the first crumb of a trail is called by.", "skos:ConceptScheme", STRING),
    Property("rootName", "root name", "What the first crumb of a trail is shown as.", "skos:ConceptScheme"),
    Property("order", "order", "The place among its like; smaller stands first.", None, INTEGER),
    Property("role", "role", "What somebody does for the glossary.", "foaf:Person", STRING),
    Property("address", "address", "The address of a page as its editor wrote it.", "tg:Link", STRING),
    Property("linkGroup", "group", "Under which heading a page is shown.", "tg:Link", "tg:LinkGroup"),
    Property("writtenFor", "written for", "The term in whose file a page was named.", "tg:Link", TERM),
    Property("about", "about", "A term or category that a page is about.", "tg:Link"),
    Property("teaches", "teaches", "A term that a page teaches.", "tg:Link"),
    Property("needs", "needs", "A term that a page needs its reader to know.", "tg:Link", TERM),
    Property("profile", "profile", "What a path takes its reader to know.", "tg:Path", "tg:Profile"),
    Property("strict", "strict", "Whether a path must not name a term before what it requires.", "tg:Path", BOOLEAN),
    Property("step", "step", "A step of a path.", "tg:Path", "tg:PathStep"),
)
