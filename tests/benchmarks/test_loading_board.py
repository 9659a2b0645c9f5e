"""The short form of the board of loading: commands run as processes, and peers write the same triples."""

from loading_board import COMMANDS, loading_board

SOME = ("load of term files into an empty store", "export to turtle")


def test_commands_are_measured_and_peers_write_the_same_triples() -> None:
    text = loading_board((60,), SOME)
    for name in SOME:
        assert f"\n| 60 | {name} | " in text
    for syntax in ("turtle", "n-triples", "rdf-xml"):
        assert f"\n| 60 | {syntax} | " in text
    assert {*SOME} < {command.name for command in COMMANDS}
