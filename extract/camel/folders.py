"""Where the model of the camel engine is, and what is missing: by files and package metadata, nothing is imported."""

from __future__ import annotations

from importlib.util import find_spec

from extract.engines import EngineId
from extract.errors import EngineMissing

INSTALL = "pip install 'torch==2.13.0' && pip install 'muraji[camel]'"


def camel_id() -> EngineId:
    """Return what a run with the model that is here is known by. Raises EngineMissing."""
    if find_spec("camel_tools") is None:
        raise EngineMissing(f"the engine camel needs camel-tools, which is not installed; bring it with: {INSTALL}")
    raise EngineMissing("the engine camel needs a model; bring it with: camel_data -i ner-arabert")
