"""The grammar of a cut, from its words to a tree, by recursive descent. Nothing of it is ever run as Python.

cut         either ("or" either)*
either      one ("and" one)*
one         "not" one | comparison
comparison  sum (("<" | "<=" | ">" | ">=" | "==" | "!=") sum)*
            sum "is" ["not"] "missing" | sum ["not"] "in" "(" sum, ... ")"
            sum ["not"] "like" sum | sum ["not"] "between" sum "and" sum
sum         product (("+" | "-") product)*
product     factor (("*" | "/" | "%") factor)*
factor      ("-" | "+") factor | value ["**" factor]
value       number | text | true | false | name | name "(" cut, ... ")" | "(" cut ")"
"""

from collections.abc import Sequence

from gzlabel.catalogue.columns import no_such_column
from gzlabel.catalogue.cut_nodes import Call, Column, Literal, Node
from gzlabel.catalogue.cut_values import FUNCTIONS
from gzlabel.catalogue.cut_words import Word, hint_about_names, words_of
from gzlabel.errors import CatalogueError

_DEEPEST = 60
_COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")


class Grammar:
    """Reads one cut; ``names`` are the columns it may speak of."""

    def __init__(self, text: str, names: Sequence[str]) -> None:
        self._text, self._names = text, names
        self._words = words_of(text, names)
        self._next, self._nested = 0, 0

    def parse(self) -> Node:
        """Return the tree of the whole cut.

        Raises
        ------
        CatalogueError
            If it is not a cut, or speaks of a column that is not there.
        """
        node = self._either()
        if self._word.kind != "end":
            raise self._unexpected("nothing more")
        return node

    @property
    def _word(self) -> Word:
        return self._words[self._next]

    def _take(self, *signs: str) -> str | None:
        if self._word.kind == "sign" and self._word.value in signs:
            self._next += 1
            return self._words[self._next - 1].value
        return None

    def _expect(self, sign: str) -> None:
        if not self._take(sign):
            raise self._unexpected(repr(sign))

    def _unexpected(self, wanted: str) -> CatalogueError:
        found = repr(self._word.value) if self._word.kind != "end" else "the end"
        hint = hint_about_names(self._text, self._names)
        return CatalogueError(
            f"the cut has {found} at character {self._word.place} where {wanted} should be",
            where=self._text,
            remedy=hint or "Write such as: smooth < 0.5 and (z is missing or `my column` in (1, 2))",
        )

    def _call(self, name: str, *arguments: Node) -> Call:
        depth = 1 + max(argument.depth for argument in arguments)
        if depth > _DEEPEST:
            raise self._too_deep()
        return Call(name, arguments, depth)

    def _too_deep(self) -> CatalogueError:
        return CatalogueError(
            f"the cut is nested more than {_DEEPEST} deep", where=self._text[:60], remedy="Make it simpler"
        )

    def _either(self) -> Node:
        self._nested += 1
        if self._nested > _DEEPEST:
            raise self._too_deep()
        nodes = [self._both()]
        while self._take("or"):
            nodes.append(self._both())
        self._nested -= 1
        return nodes[0] if len(nodes) == 1 else self._call("or", *nodes)

    def _both(self) -> Node:
        nodes = [self._negated()]
        while self._take("and"):
            nodes.append(self._negated())
        return nodes[0] if len(nodes) == 1 else self._call("and", *nodes)

    def _negated(self) -> Node:
        n_negations = 0
        while self._take("not"):
            n_negations += 1
        node = self._comparison()
        return self._call("not", node) if n_negations % 2 else node

    def _comparison(self) -> Node:
        left = self._sum()
        parts: list[Node] = []
        while sign := self._take(*_COMPARISONS):
            right = self._sum()
            parts.append(self._call(sign, left, right))
            left = right
        if parts:
            return parts[0] if len(parts) == 1 else self._call("and", *parts)
        if self._take("is"):
            negated = self._take("not")
            if not self._take("missing", "null"):
                raise self._unexpected("'missing'")
            node = self._call("is missing", left)
            return self._call("not", node) if negated else node
        negated = self._take("not")
        word = self._take("in", "like", "between")
        if word is None:
            if negated:
                raise self._unexpected("'in', 'like' or 'between'")
            return left
        node = self._membership(word, left)
        return self._call("not", node) if negated else node

    def _membership(self, word: str, left: Node) -> Call:
        if word == "in":
            self._expect("(")
            members = self._listed()
            if not all(isinstance(member, Literal) for member in members):
                raise CatalogueError(
                    "'in' takes values, not columns", where=self._text, remedy="Write a == b or a == c"
                )
            return self._call("in", left, *members)
        if word == "like":
            return self._call("like", left, self._sum())
        low = self._sum()
        self._expect("and")
        return self._call("and", self._call(">=", left, low), self._call("<=", left, self._sum()))

    def _listed(self) -> tuple[Node, ...]:
        nodes = [self._either()]
        while self._take(","):
            nodes.append(self._either())
        self._expect(")")
        return tuple(nodes)

    def _sum(self) -> Node:
        node = self._product()
        while sign := self._take("+", "-"):
            node = self._call(sign, node, self._product())
        return node

    def _product(self) -> Node:
        node = self._factor()
        while sign := self._take("*", "/", "%"):
            node = self._call(sign, node, self._factor())
        return node

    def _factor(self) -> Node:
        signs = []
        while sign := self._take("-", "+"):
            signs.append(sign)
        node = self._value()
        if self._take("**"):
            self._nested += 1
            if self._nested > _DEEPEST:
                raise self._too_deep()
            node = self._call("**", node, self._factor())
            self._nested -= 1
        if signs.count("-") % 2 == 0:
            return node
        is_number = isinstance(node, Literal) and isinstance(node.value, int | float)
        return Literal(-node.value) if is_number else self._call("negative", node)  # type: ignore[union-attr,operator]

    def _value(self) -> Node:
        word = self._word
        if self._take("("):
            node = self._either()
            self._expect(")")
            return node
        if self._take("true", "false"):
            return Literal(word.value == "true")
        if word.kind not in ("number", "text", "name"):
            raise self._unexpected("a value")
        self._next += 1
        if word.kind == "text":
            return Literal(word.value)
        if word.kind == "number":
            return Literal(_number(word.value))
        return self._function(word) if self._take("(") else self._column(word)

    def _function(self, word: Word) -> Call:
        if word.value.lower() not in FUNCTIONS:
            raise CatalogueError(
                f"there is no function {word.value!r}",
                where=self._text,
                remedy=f"Known are {', '.join(FUNCTIONS)}",
            )
        arguments = self._listed()
        wanted = FUNCTIONS[word.value.lower()][0]
        if len(arguments) != wanted:
            raise CatalogueError(
                f"{word.value} takes {wanted} values, not {len(arguments)}",
                where=self._text,
                remedy="Put its values in brackets, with commas between",
            )
        return self._call(word.value.lower(), *arguments)

    def _column(self, word: Word) -> Column:
        if word.value in self._names:
            return Column(word.value)
        hint = hint_about_names(self._text, self._names)
        if hint:
            raise CatalogueError(f"there is no column {word.value!r}", where=self._text, remedy=hint)
        raise no_such_column(word.value, self._names, self._text)


def _number(text: str) -> float:
    """Whole numbers stay exact, as ids must; beyond a thousand digits they are no ids."""
    return int(text) if text.isdigit() and len(text) < 1000 else float(text)
