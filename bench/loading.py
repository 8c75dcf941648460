"""Load: the same quads into our store, into rdflib, and into an oxigraph server."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from rdflib import Dataset

from bench.data import to_nquads
from bench.measure import Row, alternate, cpu
from bench.servers import oxigraph
from graph.stores import open_store


def loading(graphs: Mapping[str, list[str]], rounds: int) -> Row:
    """One document graph after the other, each on the disk before the next, per quad.

    The peers get all quads in one text, which is the easier task.
    """
    nquads = to_nquads(graphs)
    number = sum(map(len, graphs.values()))

    def ours() -> None:
        with TemporaryDirectory() as folder:
            store = open_store(folder)
            for name, lines in graphs.items():
                store.replace({name: lines})
            store.close()

    def upload() -> float:
        with TemporaryDirectory() as folder, oxigraph(Path(folder)) as server:
            before = server.cpu()
            server.upload(nquads)
            return (server.cpu() - before) / number

    works = {
        "ours": cpu(ours, number),
        "rdflib parse": cpu(lambda: Dataset().parse(data=nquads, format="nquads"), number),
        "oxigraph upload": upload,
    }
    taken = alternate(works, rounds)
    return Row("load: graph by graph, durable", "quad", taken.pop("ours"), taken)
