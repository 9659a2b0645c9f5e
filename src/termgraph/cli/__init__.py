"""The command `termgraph`: one module per command group, loaded only when one of its commands is asked for.

Data goes to standard output, prose and progress bars to standard error.
Exit status: 0 fine, 1 findings or a refused change, 2 usage or environment, 10 changes wait (`plan --exit-code`),
130 interrupted.
"""

import sys
from importlib import import_module

import click

from termgraph import __version__
from termgraph.errors import Code, TermgraphError

COMMANDS = {
    "init": ("edit", "Make a folder for a new glossary."),
    "new": ("edit", "Write the file of a new term."),
    "translated": ("translated", "Mark translations as up to date, or list those that are not."),
    "check": ("check", "Read term files and say exactly what is wrong."),
    "rule": ("check", "Explain a rule that a finding names."),
    "stats": ("stats", "Count what the terms have and lack."),
    "plan": ("load", "Show what a load would change."),
    "load": ("load", "Bring the store to what the term files say."),
    "serve": ("serve", "Load the term files and serve the GraphQL API."),
    "build": ("build", "Write every page as a file, for any static host."),
    "show": ("ask", "Show a term as a reader sees it."),
    "search": ("ask", "Find terms by label or text."),
    "path": ("learn", "Show the least to learn for some terms, in order and with reasons."),
    "why": ("learn", "Show why one term comes before another."),
    "next": ("learn", "Show what can be learned next."),
    "explain": ("relate", "Explain how two terms are related."),
    "related": ("relate", "Show terms near a term, and why."),
    "trails": ("relate", "Show the trails from the glossary to a term."),
    "neighbourhood": ("around", "Show a term among those that matter most for it."),
    "links": ("around", "Show the pages outside the glossary that belong to a term, and what to learn before each."),
    "import": ("imports", "Read a vocabulary in SKOS into the glossary."),
    "export": ("export", "Write the glossary in another format."),
    "ldcheck": ("ldcheck", "Probe a server of linked data, request by request."),
    "schema": ("export", "Print the GraphQL schema, or write the files of schema/."),
}
"""Command to (module, one line of help): enough for `--help`, so that it imports no other library."""

FUNCTIONS = {"next": "next_", "import": "import_"}
"""Commands whose name is a function of Python's own."""

FINDINGS = 1
ENVIRONMENT = 2
INTERRUPTED = 130

STATUS = {Code.CONTENT_INVALID: FINDINGS, Code.CONFLICT: FINDINGS}
"""Exit status of a failure by its code; every other code is about usage or the environment."""


class Commands(click.Group):
    """A group that knows its commands' names and help, and imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the table."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself, imported now."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"{__name__}.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, FUNCTIONS.get(cmd_name, cmd_name))
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from the table alone."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="termgraph")
def commands() -> None:
    """A folder of term files becomes a graph that answers questions."""


def main() -> None:
    """The entry point: runs a command and turns whatever it raises into one sentence and an exit status."""
    try:
        status = commands.main(standalone_mode=False, prog_name="termgraph")
    except click.ClickException as error:
        error.show()
        sys.exit(ENVIRONMENT)
    except TermgraphError as error:
        click.echo(f"Error: {error.message}", err=True)
        sys.exit(STATUS.get(error.code, ENVIRONMENT))
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone, and the interpreter need not complain about it
        sys.exit(0)
    sys.exit(status if isinstance(status, int) else 0)
