"""ONNX graphs of the encoder and of the head of sources and contents, written node by node.

Written by hand rather than traced, so that every product is of 8-bit weights (one scale for each column)
and attention, norms and activations are the runtime's own fused kernels. Weights are rounded
symmetrically; the left factor is rounded at run time with one scale for the whole matrix.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FUSED = "com.microsoft"
Array = np.ndarray


@dataclass
class Graph:
    """Nodes and weights of a graph in the making."""

    rounded: bool
    nodes: list = field(default_factory=list)
    weights: dict[str, Array] = field(default_factory=dict)
    count: int = 0

    def node(
        self, op: str, *inputs: str, fused: bool = False, out: str | None = None, **attributes: Any
    ) -> str:
        """Add a node and return the name of what it gives."""
        self.count += 1
        name = out or f"x{self.count}"
        made = helper.make_node(op, list(inputs), [name], domain=FUSED if fused else "", **attributes)
        self.nodes.append(made)
        return name

    def weight(self, name: str, value: Array) -> str:
        """Add a constant and return its name."""
        self.weights[name] = value
        return name

    def linear(self, x: str, name: str, weight: Array, bias: Array) -> str:
        """The product x @ weight.T + bias; `weight` is (out × in) as torch keeps it."""
        w = np.ascontiguousarray(weight.T.astype(np.float32))
        b = self.weight(f"{name}.bias", bias.astype(np.float32))
        if not self.rounded:
            return self.node("Add", self.node("MatMul", x, self.weight(f"{name}.weight", w)), b)
        whole, scale = rounded(w, axis=0)
        q = self.weight(f"{name}.weight", whole)
        s = self.weight(f"{name}.scale", scale)
        zero = self.weight(f"{name}.zero", np.zeros(len(scale), dtype=np.int8))
        return self.node("DynamicQuantizeMatMul", x, q, s, zero, b, fused=True)

    def norm(self, x: str, skip: str, name: str, weight: Array, bias: Array, epsilon: float) -> str:
        """The layer norm of x + skip."""
        w, b = self.weight(f"{name}.weight", weight), self.weight(f"{name}.bias", bias)
        # Two nodes, since the fused one (SkipLayerNormalization) took four times as long.
        return self.node("LayerNormalization", self.node("Add", x, skip), w, b, epsilon=epsilon, axis=-1)

    def layer(self, x: str, mask: str, name: str, p: dict[str, Array], heads: int, epsilon: float) -> str:
        """One transformer layer; `mask` is 1 for words (B × T), `p` its parameters by name."""
        size = p["query.weight"].shape[0]
        joint = np.concatenate([p[f"{k}.weight"] for k in ("query", "key", "value")])
        bias = np.concatenate([p[f"{k}.bias"] for k in ("query", "key", "value")])
        projected = self.linear(x, f"{name}.joint", joint, bias)
        parts = [f"{name}.{k}" for k in "qkv"]
        sizes = self.weight(f"{name}.sizes", np.array([size] * 3, dtype=np.int64))
        self.nodes.append(helper.make_node("Split", [projected, sizes], parts, axis=-1))
        attended = self.node("MultiHeadAttention", *parts, "", mask, fused=True, num_heads=heads)
        y = self.linear(attended, f"{name}.out", p["out.weight"], p["out.bias"])
        x = self.norm(y, x, f"{name}.norm1", p["norm1.weight"], p["norm1.bias"], epsilon)
        up = self.node("Gelu", self.linear(x, f"{name}.up", p["up.weight"], p["up.bias"]), fused=True)
        y = self.linear(up, f"{name}.down", p["down.weight"], p["down.bias"])
        return self.norm(y, x, f"{name}.norm2", p["norm2.weight"], p["norm2.bias"], epsilon)

    def table(self, ids: str, name: str, value: Array) -> str:
        """Rows of a table; a large one is kept in 8 bits with one scale for each row."""
        if not self.rounded or len(value) < 1000:
            return self.node("Gather", self.weight(name, value), ids)
        whole, scale = rounded(value, axis=1)
        row = self.node("Cast", self.node("Gather", self.weight(name, whole), ids), to=TensorProto.FLOAT)
        sizes = self.weight(f"{name}.scale", scale[:, None])
        return self.node("Mul", row, self.node("Gather", sizes, ids))

    def model(self, inputs: list[onnx.ValueInfoProto], outputs: list[onnx.ValueInfoProto]) -> onnx.ModelProto:
        """The graph as a model."""
        weights = [numpy_helper.from_array(v, k) for k, v in self.weights.items()]
        graph = helper.make_graph(self.nodes, "communique", inputs, outputs, weights)
        versions = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
        return helper.make_model(graph, opset_imports=versions, ir_version=9)


def rounded(w: Array, axis: int) -> tuple[Array, Array]:
    """8-bit integers and the scale of every column (axis 0) or row (axis 1)."""
    scale = np.maximum(np.abs(w).max(axis=axis), 1e-8).astype(np.float32) / 127
    by = scale if axis == 0 else scale[:, None]
    return np.clip(np.rint(w / by), -127, 127).astype(np.int8), scale


def parameters(state: dict[str, Array], prefix: str) -> dict[str, Array]:
    """The parameters under a prefix, without it."""
    return {k.removeprefix(prefix): v for k, v in state.items() if k.startswith(prefix)}


def encoder(
    state: dict[str, Array], layers: int, heads: int, positions: int, rounded: bool
) -> onnx.ModelProto:
    """Pieces, shapes, tags, dependency labels and mask (B × T each) to vectors (B × T × H)."""
    e = parameters(state, "encoder.")
    g = Graph(rounded)
    names = ("pieces", "shapes", "tags", "deps")
    x = g.table("pieces", "table.pieces", e["pieces.weight"])
    for name in names[1:]:
        x = g.node("Add", x, g.table(name, f"table.{name}", e[f"{name}.weight"]))
    length = g.node("Gather", g.node("Shape", "pieces"), g.weight("one", np.array(1, dtype=np.int64)))
    at = g.node("Range", g.weight("zero", np.array(0, dtype=np.int64)), length, "one")
    x = g.node("Add", x, g.node("Gather", g.weight("positions", e["positions.weight"][:positions]), at))
    w, b = g.weight("norm.weight", e["norm.weight"]), g.weight("norm.bias", e["norm.bias"])
    x = g.node("LayerNormalization", x, w, b, epsilon=1e-12, axis=-1)
    for n in range(layers):
        x = g.layer(x, "mask", f"layer{n}", parameters(e, f"layers.{n}."), heads, 1e-12)
    g.node("Identity", x, out="vectors")
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, ["b", "t"]) for n in names]
    inputs.append(helper.make_tensor_value_info("mask", TensorProto.INT32, ["b", "t"]))
    return g.model(inputs, [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["b", "t", "h"])])


def spans(
    state: dict[str, Array], rounded: bool, heads: str = "heads.", mixed: bool = False
) -> onnx.ModelProto:
    """Words (N × L × D), cues (N × 1 × D), distances and mask (N × L) to tag scores (N × L × 5).

    With `mixed`, the vectors (N × L × D) that the scores are read off come out as well.
    """
    h = parameters(state, heads)
    g = Graph(rounded)
    x = g.node("Add", "words", g.table("distances", "distance", h["distance.weight"]))
    w, b = g.weight("norm.weight", h["norm.weight"]), g.weight("norm.bias", h["norm.bias"])
    x = g.node("LayerNormalization", g.node("Add", x, "cues"), w, b, epsilon=1e-5, axis=-1)
    x = g.layer(x, "mask", "mix", parameters(h, "mix."), 4, 1e-5)
    if mixed:
        g.node("Identity", x, out="mixed")
    x = g.node("MatMul", x, g.weight("tag.weight", np.ascontiguousarray(h["tag.weight"].T)))
    g.node("Add", x, g.weight("tag.bias", h["tag.bias"]), out="scores")
    inputs = [
        helper.make_tensor_value_info("words", TensorProto.FLOAT, ["n", "l", "d"]),
        helper.make_tensor_value_info("cues", TensorProto.FLOAT, ["n", "one", "d"]),
        helper.make_tensor_value_info("distances", TensorProto.INT64, ["n", "l"]),
        helper.make_tensor_value_info("mask", TensorProto.INT32, ["n", "l"]),
    ]
    outputs = [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["n", "l", "k"])]
    if mixed:
        outputs.append(helper.make_tensor_value_info("mixed", TensorProto.FLOAT, ["n", "l", "d"]))
    return g.model(inputs, outputs)
