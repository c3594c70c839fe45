"""What can be learned from the right answers of other cases without understanding any of them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import msgspec

from sacral_edu.analysis.asked import Asked
from sacral_edu.domain.claims import Claim
from sacral_edu.domain.items import (
    ChoiceField,
    ChoicesField,
    ClaimField,
    Field,
    MarkField,
    Prompt,
    TextField,
)

_DOUBT = 3
_PAIRS = 60
_HALF = 0.5
_WORD = re.compile(r"[^\s,;:()\"]+")
_Pair = tuple[tuple[str, str], ...]
Slot = tuple[str, int]
"""A place in a note: section, and number of the line within it."""


class Known:
    """Right answers of one kind of item on other cases, counted."""

    def __init__(self, others: Iterable[Asked]) -> None:
        """Learn from items with their right answers."""
        self.items = tuple(others)
        self.options: dict[str, Counter[str]] = defaultdict(Counter)
        self.offered: dict[str, Counter[str]] = defaultdict(Counter)
        self.sets: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
        self.marks: dict[str, Counter[str]] = defaultdict(Counter)
        self.slots: dict[str, Counter[Slot]] = defaultdict(Counter)
        self.slots_seen: dict[str, Counter[Slot]] = defaultdict(Counter)
        self.claims: Counter[bytes] = Counter()
        self.texts: dict[str, list[str]] = defaultdict(list)
        self._words: dict[str, tuple[str, ...]] = {}
        for asked in self.items:
            for field in asked.prompt.fields:
                self._learn(asked.prompt, field, asked.right[0].get(field.id))
        self.usual = self._pairs()
        self.surest = self._sure(self.usual)

    def commonest(self, prompt: Prompt, *, where_offered: bool = False) -> dict[str, Any]:
        """Return an answer made of what was right most often, for every field but those of text.

        With `where_offered` an option counts by how often it was right where it was offered, so that what
        is offered may tell what is right.
        """
        answers = {f.id: self.answer(prompt, f, where_offered=where_offered) for f in prompt.fields}
        choosing = [field for field in prompt.fields if isinstance(field, ChoiceField)]
        if len(choosing) > 1:
            answers |= self._best_together(choosing, self.surest if where_offered else self.usual)
        return answers

    def answer(self, prompt: Prompt, field: Field, *, where_offered: bool = False) -> Any:
        """Return what was right most often in one field; an empty text for a field of text."""
        if isinstance(field, ChoiceField):
            rank = self._rate if where_offered else self._count
            return max((option.id for option in field.options), key=partial(rank, field.id))
        if isinstance(field, ChoicesField):
            return self._set(field)
        if isinstance(field, MarkField):
            return self._marking(prompt, field)
        if isinstance(field, ClaimField):
            common = self.claims.most_common(1)
            return msgspec.json.decode(common[0][0], type=Claim) if common else Claim()
        return ""

    def commonest_mark(self, field: MarkField) -> str:
        """Return the option that lines are marked with most often."""
        return max((o.id for o in field.options), key=lambda name: self.marks[field.id][name])

    def model_text(self, field: TextField, number: int) -> str:
        """Return a right text of another case."""
        texts = self.texts[field.id]
        return texts[number % len(texts)][: field.max_chars] if texts else ""

    def typical_texts(self, field: TextField, count: int) -> list[str]:
        """Return the right texts whose words stand in most other right texts."""
        often = Counter(word for text in self.texts[field.id] for word in set(_WORD.findall(text)))

        def usual(text: str) -> float:
            words = set(_WORD.findall(text))
            return sum(often[word] for word in words) / max(1, len(words))

        return sorted(dict.fromkeys(self.texts[field.id]), key=lambda text: (-usual(text), text))[:count]

    def words(self, field: TextField) -> tuple[str, ...]:
        """Return the words of right texts, those first that stand in most texts."""
        if field.id not in self._words:
            counts: Counter[str] = Counter()
            for text in self.texts[field.id]:
                counts.update({word.strip(".") for word in _WORD.findall(text)})
            self._words[field.id] = tuple(sorted(counts, key=lambda word: (-counts[word], word)))
        return self._words[field.id]

    def _learn(self, prompt: Prompt, field: Field, right: Any) -> None:
        if isinstance(field, (ChoiceField, ChoicesField)):
            self.offered[field.id].update(option.id for option in field.options)
            self.options[field.id].update([right] if isinstance(field, ChoiceField) else right or ())
            if isinstance(field, ChoicesField):
                self.sets[field.id][tuple(sorted(right or ()))] += 1
        elif isinstance(field, MarkField):
            marked: Mapping[str, str] = right or {}
            self.marks[field.id].update(marked.values())
            for line, slot in slots(prompt, field).items():
                self.slots_seen[field.id][slot] += 1
                self.slots[field.id][slot] += line in marked
        elif isinstance(field, ClaimField):
            self.claims[msgspec.json.encode(right or Claim())] += 1
        elif right:
            self.texts[field.id].append(right)

    def _count(self, field: str, option: str) -> float:
        return self.options[field][option]

    def _rate(self, field: str, option: str) -> float:
        return self.options[field][option] / (self.offered[field][option] + _DOUBT)

    def _set(self, field: ChoicesField) -> list[str]:
        own = {option.id for option in field.options}
        whole = next((names for names, _ in self.sets[field.id].most_common() if own.issuperset(names)), ())
        likely = [option.id for option in field.options if self._rate(field.id, option.id) > _HALF]
        return (likely or list(whole))[: field.at_most]

    def _marking(self, prompt: Prompt, field: MarkField) -> dict[str, str]:
        own = slots(prompt, field)
        seen, right = self.slots_seen[field.id], self.slots[field.id]
        rates = {line: right[slot] / (seen[slot] + _DOUBT) for line, slot in own.items()}
        usual = round(sum(right.values()) / max(1, len(self.items)))
        count = min(usual, field.at_most or usual)
        chosen = sorted(rates, key=lambda line: -rates[line])[:count]
        return dict.fromkeys(chosen, self.commonest_mark(field))

    def _pairs(self) -> list[dict[str, str]]:
        """Return the combinations of choices that were right, the commonest first."""
        seen: Counter[_Pair] = Counter()
        for asked in self.items:
            choosing = [f.id for f in asked.prompt.fields if isinstance(f, ChoiceField)]
            seen[tuple((name, asked.right[0].get(name) or "") for name in choosing)] += 1
        self._pairs_seen = seen
        return [dict(pair) for pair, _ in seen.most_common(_PAIRS)]

    def _sure(self, pairs: Iterable[dict[str, str]]) -> list[dict[str, str]]:
        """Return combinations by how often they were right where they were offered."""

        def rate(pair: dict[str, str]) -> float:
            open_to = sum(_offers(asked.prompt, pair.items()) for asked in self.items)
            return self._pairs_seen[tuple(pair.items())] / (open_to + _DOUBT)

        return sorted(pairs, key=rate, reverse=True)

    @staticmethod
    def _best_together(choosing: Sequence[ChoiceField], pairs: Iterable[dict[str, str]]) -> dict[str, str]:
        own = {field.id: {"", *(option.id for option in field.options)} for field in choosing}
        for pair in pairs:
            if all(name in own and value in own[name] for name, value in pair.items()):
                return pair
        return {}


def slots(prompt: Prompt, field: MarkField) -> dict[str, Slot]:
    """Return the place in the note of each line that can be marked."""
    count: Counter[str] = Counter()
    found: dict[str, Slot] = {}
    for line in prompt.note:
        found[line.id] = (line.section, count[line.section])
        count[line.section] += 1
    return {line: found[line] for line in field.lines if line in found}


def _offers(prompt: Prompt, pair: Iterable[tuple[str, str]]) -> bool:
    own = {f.id: {"", *(o.id for o in f.options)} for f in prompt.fields if isinstance(f, ChoiceField)}
    return all(value in own.get(name, ()) for name, value in pair)
