"""From memory to ranked services to replies: shared by every skill that shows services."""

from collections.abc import Sequence

from bot.messages import Reply, choices, handoff_offer, services, text
from bot.replies.cards import card
from bot.replies.reasons import soon_beside
from bot.replies.wording import choice, entry, say, say_all
from bot.skills.turn import Turn
from bot.skills.unmet import told_to_town
from bot.text.tokens import tokens
from bot.understanding.on_disk import words_of
from resources_db.matching.query import Query
from resources_db.matching.ranking import Match, rank
from resources_db.matching.taxonomy import needs, parents_words
from resources_db.matching.variety import varied
from resources_db.reading.text import clean

FIRST, LOOKED_AT = 3, 12
_LEXICON_TRUST, _LEXICON_ALONE, _LONG_WORD = 0.15, 0.4, 4
CLEAR_NEED, _SECOND_NEED = 0.2, 0.55
_BESIDE_BEST = 0.5  # what is spoken for much less than the best is not offered


def needs_in(message: str, understood: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """Needs by the trained model, strengthened by words of the taxonomy that stand in the message. A short
    word counts only as a word of its own: 本 is not in 本人."""
    found, plain = dict(understood), clean(message).casefold()
    trust = _LEXICON_TRUST if understood else _LEXICON_ALONE
    words = tokens(plain)
    starts, ends = {t.start for t in words}, {t.end for t in words}
    for named, word, start, end in parents_words().spans(plain):
        if len(word) < _LONG_WORD and not (start in starts and end in ends):
            continue
        for need in named:
            found[need] = min(1.0, found.get(need, 0.0) + trust / len(named))
    return sorted(found.items(), key=lambda pair: -pair[1])[:5]


def search(turn: Turn, *, exclude: Sequence[str] = (), refined: frozenset[str] = frozenset()) -> list[Match]:
    """Services for what is remembered. Shared words alone bring chance hits, so a need must speak for each."""
    memory = turn.memory
    query = Query(
        text=memory.worry or turn.heard.text,
        said=words_of(memory.worry or turn.heard.text),
        needs=[(need, confidence) for need, confidence in memory.needs],
        children=memory.children(),
        district=memory.district,
        wishes=frozenset(memory.wishes),
        times=memory.time_wishes(),
        refined=refined,
        exclude=frozenset(exclude),
        declined=memory.declined,
    )
    matches = [match for match in rank(turn.index, query, turn.now, LOOKED_AT) if match.need]
    least = _BESIDE_BEST * max((match.strength for match in matches), default=0.0)
    return [match for match in matches if match.strength >= least]


def leading_needs(turn: Turn) -> list[str]:
    return leading([(need, confidence) for need, confidence in turn.memory.needs])


def leading(needs_: Sequence[tuple[str, float]]) -> list[str]:
    """The needs to speak of: one, or two when the second is nearly as clear as the first."""
    pairs = [(need, c) for need, c in needs_ if c >= CLEAR_NEED] or needs_[:1]
    if len(pairs) > 1 and pairs[1][1] >= _SECOND_NEED * pairs[0][1]:
        return [pairs[0][0], pairs[1][0]]
    return [pairs[0][0]] if pairs else []


def show(turn: Turn, lead: str, matches: list[Match]) -> list[Reply]:
    """At most three services, then ways on: another kind of help, more, and always a person."""
    first = varied(matches, leading_needs(turn), FIRST)
    shown = [m.service.id for m in first]
    turn.memory.shown = shown
    turn.memory.seen = list(dict.fromkeys([*turn.memory.seen, *shown]))
    turn.memory.focus = shown[0] if len(shown) == 1 else None
    more = len(matches) > len(first)
    turn.memory.offer = "more" if more else "person"
    soon = soon_beside(matches, first, turn.now.date())
    return [
        text(lead),
        services([card(m.service, turn.now, m) for m in first], more=more),
        *([text(soon)] if soon else []),
        ways_on(turn, first, more),
    ]


def ways_on(turn: Turn, first: list[Match], more: bool) -> Reply:
    """Choices to tap: the child's age when it is not known and matters, then another way, then a person."""
    options = []
    if not turn.memory.child_ages and not turn.memory.asked and _age_matters(first):
        turn.memory.asked = True
        options += [tuple(pair) for pair in entry("ages")]
    used = {way for m in first for way in m.service.ways.split(",")}
    other = next((w for w in ("home", "online", "visit", "phone") if w not in used), "online")
    options.append(choice(f"other_ways.{other}"))
    if more:
        options.append(choice("more"))
    options.append(choice("person"))
    return choices(*options)


def _age_matters(matches: list[Match]) -> bool:
    return any(m.service.minimum_age is not None or m.service.maximum_age is not None for m in matches)


def lead_for(turn: Turn, matches: list[Match]) -> str:
    """What was understood; and where what is shown hardly fits, that the town is told so."""
    return _lead(turn, matches) + told_to_town(turn, leading_needs(turn), matches)


def _lead(turn: Turn, matches: list[Match]) -> str:
    """One sentence that shows what was understood, after one that shows the feeling was heard."""
    heard = heard_feeling(turn.heard.text)
    leading = leading_needs(turn)
    if matches and all(m.age in ("soon", "past") for m in matches[:FIRST]):
        return heard + say("found.late_only")
    if len(leading) == 2 and {m.need for m in matches} >= set(leading):
        first, second = (needs()[n].plain for n in leading)
        return heard + say("found.two", first=first, second=second)
    if leading and any(m.need == leading[0] for m in matches[:FIRST]):
        return heard + say("found.one", plain=needs()[leading[0]].plain)
    return heard + say("found.words")


def heard_feeling(message: str) -> str:
    return next((f["say"] for f in entry("heard") if any(word in message for word in f["words"])), "")


def desk_reply(turn: Turn) -> list[Reply]:
    """The main desk as an offer, where the town has one."""
    desk = turn.index.main_desk
    return [handoff_offer(card(desk, turn.now))] if desk else []


def not_found(turn: Turn) -> list[Reply]:
    turn.memory.offer = "person"
    return [
        text(say_all("not_found") + told_to_town(turn, leading_needs(turn), ())),
        *desk_reply(turn),
        choices(choice("person"), *map(tuple, entry("worries")[:3])),
    ]
