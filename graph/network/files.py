"""A network as a file for other programs: GraphML, GEXF or plain JSON, with the same bytes at every run."""

from __future__ import annotations

import json
import re
from io import BytesIO

import networkx as nx

from graph.network.projection import Network

# networkx writes today's date here.
_MODIFIED = re.compile(rb' lastmodifieddate="[^"]*"')
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def to_graphml(network: Network) -> bytes:
    """The network in GraphML, for Gephi, igraph, Cytoscape and yEd."""
    written = BytesIO()
    # The writer of the standard library; the one with lxml orders attributes by its own version.
    nx.write_graphml_xml(_writable(network), written)
    return written.getvalue()


def to_gexf(network: Network) -> bytes:
    """The network in GEXF 1.2, for Gephi, without the date of writing."""
    written = BytesIO()
    nx.write_gexf(_writable(network), written)
    return _MODIFIED.sub(b"", written.getvalue())


def to_json(network: Network) -> bytes:
    """The network as `{"nodes": […], "edges": […]}` in UTF-8; the claims of an edge are a list."""
    nodes = [{"id": node, **data} for node, data in network.nodes(data=True)]
    edges = [
        {"source": source, "target": target, **data, "claims": data["claims"].split()}
        for source, target, data in network.edges(data=True)
    ]
    return (json.dumps({"nodes": nodes, "edges": edges}, ensure_ascii=False, indent=1) + "\n").encode()


def _writable(network: Network) -> Network:
    """A copy without the control characters that no XML file may hold (XML 1.0 2.2)."""
    copy: Network = nx.MultiDiGraph()
    for node, data in network.nodes(data=True):
        copy.add_node(node, **{name: _NOT_IN_XML.sub("\ufffd", value) for name, value in data.items()})
    for source, target, key, data in network.edges(keys=True, data=True):
        copy.add_edge(source, target, key=key, **data)
    return copy
