"""A run's folder described for machines: a Process Run Crate.

RO-Crate 1.1 with the profile "Process Run Crate" 0.5 of the Workflow Run RO-Crate working group
(https://w3id.org/ro/wfrun/process/0.5): which software made which files, from which inputs, when.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

_CONTEXT: Final = "https://w3id.org/ro/crate/1.1/context"
_PROFILE: Final = "https://w3id.org/ro/wfrun/process/0.5"
_TYPES: Final = {
    ".json": "application/json",
    ".html": "text/html",
    ".parquet": "application/vnd.apache.parquet",
}
_SAYS: Final = {
    "run.json": "Versions, seed, hashes of the inputs, machine, timings",
    "measures.json": "Every measure in every world, with intervals",
    "daily.parquet": "Counters by replicate, world, day and group",
    "report.html": "The report, one page",
}
_SOURCE: Final = "https://pypi.org/project/glasstown/"


def crate(run: Mapping[str, Any], contents: Mapping[str, bytes]) -> dict[str, Any]:
    """The metadata of a run's folder, and of nothing else: `run` is what `run.json` says, `contents` by file."""
    files = [
        {
            "@id": name,
            "@type": "File",
            "name": _SAYS[name],
            "encodingFormat": _TYPES[name[name.rindex(".") :]],
            "contentSize": str(len(content)),
            "sha256": sha256(content).hexdigest(),
        }
        for name, content in contents.items()
    ]
    inputs = [
        {
            "@id": f"#{kind}",
            "@type": "PropertyValue",
            "name": f"{kind} {said['name']}",
            "value": f"sha256:{said['sha256']}",
        }
        for kind, said in run["inputs"].items()
    ]
    numbers = [
        {"@id": f"#{key}", "@type": "PropertyValue", "name": key, "value": str(run[key])}
        for key in ("people", "days", "seed", "replicates", "assumed")
    ]
    software = {
        "@id": "#glasstown",
        "@type": "SoftwareApplication",
        "name": "Glasstown",
        "softwareVersion": run["versions"]["glasstown"],
        "url": _SOURCE,
        "license": "https://spdx.org/licenses/Apache-2.0",
    }
    action = {
        "@id": "#run",
        "@type": "CreateAction",
        "name": run["command"],
        "instrument": _to(software),
        "object": [_to(part) for part in inputs + numbers],
        "result": [_to(part) for part in files],
        "startTime": run["began"],
        "endTime": run["ended"],
        "actionStatus": "http://schema.org/CompletedActionStatus",
    }
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"Glasstown run {run['id']}: {run['title']}",
        "description": "What a regime of social scoring does to a town of invented people, in a model. "
        "Invented people; nothing here is about anybody real.",
        "datePublished": run["ended"],
        "license": {"@id": "https://spdx.org/licenses/Apache-2.0"},
        "conformsTo": {"@id": _PROFILE},
        "hasPart": [_to(part) for part in files],
        "mentions": _to(action),
    }
    descriptor = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "about": _to(root),
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
    }
    profile = {"@id": _PROFILE, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5"}
    licence = {
        "@id": "https://spdx.org/licenses/Apache-2.0",
        "@type": "CreativeWork",
        "name": "Apache License 2.0",
    }
    graph = [descriptor, root, *files, action, software, *inputs, *numbers, profile, licence]
    return {"@context": [_CONTEXT, {"sha256": "https://schema.org/sha256"}], "@graph": graph}


def digests(crate: Mapping[str, Any]) -> dict[str, str]:
    """sha256 of each file of a folder, as its metadata say. KeyError or TypeError where they are no crate's."""
    return {part["@id"]: part["sha256"] for part in crate["@graph"] if part["@type"] == "File"}


def _to(part: Mapping[str, Any]) -> dict[str, Any]:
    return {"@id": part["@id"]}
