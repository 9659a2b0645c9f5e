"""RDF/XML (W3C 2014): one rdf:Description for each thing, typed nodes and abbreviations left out."""

import re
from collections.abc import Mapping
from functools import lru_cache

from .names import IRI, NAMESPACES, STRING, Object
from .nodes import Node

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document can hold (XML 1.0, 2.2); no term file holds them either."""

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*$")


class XmlWriter:
    """RDF/XML; a character that XML cannot hold is written as U+FFFD.

    It has no way to write a predicate that does not end in a name, so that such extra statements are left out.
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        known = {"rdf": NAMESPACES["rdf"], **prefixes}
        spaces = "".join(f"\n    xmlns:{prefix}={quoted(iri)}" for prefix, iri in sorted(known.items()))
        self.start = f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n'
        self.between = ""
        self.end = "</rdf:RDF>\n"
        self._by_namespace = {namespace: prefix for prefix, namespace in known.items()}
        self._element = lru_cache(self._named)

    def node(self, node: Node) -> str:
        """Everything about one thing."""
        said = "".join([
            self._statement(*self._element(predicate), each)
            for predicate, objects in node.sorted()
            if _NAME.search(predicate)
            for each in objects
        ])  # fmt: skip
        return f"  <rdf:Description rdf:about={quoted(node.iri)}>\n{said}  </rdf:Description>\n"

    def _statement(self, element: str, declaration: str, each: Object) -> str:
        value, datatype, language = each
        start = f"    <{element}{declaration}"
        if datatype == IRI:
            return f"{start} rdf:resource={quoted(value)}/>\n"
        text = escaped(_NOT_XML.sub("\ufffd", value))
        if language:
            return f'{start} xml:lang="{language}">{text}</{element}>\n'
        kind = "" if datatype == STRING else f" rdf:datatype={quoted(datatype)}"
        return f"{start}{kind}>{text}</{element}>\n"

    def _named(self, predicate: str) -> tuple[str, str]:
        """A predicate as an element's name, and what declares its namespace where that is none of ours.

        Every predicate of ours ends in a name that XML takes: `names` sees to it.
        """
        found = _NAME.search(predicate)
        start = found.start() if found else len(predicate)
        space, local = predicate[:start], predicate[start:]
        prefix = self._by_namespace.get(space)
        return (f"{prefix}:{local}", "") if prefix else (f"p:{local}", f" xmlns:p={quoted(space)}")


# As `xml.sax.saxutils` has them, which imports a client for HTTP, a tenth of what the shortest command takes.


def escaped(text: str) -> str:
    """`text` as the content of an element; a reader would make a carriage return a line feed (XML 1.0, 2.11)."""
    return text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;").replace("\r", "&#13;")


def quoted(text: str) -> str:
    """`text` as the value of an attribute, in quotation marks."""
    plain = escaped(text).replace("\n", "&#10;").replace("\t", "&#9;")
    if '"' not in plain:
        return f'"{plain}"'
    if "'" not in plain:
        return f"'{plain}'"
    return '"' + plain.replace('"', "&quot;") + '"'
