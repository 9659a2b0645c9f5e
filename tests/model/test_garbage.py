"""Cycles are sought again afterwards, whatever happens meanwhile, and only where they were before."""

import gc

import pytest

from termgraph.model.garbage import no_cycles_sought


def test_cycles_are_sought_again() -> None:
    assert gc.isenabled()
    with pytest.raises(KeyError), no_cycles_sought():  # noqa: PT012  # what happens inside is what is tested
        assert not gc.isenabled()
        with no_cycles_sought():
            assert not gc.isenabled()
        assert not gc.isenabled()
        raise KeyError
    assert gc.isenabled()
