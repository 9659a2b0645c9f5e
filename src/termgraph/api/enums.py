"""The enums of the schema; where the model has the same enum, members carry the model's names and values."""

from enum import Enum

from strawberry import enum_value

from termgraph import model

from .declare import enum_type


@enum_type
class TermKind(Enum):
    """What sort of thing a term names."""

    FIELD = enum_value("field", description="A field of study, such as machine learning.")
    CONCEPT = enum_value("concept", description="An idea; the default where nothing more exact was said.")
    TASK = enum_value("task", description="Something to be done, such as text classification.")
    ALGORITHM = enum_value("algorithm", description="A procedure that can be written down step by step.")
    TECHNIQUE = enum_value("technique", description="A way of working that algorithms or people follow.")
    ARCHITECTURE = enum_value("architecture", description="How a model is built.")
    MODEL_FAMILY = enum_value("model-family", description="Models of one make or line.")
    METRIC = enum_value("metric", description="A number that says how good something is.")
    BENCHMARK = enum_value("benchmark", description="A fixed test on which systems are compared.")
    DATASET = enum_value("dataset", description="A named collection of data.")
    TOOL = enum_value("tool", description="Software one can install or call.")
    FORMAT = enum_value("format", description="How data is laid out in a file or message.")
    ARTIFACT = enum_value("artifact", description="Something a process leaves behind, such as a trained model.")
    HARDWARE = enum_value("hardware", description="A machine or a part of one.")
    PROBLEM = enum_value("problem", description="Something that goes wrong.")


@enum_type
class Level(Enum):
    """How much a reader needs to know before a term makes sense."""

    INTRO = enum_value("intro", description="Nothing beyond everyday knowledge.")
    INTERMEDIATE = enum_value("intermediate", description="The basics of the subject.")
    ADVANCED = enum_value("advanced", description="Working knowledge of the subject.")


@enum_type
class TermStatus(Enum):
    """Where a term stands in its editorial life; terms that are not yet published are never served."""

    PUBLISHED = enum_value("published", description="In force.")
    DEPRECATED = enum_value("deprecated", description="No longer recommended; see `replacedBy`.")


@enum_type
class Tier(Enum):
    """How strongly one term comes before another; a weaker tier includes the stronger ones."""

    REQUIRED = enum_value("required", description="Cannot be explained without it.")
    RECOMMENDED = enum_value("recommended", description="Easier after it.")
    CONTEXT = enum_value("context", description="Good to have seen.")


@enum_type
class Verdict(Enum):
    """Whether a prerequisite can be skipped."""

    NECESSARY = enum_value("necessary", description="Every way to the target runs through it.")
    ALTERNATIVE = enum_value("alternative", description="Some way to the target avoids it.")
    NOT_A_PREREQUISITE = enum_value("not-a-prerequisite", description="No way to the target needs it.")
    ALREADY_KNOWN = enum_value("already-known", description="The target itself is known already.")


@enum_type
class KnownMode(Enum):
    """What naming a term as known says about what it requires."""

    SURMISE = enum_value("surmise", description="What it requires without alternative is known as well, and so on.")
    LITERAL = enum_value("literal", description="Exactly the terms named are known.")


@enum_type
class PathCost(Enum):
    """What a plan should have little of."""

    MINUTES = enum_value("minutes", description="Time.")
    COUNT = enum_value("count", description="Terms.")


@enum_type
class PathOrder(Enum):
    """How to go through a plan."""

    STAGED = enum_value("staged", description="Stage by stage: everything that needs nothing new comes first.")
    JUST_IN_TIME = enum_value("just-in-time", description="Each term close to where it is first needed.")


@enum_type
class LabelKind(Enum):
    """What a label of a term is."""

    NAME = enum_value("name", description="Its name.")
    ACRONYM = enum_value("acronym", description="Its acronym.")
    TITLE = enum_value("title", description="The title shown instead of name and acronym.")
    SYNONYM = enum_value("synonym", description="Another name of the very same thing.")
    SPELLING = enum_value("spelling", description="Another spelling of a name.")
    PLURAL = enum_value("plural", description="A plural.")
    NARROWER_NAME = enum_value("narrower-name", description="The name of a kind or a part of it.")
    RELATED = enum_value("related", description="The name of something near it, not of the same thing.")
    HIDDEN = enum_value("hidden", description="Found by search and never shown, such as a common misspelling.")
    DEPRECATED = enum_value("deprecated", description="A name that should no longer be used.")


@enum_type
class TextFormat(Enum):
    """How a text is written out."""

    MARKDOWN = enum_value("markdown", description="CommonMark; links to other terms are ordinary links.")
    HTML = enum_value("html", description="Safe HTML that can be put into a page as it is.")
    PLAIN = enum_value("plain", description="Words only.")


@enum_type
class TrailStyle(Enum):
    """Which way a breadcrumb takes from the glossary to the term."""

    CATEGORY = enum_value("category", description="Through the term's first category: always short and stable.")
    CONCEPT = enum_value("concept", description="Through the terms above it.")
    FULL = enum_value("full", description="Through the category of the topmost term above it, then through the terms.")


@enum_type
class CrumbKind(Enum):
    """What one step of a trail is."""

    ROOT = enum_value("root", description="The glossary.")
    CATEGORY = enum_value("category", description="A category.")
    TERM = enum_value("term", description="A term.")
    LINK_GROUP = enum_value("group", description="The heading of a group of links; it has no page.")
    LINK = enum_value("link", description="A page outside the glossary.")


@enum_type
class Direction(Enum):
    """The side of a relation a term stands on. A symmetric relation counts as outgoing from both of its terms."""

    OUT = enum_value("out", description="The term is the subject, or the relation is symmetric.")
    IN = enum_value("in", description="The term is the object.")
    ANY = enum_value("any", description="Either; never said of one relation.")


@enum_type
class Hierarchy(Enum):
    """The kind of hierarchy a relation type builds."""

    GENERIC = enum_value("generic", description="Kinds: every X is a Y.")
    PARTITIVE = enum_value("partitive", description="Parts: X is a part of Y.")
    INSTANTIAL = enum_value("instantial", description="Instances: X is a named individual of the class Y.")


@enum_type
class MatchType(Enum):
    """How a term corresponds to one of another vocabulary (SKOS mapping properties)."""

    EXACT_MATCH = enum_value("exact-match", description="The same.")
    CLOSE_MATCH = enum_value("close-match", description="Nearly the same.")
    BROAD_MATCH = enum_value("broad-match", description="The other is broader.")
    NARROW_MATCH = enum_value("narrow-match", description="The other is narrower.")
    RELATED_MATCH = enum_value("related-match", description="The other is related.")


@enum_type
class SearchTier(Enum):
    """Why a term was found; hits of an earlier tier come first."""

    EXACT = enum_value("exact", description="The text is one of the term's labels.")
    PREFIX = enum_value("prefix", description="A label begins with the text.")
    WORDS = enum_value("words", description="A label has all words of the text.")
    FUZZY = enum_value("fuzzy", description="A label is nearly the text.")
    TEXT = enum_value("text", description="The words stand in the term's texts.")


@enum_type
class NeighbourRole(Enum):
    """What a term of a picture is to the term in the middle, the first that holds."""

    FOCUS = enum_value("focus", description="The term in the middle.")
    BROADER = enum_value("broader", description="Above it.")
    NARROWER = enum_value("narrower", description="Below it.")
    PREREQUISITE = enum_value(
        "prerequisite", description="What it requires, or what is one way to meet what it requires."
    )
    UNLOCKS = enum_value("unlocks", description="What requires it, or can meet a requirement by it.")
    ALTERNATIVE = enum_value("alternative", description="An alternative to it, or a variant.")
    TOOL = enum_value("tool", description="Software that has to do with it.")
    OTHER = enum_value("other", description="Related in another way, or only through others.")


@enum_type
class RelationEnd(Enum):
    """One of the two ends of a relation."""

    SUBJECT = enum_value("subject", description="The term that the relation is told of.")
    OBJECT = enum_value("object", description="The other one.")


@enum_type
class ChangeKind(Enum):
    """What a revision did to a term, as readers see it."""

    ADDED = enum_value("added", description="There was no term with this slug.")
    CHANGED = enum_value("changed", description="Something that is stated about it is another.")
    REMOVED = enum_value("removed", description="There is no term with this slug any more; it may have been renamed.")


@enum_type
class OrderDirection(Enum):
    """Which end of an order comes first."""

    ASC = enum_value("asc", description="Smallest first.")
    DESC = enum_value("desc", description="Largest first.")


@enum_type
class TermOrderField(Enum):
    """What terms are ordered by; equal ones are ordered by slug."""

    NAME = enum_value("name", description="The name, without case and accents.")
    SLUG = enum_value("slug", description="The slug.")
    LEVEL = enum_value("level", description="The level, then the name; terms without a level count as largest.")
    MINUTES = enum_value("minutes", description="The minutes, then the name; terms without them count as largest.")


KINDS = {model.TermKind[each.name]: each for each in TermKind}
LEVELS = {model.Level[each.name]: each for each in Level}
STATUSES = {model.TermStatus[each.name]: each for each in TermStatus}
"""The members of the schema's enums by those of the model: quicker than by their names."""
