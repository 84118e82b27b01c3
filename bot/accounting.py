"""A parted sentence comes in, with what its words were used for; what nothing explains goes out.

A word is explained if it filled a slot, if it is grammar, or if it is chatter around the question.
Chatter between "how many" and what is counted is content there ("how many guys died"), and so is a
word of asking that decided nothing.
"""

from collections.abc import Iterator

from bot.lexicon import Mention
from bot.parting import Parted
from bot.phrases import Name
from bot.question import Unknown, Wanted
from bot.roles import Role, Roles
from bot.vocabulary import COUNTED, MEASURED, Kind

_HEAD_CUES = {
    "according_to",
    "place",
    "origin",
    "of",
    "by",
    "also",
    "joint",
    "how_many",
    "checked",
    "exclude",
}
"""Cues that may stand right after "how many" where no word for people does."""
_CIRCUMSTANCES = ("place", "by", "meanwhile")
"""Cues of words that lead to where, by whom or in what somebody came to harm."""
_NEAR_BY = 3
"""Mentions from a measure to what leads to a circumstance of it."""
_IN_EVERY_ANSWER = {
    (Kind.WANTED, wanted.value)
    for wanted in (Wanted.SPEAKER, Wanted.SOURCE, Wanted.STATED, Wanted.VERIFICATION, Wanted.BASIS)
}
"""What a reply tells of each figure, asked for or not: "how many died, and who says so"."""


class Accounts:
    """Knows which mentions of a sentence were used, and lists the rest."""

    def __init__(self, parted: Parted, roles: Roles) -> None:
        self._parted = parted
        self._mentions = parted.mentions
        self._roles = roles
        self._used: set[int] = set()
        self._wasted: set[int] = set()

    def use(self, index: int) -> None:
        """Note that a mention filled a slot."""
        self._used.add(index)

    def waste(self, index: int) -> None:
        """Note that a mention narrows the question in a way that no slot can hold."""
        self._wasted.add(index)

    def unknown(self, wanted: Wanted) -> Iterator[Unknown]:
        """List the words that nothing explains, joined where they stand side by side."""
        stray = [index for index in range(len(self._mentions)) if self._stray(index, wanted)]
        groups: list[list[int]] = []
        for index in stray:
            if groups and index == groups[-1][-1] + 1:
                groups[-1].append(index)
            else:
                groups.append([index])
        for group in groups:
            roles = [self._roles.of.get(index, Role.OPEN) for index in group]
            if all(self._mentions[index].has(Kind.CUE, "detail") for index in group):
                roles = [Role.DETAIL]
            yield Unknown(
                words=" ".join(self._mentions[index].text for index in group),
                role=next((role for role in roles if role is not Role.OPEN), Role.OPEN),
                joined=any(index in self._roles.joined_to_known for index in group),
            )
        for number in self._parted.odd_numbers:
            if any(m.end == number.start and m.has(Kind.CUE, "numbered") for m in self._mentions):
                continue  # "in paragraph 6"
            counted = [m for m in self._mentions if m.start == number.end]
            detail = any(m.has(Kind.CUE, "detail") for m in counted)
            words = self._parted.text(number.start, number.end + 1)
            yield Unknown(words=words, role=Role.DETAIL if detail else Role.OPEN)

    # --- private ---

    def _stray(self, index: int, wanted: Wanted) -> bool:
        mention = self._mentions[index]
        if index in self._wasted or self._is_another_event(index) or self._is_counted_voice(index):
            return True
        if mention.values(Kind.CATEGORY) and self._did_harm(index):
            return True
        if mention.has(Kind.CUE, "detail") and self._is_a_circumstance(index):
            return True  # "killed in villages"
        if index in self._used:
            return False
        if index in self._roles.of:
            return True
        return self._is_head(index) or self._is_content(index, mention, wanted)

    def _is_content(self, index: int, mention: Mention, wanted: Wanted) -> bool:
        """Tell whether a known word narrows the question where it stands."""
        senses = {(sense.kind, sense.value) for sense in mention.senses}
        if (Kind.CUE, "say") in senses and self._is_part_of_a_name(index, mention):
            return True
        grammar = (Kind.FILLER, "words") in senses
        unreal = (Kind.CUE, "unreal") in senses and not self._before_number(mention)
        if unreal and self._before_counted(index):
            return True
        if (Kind.CUE, "event") in senses and self._after_indefinite(index):
            return True
        if (Kind.CUE, "begin") in senses:
            begun = self._after_figure if wanted is Wanted.STATED else self._after_event
            return not begun(index)
        if grammar:
            return False
        kinds = {kind for kind, _ in senses}
        if kinds <= {Kind.HEDGE, Kind.CUE} and Kind.HEDGE in kinds:
            return not self._before_number(mention)
        if kinds == {Kind.FILLER}:
            exclaims = (Kind.FILLER, "interjection") in senses
            stands_in = self._in_question_phrase(index) or self._is_counted(index)
            around = mention.has(Kind.FILLER, "chatter") and self._is_a_circumstance(index)
            return not exclaims and (stands_in or around or self._is_a_voice(index, mention))
        if (Kind.WANTED, Wanted.DISPUTE.value) not in senses:
            narrows = kinds == {Kind.WANTED} and not mention.has(Kind.CUE, "checked")
            told = senses & _IN_EVERY_ANSWER and not self._in_question_phrase(index)
            if told or not narrows:
                return False
        return self._beside_how_many(index) and (Kind.WANTED, wanted.value) not in senses

    def _is_part_of_a_name(self, index: int, mention: Mention) -> bool:
        """Tell "the State Coast Guard" from "they state": a capital right before a name."""
        following = self._mentions[index + 1 : index + 2]
        return self._is_titled(index, mention) and any(m.named for m in following)

    def _is_a_voice(self, index: int, mention: Mention) -> bool:
        """Tell "according to a podcast", and "the Standard says" from "my standard is"."""
        led = (m for m in self._mentions[:index] if not m.has(Kind.FILLER, "words") or _speaks(m))
        before, after = list(led)[-1:], self._mentions[index + 1 : index + 2]
        chats = mention.has(Kind.FILLER, "chatter")
        if chats and any(m.has(Kind.CUE, "according_to") for m in before):
            return True
        named = any(_speaks(m) for m in before)
        speaks = any(m.has(Kind.CUE, "say") or m.has(Kind.CUE, "figure") for m in after)
        return (named or speaks) and self._is_titled(index, mention)

    def _is_a_circumstance(self, index: int) -> bool:
        """Tell "killed in meetings", "killed by colleagues" from "the dead in our story"."""
        own = self._stretch(index)
        led = [m for m in self._mentions[:index] if self._parted.stretch(m.start) == own]
        while led and (led[-1].has(Kind.CUE, "indefinite") or led[-1].has(Kind.CUE, "article")):
            led.pop()
        if not led or not any(led[-1].has(Kind.CUE, cue) for cue in _CIRCUMSTANCES):
            return False
        personal = any(m.has(Kind.CUE, "personal") for m in led)
        return not personal and any(m.means(*MEASURED) for m in led[-_NEAR_BY:])

    def _is_titled(self, index: int, mention: Mention) -> bool:
        shouted = all(word.text.isupper() for word in self._parted.words if word.text.isalpha())
        return index > 0 and mention.text[0].isupper() and not shouted

    def _is_head(self, index: int) -> bool:
        """Tell whether a word stands where "how many" wants people, and is no word for any."""
        for at, mention in enumerate(self._mentions[:index]):
            if mention.has(Kind.CUE, "how_many"):
                between = self._mentions[at + 1 : index]
                same = self._stretch(at) == self._stretch(index)
                if same and all(self._passes(word) for word in between):
                    return not self._may_head(self._mentions[index])
        return False

    def _passes(self, mention: Mention) -> bool:
        fills = any(mention.has(Kind.FILLER, kind) for kind in ("words", "interjection"))
        return fills or mention.has(Kind.CUE, "do")

    def _may_head(self, mention: Mention) -> bool:
        cues = set(mention.values(Kind.CUE))
        if mention.named or mention.means(*COUNTED, Kind.RELATION):
            return True
        return self._passes(mention) or bool(cues & _HEAD_CUES) or bool(mention.values(Kind.HEDGE))

    def _beside_how_many(self, index: int) -> bool:
        asking = (i for i, m in enumerate(self._mentions) if m.has(Kind.CUE, "how_many"))
        return any(self._stretch(i) == self._stretch(index) for i in asking)

    def _in_question_phrase(self, index: int) -> bool:
        """Tell whether a mention stands between "how many" and what is counted."""
        asked = [i for i, m in enumerate(self._mentions[:index]) if m.has(Kind.CUE, "how_many")]
        if not asked:
            return False
        counted = [
            i
            for i, m in enumerate(self._mentions)
            if i > asked[-1] and (m.values(Kind.MEASURE) or m.values(Kind.UMBRELLA))
        ]
        same = self._stretch(asked[-1]) == self._stretch(index)
        return same and bool(counted) and index < counted[0]

    def _is_counted(self, index: int) -> bool:
        """Tell "(adjective) colleague killed": it stands where those counted do."""
        own = self._stretch(index)
        beside = [m if self._parted.stretch(m.start) == own else None for m in self._mentions]
        after = beside[index + 1] if index + 1 < len(beside) else None
        before = beside[index - 1] if index else None
        if after is None or not after.means(*MEASURED):
            return False
        return before is None or before.named or before.has(Kind.CUE, "article")

    def _before_counted(self, index: int) -> bool:
        for mention in self._mentions[index + 1 :]:
            if mention.values(Kind.MEASURE) or mention.values(Kind.UMBRELLA):
                return True
            if not mention.has(Kind.FILLER, "words"):
                return False
        return False

    def _before_number(self, mention: Mention) -> bool:
        return any(mention.end == number.start for number in self._parted.numbers)

    def _after_indefinite(self, index: int) -> bool:
        """Tell a word for an event that means another one than those on file: "other wars"."""
        before = [m for m in self._mentions[:index] if not m.has(Kind.CUE, "article")][-1:]
        return any(mention.has(Kind.CUE, "indefinite") for mention in before)

    def _is_counted_voice(self, index: int) -> bool:
        """Tell "how many (body's) officials were killed": who speaks is no people on file."""
        mention, after = self._mentions[index], self._mentions[index + 1 : index + 2]
        asked = index > 0 and self._mentions[index - 1].has(Kind.CUE, "how_many")
        voice = bool(mention.senses) and all(s.kind is Name.CLAIMANT for s in mention.senses)
        side = voice and asked and self._roles.of.get(index) is Role.SIDE
        return side and not any(m.means(*COUNTED) for m in after)

    def _did_harm(self, index: int) -> bool:
        """Tell "killed by soldiers", "killed by their army": those are not the ones counted."""
        led = [i for i in range(index) if not self._is_grammar(i)]
        by = bool(led) and self._mentions[led[-1]].has(Kind.CUE, "by")
        return by and any(m.means(*MEASURED) for m in self._mentions[: led[-1]][-1:])

    def _is_grammar(self, index: int) -> bool:
        mention = self._mentions[index]
        return mention.has(Kind.FILLER, "words") and not mention.has(Kind.CUE, "by")

    def _is_another_event(self, index: int) -> bool:
        """Tell "the second (event)", which is not the one on file by the name after it."""
        before = self._mentions[index - 1 : index]
        mention = self._mentions[index]
        named = mention.values(Name.EVENT) or mention.values(Name.PLACE)
        another = any(other.has(Kind.CUE, "next_one") for other in before)
        return bool(named) and another and not mention.values(Name.PARTY)

    def _after_figure(self, index: int) -> bool:
        """Tell "the count starts" from the start of an event."""
        return any(mention.has(Kind.CUE, "figure") for mention in self._mentions[:index][-1:])

    def _after_event(self, index: int) -> bool:
        for mention in reversed(self._mentions[:index]):
            if mention.values(Name.EVENT) or mention.has(Kind.CUE, "event"):
                return True
            if mention.has(Kind.CUE, "pronoun"):
                return True
            if not mention.has(Kind.FILLER, "words"):
                return False
        return False

    def _stretch(self, index: int) -> int:
        return self._parted.stretch(self._mentions[index].start)


# --- private ---


def _speaks(mention: Mention) -> bool:
    """Tell words after which it is said who speaks."""
    return mention.has(Kind.CUE, "according_to") or mention.has(Kind.CUE, "by")
