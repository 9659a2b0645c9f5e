"""`ldcheck`: probes a server of linked data, ours or another, request by request."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from .options import json_option

if TYPE_CHECKING:
    from termgraph.web.probe import Report


@click.command()
@click.argument("url")
@click.option("--term", metavar="PATH", help="A term of the server, such as terms/rlhf.  [default: its own example]")
@click.option("--old", metavar="PATH", help="A term that has another slug now.")
@click.option("--gone", metavar="PATH", help="A term that was deleted.")
@click.option("--deprecated", metavar="PATH", help="A term that is deprecated and replaced.")
@click.option("--all", "show_all", is_flag=True, help="Show what is as it should be as well.")
@json_option
def ldcheck(
    url: str,
    term: str | None,
    old: str | None,
    gone: str | None,
    deprecated: str | None,
    show_all: bool,
    as_json: bool,
) -> int:
    """Probe a server of linked data: content negotiation, caching, links, dumps; status 1 when something is wrong."""
    from termgraph.web.probe import probe

    report = probe(url, term, old=old, gone=gone, deprecated=deprecated)
    if as_json:
        _print_json(report)
        return int(bool(report.failures))
    for name, outcomes in report.parts.items():
        wrong = sum(not outcome.passed for outcome in outcomes)
        click.echo(f"{name}: {len(outcomes)} checked{f', {wrong} wrong' if wrong else ''}")
        for outcome in outcomes:
            if show_all or not outcome.passed:
                mark = "ok   " if outcome.passed else "WRONG"
                click.echo(f"  {mark} {outcome.asked}\n        {outcome.section}\n        wanted {outcome.wanted}")
                click.echo(f"        came   {outcome.came}")
    total = sum(map(len, report.parts.values()))
    click.echo(f"{total} checked in {report.requests} requests, {len(report.failures)} wrong.", err=True)
    return int(bool(report.failures))


def _print_json(report: "Report") -> None:
    import orjson

    click.echo(
        orjson.dumps(
            {
                "term": report.subject.iri,
                "requests": report.requests,
                "wrong": len(report.failures),
                "parts": {name: [asdict(each) for each in outcomes] for name, outcomes in report.parts.items()},
            },
            option=orjson.OPT_INDENT_2,
        ).decode()
    )
