"""The short form of the board of loading: commands run as processes, and peers write the same triples."""

from pathlib import Path

from loading_board import COMMANDS, measure, peers


def test_a_command_alone_is_measured_after_those_it_needs(tmp_path: Path) -> None:
    (row,) = measure(60, tmp_path, "turtle")
    assert row.startswith("| 60 | export to turtle | ")
    assert (tmp_path / "store.db").exists()
    again = [*measure(60, tmp_path, "load of")]
    assert [row.split(" | ")[1] for row in again] == [
        "load of term files into an empty store",
        "load of one JSON file into an empty store",
    ]


def test_every_command_needs_what_an_earlier_one_makes() -> None:
    made: set[str | None] = {None}
    for command in COMMANDS:
        assert command.needs in made
        made.add(command.makes)


def test_peers_write_the_same_triples() -> None:
    text = "\n".join(peers(60))
    for syntax in ("turtle", "n-triples", "rdf-xml"):
        assert f"| 60 | {syntax} | " in text
