"""GraphQL over HTTP, as the server audits of the reference implementation judge it (npm's graphql-http)."""

import json

import pytest
from asking import api_of, serving
from node import npm, run

__all__ = ["npm"]

AUDITS = 61


@pytest.mark.usefixtures("npm")
def test_every_server_audit_passes() -> None:
    with serving(api_of().app) as address:
        audits = json.loads(run("audit.mjs", f"{address}/graphql"))
    assert [each for each in audits if each["status"] != "ok"] == []
    assert len(audits) == AUDITS
