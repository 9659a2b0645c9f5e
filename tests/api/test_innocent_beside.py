"""While a real server is sent every attack we know of, whoever asks something honest beside them is answered."""

import concurrent.futures
import threading

import httpx
from asking import api_of, serving
from hostile_documents import HOSTILE
from refused_bodies import REFUSED

JSON = {"Content-Type": "application/json"}
NAME = {"query": '{ glossary { name } term(by: {slug: "rlhf"}) { title relations(first: 5) { totalCount } } }'}


def test_an_innocent_request_beside_the_attacks_is_answered() -> None:
    api = api_of()
    expected = api.post(NAME["query"]).json()["data"]
    attacks: list[dict[str, object]] = [{"json": {"query": query}} for query in HOSTILE.values()]
    attacks += [{"content": raw} for raw, *_ in REFUSED]
    over = threading.Event()

    def attack(address: str) -> list[int]:
        """The status of every attack, all of them sent once."""
        with httpx.Client(base_url=address, headers=JSON, timeout=60) as client:
            return [client.post("/graphql", **each).status_code for each in attacks]  # type: ignore[arg-type]

    def ask(address: str) -> int:
        """How many honest requests were answered, each with its own answer, until the attacks were over."""
        answered = 0
        with httpx.Client(base_url=address, timeout=10) as client:
            while not over.is_set():
                response = client.post("/graphql", json=NAME)
                assert response.status_code == 200
                assert response.json()["data"] == expected
                answered += 1
        return answered

    with serving(api.app) as address, concurrent.futures.ThreadPoolExecutor() as pool:
        honest = [pool.submit(ask, address) for _ in range(2)]
        hostile = [pool.submit(attack, address) for _ in range(2)]
        try:
            statuses = [status for each in hostile for status in each.result()]
        finally:
            over.set()
        answered = sum(each.result() for each in honest)
    assert len(statuses) == 2 * len(attacks)
    assert max(statuses) < 500
    assert answered > 20
