"""The rules that files of RDF are held to when they are read and imported: one row each."""

from termgraph.errors import Rule, Severity

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

RDF_ROWS: tuple[Rule, ...] = (
    Rule(
        "TG710", "rdf-syntax", _ERROR,
        "A file of RDF is well-formed in its syntax.",
        "A file that breaks off or is misspelt would be read by halves, and nobody would know what is missing.",
        '`ex:a skos:prefLabel "A` without the second quotation mark.',
        "Mend the place the message names.",
    ),
    Rule(
        "TG711", "not-rdf", _ERROR,
        "The file is Turtle, TriG, N-Triples, N-Quads, RDF/XML or JSON-LD.",
        "Which syntax it is in is seen from what it says; nothing else can be read.",
        "A spreadsheet named vocabulary.ttl.",
        "Export the vocabulary in one of these syntaxes.",
    ),
    Rule(
        "TG712", "wrong-suffix", _WARNING,
        "A file's name says which syntax it is in.",
        "Servers and editors go by the name; we go by what the file says.",
        "TriG in a file named vocabulary.ttl.",
        "Rename the file.",
    ),
    Rule(
        "TG713", "rdf-from-outside", _ERROR,
        "A file of RDF has no document type (<!DOCTYPE), and no JSON-LD context that would have to be fetched.",
        "Reading a file opens no connection and no other file; document types can grow a page into gigabytes.",
        '`"@context": "https://example.org/context.jsonld"`',
        "Write the context, or the entities, into the file.",
    ),
    Rule(
        "TG714", "rdf-too-large", _ERROR,
        "Statements, texts and nesting of a file of RDF stay under the caps of the format.",
        "A cap is checked before work is spent, so that no file can take the machine down.",
        "JSON objects 65 deep in one another.",
        "Split the file, or shorten the text.",
    ),
    Rule(
        "TG715", "rdf-address", _ERROR,
        "No address in a file of RDF is of a scheme that does something, or that our own exports use as a prefix.",
        "It could run code in a reader's browser, mean a file of the reader's machine, or be another thing in JSON-LD.",
        "`<javascript:alert(1)>`",
        "Name the thing with an address of the web.",
    ),
    Rule(
        "TG716", "rdf-tangle", _ERROR,
        "At most 10 blank nodes hang together, lists not counted.",
        "Names that stay the same have to be found for them, which takes time without end for some graphs.",
        "Eleven blank nodes that all point at one another.",
        "Give the things addresses.",
    ),
    Rule(
        "TG717", "rdf-1-2", _ERROR,
        "The file is RDF 1.1: no statements about statements in the place of things, no texts with a direction.",
        "A glossary has nowhere to keep them.",
        "`<< ex:a ex:b ex:c >> ex:said ex:d .`",
        "Leave them out.",
    ),
    Rule(
        "TG718", "named-graphs", _WARNING,
        "The statements of a vocabulary stand in one graph.",
        "A glossary is one; which graph a statement stood in is not kept.",
        "TriG with a graph for each language.",
        "Import the graph you mean by itself, if its name matters.",
    ),
    Rule(
        "TG719", "no-concept", _WARNING,
        "A vocabulary has concepts.",
        "A file that is RDF and no SKOS is checked, and nothing of it is judged.",
        "An OWL ontology without a skos:Concept.",
        "Export the vocabulary as SKOS.",
    ),
    Rule(
        "TG730", "unnamed-concept", _WARNING,
        "A concept has a preferred label in the glossary's language.",
        "A term needs a name; another label, or the end of the address, takes its place.",
        'A concept with `skos:prefLabel "Buch"@de` alone, imported into an English glossary.',
        "Add the label, or import with another --language.",
    ),
    Rule(
        "TG731", "hierarchy-cycle", _WARNING,
        "No concept is broader than itself by way of others.",
        "A glossary's trails lead up and end; the statement that closes the cycle is kept, and is no relation.",
        "Dog broader Animal, Animal broader Dog.",
        "Take out the statement that is wrong.",
    ),
    Rule(
        "TG732", "related-in-hierarchy", _WARNING,
        "Concepts that are related are not broader or narrower as well (SKOS Reference, S27).",
        "The two exclude each other; being related is kept as a statement, and is no relation.",
        "Dog broader Animal, Dog related Animal.",
        "Take out the statement that says less.",
    ),
    Rule(
        "TG733", "undescribed-target", _WARNING,
        "What a concept is joined with is described in the same file.",
        "There is no term to join it with; the statement is kept.",
        "`skos:broader ex:animal` in a file that says nothing of ex:animal.",
        "Import a file that has both.",
    ),
    Rule(
        "TG734", "mapping-set-aside", _WARNING,
        "One concept is the same as a thing outside, and not merely near to it as well (SKOS Reference, S46).",
        "What is the same as one thing is the same as each other; the mapping is kept as a statement.",
        "Two concepts with `skos:exactMatch <http://www.wikidata.org/entity/Q144>`.",
        "Decide which is meant.",
    ),
    Rule(
        "TG735", "second-scheme", _INFO,
        "A file has one concept scheme.",
        "A glossary is one: the scheme with most concepts. What is said about the others is kept.",
        "Two skos:ConceptScheme in one file.",
        "Import the schemes one by one, if each shall be a glossary.",
    ),
    Rule(
        "TG736", "kept-statements", _INFO,
        "What a vocabulary says has a place in a glossary, or is kept as extra statements and exported again.",
        "Nothing of an import is lost.",
        "`dcterms:creator` of a concept.",
        "Nothing needs mending; the statements stand in extra.nt of a folder of term files.",
    ),
    Rule(
        "TG737", "unlinked-address", _WARNING,
        "What a vocabulary names begins with http://, https:// or urn:.",
        "Nothing else becomes a term, a mapping, a source_iri or a link; the statement is kept, and exported again.",
        "`dcterms:creator <mailto:jane@glossary.example>`",
        "Nothing needs mending; where a mapping was meant, give an address of the web.",
    ),
)  # fmt: skip  # one row reads as one paragraph
