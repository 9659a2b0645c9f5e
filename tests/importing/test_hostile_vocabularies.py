"""Files made to harm are refused at once, with a code, and without a connection or another file being opened."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from vocabularies import PREFIXES, imported, judged

from termgraph.errors import Severity

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x.example/"'
BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 10}">' for n in range(9))


def clique(size: int, predicate: str = "ex:p") -> str:
    nodes = [f"_:n{number}" for number in range(size)]
    return "".join(f"{one} {predicate} {other} ." for one in nodes for other in nodes if one != other)


def deep_json(levels: int) -> str:
    return '{"@id":"http://a.example/","http://b.example/":' * levels + "1" + "}" * levels


REFUSED: dict[str, tuple[str | bytes, str, str]] = {
    "document type": (f'<?xml version="1.0"?><!DOCTYPE r [{BOMB}]><rdf:RDF {RDF}>&e8;</rdf:RDF>', ".rdf", "TG713"),
    "external entity": (
        f'<!DOCTYPE r SYSTEM "file:///etc/passwd"><rdf:RDF {RDF}></rdf:RDF>', ".rdf", "TG713"
    ),
    "remote context": ('{"@context":"https://evil.example/c","@id":"http://a.example/"}', ".jsonld", "TG713"),
    "file context": ('{"@context":["file:///etc/passwd"],"@id":"http://a.example/"}', ".jsonld", "TG713"),
    "relative context": ('{"@context":"c.jsonld"}', ".jsonld", "TG713"),
    "inner context": (
        '{"@context":{"a":{"@id":"http://a.example/","@context":"http://evil.example/"}},"a":{"b":1}}',
        ".jsonld",
        "TG713",
    ),
    "imported context": (
        '{"@context":{"@import":"http://evil.example/"},"@id":"http://a.example/"}',
        ".jsonld",
        "TG713",
    ),
    "deep json": (deep_json(100_000), ".jsonld", "TG714"),
    "json a little too deep": (deep_json(65), ".jsonld", "TG714"),
    "deep lists": ("[" * 500_000 + "]" * 500_000, ".jsonld", "TG714"),
    "deep xml": (f"<rdf:RDF {RDF}>" + "<rdf:Description><x:p>" * 100_000, ".rdf", "TG714"),
    "deep triple terms": ("<http://a.example/> <http://b.example/> " + "<<( <http://b.example/> <http://b.example/> "
                          * 100_000, ".nt", "TG717"),
    "triple term": ("ex:a ex:b <<( ex:a ex:b ex:c )>> .", ".ttl", "TG717"),
    "reified triple": ("<< ex:a ex:b ex:c >> ex:d ex:e .", ".ttl", "TG717"),
    "text with direction": ('ex:a ex:b "x"@ar--rtl .', ".ttl", "TG717"),
    "clique": (clique(11), ".ttl", "TG716"),
    "chain": ("".join(f"_:n{number} ex:p _:n{number + 1} ." for number in range(10)), ".ttl", "TG716"),
    "nested blank nodes": ("ex:a ex:p " + "[ ex:p " * 12 + "1" + "]" * 12 + " .", ".ttl", "TG716"),
    "lists in lists": ("ex:a ex:p " + "(" * 2_000 + ")" * 2_000 + " .", ".ttl", "TG716"),
    "huge text": (f'ex:a ex:p "{"x" * 1_000_001}" .', ".ttl", "TG714"),
    "not utf-8": (b'<http://a.example/> <http://b.example/> "\xff" .\n', ".nt", "TG101"),
    "utf-16": ("<http://a.example/> <http://b.example/> <http://c.example/> .".encode("utf-16"), ".nt", "TG711"),
    "javascript": ("ex:a skos:prefLabel 'a'@en ; ex:see <javascript:alert(1)> .", ".ttl", "TG715"),
    "javascript subject": ("<JavaScript:alert(1)> a skos:Concept .", ".ttl", "TG715"),
    "data": ("ex:a skos:exactMatch <data:text/html,x> .", ".ttl", "TG715"),
    "file": ("ex:a <file:///etc/passwd> ex:b .", ".ttl", "TG715"),
    "datatype": ("ex:a ex:b '1'^^<VBScript:x> .", ".ttl", "TG715"),
    "one of our prefixes": ("ex:a ex:b <skos:Concept> .", ".ttl", "TG715"),
    "space in an address": ("<http://a.example/ x> a skos:Concept .", ".ttl", "TG710"),
    "surrogate": ('ex:a ex:b "\\uD800" .', ".ttl", "TG710"),
    "open string": ('ex:a ex:b "x', ".ttl", "TG710"),
    "open xml": (f"<rdf:RDF {RDF}><rdf:Description>", ".rdf", "TG710"),
    "open json": ('{"@id": ', ".jsonld", "TG710"),
    "no rdf": ("%PDF-1.7\n%âãÏÓ\n1 0 obj", ".owl", "TG711"),
    "html": ("\x00\x01\x02", ".rdf", "TG711"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_at_once(name: str) -> None:
    text, suffix, code = REFUSED[name]
    started = time.perf_counter()
    found = imported(text, suffix=suffix)
    assert time.perf_counter() - started < 20
    assert found.content is None
    assert [problem.rule for problem in found.problems if problem.severity is Severity.ERROR] == [code]
    assert all(len(problem.message) < 400 for problem in found.problems)
    assert {problem.rule for problem in judged(text, suffix) if problem.severity is Severity.ERROR} == {code}


ACCEPTED: dict[str, tuple[str | bytes, str]] = {
    "ten that look alike": (clique(10), ".ttl"),
    "a ring of ten": ("".join(f"_:n{number} ex:p _:n{(number + 1) % 10} ." for number in range(10)), ".ttl"),
    "a long list": (f"ex:a skos:memberList ({' '.join(f'ex:c{number}' for number in range(5_000))}) .", ".ttl"),
    "json just not too deep": (deep_json(63), ".jsonld"),
    "double angles in a text": ('ex:a ex:b "<< no triple >>", """<<""" . # <<', ".ttl"),
    "our own context": (
        json.dumps({"@context": "https://w3id.org/termgraph/ns/v1/context.jsonld", "id": "http://a.example/",
                    "type": "skos:Concept", "prefLabel": {"en": "A"}}), ".jsonld"
    ),
    "a long text": (f'ex:a ex:p "{"x" * 1_000_000}" .', ".ttl"),
    "byte order mark": (b"\xef\xbb\xbf<http://a.example/> <http://b.example/> <http://c.example/> .\n", ".nt"),
    "nothing": ("", ".ttl"),
}  # fmt: skip


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_only_looks_hostile_is_read(name: str) -> None:
    text, suffix = ACCEPTED[name]
    found = imported(text, suffix=suffix)
    assert found.content is not None
    assert not [problem for problem in found.problems if problem.severity is Severity.ERROR]


def test_our_own_context_means_what_it_says() -> None:
    found = imported(*ACCEPTED["our own context"][:1], suffix=".jsonld")
    assert found.content is not None
    assert [term.name for term in found.content.terms.values()] == ["A"]


GUARD = """
import socket, sys, builtins, os
def refuse(*_, **__): raise AssertionError("a connection")
def watch(event, arguments):
    if event.startswith("socket.") or event in ("urllib.Request", "subprocess.Popen", "os.system"):
        print("FORBIDDEN", event, arguments); os._exit(3)
    if event == "open" and str(arguments[0]) in ("/etc/passwd", "/etc/hosts"):
        print("FORBIDDEN", event, arguments); os._exit(3)
from pathlib import Path
from termgraph.formats.rdf.importing import import_skos
from termgraph.integrity.vocabulary import check_vocabulary
import pyoxigraph, orjson
sys.addaudithook(watch)
socket.socket = refuse
for name in sorted(Path(sys.argv[1]).iterdir()):
    found = import_skos(name)
    check_vocabulary(name)
    print(name.name, found.content is not None)
if len(sys.argv) > 2:
    socket.create_connection(("127.0.0.1", 9))
"""


def test_no_file_opens_a_connection_in_a_process_where_that_ends_it(tmp_path: Path) -> None:
    corpus = {**{f"r {name}": each[:2] for name, each in REFUSED.items()}, **ACCEPTED}
    for number, (text, suffix) in enumerate(corpus.values()):
        data = (PREFIXES + text if suffix == ".ttl" else text) if isinstance(text, str) else text
        (tmp_path / f"{number:03}{suffix}").write_bytes(data if isinstance(data, bytes) else data.encode())
    ran = subprocess.run([sys.executable, "-c", GUARD, str(tmp_path)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-500:] + ran.stderr[-2000:]
    lines = ran.stdout.splitlines()
    assert len(lines) == len(corpus)
    assert sum(line.endswith("True") for line in lines) == len(ACCEPTED)
    # The guard itself can fail.
    control = subprocess.run(
        [sys.executable, "-c", GUARD, str(tmp_path), "try"], capture_output=True, text=True, check=False
    )
    assert control.returncode != 0
