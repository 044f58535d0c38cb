"""What a person does to clusters; it outlives every new choice from the tree, and a restart."""

from collections.abc import Callable, Iterable, Mapping

from gzlabel.atlas.edits import key_of, nodes_of
from gzlabel.errors import UserError
from gzlabel.workbench.model.modelling import Modelling
from gzlabel.workbench.store import Store
from gzlabel.workspace import Workspace


class ClusterActs:
    """Names, merges, splits and dismisses."""

    def __init__(self, workspace: Workspace, store: Store, modelling: Modelling) -> None:
        self._workspace, self._store, self._modelling = workspace, store, modelling

    def name(self, key: str, name: str) -> None:
        """Name a cluster; an empty name takes its name away."""
        self._act(lambda: self._workspace.clusters.name(key, name))

    def merge(self, keys: tuple[str, ...]) -> None:
        """Treat clusters as one."""
        self._act(lambda: self._workspace.clusters.merge(keys))

    def split(self, key: str) -> None:
        """Take a cluster apart; a sentence where it has no parts."""
        if self._has_parts(key):
            self._act(lambda: self._workspace.clusters.split(key))
        else:
            self._store.notify("info", "This cluster has no parts: the tree divides it no further")

    def dismiss(self, key: str) -> None:
        """Hide a cluster."""
        self._act(lambda: self._workspace.clusters.dismiss(key))

    def restore(self, key: str) -> None:
        """Forget merges and dismissal of a cluster, and the split that it came from."""
        self._restore([key, *self._split_above(key)])

    def restore_dismissed(self) -> None:
        """Bring back every dismissed cluster."""
        dismissed = self._modelling.edits.dismissed
        if dismissed:
            self._restore(dismissed)
        else:
            self._store.notify("info", "No cluster is dismissed")

    def refresh(self) -> None:
        """Take up the edits that the workspace holds."""
        self._modelling.edits = self._workspace.cluster_edits()

    def carry_over(self, keys: Mapping[str, str]) -> None:
        """Say again of the clusters of a new tree what was said of those they continue: ``keys``, old to new."""
        if self._workspace.read_only or not keys:
            return
        edits = self._workspace.cluster_edits()
        for old, name in edits.names.items():
            if old in keys and keys[old] not in edits.names:
                self._workspace.clusters.name(keys[old], name)
        for group in edits.merges:
            continued = tuple(sorted({keys[old] for old in group if old in keys}))
            if len(continued) > 1:
                self._workspace.clusters.merge(continued)
        for olds, act in (
            (edits.splits, self._workspace.clusters.split),
            (edits.dismissed, self._workspace.clusters.dismiss),
        ):
            for new in dict.fromkeys(keys[old] for old in olds if old in keys):
                act(new)
        self.refresh()

    def _restore(self, keys: Iterable[str]) -> None:
        def act() -> None:
            for key in keys:
                self._workspace.clusters.restore(key)

        self._act(act)

    def _has_parts(self, key: str) -> bool:
        tree = self._modelling.tree
        if tree is None or any(key in group for group in self._modelling.edits.merges):
            return True
        return any(not tree.is_leaf[node] for node in nodes_of(tree.identity, [key], tree.n_nodes))

    def _split_above(self, key: str) -> list[str]:
        """The nearest cluster that was split and holds this one; empty for none."""
        tree, splits = self._modelling.tree, set(self._modelling.edits.splits)
        nodes = [] if tree is None else nodes_of(tree.identity, [key], tree.n_nodes)
        node = int(nodes[0]) if nodes else 0
        while node > 0:
            if key_of(tree.identity, node) in splits:
                return [key_of(tree.identity, node)]
            node = int(tree.parent[node])
        return []

    def _act(self, act: Callable[[], None]) -> None:
        try:
            act()
        except UserError as error:
            self._store.notify("warning", str(error))
            return
        self.refresh()
        self._modelling.ask()
