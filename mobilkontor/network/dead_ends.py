"""Leave dead ends out of a graph: no fastest way between other nodes leads into one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

__all__ = ["needed_nodes"]


def needed_nodes(graph: csr_array, terminals: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Tell which nodes a way between terminals may pass.

    Parameters
    ----------
    graph : csr_array
        The graph; may be directed.
    terminals : ndarray of intp
        Nodes that ways begin and end at.

    Returns
    -------
    ndarray of bool
        False for the nodes of dead ends without a terminal.
    """
    num_nodes = graph.shape[0]
    is_needed = np.ones(num_nodes, dtype=bool)
    is_terminal = np.zeros(num_nodes, dtype=bool)
    is_terminal[terminals] = True
    both = (graph + graph.T).tocoo()
    a, b = both.row, both.col
    while True:
        degree = np.bincount(a, minlength=num_nodes)
        is_dead = is_needed & (degree <= 1) & ~is_terminal
        if not is_dead.any():
            return is_needed
        is_needed[is_dead] = False
        stays = is_needed[a] & is_needed[b]
        a, b = a[stays], b[stays]
