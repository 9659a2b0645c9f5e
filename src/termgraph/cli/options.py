"""Options that several commands share, with their defaults from the environment."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from termgraph.settings import from_environment

Command = TypeVar("Command", bound=Callable[..., Any])


def data_argument(command: Command) -> Command:
    """`[DATA]`: a folder of term files, or one YAML or JSON file."""
    return click.argument("data", required=False, type=click.Path(path_type=Path), default=default_data)(command)


def data_option(command: Command) -> Command:
    """`--data DATA`, for commands whose argument is something else."""
    text = "A folder of term files, or one YAML or JSON file."
    return click.option(
        "--data", type=click.Path(path_type=Path), default=default_data, help=text, show_default="data"
    )(command)


def database_option(command: Command) -> Command:
    """`--database URL`: the store to write to or serve."""
    text = "An SQLite file or a database URL (postgresql://...)."
    return click.option(
        "--database", metavar="URL", default=default_database, help=text, show_default=".termgraph/glossary.db"
    )(command)


def from_database_option(command: Command) -> Command:
    """`--database URL` for commands that otherwise read the term files."""
    text = "Read this store instead of the term files."
    return click.option("--database", metavar="URL", default=None, help=text)(command)


def json_option(command: Command) -> Command:
    """`--json`: the answer as JSON on standard output."""
    return click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")(command)


def default_data() -> Path:
    """The folder of term files that the environment names, else `data`."""
    return from_environment().data


def default_database() -> str:
    """The store that the environment names, else an SQLite file under `.termgraph`."""
    return from_environment().database


known_option = click.option(
    "--known", multiple=True, metavar="SLUG", help="A term that is known already; may be repeated."
)
profile_option = click.option("--profile", help="A profile of the glossary whose terms are known as well.")
literal_option = click.option(
    "--literal", is_flag=True, help="Known is exactly what is named, and nothing that it implies."
)
